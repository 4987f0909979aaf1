import { afterEach, describe, expect, test, vi } from 'vitest'

// Ink asks for these when it is loaded: under CI it draws nothing.
vi.hoisted(() => {
  process.env.CI = 'false'
  process.env.CONTINUOUS_INTEGRATION = 'false'
  process.env.FORCE_COLOR = '1'
})

import stringWidth from 'string-width'
import { sentenceOf } from '../../../src/cli/error-output.ts'
import type { CommandEvent } from '../../../src/commands/grammar/command.ts'
import { InputError } from '../../../src/rules/input-error.ts'
import { type LabOptions, showLab } from '../../../src/ui/lab/lab.tsx'
import { observationOf } from '../../support/comparison.ts'
import { fails, type Play, playedConversation, says } from '../../support/conversation.ts'
import { bench, gradient, memory, states, task, training, walk } from '../../support/lab-results.ts'
import { type FakeTerminal, KEY, openTerminal } from '../../support/terminal.ts'
import { textIn } from '../../support/texts.ts'

const PROMPT = 'gatelab> '
const FLOOR = 'Ctrl-D leaves'
const ENTER = '\r'
const CTRL_D = '\u0004'

/** Trains until it is let go or stopped. */
const trains: Play = async function* (hold) {
  const cells = (['rnn', 'lstm'] as const).map((cell) => ({ cell, from: 0, to: 500 }))
  yield { type: 'bench-start', task, cells }
  for (const { cell } of cells) {
    yield { type: 'bench-observation', cell, observation: observationOf(cell, 100) }
    yield { type: 'bench-progress', cell, step: 150, stepsPerSecond: 400 }
  }
  await hold()
  yield { type: 'lab', result: training }
}

/** A line in which the second word is refused. */
const WIDE = '忘忘忘 夹 x'
const refuses: Play = fails(
  Object.assign(new InputError('unexpected-argument', { argument: '夹', command: '忘忘忘' }), {
    column: WIDE.indexOf('夹') + 1,
  }),
)

const walks: Play = async function* () {
  yield { type: 'lab', result: { ...walk, t: 25, unit: 1 } }
}

const PLAYS: Readonly<Record<string, Play>> = {
  train: trains,
  gradient: says(gradient),
  memory: says(memory),
  gates: says(states),
  walk: walks,
  lang: says({ kind: 'language', language: 'zh-CN' }),
  quit: says({ kind: 'quit' }),
  [WIDE.split(' ')[0]]: refuses,
  broken: fails(new Error('the thread broke')),
}

const open: { terminal: FakeTerminal; result: Promise<void> }[] = []

function start(columns = 80, rows = 24, options: Partial<LabOptions> = {}) {
  const terminal = openTerminal(columns, rows)
  const played = playedConversation(bench, PLAYS)
  const entered: string[] = []
  const result = showLab(played.conversation, {
    text: textIn('en'),
    textOf: textIn,
    colors: 'truecolor',
    streams: { stdin: terminal.stdin, stdout: terminal.stdout },
    history: { lines: ['show'], add: (line) => void entered.push(line) },
    page: async (event: CommandEvent) => (event.type === 'tasks' ? 'a page' : null),
    sentence: sentenceOf,
    ...options,
  })
  result.catch(() => {})
  open.push({ terminal, result })
  return { terminal, result, entered, ...played }
}

/** No test leaves a screen behind. */
afterEach(async () => {
  for (const { terminal, result } of open.splice(0)) {
    terminal.press(`${KEY.ctrlC}${KEY.ctrlC}${CTRL_D}`)
    await result.catch(() => {})
  }
})

/** The line of the prompt. */
const promptOf = (terminal: FakeTerminal) =>
  terminal.lines().findLast((line) => line.startsWith(PROMPT))
const ready = (terminal: FakeTerminal) => terminal.waitFor(FLOOR)

/** One row stays free, nothing is too wide, and prompt and hint are the last lines. */
function expectFits(terminal: FakeTerminal, columns: number, rows: number) {
  const lines = terminal.lines()
  expect(lines).toHaveLength(rows)
  expect(lines[rows - 1]).toBe('')
  expect(lines[rows - 3].startsWith(PROMPT)).toBe(true)
  for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(columns)
}

