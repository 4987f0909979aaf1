/**
 * What killed programs leave behind is swept away by whoever writes there next, and nothing else
 * is.
 */
import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Lock } from '../../src/io/locks/heartbeat-lock.ts'
import { sweep, temporaryIn } from '../../src/io/temporary-files.ts'
import { prepareDirectory, writeAtomically, writeNow } from '../../src/io/write-files.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatelab-temporary-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** The number of a process that has ended, and was ours to see end. */
const deadPid = () =>
  new Promise<number>((resolve) => {
    const child = spawn(process.execPath, ['-e', ''])
    child.once('close', () => resolve(child.pid ?? 0))
  })

/** A name as this machine gives it, of another process. */
async function leftBy(pid: number, began?: string): Promise<string> {
  const [, machine, , own] =
    /^\.gatelab-(\w+)-(\d+)-(\d*)-/.exec(basename(temporaryIn(folder))) ?? []
  const name = `.gatelab-${machine}-${pid}-${began ?? own}-0123abcd.tmp`
  await writeFile(join(folder, name), 'half')
  return name
}

const five = new Uint8Array(5)
/** Each in a folder of its own: a program sweeps a folder once. */
const WRITERS: Readonly<Record<string, (path: string) => unknown>> = {
  'a file that is replaced': (path) => writeAtomically(join(path, 'x'), five),
  'a checkpoint': (path) => writeNow(join(path, 'x'), five),
  'a folder that is tried': (path) => prepareDirectory(path),
  'a lock': async (path) => (await Lock.take(join(path, 'x'), () => {})).release(),
}

describe('temporary files', () => {
  it.each(Object.entries(WRITERS))('%s: what a dead process left is gone', async (_, write) => {
    const name = await leftBy(await deadPid())
    const own = join(folder, 'own')
    await mkdir(own)
    await writeFile(join(own, name), 'half')
    await write(own)
    expect((await readdir(own)).filter((one) => one.endsWith('.tmp'))).toEqual([])
  })

  it('of a process that has the number by now of one that died', async () => {
    const name = await leftBy(process.pid, '1')
    sweep(folder)
    // Only where the system says when a process began can the two be told apart.
    if (process.platform === 'linux') expect(await readdir(folder)).not.toContain(name)
  })

  it('what a living process writes stays, and so does what is not ours', async () => {
    const kept = [
      await leftBy(process.pid),
      '.0b9c1c0e-6c0f-4b57-9f0e-3a6f3d0c9f10.tmp',
      '.gatelab-0123abcd.tmp',
      'gatelab.tmp',
      `.gatelab-${hostname()}-1-1-0123abcd.tmp`,
    ]
    for (const name of kept.slice(1)) await writeFile(join(folder, name), 'x')
    await mkdir(join(folder, '.gatelab-01234567-1-1-0123abcd.tmp'))
    sweep(folder)
    expect(await readdir(folder)).toEqual(
      expect.arrayContaining([...kept, '.gatelab-01234567-1-1-0123abcd.tmp']),
    )
  })

  it('of another machine only what is older than a day', async () => {
    const [young, old] = [
      '.gatelab-00000000-7-7-0000aaaa.tmp',
      '.gatelab-00000000-7-7-0000bbbb.tmp',
    ]
    for (const name of [young, old]) await writeFile(join(folder, name), 'x')
    const before = new Date(Date.now() - 25 * 3600 * 1000)
    await utimes(join(folder, old), before, before)
    sweep(folder)
    expect(await readdir(folder)).toEqual([young])
  })

  it('a folder that is none, or cannot be read, is no trouble', () => {
    expect(() => sweep(join(folder, 'none'))).not.toThrow()
  })
})
