import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import type { CommandEvent } from '../../../src/commands/grammar/command.ts'
import type { Language } from '../../../src/text/index.ts'
import { drawingOf, echoOf, errorLineOf } from '../../../src/ui/lab/draw-event.ts'
import { type Editor, edit, emptyEditor } from '../../../src/ui/lab/editor.ts'
import { labFrame } from '../../../src/ui/lab/frame.ts'
import { add, fold, type LabState, startState } from '../../../src/ui/lab/state.ts'
import type { Size } from '../../../src/ui/shared/screen-types.ts'
import type { Line } from '../../../src/view/shared/spans.ts'
import { observationOf } from '../../support/comparison.ts'
import { bench, RESULTS, task, walk } from '../../support/lab-results.ts'
import { textIn } from '../../support/texts.ts'

const LANGUAGES = ['en', 'zh-CN'] as const
const SIZES = [
  [80, 24],
  [120, 40],
  [40, 12],
  [20, 6],
] as const
const EACH = SIZES.flatMap(([columns, rows]) =>
  LANGUAGES.map((language) => [columns, rows, language] as const),
)

const LONG = `# ${'遗忘门的偏置要多大，细胞状态才记得住？'.repeat(8)}`
const words = (line: Line) => line.map(({ text }) => text).join('')
const at = (columns: number, rows: number, more: Partial<Size> = {}): Size => ({
  columns,
  rows,
  colors: 'truecolor',
  screenReader: false,
  ...more,
})
const start = (language: Language): LabState => ({
  ...startState(textIn(language), []),
  facts: bench,
})

/** Every command's result, one after the other, as they come about in a session. */
async function everything(language: Language): Promise<LabState[]> {
  const text = textIn(language)
  const options = {
    colors: 'truecolor',
    pictures: true,
    page: async () => '页 '.repeat(90),
  } as const
  const states = [start(language)]
  for (const [name, result] of Object.entries(RESULTS)) {
    const before = add(states.at(-1) as LabState, echoOf(LONG, 'truecolor'), { begins: true })
    const draw = await drawingOf({ type: 'lab', result } as CommandEvent, text, 80, options)
    const errors = errorLineOf(
      LONG,
      { sentence: () => `${name} ${LONG}`, column: LONG.length },
      'truecolor',
    )
    states.push(add(draw ? add(before, draw) : before, errors))
  }
  return states
}

/** In training, with so many looks behind. */
function training(state: LabState, looks: number): LabState {
  const cells = (['rnn', 'lstm'] as const).map((cell) => ({ cell, from: 0, to: 1_000_000 }))
  let now = fold({ ...state, running: 'train 1000000' }, { type: 'bench-start', task, cells })
  for (let n = 0; n < looks; n++) {
    for (const { cell } of cells) {
      now = fold(now, { type: 'bench-progress', cell, step: n * 50, stepsPerSecond: 1234.5 })
      now = fold(now, { type: 'bench-observation', cell, observation: observationOf(cell, n * 50) })
    }
  }
  return now
}

const typing = (text: string, ...moves: ('left' | 'home')[]): Editor =>
  moves.reduce(
    (editor, type) => edit(editor, { type }),
    edit(emptyEditor(), { type: 'insert', text }),
  )

/**
 * One row stays free, no line is wider than the terminal, and the cursor is within it, on the
 * prompt.
 */
function expectFits(state: LabState, options: Size) {
  const { lines, cursor } = labFrame(state, options)
  expect(lines.length).toBeLessThanOrEqual(options.rows - 1)
  if (!options.screenReader) expect(lines.length).toBe(options.rows - 1)
  for (const line of lines)
    expect(stringWidth(words(line)), words(line)).toBeLessThanOrEqual(options.columns)
  expect(cursor.x).toBeLessThan(options.columns)
  // Below the prompt stands the hint: as many lines as what is told, or what Tab offers, takes.
  const below = lines.length - 1 - cursor.y
  expect(below).toBeGreaterThanOrEqual(options.screenReader ? 0 : 1)
  expect(below).toBeLessThanOrEqual(
    options.screenReader ? 0 : Math.max(1, Math.floor(Math.max(2, options.rows - 1) / 3)),
  )
  expect(words(lines[cursor.y])).toContain(state.text.labUi.prompt)
}

