/** A file of lines is a regular file of its own, and nobody else's while it grows. */
import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  copyFileSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LineFile, linesOf } from '../../src/io/line-file.ts'
import { refused } from '../support/refused.ts'
import { sharedFolder } from '../support/temporary-folder.ts'

const folder = sharedFolder()
const path = (name: string) => join(folder, name)
const reading = async (name: string) => {
  for await (const _ of linesOf(path(name)));
}
const posix = it.skipIf(process.platform === 'win32')

describe('what is no regular file', () => {
  posix('is refused, and nobody waits for a writer', async () => {
    execFileSync('mkfifo', [path('pipe')])
    const facts = { path: path('pipe'), reason: 'not-a-file' }
    expect(await refused(() => reading('pipe'))).toEqual({ code: 'cannot-read', details: facts })
    expect(await refused(() => LineFile.open(path('pipe'), 0))).toEqual({
      code: 'cannot-write',
      details: facts,
    })
    expect(await refused(() => reading('.'))).toMatchObject({
      code: 'cannot-read',
      details: { reason: 'EISDIR' },
    })
  })

  posix('is not written through, when it is a link', async () => {
    writeFileSync(path('important'), 'not ours')
    symlinkSync(path('important'), path('link'))
    symlinkSync(path('nowhere'), path('dangling'))
    for (const name of ['link', 'dangling']) {
      const facts = { path: path(name), reason: 'link' }
      expect(await refused(() => LineFile.open(path(name), 0))).toEqual({
        code: 'cannot-write',
        details: facts,
      })
    }
    expect(readFileSync(path('important'), 'utf8')).toBe('not ours')
  })
})

describe('while it grows', () => {
  const changes: [string, (name: string) => void, string][] = [
    ['added to', (name) => appendFileSync(name, 'theirs\n'), 'one\ntheirs\n'],
    ['cut short', (name) => truncateSync(name, 2), 'on'],
    [
      'replaced by its like',
      (name) => {
        copyFileSync(name, `${name}.copy`)
        renameSync(`${name}.copy`, name)
      },
      'one\n',
    ],
  ]
  it.each(changes)('it may not be %s', async (what, change, left) => {
    const name = path(what)
    const file = await LineFile.open(name, 0)
    await file.append('one')
    change(name)
    expect(await refused(() => file.append('two'))).toEqual({
      code: 'results-changed',
      details: { path: name },
    })
    await file.close()
    expect(readFileSync(name, 'utf8')).toBe(left)
  })

  posix('it may not go', async () => {
    const file = await LineFile.open(path('gone'), 0)
    rmSync(path('gone'))
    const facts = { path: path('gone'), reason: 'ENOENT' }
    expect(await refused(() => file.append('one'))).toEqual({
      code: 'cannot-write',
      details: facts,
    })
    await file.close()
  })
})
