import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { LineStore } from '../../../src/experiments/store/line-store.ts'
import { InputError } from '../../../src/rules/input-error.ts'
import { freshFolder } from '../../support/temporary-folder.ts'

const folder = freshFolder()

const open = (...names: string[]) => {
  const files = names.map((name) => ({ path: join(folder, name), end: 0 }))
  return LineStore.open(
    files[0].path,
    () => {},
    async () => ({ files }),
  )
}

it('waits at its close for lines that nobody has waited for', async () => {
  const { lines } = await open('a.jsonl', 'b.jsonl')
  for (let index = 0; index < 20; index++) void lines.append(index % 2, { index })
  await lines.close()
  for (const [n, name] of ['a.jsonl', 'b.jsonl'].entries()) {
    const text = await readFile(join(folder, name), 'utf8')
    const found = text.trimEnd().split('\n')
    expect(found.map((line) => JSON.parse(line).index)).toEqual(
      Array.from({ length: 10 }, (_, k) => 2 * k + n),
    )
  }
  expect((await readdir(folder)).sort()).toEqual(['a.jsonl', 'b.jsonl'])
})

it('gives the lock back where it could not be opened', async () => {
  await mkdir(join(folder, 'b.jsonl'))
  await expect(open('a.jsonl', 'b.jsonl')).rejects.toThrow(InputError)
  await rm(join(folder, 'b.jsonl'), { recursive: true })
  const { lines } = await open('a.jsonl', 'b.jsonl')
  await expect(open('a.jsonl')).rejects.toMatchObject({ code: 'results-busy' })
  await lines.close()
})
