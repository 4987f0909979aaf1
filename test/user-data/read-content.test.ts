import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, open, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DataContent, TextContent } from '../../src/tasks/shared/file-content.ts'
import { resolveSpec, taskOf } from '../../src/training/setup/resolve-spec.ts'
import {
  contentOf,
  type Form,
  namedBefore,
  nameFile,
  understand,
} from '../../src/user-data/read-content.ts'
import { refused, returnsOrRefuses } from '../support/refused.ts'
import { sharedFolder } from '../support/temporary-folder.ts'

const folder = sharedFolder()

async function written(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}
const digestOf = (content: string) => `sha256:${createHash('sha256').update(content).digest('hex')}`

const TEXT = 'to be or not to be, that is the question. '.repeat(12)
const data = (first: number) =>
  Array.from({ length: 12 }, (_, n) => `{"x": [[${first + n}]], "y": [${n}]}`).join('\n')

describe('a file that is named', () => {
  it('comes with the digest of its bytes, and must begin with a digest asked for', async () => {
    const path = await written('one.txt', TEXT)
    const file = { path, digest: digestOf(TEXT) }
    expect(nameFile('text', { path })).toEqual(file)
    expect(nameFile('text', { path, digest: file.digest.slice(0, 17) })).toEqual(file)
    const other = digestOf('another').slice(0, 17)
    expect(await refused(() => nameFile('text', { path, digest: other }))).toEqual({
      code: 'file-changed',
      details: { path },
    })
    expect(namedBefore('text', file.digest)).toEqual(file)
    expect(namedBefore('data', file.digest)).toBeNull()
  })

  it('is what it was while it is kept, and is refused once it must be read anew', async () => {
    const path = await written('changing.jsonl', data(0))
    const file = nameFile('data', { path })
    const before = contentOf('data', file)
    await writeFile(path, data(100))
    expect(contentOf('data', file)).toBe(before)
    for (let n = 0; n < 4; n++)
      nameFile('data', { path: await written(`other-${n}.jsonl`, data(n + 7)) })
    expect(await refused(() => contentOf('data', file))).toEqual({
      code: 'file-changed',
      details: { path },
    })
    await writeFile(path, data(0))
    expect(contentOf('data', file)).toEqual(before)
  })

  it('has a path that can stand in a line', async () => {
    for (const [path, character] of [
      ['a\u001b[31m', 'U+001B'],
      ['a\nb', 'U+000A'],
      ['a\u202eb', 'U+202E'],
    ]) {
      expect(await refused(() => nameFile('text', { path }))).toEqual({
        code: 'control-character',
        details: { character },
      })
    }
  })

  it('makes a spec, which says all that can change a number', async () => {
    const path = await written('spec.jsonl', data(3))
    const spec = resolveSpec({ task: 'data', file: { path } })
    expect(spec).toMatchObject({
      length: 1,
      symbols: null,
      file: { path, digest: digestOf(data(3)) },
    })
    expect(taskOf(spec)).toMatchObject({ name: 'data', timeSteps: 1, inputSize: 1, outputSize: 1 })
    expect(resolveSpec({ task: 'adding' }).file).toBeNull()
  })

  it('goes with a task that has a use for it', async () => {
    const path = await written('use.jsonl', data(3))
    const file = { path, form: 'data' } as const
    expect(await refused(() => resolveSpec({ task: 'data' }))).toEqual({
      code: 'file-needed',
      details: { task: 'data', option: 'data' },
    })
    for (const task of ['adding', 'text']) {
      expect(await refused(() => resolveSpec({ task, file }))).toEqual({
        code: 'not-for-task',
        details: { name: 'data', task },
      })
    }
    for (const [name, choice] of [
      ['symbols', { symbols: 3 }],
      ['length', { length: 2 }],
    ] as const) {
      const found = await refused(() => resolveSpec({ task: 'data', file, ...choice }))
      expect(found).toEqual({ code: 'not-for-task', details: { name, task: 'data' } })
    }
  })
})

