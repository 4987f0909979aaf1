/** A sweep on a real pseudo-terminal: watched, paused, ended early, interrupted. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { closePrograms, openProgram } from '../support/pty.ts'

afterEach(closePrograms)

const LINE = 'compare adding --length 10,20 --forget-bias 0,chrono --hidden 8 --seeds 2'.split(' ')

it('shows the points, and leaves the table on the main screen', async () => {
  const program = openProgram([...LINE, '--steps', '60'])
  await program.waitFor('length 20')
  expect(program.onAlternateScreen()).toBe(true)
  expect(program.lines()).toHaveLength(24)
  expect(await program.exited).toBe(0)
  expect(program.onAlternateScreen()).toBe(false)
  expect(program.main()).toContain('gatelab compare adding')
  expect(program.overflowing()).toEqual([])
})

it('pauses, and ended with q reports and keeps what is finished', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gatelab-'))
  try {
    const program = openProgram(
      [...LINE, '--steps', '100000', '--until-solved', '--results', folder],
      {
        env: { LANG: 'zh_CN.UTF-8' },
      },
    )
    await program.waitFor((screen) => /\d+ 步\/秒/.test(screen) && /[1-9]\d* 步，共/.test(screen))
    program.press('p')
    await program.waitFor('已暂停')
    program.press('p')
    await program.waitFor((screen) => !screen.includes('已暂停'))
    program.press('q')
    expect(await program.exited).toBe(0)
    expect(program.onAlternateScreen()).toBe(false)
    const lines = (await readFile(join(folder, 'results.jsonl'), 'utf8')).split('\n')
    expect(lines.at(-1)).toBe('')
    for (const line of lines.slice(0, -1)) JSON.parse(line)
  } finally {
    await rm(folder, { recursive: true })
  }
})

it.each([
  ['SIGTERM', 143],
  ['SIGINT', 130],
] as const)('%s gives the terminal back, with exit code %i', async (signal, code) => {
  const program = openProgram([...LINE, '--steps', '100000'])
  await program.waitFor('length 20')
  program.signal(signal)
  expect(await program.exited).toBe(code)
  expect(program.onAlternateScreen()).toBe(false)
})
