import { spawn } from 'node:child_process'
import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import { withFileLock } from '../../../src/io/locks/file-lock.ts'
import { lockOf, newLockText } from '../../../src/io/locks/lock-file.ts'
import { freshFolder } from '../../support/temporary-folder.ts'

const folder = freshFolder()
let path: string
beforeEach(async () => {
  path = join(folder, 'history')
  await writeFile(path, '0')
})

/** Loses counts wherever two do it at a time. */
const countUp = () =>
  withFileLock(path, async () => {
    const before = Number(await readFile(path, 'utf8'))
    await new Promise((resolve) => setImmediate(resolve))
    await writeFile(path, String(before + 1))
  })

it('lets one at a time at a file, and leaves nothing beside it', async () => {
  await Promise.all(Array.from({ length: 8 }, countUp))
  expect(await readFile(path, 'utf8')).toBe('8')
  expect(await readdir(folder)).toEqual(['history'])
})

it.runIf(process.platform === 'linux')('takes over from a process that has died', async () => {
  const child = spawn(process.execPath, ['--eval', ''], { stdio: 'ignore' })
  await new Promise((resolve) => child.once('exit', resolve))
  const owner = JSON.parse(newLockText())
  await writeFile(lockOf(path), JSON.stringify({ ...owner, pid: child.pid, began: '1' }))
  await countUp()
  expect(await readdir(folder)).toEqual(['history'])
})

it('takes over what says nothing, once it is old', async () => {
  await writeFile(lockOf(path), '')
  const old = Date.now() / 1000 - 60
  await utimes(lockOf(path), old, old)
  await countUp()
  expect(await readdir(folder)).toEqual(['history'])
})

it('does without where a lock cannot be had', async () => {
  await mkdir(lockOf(path))
  await countUp()
  expect(await readFile(path, 'utf8')).toBe('1')
})
