/** A lock names its holder, is kept while that lives, and goes to another when it does not. */
import { spawn } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Lock } from '../../../src/io/locks/heartbeat-lock.ts'
import { refused } from '../../support/refused.ts'
import { sharedFolder } from '../../support/temporary-folder.ts'

const root = sharedFolder()
let folder = ''
let path = ''
let lock = ''
let count = 0
beforeEach(() => {
  folder = join(root, String(count++))
  mkdirSync(folder)
  path = join(folder, 'results.jsonl')
  lock = join(folder, '.results.jsonl.lock')
})

const held: Lock[] = []
afterEach(async () => {
  vi.useRealTimers()
  for (const one of held.splice(0)) await one.release()
})
async function take(lost: (error: unknown) => void = () => {}): Promise<Lock> {
  const one = await Lock.take(path, lost)
  held.push(one)
  return one
}

/** A lock as this process would write it, with changes. */
async function planted(changes: object): Promise<void> {
  const own = await Lock.take(path, () => {})
  const text = readFileSync(lock, 'utf8')
  await own.release()
  writeFileSync(lock, JSON.stringify({ ...JSON.parse(text), token: 'another', ...changes }))
}
const agoBy = (seconds: number) =>
  utimesSync(lock, Date.now() / 1000 - seconds, Date.now() / 1000 - seconds)

/** The number of a process that has ended. */
async function deadProcess(): Promise<number> {
  const child = spawn(process.execPath, ['--eval', ''], { stdio: 'ignore' })
  await new Promise((resolve) => child.once('exit', resolve))
  return child.pid ?? 0
}

describe('a lock', () => {
  it('is one process’s until it lets go', async () => {
    const one = await take()
    const { pid, host, since } = JSON.parse(readFileSync(lock, 'utf8'))
    expect([pid, host, Math.abs(Date.parse(since) - Date.now()) < 60_000]).toEqual([
      process.pid,
      hostname(),
      true,
    ])
    expect(await refused(() => take())).toEqual({
      code: 'results-busy',
      details: {
        path,
        lock,
        pid: process.pid,
        host: hostname(),
        since,
        silent: process.platform === 'linux' ? null : expect.anything(),
      },
    })
    await one.hold()
    await one.release()
    expect(existsSync(lock)).toBe(false)
    await (await take()).hold()
  })

  it('of a process here that has died is taken over at once', async () => {
    await planted({ pid: await deadProcess() })
    await (await take()).hold()
    expect(JSON.parse(readFileSync(lock, 'utf8')).pid).toBe(process.pid)
  })

  it.runIf(process.platform === 'linux')(
    'of a process whose number another has by now, too',
    async () => {
      await planted({ began: '1' })
      await (await take()).hold()
    },
  )

  it.each([
    ['another host', { host: 'elsewhere' }],
    ['another container or boot', { machine: 'another' }],
  ])(
    'of %s is refused, though its number is free here, until it has been silent for long',
    async (_, changes) => {
      await planted({ pid: await deadProcess(), ...changes })
      expect(await refused(() => take())).toMatchObject({
        code: 'results-busy',
        details: { lock, silent: expect.anything() },
      })
      agoBy(100)
      expect(await refused(() => take())).toMatchObject({
        code: 'results-busy',
        details: { silent: expect.closeTo(100, -1) },
      })
      agoBy(125)
      await (await take()).hold()
    },
  )

  it.each([
    ['nothing', ''],
    ['no holder', '{"pid":"x"}'],
    ['no JSON', '\u0000\u001b'],
  ])('that says %s is somebody’s who cannot be asked', async (_, text) => {
    writeFileSync(lock, text)
    expect(await refused(() => take())).toMatchObject({
      code: 'results-busy',
      details: { pid: null, host: null },
    })
    agoBy(125)
    await (await take()).hold()
  })

  it('that is silent goes to one of many who want it', async () => {
    await planted({ host: 'elsewhere' })
    agoBy(200)
    const all = await Promise.allSettled(Array.from({ length: 12 }, () => take()))
    const holding = all.map((one) =>
      one.status === 'fulfilled' ? refused(() => one.value.hold()) : one.reason.code,
    )
    expect((await Promise.all(holding)).filter((one) => one === null)).toHaveLength(1)
  })

  it('that was taken over is noticed by who had it, and left to who has it', async () => {
    const one = await take()
    const theirs = {
      ...JSON.parse(readFileSync(lock, 'utf8')),
      pid: 4711,
      host: 'elsewhere',
      token: 'theirs',
    }
    writeFileSync(lock, JSON.stringify(theirs))
    expect(await refused(() => one.hold())).toMatchObject({
      code: 'results-taken',
      details: { path, pid: 4711, host: 'elsewhere' },
    })
    await one.release()
    expect(JSON.parse(readFileSync(lock, 'utf8'))).toEqual(theirs)
  })

  it('removed while its owner lives is made again; without its folder it cannot be', async () => {
    const one = await take()
    rmSync(lock)
    await one.hold()
    expect(await refused(() => take())).toMatchObject({ code: 'results-busy' })
    rmSync(folder, { recursive: true })
    expect(await refused(() => one.hold())).toEqual({
      code: 'cannot-write',
      details: { path, reason: 'ENOENT' },
    })
  })
})

describe('signs of life', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }))

  it('come as long as it is held', async () => {
    const one = await take()
    for (let n = 0; n < 2; n++) {
      agoBy(110)
      vi.advanceTimersByTime(10_000)
      await vi.waitFor(() => expect(Date.now() - statSync(lock).mtimeMs).toBeLessThan(60_000))
    }
    await one.hold()
  })

  it('tell its holder when it is another’s, and never write into that', async () => {
    const lost = vi.fn()
    await take(lost)
    rmSync(lock)
    writeFileSync(lock, 'theirs')
    vi.advanceTimersByTime(10_000)
    await vi.waitFor(() => expect(lost).toHaveBeenCalled())
    expect(lost.mock.calls[0][0]).toMatchObject({ code: 'results-taken' })
    expect(readFileSync(lock, 'utf8')).toBe('theirs')
  })
})
