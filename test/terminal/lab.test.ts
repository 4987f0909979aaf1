/** The REPL on a real pseudo-terminal: the cursor, keys, history, and how it ends. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  BACKSPACE,
  CTRL_C,
  CTRL_D,
  changes,
  ENTER,
  enter,
  idle,
  LEFT,
  leave,
  PROMPT,
  RIGHT,
  RUNNING,
  shows,
  startLab,
  UP,
} from '../support/lab-terminal.ts'
import { closePrograms, type Program, type ProgramOptions } from '../support/pty.ts'
import { sharedFolder } from '../support/temporary-folder.ts'

const folder = sharedFolder()
const start = (more?: readonly string[], options?: ProgramOptions) =>
  startLab(join(folder, 'state'), more, options)
afterEach(closePrograms)

describe('the cursor', () => {
  const stands = (program: Program, x: number) =>
    program.waitFor(
      () =>
        program.cursor().x === PROMPT.length + x &&
        program.lines()[program.cursor().y].startsWith(PROMPT),
    )

  it('stands where typing goes on, also behind wide characters and in scrolled lines', async () => {
    const program = await start()
    await stands(program, 0)
    program.press('# 遗忘门 f')
    await shows(program, '# 遗忘门 f')
    await stands(program, 10)
    program.press(LEFT.repeat(3))
    await stands(program, 6)
    program.press('的')
    await shows(program, '# 遗忘的门 f')
    await stands(program, 8)
    program.press(BACKSPACE + RIGHT)
    await shows(program, '# 遗忘门 f')
    await stands(program, 8)
    program.press(`${CTRL_C}# ${'遗忘门'.repeat(20)}x`)
    // 71 columns but for the cursor's: the last 69 of them hold 34 wide characters and the x.
    await shows(program, `${'遗忘门'.repeat(12).slice(2)}x`)
    await stands(program, 69)
    expect(program.overflowing()).toEqual([])
    await leaveAfter(program, CTRL_C)
  })

  const leaveAfter = async (program: Program, key: string) => {
    program.press(key)
    await program.waitFor(idle)
    await leave(program)
  }
})

const steps = (screen: string) =>
  [...screen.matchAll(/step (\d+) of 1000000/g)].map(([, step]) => Number(step))
const bothTrain = (screen: string) =>
  steps(screen).length === 2 && steps(screen).every((step) => step > 0)

describe('while it trains', () => {
  it('what is typed is seen at once', async () => {
    const program = await start()
    program.press(`train 1000000${ENTER}`)
    await program.waitFor(bothTrain, 20_000)
    const times: number[] = []
    for (let n = 1; n <= 20; n++) {
      const pressed = performance.now()
      program.press('字')
      await shows(program, '字'.repeat(n))
      times.push(performance.now() - pressed)
    }
    const sorted = times.toSorted((a, b) => a - b)
    const [median, longest] = [sorted[10], sorted[19]].map((ms) => `${ms.toFixed(1)} ms`)
    console.log(`keys while training: median ${median}, max ${longest} of 20`)
    // It did train on.
    expect(bothTrain(program.screen())).toBe(true)
    program.press(CTRL_C)
    await program.waitFor((screen) => !RUNNING.test(screen))
    await shows(program, '字'.repeat(20))
  })

  it('Ctrl-C keeps the steps, and the REPL goes on', async () => {
    const program = await start()
    program.press(`train 1000000${ENTER}gradient${ENTER}`)
    const before = steps(
      await program.waitFor(
        (screen) => bothTrain(screen) && screen.includes('1 line waits'),
        20_000,
      ),
    )
    program.press(CTRL_C)
    const stopped = await program.waitFor(idle)
    expect(stopped).not.toContain('> gradient')
    const kept = [...stopped.matchAll(/^(?:RNN|LSTM) +step (\d+)/gm)].map(([, step]) =>
      Number(step),
    )
    expect(kept).toHaveLength(2)
    for (const n of [0, 1]) expect(kept[n]).toBeGreaterThanOrEqual(before[n])
    const shown = await enter(program, 'show')
    expect(shown).toMatch(new RegExp(`^RNN +${kept[0]} `, 'm'))
    expect(shown).toMatch(new RegExp(`^LSTM +${kept[1]} `, 'm'))
    await leave(program)
  })
})

describe('the history', () => {
  it('is in the file as soon as a line was entered, and there in the next program', async () => {
    const first = await start([])
    await enter(first, 'seed 2; show')
    const path = join(folder, 'state', 'gatelab', 'history')
    await vi.waitFor(async () => expect(await readFile(path, 'utf8')).toBe('seed 2; show\n'))
    await enter(first, "save '")
    await vi.waitFor(async () =>
      expect(await readFile(path, 'utf8')).toBe("seed 2; show\nsave '\n"),
    )
    await leave(first)

    const second = await start([])
    second.press(UP)
    await shows(second, "save '")
    second.press(UP)
    await shows(second, 'seed 2; show')
    second.press(CTRL_C)
    await second.waitFor(idle)
    await leave(second)
  })

  it('is not touched with --no-history', async () => {
    const elsewhere = join(folder, 'elsewhere')
    const program = await start(['--no-history'], { env: { XDG_STATE_HOME: elsewhere } })
    await enter(program, 'show')
    await leave(program)
    expect(await readdir(folder)).not.toContain('elsewhere')
  })
})

describe('a paste', () => {
  const THREE = ['seed 2', 'seed 3', 'seed 4']
  it.each([
    ['that the terminal marks', `\u001b[200~${THREE.join('\n')}\n\u001b[201~`],
    ['that it does not mark', `${THREE.join('\r')}\r`],
  ])('of three lines %s runs all three', async (_, keys) => {
    const program = await start()
    expect(program.raw()).toContain('\u001b[?2004h')
    program.press(keys)
    await program.waitFor((screen) => idle(screen) && screen.includes('> seed 4'))
    const done = changes(await enter(program, 'history')).map((line) => /seed \d/.exec(line)?.[0])
    expect(done.slice(-3)).toEqual(THREE)
    await leave(program)
    expect(program.raw()).toContain('\u001b[?2004l')
  })
})

it('arrows walk on through the time steps', async () => {
  const program = await start()
  await enter(program, 'task adding --length 20; train 1')
  await enter(program, 'walk 10')
  await program.waitFor((screen) => idle(screen) && screen.includes('n next cue'))
  for (const [key, t] of [
    [RIGHT, 11],
    [RIGHT, 12],
    [LEFT, 11],
  ] as const) {
    program.press(key)
    await program.waitFor((screen) => idle(screen) && screen.includes(`t = ${t} of 20, unit 1`))
  }
  await leave(program)
})

it('Tab turns to the other cell of a walk back, which stays as arrows go on', async () => {
  const program = await start(['--no-history'], { columns: 80, rows: 24 })
  program.press(`task adding --length 20; walk --back${ENTER}`)
  const shows = (words: string) =>
    program.waitFor((screen) => idle(screen) && screen.includes(words))
  await shows('RNN going back, t = 20 of 20')
  program.press('\t')
  await shows('RNN: ten steps · 2 of')
  program.press('\t')
  await shows('LSTM going back, t = 20 of 20')
  program.press(LEFT)
  await shows('LSTM going back, t = 19 of 20')
  program.press('\u001b[Z')
  await shows('RNN going back, t = 19 of 20')
  expect(program.overflowing()).toEqual([])
  await leave(program)
})

describe.each([
  ['Ctrl-D', 0, false, (program: Program) => program.press(CTRL_D)],
  ['Ctrl-D while it trains', 0, true, (program: Program) => program.press(CTRL_D)],
  ['quit', 0, false, (program: Program) => program.press(`quit${ENTER}`)],
  ['SIGTERM', 143, false, (program: Program) => program.signal('SIGTERM')],
  ['SIGTERM while it trains', 143, true, (program: Program) => program.signal('SIGTERM')],
  ['SIGHUP while it trains', 129, true, (program: Program) => program.signal('SIGHUP')],
] as const)('%s', (_, code, trains, end) => {
  it(`exits with ${code} and gives the terminal back`, async () => {
    const program = await start(['--no-history'], { afterwards: 'stty -a' })
    if (trains) {
      program.press(`train 1000000; gradient${ENTER}`)
      await program.waitFor(bothTrain, 20_000)
    }
    end(program)
    expect(await program.exited).toBe(code)
    expect(program.onAlternateScreen()).toBe(false)
    for (const mode of ['icanon', 'echo', 'isig', 'icrnl', 'opost']) {
      expect(program.main()).toMatch(new RegExp(`(^|\\s)${mode}\\b`, 'm'))
    }
    const raw = program.raw()
    expect(raw.match(/\?1049[hl]/g)).toEqual(['?1049h', '?1049l'])
    expect(raw.match(/\?2004[hl]/g)).toEqual(['?2004h', '?2004l'])
    expect(raw.lastIndexOf('\u001b[?25h')).toBeGreaterThan(raw.lastIndexOf('\u001b[?25l'))
    expect(program.main()).not.toMatch(/gatelab>|\bat .*\.js:\d+/)
  })
})
