/** Tensors of ONNX models in a file beside them. */
import { copyFile, mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  expectedOf,
  expectNumbers,
  FOLDER,
  inputOf,
  open,
  run,
} from '../../../support/onnx-files.ts'
import { refused } from '../../../support/refused.ts'
import { freshFolder } from '../../../support/temporary-folder.ts'

describe('tensors in a file beside the model', () => {
  const folder = freshFolder()
  const DATA = 'external.onnx.data'
  const model = () => readFile(join(FOLDER, 'external.onnx'))
  const within = async (name: string, make: (inside: string) => Promise<unknown>) => {
    const inside = join(folder, name)
    await mkdir(inside)
    await make(inside)
    return inside
  }

  it('are read from there', async () => {
    const { stacks } = await open('external')
    const made = await run(stacks[0], await inputOf('external'))
    expectNumbers(made.outputs.values, (await expectedOf('external')).y.data, 'y')
  })

  it('are missed where the file is not there', async () => {
    const inside = await within('alone', async (to) =>
      writeFile(join(to, 'external.onnx'), await model()),
    )
    expect(await refused(() => open('external', inside))).toEqual({
      code: 'cannot-read',
      details: { path: join(inside, DATA), reason: 'ENOENT' },
    })
  })

  it('are not read from elsewhere, by a link', async () => {
    const inside = await within('linked', async (to) => {
      await writeFile(join(to, 'external.onnx'), await model())
      await symlink(join(FOLDER, DATA), join(to, DATA))
    })
    const details = { path: join(inside, DATA), reason: 'outside' }
    expect(await refused(() => open('external', inside))).toEqual({ code: 'cannot-read', details })
  })

  it.each([
    ['../xternal.onnx.da', 'net-file-broken', 'outside'],
    ['/etc/shadow-123456', 'net-file-broken', 'outside'],
    ['sub/rnal.onnx.data', 'net-file-broken', 'outside'],
    ['C:\\external.data.a', 'net-file-broken', 'outside'],
  ])('are not read from elsewhere, by the name %s', async (location, code, problem) => {
    expect(location).toHaveLength(DATA.length)
    const inside = await within(location.replace(/\W/g, ''), async (to) => {
      await copyFile(join(FOLDER, DATA), join(to, DATA))
      const bytes = (await model()).toString('latin1').replaceAll(DATA, location)
      await writeFile(join(to, 'external.onnx'), bytes, 'latin1')
    })
    const found = await refused(() => open('external', inside))
    expect(found).toMatchObject({ code, details: { format: 'ONNX', problem } })
  })

  it('are refused where the file is shorter than it should be', async () => {
    const inside = await within('short', async (to) => {
      await writeFile(join(to, 'external.onnx'), await model())
      await writeFile(join(to, DATA), (await readFile(join(FOLDER, DATA))).subarray(0, 500))
    })
    const found = await refused(() => open('external', inside))
    expect(found).toMatchObject({ code: 'net-file-broken', details: { problem: 'too-large' } })
  })
})
