import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readBytes } from '../../src/io/read-files.ts'
import { prepareDirectory, writeAtomically } from '../../src/io/write-files.ts'
import { refused } from '../support/refused.ts'
import { sharedFolder } from '../support/temporary-folder.ts'

const folder = sharedFolder()
const path = (name: string) => join(folder, name)
const five = Uint8Array.from([1, 2, 3, 4, 5])

describe('reading', () => {
  it('gives the whole file', async () => {
    writeFileSync(path('five'), five)
    expect(await readBytes(path('five'))).toEqual(five)
    expect(await readBytes(path('five'), 5)).toEqual(five)
  })

  it('refuses what is missing, a folder, a path through a file, a path with a zero', async () => {
    writeFileSync(path('plain'), five)
    const reason = async (name: string) => await refused(() => readBytes(path(name)))
    expect(await reason('missing')).toEqual({
      code: 'cannot-read',
      details: { path: path('missing'), reason: 'ENOENT' },
    })
    expect(await refused(() => readBytes(folder))).toMatchObject({
      code: 'cannot-read',
      details: { reason: 'EISDIR' },
    })
    expect(await reason('plain/inside')).toMatchObject({
      code: 'cannot-read',
      details: { reason: 'ENOTDIR' },
    })
    expect(await reason('a\0b')).toMatchObject({ code: 'cannot-read' })
  })

  it.skipIf(process.platform === 'win32')(
    'refuses a pipe without waiting for its writer',
    async () => {
      execFileSync('mkfifo', [path('pipe')])
      expect(await refused(() => readBytes(path('pipe')))).toMatchObject({
        details: { reason: 'not-a-file' },
      })
    },
  )

  it('refuses by size before it reads', async () => {
    // Sparse: it has the size and no contents.
    writeFileSync(path('huge'), '')
    truncateSync(path('huge'), 2 ** 40)
    const facts = { path: path('huge'), bytes: 2 ** 40, limit: 2 ** 30 }
    expect(await refused(() => readBytes(path('huge')))).toEqual({
      code: 'file-too-large',
      details: facts,
    })
  })
})

describe('writing', () => {
  it('replaces the old file by the whole new one and leaves nothing beside it', async () => {
    mkdirSync(path('out'))
    writeFileSync(path('out/weights'), 'what was there before')
    await writeAtomically(path('out/weights'), five)
    expect(new Uint8Array(readFileSync(path('out/weights')))).toEqual(five)
    expect(readdirSync(path('out'))).toEqual(['weights'])
  })

  it('refuses where it cannot, and leaves nothing behind', async () => {
    const target = path('absent/weights')
    expect(await refused(() => writeAtomically(target, five))).toEqual({
      code: 'cannot-write',
      details: { path: target, reason: 'ENOENT' },
    })
    mkdirSync(path('taken/weights'), { recursive: true })
    expect(await refused(() => writeAtomically(path('taken/weights'), five))).toMatchObject({
      code: 'cannot-write',
    })
    expect(readdirSync(path('taken'))).toEqual(['weights'])
  })
})

describe('preparing a directory', () => {
  it('makes it and leaves it empty; twice does no harm', async () => {
    await prepareDirectory(path('deep/er'))
    await prepareDirectory(path('deep/er'))
    expect(readdirSync(path('deep/er'))).toEqual([])
  })

  it('refuses where a file stands in the way', async () => {
    writeFileSync(path('file'), five)
    for (const target of [path('file'), path('file/below')]) {
      const facts = { path: target, reason: 'ENOTDIR' }
      expect(await refused(() => prepareDirectory(target))).toEqual({
        code: 'cannot-write',
        details: facts,
      })
    }
  })

  it.skipIf(process.platform !== 'linux')('refuses a directory that takes no files', async () => {
    // The kernel's own, closed even to root.
    for (const target of ['/proc/self', '/proc/none', '/proc/none/deeper'])
      expect(await refused(() => prepareDirectory(target))).toMatchObject({ code: 'cannot-write' })
  })
})
