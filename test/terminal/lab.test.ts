/**
 * The REPL on a real pseudo-terminal: a session typed by hand, at both sizes, in both languages,
 * for eyes and for ears.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { gatelab } from '../support/program.ts'
import { closePrograms, openProgram, type Program, type ProgramOptions } from '../support/pty.ts'
import { sharedFolder } from '../support/temporary-folder.ts'

const PROMPT = 'gatelab> '
const [ENTER, CTRL_C, CTRL_D, BACKSPACE, UP, LEFT, RIGHT] = [
  '\r',
  '\u0003',
  '\u0004',
  '\u007f',
  '\u001b[A',
  '\u001b[D',
  '\u001b[C',
]
const RUNNING = /Ctrl-C stops it|Ctrl-C 停止/
/** The prompt with nothing typed, and nothing that runs. */
const idle = (screen: string) =>
  !RUNNING.test(screen) && screen.split('\n').some((line) => line.trimEnd() === 'gatelab>')

const folder = sharedFolder()
let state = ''
let session: string[] = []
beforeAll(async () => {
  state = join(folder, 'state')
  session = await shortened()
})
afterEach(closePrograms)

/** The session of the documentation with less training and a shorter sequence. */
async function shortened(): Promise<string[]> {
  const text = await readFile(
    fileURLToPath(new URL('../../docs/why-lstm.gatelab', import.meta.url)),
    'utf8',
  )
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  const short = lines.map((line) =>
    line
      .replace('--length 50', '--length 20')
      .replace(/^until solved.*/, 'train 60')
      .replace('walk 25', 'walk 10'),
  )
  // It has not been rewritten into something that this would not make short.
  expect(short).toEqual(
    expect.arrayContaining(['task adding --length 20 --seed 1', 'train 60', 'receipt --check']),
  )
  expect(short.join('\n')).not.toMatch(/--length 50|until/)
  return short
}

/** Up, with the prompt there. */
async function start(
  more: readonly string[] = ['--no-history'],
  options: ProgramOptions = {},
): Promise<Program> {
  const env = { XDG_STATE_HOME: state, ...options.env }
  const program = openProgram(['repl', ...more], { ...options, env })
  await program.waitFor(idle)
  return program
}

const promptOf = (program: Program) => program.lines().find((line) => line.startsWith(PROMPT))
const shows = (program: Program, text: string) =>
  program.waitFor(() => promptOf(program)?.trimEnd() === PROMPT + text)

/** Types a line, and gives back the screen when it is through. */
async function enter(program: Program, line: string): Promise<string> {
  program.press(line)
  await shows(program, line)
  program.press(ENTER)
  return program.waitFor(
    (screen) => idle(screen) && screen.split('\n').includes(`> ${line}`),
    30_000,
  )
}

async function leave(program: Program): Promise<void> {
  program.press(CTRL_D)
  expect(await program.exited).toBe(0)
  expect(program.onAlternateScreen()).toBe(false)
}

/**
 * What a command says first, or somewhere on its first page: written out here, not taken from the
 * tables.
 */
const SAID: Record<'en' | 'zh-CN', Record<string, RegExp>> = {
  en: {
    'task adding --length 20 --seed 1': /^The nets start anew/m,
    'verify gradient': /^Central differences of the textbook/m,
    memory: /^Memory in time steps; the task's lag is 20/m,
    gradient: /^Gradient norm at t for one batch, T = 20/m,
    'gates --sequence 3': /^Sequence 3 of the held-out data, T = 20/m,
    'attribution --sequence 3': /^Sequence 3 of the held-out data, T = 20/m,
    'show math': /^t = 10, unit 1$/m,
    'sever belt': /^ {2}belt severed: nothing goes from c_\{t−1\} to c_t$/m,
    release: /^No surgery is left\.$/m,
    'receipt --check': /^Receipt for: gradient$/m,
  },
  'zh-CN': {
    'task adding --length 20 --seed 1': /^训练所依赖的设置变了/m,
    'verify gradient': /^用教科书实现（float64）的中心差分/m,
    memory: /^以时间步计的记忆；任务的滞后为 20/m,
    gradient: /^一批数据在各时间步 t 的梯度范数，T = 20/m,
    'gates --sequence 3': /^留出数据的第 3 个序列，T = 20/m,
    'attribution --sequence 3': /^留出数据的第 3 个序列，T = 20/m,
    'show math': /^t = 10，第 1 个单元$/m,
    'sever belt': /^ {2}切断传送带：c_\{t−1\} 不再传到 c_t$/m,
    release: /^已没有任何干预。$/m,
    'receipt --check': /^来历，对应命令：gradient$/m,
  },
}

/** Lines of `history` with their digests. */
const changes = (text: string) =>
  text.split('\n').filter((line) => /^\W*\d+ .* [0-9a-f]{12}\b/.test(line))

/** The whole session, each line with what it should say; gives back the last screen. */
async function typeAll(program: Program, language: 'en' | 'zh-CN'): Promise<string> {
  let screen = ''
  for (const line of session) {
    screen = await enter(program, line)
    expect(screen, line).not.toMatch(/^ *\^$/m)
    const said = SAID[language][line]
    if (said) expect(screen).toMatch(said)
  }
  return screen
}

const ENV = { en: { LANG: 'en_US.UTF-8' }, 'zh-CN': { LANG: 'zh_CN.UTF-8' } }

describe.each([
  [80, 24],
  [120, 40],
] as const)('the session of the documentation, typed at %i × %i', (columns, rows) => {
  it.each(['en', 'zh-CN'] as const)('in %s', async (language) => {
    const program = await start(['--no-history'], { columns, rows, env: ENV[language] })
    expect(program.onAlternateScreen()).toBe(true)
    const last = await typeAll(program, language)
    // By hand it comes to the same as in a script.
    const script = join(folder, `${language}.gatelab`)
    await writeFile(script, session.join('\n'))
    const { stdout } = await gatelab(['repl', script], ENV[language])
    expect(changes(last).length).toBeGreaterThan(3)
    expect(changes(stdout)).toEqual(expect.arrayContaining(changes(last)))

    const lines = program.lines()
    expect(lines).toHaveLength(rows)
    expect(lines[rows - 1]).toBe('')
    expect(lines[rows - 3].startsWith(PROMPT)).toBe(true)
    expect(program.overflowing()).toEqual([])
    await leave(program)
    expect(program.raw().match(/\?1049[hl]/g)).toEqual(['?1049h', '?1049l'])
  })
})

it('the same without colour', async () => {
  const program = await start(['--no-history'], { env: { NO_COLOR: '1' } })
  await typeAll(program, 'en')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the codes of colours are searched
  expect(program.raw()).not.toMatch(/\u001b\[[\d;]*m/)
  await leave(program)
})

it.each(['en', 'zh-CN'] as const)(
  'the same for a screen reader, in %s: words, and no pictures',
  async (language) => {
    const program = await start(['--no-history'], {
      env: { ...ENV[language], INK_SCREEN_READER: 'true' },
    })
    await typeAll(program, language)
    expect(program.raw()).not.toMatch(/[┤└─█▀▄▁▂▃│┌═]/)
    expect(program.raw()).toMatch(
      language === 'en' ? /LSTM: ∂L\/∂c falls ×10 every/ : /LSTM：∂L\/∂c 每往回/,
    )
    await leave(program)
  },
)

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
    const path = join(state, 'gatelab', 'history')
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
