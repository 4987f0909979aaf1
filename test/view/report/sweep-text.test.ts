/** The text of a sweep: every point where it belongs, at any width, in both languages. */
import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { type Sweep, sweep as schema } from '../../../src/results/report.ts'
import { FAIRS } from '../../../src/specs/design.ts'
import { reportAs } from '../../../src/view/report/index.ts'
import { curveFigures } from '../../../src/view/report/sweep-curves.ts'
import { sweepText } from '../../../src/view/report/sweep-text.ts'
import { widthOf } from '../../../src/view/shared/width.ts'
import { documentOf } from '../../../src/view/svg/document.ts'
import { guessed, hard } from '../../support/certificates.ts'
import { named, parseMarkup, textOf } from '../../support/markup.ts'
import { type Made, type Outcomes, sweep } from '../../support/reports.ts'
import { textIn } from '../../support/texts.ts'

const en = textIn('en').view
const zh = textIn('zh-CN').view

const LENGTHS = { option: 'length' as const, values: [10, 40, 160] }
const BIASES = { option: 'forget-bias' as const, values: [0, 3, 'chrono'] }

/**
 * The LSTM solves all up to T = 40 and half at 160 where its forget bias is 3; the RNN solves one
 * of four at T = 10.
 */
const falling: Outcomes = ({ cell, seed, spec }) => {
  const solved =
    cell === 'rnn'
      ? spec.length === 10 && seed === 1
      : spec.length <= 40 || (spec.forgetBias === 3 && seed <= 2)
  return solved
    ? { metric: 0.001 * seed, solvedAt: spec.length * 10 }
    : { metric: 0.15 + 0.001 * seed }
}
const seeds = [1, 2, 3, 4]
const two = sweep({ axes: [LENGTHS, BIASES], choices: { seeds }, outcomes: falling })

/** Lines from one that begins so, up to the next empty one. */
function block(text: string, begin: string): string[] {
  const lines = text.split('\n')
  const from = lines.findIndex((line) => line.startsWith(begin))
  expect(from, begin).toBeGreaterThanOrEqual(0)
  const end = lines.indexOf('', from)
  return lines.slice(from, end < 0 ? undefined : end)
}

it('tells once of each task what solves it without memory', () => {
  const certified = (n: number) => ({ ...(n === 0 ? guessed : hard), length: [10, 40, 160][n] })
  const points = two.points.map((point) => ({
    ...point,
    certificate: certified([10, 40, 160].indexOf(point.at.length as number)),
  }))
  for (const language of ['en', 'zh-CN'] as const) {
    const told = sweepText({ ...two, points }, textIn(language).view, 200)
    expect(told.match(/recall/g)).toHaveLength(1)
    expect(told).toMatch(/T = 40.*T = 160/)
    expect(reportAs({ ...two, points }, 'html', textIn(language))).toContain('recall')
  }
})

describe('a sweep over two options', () => {
  const text = sweepText(two, en)

  it('has a table of shares for each cell: rows one option, columns the other', () => {
    expect(block(text, 'LSTM: solved').slice(1, 5)).toEqual([
      'forget-bias \\ length     10     40    160',
      '                   0  █ 100  █ 100  ·   0',
      '                   3  █ 100  █ 100  ▒  50',
      '              chrono  █ 100  █ 100  ·   0',
    ])
    expect(
      block(text, 'RNN: solved')
        .slice(2, 5)
        .map((line) => line.trim()),
    ).toEqual(['0  ░  25  ·   0  ·   0', '3  ░  25  ·   0  ·   0', 'chrono  ░  25  ·   0  ·   0'])
  })

  it('has a row for each point, with counts, winners and medians', () => {
    const rows = block(text, 'length')
      .slice(1)
      .map((line) => line.split(/ {2,}/).map((cell) => cell.trim()))
    expect(rows).toHaveLength(9)
    two.points.forEach((point, n) => {
      const solved = point.at['forget-bias'] === 3 || point.at.length !== 160
      const many = point.at.length === 160 ? '2/4' : '4/4'
      expect(rows[n].filter(Boolean)).toEqual([
        ...Object.values(point.at).map(String),
        point.at.length === 10 ? '1/4' : '0/4',
        solved ? many : '0/4',
        '–',
        '–',
        point.at.length === 10 ? '100' : '–',
        solved ? String(Number(point.at.length) * 10) : '–',
      ])
    })
  })

  it('draws shares and steps against the numeric option, the RNN once', () => {
    const curves = block(text, 'Solved, % of the seeds, against length')
    // Two forget biases come to the same shares.
    expect(curves[1]).toBe('── RNN   ══ LSTM, forget-bias 0 ≈ LSTM, forget-bias chrono')
    expect(curves[2]).toBe('·· LSTM, forget-bias 3')
    expect(curves.at(-1)).toMatch(/^ +└10 ─+ 40 ─+ 160$/)
    // All solved up to the middle, at the top; the RNN's quarter starts at the left above the
    // bottom.
    expect(curves.find((line) => line.startsWith('100┤'))).toMatch(/^100┤[═·+]/)
  })

  it('says that four seeds decide nothing, and how to get the same again', () => {
    expect(text.replaceAll('\n', ' ')).toContain(en.verdict.tooFew(4, '= 0.13', 7))
    expect(text.replaceAll(' \\\n ', '').trimEnd()).toMatch(/gatelab compare adding$/)
  })

  it('says how far it has come where that is not all', () => {
    const partial: Sweep = {
      ...two,
      partial: true,
      points: two.points.map((point, n) => (n > 0 ? { ...point, runs: [] } : point)),
    }
    expect(sweepText(partial, en)).toContain('So far 8 of 72 runs are finished.')
  })
})

