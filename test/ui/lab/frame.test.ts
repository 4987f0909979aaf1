import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { emptyEditor } from '../../../src/ui/lab/editor.ts'
import { labFrame } from '../../../src/ui/lab/frame.ts'
import { fold, type LabState } from '../../../src/ui/lab/state.ts'
import type { Size } from '../../../src/ui/shared/screen-types.ts'
import { observationOf } from '../../support/comparison.ts'
import { at, everything, LANGUAGES, LONG, start, typing, words } from '../../support/lab-frames.ts'
import { bench, task } from '../../support/lab-results.ts'
import { textIn } from '../../support/texts.ts'

const SIZES = [
  [80, 24],
  [120, 40],
  [40, 12],
  [20, 6],
] as const
const EACH = SIZES.flatMap(([columns, rows]) =>
  LANGUAGES.map((language) => [columns, rows, language] as const),
)

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