async function expectLeft(terminal: FakeTerminal) {
  await vi.waitFor(() => expect(terminal.onAlternateScreen()).toBe(false))
  expect(terminal.raw().split('\u001b[?1049h')).toHaveLength(2)
  expect(terminal.raw().split('\u001b[?1049l')).toHaveLength(2)
  expect(terminal.raw().split('\u001b[?2004h')).toHaveLength(2)
  expect(terminal.raw().lastIndexOf('\u001b[?2004l')).toBeGreaterThan(
    terminal.raw().lastIndexOf('\u001b[?2004h'),
  )
  expect(terminal.raw().lastIndexOf('\u001b[?25h')).toBeGreaterThan(
    terminal.raw().lastIndexOf('\u001b[?25l'),
  )
  expect(terminal.rawMode()).toBe(false)
}

describe('lines', () => {
  test('are run, echoed, and their results drawn above an empty prompt', async () => {
    const { terminal, ran, entered } = start()
    await ready(terminal)
    terminal.press(`gradient${ENTER}`)
    await terminal.waitFor((screen) => screen.includes('> gradient') && screen.includes('∂L/∂h'))
    expect(ran).toEqual(['gradient'])
    expect(entered).toEqual(['gradient'])
    await terminal.waitFor(() => promptOf(terminal) === PROMPT)
    expectFits(terminal, 80, 24)
  })

  test('the cursor stands where typing goes on', async () => {
    const { terminal } = start()
    await ready(terminal)
    const stands = (x: number) =>
      terminal.waitFor(() => terminal.cursor().x === x && terminal.cursor().y === 21)
    await stands(PROMPT.length)
    terminal.press('夹住 f')
    await terminal.waitFor(`${PROMPT}夹住 f`)
    await stands(PROMPT.length + 6)
    terminal.press(KEY.left + KEY.left + KEY.left)
    await stands(PROMPT.length + 2)
    terminal.press('x')
    await terminal.waitFor(`${PROMPT}夹x住 f`)
    await stands(PROMPT.length + 3)
    terminal.press(KEY.home)
    await stands(PROMPT.length)
    terminal.press(KEY.end)
    await stands(PROMPT.length + 7)
  })

  test('several commands of a line, and several lines at once, run in order', async () => {
    const { terminal, ran, entered } = start()
    await ready(terminal)
    terminal.press(`gradient; memory${ENTER}gates${ENTER}`)
    await terminal.waitFor('> gates')
    terminal.press(`\u001b[200~memory\ngradient\ngat\u001b[201~`)
    await terminal.waitFor(`${PROMPT}gat`)
    await vi.waitFor(() =>
      expect(ran).toEqual(['gradient', 'memory', 'gates', 'memory', 'gradient']),
    )
    expect(entered).toEqual(['gradient; memory', 'gates', 'memory', 'gradient'])
  })

  test('what is typed is looked up in the history of former sessions and of this one', async () => {
    const { terminal } = start()
    await ready(terminal)
    terminal.press('\u001b[A')
    await terminal.waitFor(`${PROMPT}show`)
    terminal.press(`${KEY.ctrlC}gradient${ENTER}\u001b[A`)
    await terminal.waitFor(`${PROMPT}gradient`)
    terminal.press('\u0012sh')
    await terminal.waitFor(
      (screen) => screen.includes('search "sh"') && screen.includes(`${PROMPT}show`),
    )
  })

  test('Tab completes, and puts in what the last result suggests', async () => {
    const { terminal } = start()
    await ready(terminal)
    terminal.press('attr\t')
    await terminal.waitFor(`${PROMPT}attribution`)
    terminal.press(`${KEY.ctrlC}memory${ENTER}`)
    await terminal.waitFor('Tab puts in what is suggested')
    terminal.press('\t')
    await terminal.waitFor(`${PROMPT}${memory.suggestions[0]}`)
  })

  test('arrows go on with a walk', async () => {
    const { terminal, ran } = start()
    await ready(terminal)
    terminal.press(`walk 25${ENTER}`)
    await terminal.waitFor('one time step back or on')
    terminal.press(KEY.right)
    await vi.waitFor(() => expect(ran).toEqual(['walk 25', 'walk 26 --unit 1 --sequence 3']))
    await terminal.waitFor('one time step back or on')
    // A step takes the place of the one before, and is no line of its own.
    expect(terminal.screen().split('> walk')).toHaveLength(2)
  })
})