it('a sweep over one option has a row for each cell', () => {
  const one = sweep({ axes: [LENGTHS], choices: { seeds }, outcomes: falling })
  expect(block(sweepText(one, en), 'RNN, LSTM: solved').slice(1, 4)).toEqual([
    'length     10     40    160',
    '   RNN  ░  25  ·   0  ·   0',
    '  LSTM  █ 100  █ 100  ·   0',
  ])
})

it('a sweep over more has a table for each combination of the others', () => {
  const axes = [
    LENGTHS,
    BIASES,
    { option: 'batch' as const, values: [8, 16] },
    { option: 'clip' as const, values: [1, null] },
  ]
  const text = sweepText(sweep({ axes, choices: { seeds: [1] }, lean: true }), en)
  for (const cell of ['RNN', 'LSTM']) {
    for (const at of [
      'batch 8, clip 1',
      'batch 8, clip none',
      'batch 16, clip 1',
      'batch 16, clip none',
    ]) {
      expect(block(text, `${cell}, ${at}: solved`).length).toBeGreaterThan(3)
    }
  }
})

it('an option without numbers has no curves; steps that span a decade have a log axis', () => {
  expect(
    curveFigures(sweep({ axes: [{ option: 'init', values: ['uniform', 'xavier'] }] }), en),
  ).toEqual([])
  const [, steps] = curveFigures(two, en)
  // 100 at T = 10 and 1600 at T = 160: labels are powers of ten.
  expect(steps.lines(80).join('\n')).toMatch(/1e3┤/)
})

it('curves as SVG have a dot for each measured point, at its place', () => {
  const [share] = curveFigures(two, en)
  const root = parseMarkup(documentOf(share.drawing()))
  const dots = named(root, 'circle').map(({ attributes }) => ({
    x: Number(attributes.cx),
    y: Number(attributes.cy),
  }))
  // RNN once, LSTM three times, at three lengths.
  expect(dots).toHaveLength(12)
  const [x] = [[...new Set(dots.map((dot) => dot.x))]]
  expect(x).toHaveLength(3)
  // 10, 40, 160 are evenly apart on a log axis.
  expect(x[1] - x[0]).toBeCloseTo(x[2] - x[1], 1)
  const [rnn] = dots
  const [bottom, top] = [Math.max(...dots.map(({ y }) => y)), Math.min(...dots.map(({ y }) => y))]
  expect((bottom - rnn.y) / (bottom - top)).toBeCloseTo(0.25, 1)
  const words = named(root, 'text').map(textOf)
  for (const one of ['10', '40', '160', '0', '100', 'RNN', 'LSTM, forget-bias chrono'])
    expect(words).toContain(one)
})

const designs: Made[] = [
  { axes: [LENGTHS, BIASES] },
  { axes: [LENGTHS], fair: FAIRS },
  {
    axes: [{ option: 'variant', values: ['standard', 'gru', 'no-candidate-tanh'] }],
    choices: { seeds: [1, 2, 3, 4, 5, 6, 7] },
  },
  {
    axes: [
      { option: 'clip', values: [null, 0.001, 1] },
      { option: 'hidden', values: Array.from({ length: 24 }, (_, n) => n + 2) },
    ],
  },
  {
    axes: [
      LENGTHS,
      { option: 'learning-rate', values: [0.0003, 0.003] },
      { option: 'batch', values: [4, 8] },
    ],
    choices: { cells: ['lstm'] },
  },
]
const sweeps = designs.flatMap(({ choices, ...more }) => [
  sweep({ ...more, choices: { seeds: [1, 2], ...choices }, outcomes: falling, lean: true }),
  sweep({
    ...more,
    choices: { seeds: [1], ...choices },
    outcomes: () => ({ metric: null }),
    lean: true,
  }),
])

it('keeps to its width in both languages, with the same figures', () => {
  for (const one of sweeps) v.assert(schema, one)
  fc.assert(
    fc.property(fc.constantFrom(...sweeps), fc.integer({ min: 40, max: 200 }), (one, width) => {
      for (const text of [en, zh]) {
        const said = sweepText(one, text, width)
        for (const line of said.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(width)
        expect(said).not.toMatch(/\p{Cc}(?<!\n)|undefined|NaN|Infinity|\[object/u)
      }
    }),
    { numRuns: 60 },
  )
})
