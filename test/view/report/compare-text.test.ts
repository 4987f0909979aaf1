/** A comparison as plain text. */
import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { type Report, report as reportSchema } from '../../../src/results/report.ts'
import { view as en } from '../../../src/text/en/view.ts'
import { view as zh } from '../../../src/text/zh-CN/view.ts'
import { compareText } from '../../../src/view/report/compare-text.ts'
import { RUNS, reportOf } from '../../support/comparison.ts'
import { expectClean, LANGUAGES } from '../../support/plain-text.ts'

const whole: Report = {
  ...reportOf(RUNS),
  command:
    'gatelab compare adding --length 50 --hidden 32 --batch 32 --steps 500 --learning-rate 0.01 --seeds 1..3',
  summary: {
    rnn: { solved: 0, of: 3, medianSolvedAt: null, medianMetric: 0.16 },
    lstm: { solved: 3, of: 3, medianSolvedAt: 350, medianMetric: 0.0016 },
  },
}

describe('compareText', () => {
  test('says what was compared, how every run ended, and how to get the same again', () => {
    const text = compareText(whole, en)
    expect(text).toContain('adding: T = 50, H = 32, B = 32, 500 steps, seeds 1, 2, 3\n')
    expect(text).toContain(
      'RNN      2  unsolved          –    0.16 @ 500    0.16    500     1153      400\n',
    )
    expect(text).toContain(
      'LSTM     2  solved          350  0.0016 @ 500  0.0016    500     1153      400\n',
    )
    expect(text).toContain(
      'LSTM: 3 of 3 solved; median of the steps 350; median of the final values 0.0016.\n',
    )
    expect(text).toContain('Gradient norm at t, before training, seed 1\n')
    expect(text).toContain('Gradient norm at t, after 500 steps, seed 1\n')
    expect(text).toContain(
      'RNN: ∂L/∂h falls ×10 every 3.1 steps going back; LSTM: ∂L/∂c ×10 every 41.',
    )
    expect(text).not.toContain('So far')
    expect(text.replaceAll(' \\\n ', '')).toContain(whole.command)
  })

  test('says how far beyond training each net goes, cell by cell, where that was tried', () => {
    const runs = whole.runs.map((run, n) => ({ ...run, reach: { trained: 10, accepted: 10 + n } }))
    const lines = compareText({ ...whole, runs }, en).split('\n')
    expect(lines).toContain('RNN: accepts every string up to n = 10, 12, 14; trained up to 10.')
    expect(lines).toContain('LSTM: accepts every string up to n = 11, 13, 15; trained up to 10.')
    expect(compareText({ ...whole, runs }, zh)).toContain(
      'LSTM：从 n = 1 起连续接受到 n = 11、13、15；训练时 n 最大为 10。\n',
    )
    expect(compareText(whole, en)).not.toContain('accepts')
    expectClean(compareText({ ...whole, runs }, zh, 40), 40)
  })

  test('says where nothing less than all is solved, and what is answered blindly', () => {
    const task = {
      ...whole.task,
      name: 'adding-1997',
      metric: 'accuracy' as const,
      threshold: 1,
      baseline: 0.1545,
    }
    expect(compareText({ ...whole, task }, en).replaceAll('\n', ' ')).toContain(
      'Solved when the accuracy on held-out data is 1 (0.1545 of always saying 0.5).',
    )
    expect(compareText({ ...whole, task: { ...task, threshold: 0.93 } }, en)).toContain(
      'is 0.93 or more',
    )
    expect(compareText({ ...whole, task }, zh)).toContain(
      '留出数据上的准确率为 1 即为解决（总是回答 0.5 时的 0.1545）。',
    )
  })

  test('draws the profile where the report has it', () => {
    // −1 at t = 50 and −1 − 49/3.1 = −16.8 at t = 1, on an axis of 12 rows from 1 to 1e-50: the
    // RNN ends 16.8 / 50 · 11 = 3.7 rows below the top.
    const lines = compareText(whole, en).split('\n')
    const start = lines.findIndex((line) => line.startsWith('Gradient norm at t, before'))
    // What the axis shows, and the four lines, take two lines before it.
    expect(lines[start + 1]).toMatch(/^‖∂L\/∂h_t‖, ‖∂L\/∂c_t‖, log {3}── RNN/u)
    const chart = lines.slice(start + 3, start + 15)
    expect(chart[0]).toMatch(/^ +1┤/u)
    expect(chart[11]).toMatch(/^1e-50┤/u)
    expect(chart[4]).toMatch(/^1e-20┤─/u)
    expect(lines[start + 15]).toMatch(/^ +log└t = 1 [─ ]+10[─ ]+20[─ ]+30[─ ]+40[─ ]+50$/u)
  })

  test('says when it ended early, and with nothing', () => {
    expect(compareText(reportOf(RUNS.slice(0, 2), true), en)).toContain(
      'So far 2 of 6 runs are finished.',
    )
    const nothing = compareText({ ...whole, partial: true, runs: [], summary: {} }, zh)
    expect(nothing).toContain('没有完成的训练。')
    expect(nothing).toContain('gatelab compare adding')
  })

  test('shows cells with different seeds as such', () => {
    const text = compareText(reportOf([RUNS[0], RUNS[3]], true), en)
    expect(text).toContain('RNN seed 1, LSTM seed 2')
  })

  test('keeps to its width in both languages, whatever the runs are', () => {
    fc.assert(
      fc.property(
        reports,
        fc.integer({ min: 24, max: 130 }),
        fc.constantFrom('en', 'zh'),
        (report, width, language) => {
          expectClean(compareText(report, LANGUAGES[language], width), width)
        },
      ),
      { numRuns: 60 },
    )
  })
})

const logs = fc.array(fc.option(fc.double({ min: -3000, max: 30, noNaN: true })), {
  minLength: 1,
  maxLength: 30,
})
const number = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }))
const gradient = fc
  .record({ step: fc.nat(), hidden: logs, lstm: fc.boolean() })
  .map(({ step, hidden, lstm }) => {
    const own = lstm ? hidden : null
    return { step, log10: { hidden, cell: own, belt: own, rest: own, input: hidden } }
  })
/** Runs of every fate, with curves and profiles that may be empty. */
const reports: fc.Arbitrary<Report> = fc
  .array(
    fc.record({
      run: fc.constantFrom(...RUNS),
      status: fc.constantFrom('solved', 'unsolved', 'diverged'),
      solvedAt: fc.option(fc.nat()),
      metric: number,
      curve: fc.array(number, { maxLength: 20 }),
      gradient: fc.array(gradient, { maxLength: 2 }),
      stepsPerSecond: fc.double({ min: 0, max: 1e5, noNaN: true }),
    }),
    { maxLength: 4 },
  )
  .map((chosen) => ({
    ...whole,
    partial: true,
    runs: chosen.map(({ run, metric, curve, ...rest }) => ({
      ...reportOf([run]).runs[0],
      ...rest,
      final: { loss: metric, metric },
      best: { step: 0, metric },
      curve: { step: curve.map((_, index) => index * 50), loss: curve, metric: curve },
    })),
  }))

test('the reports of these tests are reports', () => {
  fc.assert(
    fc.property(reports, (report) => {
      v.assert(reportSchema, report)
    }),
  )
})