describe.each(EACH)('at %i × %i in %s', (columns, rows, language) => {
  test('every result fits', async () => {
    const states = await everything(language)
    expect(states.length).toBeGreaterThan(15)
    for (const state of states) {
      expectFits(state, at(columns, rows))
      expectFits(state, at(columns, rows, { colors: 'none' }))
      expectFits(state, at(columns, rows, { screenReader: true }))
    }
  })

  test('it fits while it trains, from the first step on', () => {
    for (const looks of [0, 1, 2, 40]) {
      const state = training(start(language), looks)
      expectFits(state, at(columns, rows))
      expectFits({ ...state, queue: ['gradient', 'memory'] }, at(columns, rows, { colors: 'none' }))
    }
  })

  test('it fits whatever is typed and hinted', () => {
    const state = start(language)
    const editors = [
      typing(LONG),
      typing(LONG, 'home'),
      typing(LONG, 'left', 'left'),
      typing('x'.repeat(500), 'left'),
    ]
    for (const editor of editors) expectFits({ ...state, editor }, at(columns, rows))
    const candidates = Array.from({ length: 40 }, (_, n) => `--候选-${n}`)
    expectFits({ ...state, tab: { from: 0, candidates, index: 3 } }, at(columns, rows))
    const search = { query: '遗忘门'.repeat(30), at: null }
    expectFits({ ...state, editor: { ...emptyEditor(), search } }, at(columns, rows))
    expectFits({ ...state, leaving: true }, at(columns, rows))
    expectFits({ ...state, facts: null }, at(columns, rows))
  })
})

describe('the panel', () => {
  const shown = (state: LabState, options: Size) => labFrame(state, options).lines.map(words)

  test.each(LANGUAGES)('says in %s what is on the bench', (language) => {
    const { lab, labUi } = textIn(language)
    const lines = shown(start(language), at(80, 24))
    expect(lines[0]).toContain(lab.bench.title('adding', 50, null, 32, 16, 7))
    expect(lines[1]).toMatch(/^RNN +/)
    expect(lines[2]).toMatch(/^LSTM +/)
    expect(lines[2]).toContain(labUi.step(bench.nets.lstm?.step as number))
    expect(lines[3]).toBe('─'.repeat(80))
  })

  test.each(LANGUAGES)(
    'follows a training in %s, with pictures where there is room',
    (language) => {
      const { labUi } = textIn(language)
      const state = training(start(language), 9)
      const lines = shown(state, at(80, 24))
      expect(lines[1]).toContain(labUi.stepOf(400, 1_000_000))
      // The RNN's error stays, the LSTM's has fallen: made up so.
      expect(lines[1]).toContain('0.16')
      expect(lines[2]).toContain('0.00402')
      const drawn = (some: string[]) => some.filter((line) => /[┤└]/.test(line)).length
      expect(lines.join('\n')).toContain(labUi.curve)
      expect(lines.join('\n')).toContain(labUi.profile)
      expect(drawn(lines)).toBeGreaterThan(3)
      expect(drawn(shown(state, at(120, 40)))).toBeGreaterThan(drawn(lines))
      // No room for pictures; none for a panel.
      expect(drawn(shown(state, at(40, 12)))).toBe(0)
      expect(shown(state, at(40, 12))[1]).toContain(labUi.stepOf(400, 1_000_000))
      expect(shown(state, at(20, 6)).join('\n')).not.toContain('RNN')
      expect(shown(state, at(80, 24, { screenReader: true })).join('\n')).not.toMatch(/[┤└─]/)
    },
  )
})

