/** A file that is inspected as a mapping says. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { inspectFile, mappingFor } from '../../../src/inspection/given-net/inspect-file.ts'
import { readMappingFile } from '../../../src/inspection/given-net/mapping.ts'
import { fixturePath } from '../../support/fixture-path.ts'
import { refused } from '../../support/refused.ts'
import { freshFolder } from '../../support/temporary-folder.ts'

const net = (path: string) => fixturePath(`nets/${path}`)

const headOf = async (path: string, map: string) => {
  for await (const event of inspectFile(path, { map }))
    if (event.type === 'net-head') return event.head
  throw new Error('nothing was told')
}

describe('inspect --map', () => {
  const folder = freshFolder()
  const mapping = async (value: unknown) => {
    const path = join(folder, 'mapping.json')
    await writeFile(path, typeof value === 'string' ? value : JSON.stringify(value))
    return path
  }

  it.each(['numpy/nameless.npz', 'flax/nnx-lstm.msgpack', 'tensorflow-js/defaults.json'])(
    '%s: takes the template that it gives',
    async (path) => {
      const template = await mappingFor(net(path))
      const gates = path.startsWith('flax')
        ? null
        : await headOf(net(path), await mapping(template))
      expect(Object.keys(template.tensors).length).toBeGreaterThan(3)
      if (gates) expect(gates.nets[0].steps[0].is).toBe('recurrent')
    },
  )

  it('counts even where names say something', async () => {
    const map = await mapping({
      layers: [
        { kind: 'lstm', name: 'mine', input: 'lstm.weight_ih_l0', recurrent: 'lstm.weight_hh_l0' },
      ],
    })
    const { nets } = await headOf(net('numpy/torch-names.npz'), map)
    expect(nets[0].steps.map((step) => step.name)).toEqual(['mine'])
  })

  it('is refused for a file that describes its nets itself', async () => {
    const path = net('brain-js/lstm.json')
    const expected = { code: 'net-map', details: { problem: 'no-tensors', found: 'brain.js' } }
    expect(await refused(() => mappingFor(path))).toMatchObject(expected)
    const map = await mapping({ layers: [] })
    expect(await refused(() => headOf(path, map))).toMatchObject(expected)
  })

  it.each([
    ['no JSON', '{layers', { code: 'net-map' }],
    ['nesting without end', '['.repeat(1000), { code: 'net-map' }],
    ['more than anybody writes', ' '.repeat(2 ** 20 + 1), { code: 'file-too-large' }],
  ])('refuses %s', async (_, text, expected) => {
    const path = await mapping(text)
    expect(await refused(() => readMappingFile(path))).toMatchObject(expected)
  })

  it('refuses a folder', async () => {
    await mkdir(join(folder, 'mapping'))
    expect(await refused(() => readMappingFile(join(folder, 'mapping')))).toMatchObject({
      details: { reason: 'EISDIR' },
    })
  })
})