describe('refuses what is no text', () => {
  const both = (bytes: Uint8Array) =>
    Promise.all(
      (['text', 'data'] as const).map((form) => refused(() => understand(form, 'f', bytes))),
    )

  it.each([
    [
      'UTF-16, little end first',
      Buffer.from(`\ufeff${TEXT}`, 'utf16le'),
      { line: null, looks: 'utf-16' },
    ],
    [
      'UTF-16, big end first',
      Buffer.from(`\ufeff${TEXT}`, 'utf16le').swap16(),
      { line: null, looks: 'utf-16' },
    ],
    ['UTF-16 without a mark', Buffer.from(TEXT, 'utf16le'), { line: null, looks: 'utf-16' }],
    ['Latin-1', Buffer.from('one\ntwo\r\ncaf\u00e9\nfour', 'latin1'), { line: 3, looks: 'other' }],
    ['UTF-8 that is cut short', Buffer.from('one\n字').subarray(0, 6), { line: 2, looks: 'other' }],
    ['a zero in a text', Buffer.from('one\ntwo and so on\0\nthree'), { line: 2, looks: 'binary' }],
  ])('%s', async (_, bytes, facts) => {
    for (const found of await both(bytes))
      expect(found).toEqual({ code: 'file-not-text', details: { path: 'f', ...facts } })
  })

  it('nothing, and a text of one character', async () => {
    for (const found of await both(Buffer.from('\ufeff')))
      expect(found).toMatchObject({ code: 'file-empty' })
    expect(
      await refused(() => understand('text', 'f', Buffer.from('a'.repeat(1000)))),
    ).toMatchObject({
      code: 'text-one-character',
    })
  })

  it('but a byte order mark is none of the text', () => {
    const plain = understand('text', 'f', Buffer.from(TEXT)) as TextContent
    expect(understand('text', 'f', Buffer.from(`\ufeff${TEXT}`))).toEqual(plain)
  })
})

describe('refuses what is too much, before it is read', () => {
  it('a line of a gigabyte, though it is never there to be read', async () => {
    const path = join(folder, 'gigabyte.jsonl')
    const file = await open(path, 'w')
    await file.truncate(2 ** 30)
    await file.close()
    const before = process.memoryUsage().rss
    for (const form of ['text', 'data'] as const) {
      const found = await refused(() => nameFile(form, { path }))
      expect(found).toEqual({
        code: 'file-too-large',
        details: { path, bytes: 2 ** 30, limit: 2 ** 26 },
      })
    }
    expect(process.memoryUsage().rss - before).toBeLessThan(2 ** 27)
  })

  it('a line of data beyond 8 MiB, with its number; a text may be one line', async () => {
    const long = Buffer.alloc(2 ** 23 + 1, 'ab')
    const lines = Buffer.concat([Buffer.from('{}\n\n'), long, Buffer.from('\n{}')])
    const found = await refused(() => understand('data', 'f', lines))
    expect(found).toEqual({
      code: 'file-line-too-long',
      details: { path: 'f', line: 3, bytes: 2 ** 23 + 1, limit: 2 ** 23 },
    })
    expect((understand('text', 'f', long) as TextContent).points).toHaveLength(2)
  })

  it('a folder, a pipe, and what is not there', async () => {
    const path = join(folder, 'folder')
    await mkdir(path)
    const pipe = join(folder, 'pipe')
    execFileSync('mkfifo', [pipe])
    for (const [one, reason] of [
      [path, 'EISDIR'],
      [pipe, 'not-a-file'],
      [join(folder, 'none'), 'ENOENT'],
    ]) {
      expect(await refused(() => nameFile('data', { path: one }))).toEqual({
        code: 'cannot-read',
        details: { path: one, reason },
      })
    }
  })
})

it('bytes of any kind are understood or refused', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc.string({ unit: 'binary', maxLength: 300 }).map((text) => Buffer.from(text)),
    fc
      .tuple(fc.constantFrom('{"x":[[1]],"y":', 'id,x,y\n', '[', '{'), fc.string())
      .map(([a, b]) => Buffer.from(a + b)),
  )
  fc.assert(
    fc.property(fc.constantFrom<Form>('text', 'data'), bytes, (form, some) =>
      returnsOrRefuses(() => understand(form, 'f', some)),
    ),
    { numRuns: 3000 },
  )
})

it('what threads share is shared memory', () => {
  const { ranks, points, counts } = understand('text', 'f', Buffer.from(TEXT)) as TextContent
  const content = understand('data', 'f', Buffer.from(data(0))) as DataContent
  const { start, sequences, units, order } = content.folds
  const folds = [start, sequences, units, order]
  const arrays = [
    ranks,
    points,
    counts,
    content.x,
    content.y,
    content.start,
    content.asked,
    content.at,
    ...folds,
  ]
  for (const array of arrays) expect(array.buffer).toBeInstanceOf(SharedArrayBuffer)
})
