import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { labSpans, labText } from '../../../src/view/lab/lab-text.ts'
import { textOf } from '../../../src/view/shared/spans.ts'
import { widthOf } from '../../../src/view/shared/width.ts'
import type { LabResult } from '../../../src/workbench/result-kinds.ts'
import {
  attribution,
  bench,
  diff,
  falling,
  gradient,
  history,
  lstmProfile,
  memory,
  RESULTS,
  receipt,
  states,
  surgery,
  training,
  walk,
  wave,
} from '../../support/lab-results.ts'
import { textIn } from '../../support/texts.ts'

const en = textIn('en')
const zh = textIn('zh-CN')
const english = (result: LabResult, width = 80) => labText(result, en, width)

/** Nothing but print, no wider than asked, no blanks at an end. */
function expectClean(text: string, width: number) {
  expect(Math.max(...text.split('\n').map(widthOf))).toBeLessThanOrEqual(width)
  expect(text).not.toMatch(/\p{Cc}(?<!\n)|undefined|NaN|Infinity|\[object/u)
  expect(text).not.toMatch(/[ ]\n/)
}

const LANGUAGES = { en, 'zh-CN': zh }
const CASES = Object.entries(RESULTS).flatMap(([name, result]) =>
  Object.entries(LANGUAGES).map(([language, text]) => ({
    name,
    result: result as LabResult,
    language,
    text,
  })),
)

describe('every kind of result', () => {
  test.each(CASES)('$name is clean at every width, in $language', ({ result, text }) => {
    for (const width of [200, 120, 80, 60, 59, 40, 20]) {
      for (const pictures of [true, false]) {
        const out = labText(result, text, width, { pictures })
        expectClean(out, width)
        expect(out.endsWith('\n')).toBe(true)
      }
    }
  })

  // Heat strips are drawn with other signs.
  const HEAT = ['walk', 'gru', 'weighed', 'states', 'by-loss', 'dial']

  test.each(CASES)(
    '$name is the same text in every number of colours, in $language',
    ({ name, result, text }) => {
      const plain = labText(result, text, 80)
      const colored = new Set<string>()
      for (const colors of ['truecolor', '256', '16'] as const) {
        const lines = labSpans(result, text, 80, { colors })
        colored.add(JSON.stringify(lines))
        const shown = lines.map((line) => `${textOf(line)}\n`).join('')
        expectClean(shown, 80)
        if (!HEAT.includes(name)) expect(shown).toBe(plain)
      }
      if (HEAT.includes(name)) expect(colored.size).toBe(3)
    },
  )

  test.each(CASES)('$name has no colour where none is wanted, in $language', ({ result, text }) => {
    for (const line of labSpans(result, text, 80, { colors: 'none' })) {
      for (const span of line) expect(Object.keys(span)).toEqual(['text'])
    }
  })

  test.each(CASES)(
    '$name is Chinese in Chinese and not in English: $language',
    ({ result, language, text }) => {
      const out = labText(result, text, 100)
      if (language === 'en') expect(out).not.toMatch(/\p{Script=Han}/u)
      else expect(out).toMatch(/\p{Script=Han}/u)
    },
  )

  test('help and quit say nothing here', () => {
    expect(english({ kind: 'help', command: null })).toBe('')
    expect(english({ kind: 'quit' })).toBe('')
  })
})

describe('what comes from outside', () => {
  test('does not steer the terminal', () => {
    const evil = '\u001b[2J\u0007\n\u202eevil\u2028'
    const results: LabResult[] = [
      { ...bench, about: evil },
      { ...history, changes: [{ line: evil, digest: evil }] },
      { ...diff, differences: [{ what: evil, before: evil, after: evil }] },
      {
        ...receipt,
        line: evil,
        again: evil,
        equations: [evil],
        check: { same: false, differences: [evil] },
      },
      { ...RESULTS.file, path: evil },
      { ...memory, suggestions: [evil] },
    ]
    for (const result of results) {
      const out = english(result)
      expectClean(out, 80)
      expect(out).not.toMatch(/[\u202e\u2028]/)
      expect(out).toContain('evil')
    }
  })

  test('numbers of every kind leave the text clean', () => {
    const nasty = fc.oneof(
      fc.constant(null),
      fc.constantFrom(0, 1e-300, -1e300, 5e-324),
      fc.double(),
    )
    const finite = fc.oneof(fc.constant(null), fc.double({ noNaN: true, noDefaultInfinity: true }))
    const logs = fc.array(finite, { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(logs, logs, nasty, fc.integer({ min: 1, max: 130 }), (a, b, number, width) => {
        const log10 = { ...lstmProfile, hidden: a, cell: b, belt: b, rest: a }
        const value = number ?? 0
        const results: LabResult[] = [
          {
            ...gradient,
            rnn: gradient.rnn && { ...gradient.rnn, log10, loss: value, stepsPerDecade: number },
          },
          {
            ...surgery,
            before: { metric: number, loss: value, log10 },
            after: { metric: null, loss: value, log10 },
          },
          {
            ...attribution,
            cells: { lstm: { log10: a, share: value, meanShare: value } },
            chance: value,
          },
          { ...walk, now: { f: value }, before: { c: number, h: value }, x: [value, value] },
          {
            ...memory,
            neededBias: value,
            after: { ...memory.after, halfLife: a, median: number, longest: number },
          },
          { ...states, lstm: { f: [[value], [1]] }, rnn: undefined, histogram: [] },
        ]
        for (const result of results) expectClean(english(result, width), Math.max(1, width))
      }),
      { numRuns: 100 },
    )
  })

  test('sizes from one to many fit', () => {
    for (const [T, H] of [
      [1, 1],
      [1, 4096],
      [100_000, 1],
      [2, 3],
    ]) {
      const long = { ...walk.sequence, length: T, marks: [1, T] }
      const shown = { ...walk, t: T, sequence: long, cell: wave(T, H), hidden: wave(T, H) }
      const curve = {
        step: Array.from({ length: T }, (_, n) => n),
        loss: [],
        metric: falling(T, T),
      }
      const lstm = {
        ...training.cells.lstm,
        from: 0,
        to: T,
        status: 'unsolved',
        stepsPerSecond: 1,
      } as const
      const trained = {
        ...training,
        cells: { lstm: { ...lstm, solvedAt: null, digest: null, curve } },
      }
      for (const width of [120, 80, 40, 9]) {
        for (const result of [
          shown,
          { ...states, sequence: long, lstm: { f: wave(T, H) } },
          trained,
        ] as LabResult[]) {
          expectClean(english(result, width), width)
        }
      }
    }
  })

  test('an empty result has no picture and breaks nothing', () => {
    const results: LabResult[] = [
      { ...training, cells: {} },
      { kind: 'gradient', length: 0, batch: 0 },
      { kind: 'verification', sequences: 0, epsilon: 1e-5, heldConstants: false, cells: {} },
      { ...walk, cell: [], hidden: [] },
      { ...states, lstm: {}, rnn: {}, histogram: null },
      { ...attribution, cells: {} },
      { ...history, changes: [], at: 0 },
      { ...diff, differences: [], distance: {} },
      { ...bench, nets: {}, operations: [] },
      { kind: 'math', t: 1, unit: 1, lines: [] },
    ]
    for (const result of results) expectClean(english(result), 80)
  })
})

test('neighbours of one colour are one span, so that a screen has few of them to set', () => {
  const all = {
    ...states,
    rnn: undefined,
    lstm: { c: wave(200, 64), h: Array.from({ length: 200 }, () => [0, 0]) },
  }
  const lines = labSpans(all, en, 120, { colors: 'truecolor' })
  const half = lines.filter((line) => textOf(line).includes('▀'))
  // Sixteen lines of c, and one of the two units of h.
  expect(half).toHaveLength(17)
  for (const line of half) expect(line.length).toBeLessThanOrEqual(116)
  expect(half[16]).toHaveLength(2)
})