describe('the prompt', () => {
  const promptOf = (editor: Editor, columns: number) => {
    const { lines, cursor } = labFrame({ ...start('en'), editor }, at(columns, 24))
    return { line: words(lines[cursor.y]), x: cursor.x }
  }
  const HEAD = 'gatelab> '.length

  test('has the cursor where typing goes on, also behind wide characters', () => {
    expect(promptOf(typing(''), 80)).toEqual({ line: 'gatelab> ', x: HEAD })
    expect(promptOf(typing('遗忘门 f'), 80)).toEqual({ line: 'gatelab> 遗忘门 f', x: HEAD + 8 })
    expect(promptOf(typing('遗忘门 f', 'left', 'left', 'left'), 80).x).toBe(HEAD + 4)
    expect(promptOf(typing('e\u0301👨‍👩‍👧x', 'left'), 80).x).toBe(HEAD + 3)
  })

  test.each([80, 41, 40, 20])('shows the part around the cursor, %i columns wide', (columns) => {
    const line = Array.from(
      { length: 60 },
      (_, n) => String.fromCodePoint(0x4e00 + n) + String(n % 10),
    ).join('')
    let editor = typing(line)
    const room = columns - HEAD - 1
    for (;;) {
      const { line: shown, x } = promptOf(editor, columns)
      const part = shown.slice(HEAD)
      const from = line.indexOf(part)
      expect(from).toBeGreaterThanOrEqual(0)
      expect(stringWidth(part)).toBeLessThanOrEqual(room)
      // Nothing is hidden for which there was room.
      const rest = line.slice(from + part.length)
      if (rest !== '') expect(stringWidth(part)).toBeGreaterThanOrEqual(room - 2)
      // The cursor stands right behind what is left of it, and what it stands on is seen.
      expect(x).toBe(HEAD + stringWidth(line.slice(from, editor.cursor)))
      expect(x + stringWidth(line.charAt(editor.cursor) || ' ')).toBeLessThanOrEqual(columns - 1)
      if (editor.cursor === 0) break
      editor = edit(editor, { type: 'left' })
    }
    expect(promptOf(editor, columns).x).toBe(HEAD)
  })

  test('a very long line is no matter', () => {
    const { line, x } = promptOf(typing('忘'.repeat(50_000), 'left'), 80)
    expect(stringWidth(line)).toBeLessThanOrEqual(80)
    expect(x).toBeLessThan(80)
  })

  test('nothing in a line steers the terminal', () => {
    expect(promptOf(typing('a\u202eb\u001bc'), 80).line).toBe('gatelab> a·b·c')
  })
})

describe('the hint', () => {
  const hintOf = (state: LabState, columns = 80) => {
    const { lines } = labFrame(state, at(columns, 24))
    return words(lines[lines.length - 1])
  }

  test.each(LANGUAGES)('names the keys in %s, in 80 columns', (language) => {
    expect(hintOf(start(language))).toBe(textIn(language).labUi.hint)
  })

  test('says what a search finds, and that it finds nothing', () => {
    const editor = emptyEditor(['show', 'gradient'])
    const searching = (...typed: string[]) =>
      typed.reduce(
        (now, text) => edit(now, { type: 'insert', text }),
        edit(editor, { type: 'search' }),
      )
    expect(hintOf({ ...start('en'), editor: searching('gra') })).toMatch(/^search "gra"/)
    expect(hintOf({ ...start('en'), editor: searching('忘') })).toBe(
      'nothing in the history has "忘"',
    )
    // Found first, and then no more.
    expect(hintOf({ ...start('en'), editor: searching('gra', 'x') })).toBe(
      'nothing in the history has "grax"',
    )
  })

  test('says what runs, what waits, and how to leave', () => {
    const state = start('en')
    expect(hintOf({ ...state, running: 'train 5', queue: ['show'] })).toBe(
      'train 5 … · Ctrl-C stops it · 1 line waits',
    )
    expect(hintOf({ ...state, leaving: true })).toBe('Ctrl-D leaves')
    const long = add(state, () => Array.from({ length: 30 }, () => []), { begins: true })
    expect(hintOf({ ...long, running: 'train 5' })).toMatch(
      / · Ctrl-C stops it · ↓ \d+ more lines, PgDn$/,
    )
    expect(hintOf({ ...long, trace: walk })).toMatch(/^↓ \d+ more lines, PgDn · ←\/→ one time step/)
    expect(hintOf({ ...long, suggestions: ['show'] })).toMatch(
      /^↓ \d+ more lines, PgDn · Tab puts in/,
    )
    // What does not fit is left out whole.
    expect(hintOf(state, 40)).toBe('Tab completes · help · Ctrl-D leaves')
    expect(hintOf({ ...state, running: LONG, queue: ['show'] })).toMatch(
      /… · Ctrl-C stops it · 1 line waits$/,
    )
  })
})

