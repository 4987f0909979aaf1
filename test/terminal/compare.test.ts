/**
 * `compare` on a real pseudo-terminal: what is seen, in both sizes and languages, through resizes,
 * with and without colour.
 */
import { afterEach, describe, expect, it } from 'vitest'
import { ui as english } from '../../src/text/en/ui.ts'
import { ui as chinese } from '../../src/text/zh-CN/ui.ts'
import { closePrograms, openProgram, type Program } from '../support/pty.ts'

/** Over in a second: the LSTM solves it, the RNN does not. */
const QUICK = 'compare --length 20 --hidden 16 --steps 400 --seeds 2 --workers 2'.split(' ')
/** Goes on until it is ended. */
const LONG = 'compare --length 20 --hidden 16 --steps 1000000 --eval-every 500 --seed 1'.split(' ')
const TITLE = 'adding · T = 20 · H = 16 · '

const ENTER = '\u001b[?1049h'
const LEAVE = '\u001b[?1049l'
const count = (text: string, part: string) => text.split(part).length - 1
// biome-ignore lint/suspicious/noControlCharactersInRegex: the very thing that is looked for
const SGR_COLOR = /\u001b\[(?:[\d;]*;)?(?:[34]\d|9[0-7]|10[0-7])(?:;[\d;]*)?m/

afterEach(closePrograms)

/** The frame fills the screen but for one line, and nothing in it was too wide. */
function expectWholeFrame(program: Program, rows: number, keys: string) {
  const lines = program.lines()
  expect(lines).toHaveLength(rows)
  expect(lines[rows - 1]).toBe('')
  expect(lines[rows - 2]).toContain(keys)
  expect(lines.filter((line) => line.includes(TITLE))).toEqual([lines[0]])
  expect(program.overflowing()).toEqual([])
}

/**
 * What each language calls things: the sentences are written out here, not taken from the tables.
 */
const LANGUAGES = {
  en: {
    ui: english,
    env: { LANG: 'en_US.UTF-8' },
    screen: [
      /RNN: ∂L\/∂h falls ×10 every [\d.]+ steps/,
      /LSTM: ∂L\/∂c/,
      /RNN still at 0\.1\d+/,
      /LSTM below 0\.01 at step/,
    ],
    text: [
      /RNN 0 of 2, LSTM 2 of 2/,
      /Verdict on 2 paired seeds/,
      /Gradient norm at t, after 400 steps/,
      /The same again:/,
    ],
  },
  'zh-CN': {
    ui: chinese,
    env: { LANG: 'zh_CN.UTF-8' },
    screen: [
      /RNN：∂L\/∂h 每往回 [\d.]+ 步缩小到/,
      /LSTM：∂L\/∂c/,
      /RNN 仍为 0\.1\d+/,
      /LSTM 在第 \d+ 步低于 0\.01/,
    ],
    text: [
      /RNN 2 个中 0 个/,
      /由 2 对种子得出的结论/,
      /梯度范数，训练 400 个更新步之后/,
      /重现同样的结果：/,
    ],
  },
} as const

describe.each([
  [80, 24],
  [120, 40],
] as const)('at %i × %i', (columns, rows) => {
  it.each(['en', 'zh-CN'] as const)(
    'pictures, sentences and keys in %s, and the result left behind',
    async (language) => {
      const { ui, env, screen, text } = LANGUAGES[language]
      const program = openProgram(QUICK, { columns, rows, env })
      const shown = await program.waitFor(ui.finished)
      expect(program.onAlternateScreen()).toBe(true)
      expectWholeFrame(program, rows, ui.keys.leave)
      for (const sentence of screen) expect(shown).toMatch(sentence)
      // Two pictures for each cell, with their axes and legends.
      expect(count(shown, '└')).toBe(4)
      expect(count(shown, 't = 1 ')).toBe(2)
      expect(count(shown, ui.axis.firstStep)).toBe(2)
      expect(count(shown, '── ∂L/∂h')).toBe(2)
      for (const key of [ui.keys.walk, ui.keys.nextSeed, ui.keys.leave, ui.keys.help])
        expect(shown).toContain(key)
      expect(shown).toContain(ui.seedsDone(2, 2))

      program.press('q')
      expect(await program.exited).toBe(0)
      expect(program.onAlternateScreen()).toBe(false)
      const raw = program.raw()
      expect([count(raw, ENTER), count(raw, LEAVE)]).toEqual([1, 1])
      expect(raw.indexOf(ENTER)).toBeLessThan(raw.indexOf(LEAVE))
      const main = program.main()
      for (const sentence of text) expect(main).toMatch(sentence)
      expect(main).not.toContain(ui.keys.help)
      expect(program.overflowing()).toEqual([])
    },
  )
})

describe('resizes in the middle', () => {
  it('draw whole frames of the new size, in words where there is no room', async () => {
    const program = openProgram(LONG, { columns: 120, rows: 40, env: { CI: 'true' } })
    const whole = (rows: number) => () => {
      const lines = program.lines()
      return (
        lines.length === rows &&
        // Of a higher frame a smaller terminal shows the foot until the next one comes.
        lines[0].includes(TITLE) &&
        lines[rows - 2].includes(english.keys.pause) &&
        count(program.screen(), '└') === 4
      )
    }
    await program.waitFor(whole(40))
    expectWholeFrame(program, 40, english.keys.help)
    program.resize(80, 24)
    await program.waitFor(whole(24))
    expectWholeFrame(program, 24, english.keys.help)
    program.resize(60, 20)
    const words = await program.waitFor('Pictures need 80×24')
    expect(words).toMatch(/^LSTM: training, step \d+/m)
    expect(count(words, TITLE)).toBe(1)
    expect(program.overflowing()).toEqual([])
    program.resize(100, 30)
    await program.waitFor(whole(30))
    expectWholeFrame(program, 30, english.keys.help)
    program.press('q')
    expect(await program.exited).toBe(0)
    expect(program.main()).not.toContain(english.keys.help)
  })
})

describe('colour', () => {
  it.each([
    ['is there by default', [], {}, true],
    ['goes with NO_COLOR', [], { NO_COLOR: '1' }, false],
    ['goes with --no-color', ['--no-color'], {}, false],
  ] as const)('%s', async (_, more, env, colored) => {
    const program = openProgram([...QUICK, '--seed', '1', ...more].filter(notSeeds), { env })
    await program.waitFor(english.finished)
    program.press('q')
    await program.exited
    expect(SGR_COLOR.test(program.raw())).toBe(colored)
    expect(program.main()).toContain('LSTM 1 of 1')
  })
})

/** One seed is enough where nothing hangs on two. */
const notSeeds = (token: string, at: number, all: readonly string[]) =>
  token !== '--seeds' && all[at - 1] !== '--seeds'

describe('without pictures', () => {
  it('TERM=dumb gives plain text, and asks for no key', async () => {
    const program = openProgram(QUICK, { env: { TERM: 'dumb' } })
    expect(await program.exited).toBe(0)
    expect(program.raw()).not.toContain('\u001b')
    for (const sentence of LANGUAGES.en.text) expect(program.main()).toMatch(sentence)
  })

  it('a screen reader gets sentences', async () => {
    const program = openProgram(QUICK, { env: { INK_SCREEN_READER: 'true' } })
    const shown = await program.waitFor(english.finished)
    expect(shown).toMatch(/^tanh RNN: unsolved/m)
    expect(shown).toMatch(/^LSTM: solved at \d+/m)
    expect(shown).toMatch(/RNN: ∂L\/∂h falls ×10 every [\d.]+ steps going back/)
    expect(shown).not.toMatch(/[┤│└─█]/)
    program.press('q')
    expect(await program.exited).toBe(0)
  })
})
