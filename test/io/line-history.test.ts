import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { History } from '../../src/io/line-history.ts'
import { freshFolder } from '../support/temporary-folder.ts'

const folder = freshFolder()
let path = ''
beforeEach(async () => {
  path = join(folder, 'state', 'gatelab', 'history')
})

async function kept(lines: readonly string[]): Promise<readonly string[]> {
  const history = await History.open(path)
  for (const line of lines) history.add(line)
  await history.save()
  return (await History.open(path)).lines
}

describe('the history', () => {
  it('survives a session, for its owner alone', async () => {
    expect(await kept(['train 50', 'gradient', 'gradient', '', '  ', "save '字'"])).toEqual([
      'train 50',
      'gradient',
      "save '字'",
    ])
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect((await stat(join(folder, 'state', 'gatelab'))).mode & 0o777).toBe(0o700)
    expect(await kept(['undo'])).toEqual(['train 50', 'gradient', "save '字'", 'undo'])
    expect(await readdir(join(folder, 'state', 'gatelab'))).toEqual(['history'])
  })

  it('saved twice, it holds a line once', async () => {
    const history = await History.open(path)
    history.add('train 50')
    await Promise.all([history.save(), history.save()])
    history.add('show')
    await history.save()
    expect(await readFile(path, 'utf8')).toBe('train 50\nshow\n')
  })

  it('keeps the lines of two sessions at once', async () => {
    const [one, other] = [await History.open(path), await History.open(path)]
    one.add('train 50')
    other.add('gradient')
    await one.save()
    await other.save()
    one.add('undo')
    await one.save()
    expect((await History.open(path)).lines).toEqual(['train 50', 'gradient', 'undo'])
  })

  it('is bounded in lines and in bytes, and drops the oldest', async () => {
    const many = await kept(Array.from({ length: 1200 }, (_, n) => `seed ${n}`))
    expect(many).toHaveLength(1000)
    expect([many[0], many[999]]).toEqual(['seed 200', 'seed 1199'])
    const long = await kept(Array.from({ length: 10 }, (_, n) => `${n}${'字'.repeat(20_000)}`))
    expect(long.map((line) => line[0])).toEqual(['6', '7', '8', '9'])
    expect((await stat(path)).size).toBeLessThanOrEqual(256 * 1024)
  })

  it('takes nothing up that could steer a terminal', async () => {
    expect(await kept(['sho\u001b[2Jw\u0007\u009b', 'a\nb'])).toEqual(['sho[2Jw', 'ab'])
    await writeFile(path, 'train\u001b[31m 5\r\nshow')
    expect((await History.open(path)).lines).toEqual(['train[31m 5', 'show'])
  })

  it('is empty where the file is damaged, too large, or none', async () => {
    await kept(['show'])
    await writeFile(path, Buffer.from([0xff, 0xfe, 0x00]))
    expect((await History.open(path)).lines).toEqual([])
    expect(await kept(['undo'])).toEqual(['undo'])
    await writeFile(path, 'a\n'.repeat(2 ** 20))
    expect((await History.open(path)).lines).toEqual([])
    await rm(path)
    await mkdir(path)
    expect(await kept(['undo'])).toEqual([])
  })

  it('goes on where nothing can be written', async () => {
    await writeFile(join(folder, 'state'), 'in the way')
    expect(await kept(['undo'])).toEqual([])
  })

  it('of several sessions at once holds the lines of all', async () => {
    const sessions = await Promise.all(Array.from({ length: 6 }, () => History.open(path)))
    const lines = sessions.flatMap((_, n) => Array.from({ length: 5 }, (_, k) => `train ${n} ${k}`))
    await Promise.all(
      sessions.map(async (session, n) => {
        for (const line of lines.slice(5 * n, 5 * n + 5)) {
          session.add(line)
          await session.save()
        }
      }),
    )
    expect([...(await History.open(path)).lines].sort()).toEqual([...lines].sort())
    expect(await readdir(join(folder, 'state', 'gatelab'))).toEqual(['history'])
  })

  it('what could not be written is written with the next line', async () => {
    await writeFile(join(folder, 'state'), 'in the way')
    const history = await History.open(path)
    history.add('one')
    await history.save()
    expect(history.failure).toMatchObject({ code: 'cannot-write' })
    await rm(join(folder, 'state'))
    history.add('two')
    await history.save()
    expect(history.failure).toBeNull()
    expect((await History.open(path)).lines).toEqual(['one', 'two'])
  })

  it('kept nowhere, is there for the session', async () => {
    const history = await History.open(null)
    history.add('show')
    await history.save()
    expect(history.lines).toEqual(['show'])
    expect(await readdir(folder)).toEqual([])
  })
})