describe('the transcript', () => {
  const lines = (count: number, name: string) => () =>
    Array.from({ length: count }, (_, n) => [{ text: `${name}${n}` }])
  const shown = (state: LabState) => {
    const frame = labFrame(state, at(80, 24))
    return {
      ...frame,
      first: words(frame.lines[4]),
      last: words(frame.lines[frame.lines.length - 3]),
    }
  }
  // 24 rows: one stays free, four are the panel's, two the prompt's.
  const PAGE = 17
  const long = add(add(start('en'), lines(5, 'old')), lines(30, 'new'), { begins: true })

  test('ends at the prompt where all of it fits', () => {
    const few = shown(add(start('en'), lines(3, 'a')))
    expect([few.first, few.last, few.page, few.scroll, few.most]).toEqual(['', 'a2', PAGE, 0, 0])
  })

  test('begins with the newest command where that is longer than a page', () => {
    const { first, last, page, scroll, most, lines: all } = shown(long)
    // Its first line is the blank one above it.
    expect([first, last, page]).toEqual(['new1', `new${PAGE}`, PAGE])
    expect([scroll, most]).toEqual([29 - PAGE, 35 - PAGE])
    expect(words(all[all.length - 1])).toMatch(/^↓ 12 more lines, PgDn · Tab completes/)
  })

  test('is scrolled, and no further than there are lines', () => {
    const end = shown({ ...long, scroll: 0 })
    expect(end.last).toBe('new29')
    expect(words(end.lines[end.lines.length - 1])).toMatch(/^↑ 18 more lines, PgUp/)
    expect(shown({ ...long, scroll: 1000 }).first).toBe('old0')
    expect(shown(add({ ...long, scroll: 1000 }, lines(1, 'next'), { begins: true })).last).toBe(
      'next0',
    )
  })

  test('is drawn anew in another language', async () => {
    const state = (await everything('en')).at(-1) as LabState
    const chinese = labFrame(
      { ...state, text: textIn('zh-CN'), scroll: null },
      at(80, 24),
    ).lines.map(words)
    expect(chinese.join('\n')).toContain(textIn('zh-CN').labUi.prompt)
    const pages = (language: Language) =>
      labFrame({ ...state, text: textIn(language) }, at(80, 400))
        .lines.map(words)
        .join('\n')
    expect(pages('en')).not.toBe(pages('zh-CN'))
    expect(pages('zh-CN')).toMatch(/遗忘门/)
  })
})

test('the mark of a complaint stands under the place, also behind wide characters', () => {
  const typed = '夹住 遗忘门 1'
  const draw = errorLineOf(typed, { sentence: () => 'no', column: typed.indexOf('遗') + 1 }, 'none')
  expect(draw({ width: 80, text: textIn('en') }).map(words)).toEqual([
    `${' '.repeat(2 + 5)}^`,
    'no',
  ])
  // Beyond the edge it stands at the edge, where the line is cut.
  const far = errorLineOf('忘'.repeat(60), { sentence: () => 'no', column: 60 }, 'none')
  expect(far({ width: 80, text: textIn('en') }).map(words)[0]).toBe(`${' '.repeat(79)}^`)
  const nowhere = errorLineOf(typed, { sentence: () => 'no', column: null }, 'none')
  expect(nowhere({ width: 80, text: textIn('en') }).map(words)).toEqual(['no'])
})