describe('what is wrong', () => {
  test('is said in one line, with a mark under its place', async () => {
    const { terminal } = start()
    await ready(terminal)
    terminal.press(`${WIDE}${ENTER}`)
    const screen = await terminal.waitFor(
      (shown) => shown.includes(`> ${WIDE}`) && /^ *\^$/m.test(shown),
    )
    const lines = screen.split('\n')
    const at = lines.findIndex((line) => /^ *\^$/.test(line))
    expect(lines[at - 1]).toBe(`> ${WIDE}`)
    expect(stringWidth(lines[at]) - 1).toBe(stringWidth(`> ${WIDE.slice(0, WIDE.indexOf('夹'))}`))
    expect(lines[at + 1]).toContain('夹')
  })

  test('is no end: the next line runs', async () => {
    const { terminal, ran } = start()
    await ready(terminal)
    terminal.press(`broken; gradient${ENTER}save 'x${ENTER}memory${ENTER}`)
    await terminal.waitFor('> memory')
    await vi.waitFor(() => expect(ran).toEqual(['broken', 'memory']))
    const shown = await terminal.waitFor((screen) => screen.includes('puts in'))
    expect(shown).not.toMatch(/\bat .*:\d+:\d+/)
    terminal.press('\u001b[5~\u001b[5~\u001b[5~\u001b[5~')
    await terminal.waitFor('the thread broke')
  })
})

describe('while it trains', () => {
  const busy = (screen: string) => screen.includes('train 500 … · Ctrl-C stops it')

  test('the panel follows, and what is typed is seen', async () => {
    const { terminal, release } = start()
    await ready(terminal)
    terminal.press(`train 500${ENTER}`)
    await terminal.waitFor(
      (shown) =>
        busy(shown) &&
        shown.includes('step 150 of 500') &&
        shown.includes('0.0637') &&
        shown.match(/└/g)?.length === 2,
    )
    expectFits(terminal, 80, 24)
    terminal.press('训练')
    await terminal.waitFor(`${PROMPT}训练`)
    await vi.waitFor(() => expect(terminal.cursor().x).toBe(PROMPT.length + 4))
    release()
    await terminal.waitFor((shown) => !busy(shown) && !shown.includes('of 500'))
    expect(promptOf(terminal)).toBe(`${PROMPT}训练`)
  })

  test('lines wait, and run afterwards', async () => {
    const { terminal, ran, release } = start()
    await ready(terminal)
    terminal.press(`train 500${ENTER}gradient${ENTER}memory${ENTER}`)
    await terminal.waitFor('2 lines wait')
    expect(ran).toEqual(['train 500'])
    release()
    await terminal.waitFor('Tab puts in what is suggested')
    expect(ran).toEqual(['train 500', 'gradient', 'memory'])
  })

  test('Ctrl-C stops it, and nothing of what waits is run', async () => {
    const { terminal, ran, stops } = start()
    await ready(terminal)
    terminal.press(`train 500; gates${ENTER}gradient${ENTER}`)
    await terminal.waitFor('1 line waits')
    terminal.press(KEY.ctrlC)
    await terminal.waitFor((screen) => !screen.includes('Ctrl-C stops it'))
    expect(stops()).toBe(1)
    terminal.press(`memory${ENTER}`)
    await terminal.waitFor('Tab puts in what is suggested')
    expect(ran).toEqual(['train 500', 'memory'])
    expect(terminal.onAlternateScreen()).toBe(true)
  })

  test('Ctrl-D stops it, and leaves', async () => {
    const { terminal, result, ran, stops } = start()
    await ready(terminal)
    terminal.press(`train 500; gates${ENTER}gradient${ENTER}`)
    await terminal.waitFor('1 line waits')
    terminal.press(CTRL_D)
    await result
    expect(stops()).toBeGreaterThan(0)
    expect(ran).toEqual(['train 500'])
    await expectLeft(terminal)
  })
})

test('another language takes the whole screen', async () => {
  const { terminal } = start()
  await ready(terminal)
  terminal.press(`gradient${ENTER}`)
  await terminal.waitFor((screen) => screen.includes('> gradient') && screen.includes('more lines'))
  terminal.press(`lang zh-CN${ENTER}`)
  const screen = await terminal.waitFor(
    (shown) => shown.includes('> lang zh-CN') && shown.includes('Tab 补全'),
  )
  expect(screen).toContain(textIn('zh-CN').labUi.step(bench.nets.lstm?.step as number))
  expect(screen).not.toMatch(/more lines|step \d/)
  expect(screen).toMatch(/LSTM：∂L\/∂c 每往回 41 步缩小到/)
  expectFits(terminal, 80, 24)
})

