import { describe, expect, test, vi } from 'vitest'
import { bench, memory } from '../../support/lab-results.ts'
import {
  CTRL_D,
  ENTER,
  expectFits,
  expectLeft,
  FLOOR,
  PROMPT,
  promptOf,
  ready,
  start,
} from '../../support/lab-screen.ts'
import { KEY } from '../../support/terminal.ts'
import { textIn } from '../../support/texts.ts'

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
    await terminal.waitFor('n next cue')
    terminal.press(KEY.right)
    await vi.waitFor(() => expect(ran).toEqual(['walk 25', 'walk 26 --unit 1 --sequence 3']))
    await terminal.waitFor('n next cue')
    // A step takes the place of the one before, and is no line of its own.
    expect(terminal.screen().split('> walk')).toHaveLength(2)
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