describe('sizes', () => {
  test.each([
    [120, 40, 80, 24],
    [80, 24, 120, 40],
    [80, 24, 40, 12],
    [40, 12, 20, 6],
    [20, 6, 100, 30],
  ])('a resize from %i × %i to %i × %i', async (columns, rows, wide, high) => {
    const { terminal } = start(columns, rows)
    await terminal.waitFor((screen) => screen.includes(PROMPT))
    terminal.press(`gates${ENTER}`)
    await terminal.waitFor(() => promptOf(terminal) === PROMPT && terminal.lines()[rows - 2] !== '')
    terminal.resize(wide, high)
    await terminal.waitFor(() => {
      const lines = terminal.lines()
      const whole =
        lines[high - 3].startsWith(PROMPT) && lines[high - 2] !== '' && lines[high - 1] === ''
      return whole && (high < 10 || lines.some((line) => line === '─'.repeat(wide)))
    })
    expectFits(terminal, wide, high)
    expect(terminal.screen().split(PROMPT)).toHaveLength(2)
    expect(terminal.raw()).not.toContain('\u001b[3J')
    await terminal.waitFor(
      () => terminal.cursor().x === PROMPT.length && terminal.cursor().y === high - 3,
    )
  })

  test('Ctrl-L draws everything anew', async () => {
    const { terminal } = start()
    await ready(terminal)
    await terminal.waitFor(() => promptOf(terminal) === PROMPT)
    // Something else has written on the terminal.
    terminal.stdout.write('\u001b[5;1Hnonsense')
    await terminal.waitFor('nonsense')
    terminal.press('\u000c')
    await terminal.waitFor((screen) => !screen.includes('nonsense') && screen.includes(FLOOR))
    expectFits(terminal, 80, 24)
  })
})

describe('the end', () => {
  test.each([
    ['Ctrl-D', CTRL_D],
    ['quit', `quit${ENTER}`],
    ['quit before another command', `quit; gradient${ENTER}`],
  ])('%s gives the terminal back', async (_, keys) => {
    const { terminal, result, ran } = start()
    await ready(terminal)
    expect(terminal.onAlternateScreen()).toBe(true)
    expect(terminal.rawMode()).toBe(true)
    terminal.press(keys)
    await result
    await expectLeft(terminal)
    expect(ran.includes('gradient')).toBe(false)
  })

  test('a signal does, too', async () => {
    const controller = new AbortController()
    const { terminal, result } = start(80, 24, { signal: controller.signal })
    await ready(terminal)
    controller.abort()
    await result
    await expectLeft(terminal)
  })

  test('so does a screen that fails, and says why', async () => {
    const english = textIn('en')
    const labUi = {
      ...english.labUi,
      below: () => {
        throw new Error('broken text')
      },
    }
    const { terminal, result } = start(80, 24, { text: { ...english, labUi } })
    await ready(terminal)
    terminal.press(`gates${ENTER}`)
    await expect(result).rejects.toThrow('broken text')
    await expectLeft(terminal)
  })

  test('what the caller calls at an exit restores the main screen', async () => {
    let restore = () => {}
    let called = false
    const { terminal, result } = start(80, 24, {
      atExit(leave) {
        restore = leave
        return () => {
          called = true
        }
      },
    })
    await ready(terminal)
    restore()
    await vi.waitFor(() => expect(terminal.onAlternateScreen()).toBe(false))
    terminal.press(CTRL_D)
    await result
    expect(called).toBe(true)
    expect(terminal.raw().split('\u001b[?1049l')).toHaveLength(2)
  })
})

test('for a screen reader there are words only', async () => {
  const { terminal, result } = start(120, 40, { screenReader: true })
  await terminal.waitFor(PROMPT)
  terminal.press(`gradient${ENTER}gates${ENTER}walk${ENTER}`)
  await terminal.waitFor((screen) => screen.includes('> walk') && screen.includes('time step'))
  expect(terminal.raw()).toContain('∂L/∂h falls')
  expect(terminal.raw()).not.toMatch(/[┤└─█▀▄▁▂▃│]/)
  terminal.press('训练')
  await terminal.waitFor(`${PROMPT}训练`)
  await terminal.waitFor(() => terminal.lines()[terminal.cursor().y] === `${PROMPT}训练`)
  expect(terminal.cursor().x).toBe(PROMPT.length + 4)
  terminal.press(KEY.ctrlC)
  terminal.press(CTRL_D)
  await result
  await expectLeft(terminal)
})

test.each(['none', 'truecolor'] as const)('colours: %s', async (colors) => {
  const { terminal } = start(80, 24, { colors })
  await ready(terminal)
  terminal.press(`gates${ENTER}gradient${ENTER}`)
  await terminal.waitFor('> gradient')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the codes of colours are searched
  expect(/\u001b\[[0-9;]+m/.test(terminal.raw())).toBe(colors !== 'none')
})
