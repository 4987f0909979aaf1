/** An inspection and the list of tasks as plain text. */
import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import {
  type Inspection,
  inspection as inspectionSchema,
} from '../../../src/inspection/given-net/inspection-schema.ts'
import { view as en } from '../../../src/text/en/view.ts'
import { view as zh } from '../../../src/text/zh-CN/view.ts'
import { inspectText } from '../../../src/view/printed/inspect-text.ts'
import { tasksText } from '../../../src/view/printed/tasks-text.ts'
import { expectClean, LANGUAGES } from '../../support/plain-text.ts'

/** An LSTM (or RNN) whose forget gate is `forget` and whose profile falls ×10 every 4 steps. */
function inspectionOf(
  cell: 'rnn' | 'lstm',
  [T, B, H]: [number, number, number],
  forget = 0.5,
): Inspection {
  const fill = (value: (t: number, k: number) => number) =>
    Array.from({ length: T }, (_, t) =>
      Array.from({ length: B }, () => Array.from({ length: H }, (_, k) => value(t, k))),
    )
  const fall = Array.from({ length: T }, (_, t) => -1 - (T - 1 - t) / 4)
  const lstm = cell === 'lstm'
  return {
    schema: 'gatelab.inspection/1',
    cell,
    hidden: H,
    length: T,
    batch: B,
    variant: lstm ? 'standard' : null,
    nonlinearity: lstm ? null : 'tanh',
    ...{
      operations: [],
      standardize: null,
      assumed: [],
      task: null,
      training: null,
      unused: [],
      ignored: [],
    },
    tensors: { 'readout.weight': 'readout.weight' },
    lengths: null,
    initial: { h0: false, c0: false },
    loss: 0.1234567,
    prediction: Array.from({ length: B }, () => [0.25, -1.5]),
    hiddenState: fill((t, k) => Math.sin(t + k)),
    cellState: lstm ? fill((t) => t / 2) : null,
    gates: lstm
      ? {
          i: fill(() => 1),
          f: fill(() => forget),
          g: fill(() => -1),
          o: fill((t) => (t % 2 ? 1 : 0)),
        }
      : null,
    gradient: {
      log10: {
        hidden: fall,
        cell: lstm ? fall : null,
        belt: lstm ? fall.map((value) => value - 1) : null,
        rest: lstm ? fall.map(() => null) : null,
        input: fall,
      },
      parameters: {
        weight_hh_l0: [
          [0.5, -2],
          [0, 1],
        ],
        'readout.bias': [0.125],
      },
    },
  }
}

describe('inspectText', () => {
  test('shows gates, states and the gradient, in numbers that are those of the net', () => {
    const given = inspectionOf('lstm', [9, 2, 4])
    v.assert(inspectionSchema, given)
    const text = inspectText(given, en)
    expect(text).toContain('LSTM: H = 4, T = 9, B = 2\nMean squared error: 0.1235\n')
    expect(text).toContain('Prediction for sequence 2: 0.25, −1.5\n')
    expect(text).toContain('forget gate f, mean 0.5 (0 " .:-=+*#%@" 1)\n')
    expect(text).toContain('cell state c, mean 2 (−4 " .:-=+*#%@" 4)\n')
    expect(text).toContain('LSTM: ∂L/∂c falls ×10 every 4 steps going back.')
    // A gate of one half halves in one step; the belt at t = 1 is 10^(−1 − 8/4 − 1), the rest is
    // zero.
    const screenReader = text.replace(/\s+/gu, ' ')
    expect(screenReader).toContain('the belt alone halves a gradient every step.')
    expect(screenReader).toContain(
      'At t = 1 the belt brings 1e-4, gates and hidden states bring 0.',
    )
    expect(text).toContain('weight_hh_l0 2, readout.bias 0.125')
    expect(text).toContain('\n1 │@@@@@@@@')
  })

  test('has an RNN without gates', () => {
    const text = inspectText(inspectionOf('rnn', [5, 1, 3]), zh)
    expect(text).toContain('隐藏状态 h')
    expect(text).not.toMatch(/遗忘门|传送带|细胞状态/u)
  })

  test('knows gates that are shut and gates that never forget', () => {
    expect(inspectText(inspectionOf('lstm', [5, 1, 3], 0), en)).toContain('there the belt is cut')
    expect(inspectText(inspectionOf('lstm', [5, 1, 3], 1), en)).toContain('keeps a gradient whole')
    expect(inspectText(inspectionOf('lstm', [1, 1, 1], 0), en)).not.toContain(
      'there the belt is cut',
    )
  })

  test('says of a field that it did not understand which known one it resembles', () => {
    const given = { ...inspectionOf('lstm', [5, 1, 3]), ignored: ['lenghts', 'H0', 'Y', 'note'] }
    const screenReader = inspectText(given, en).replace(/\s+/gu, ' ')
    const h0 = '"H0" (did you mean "h0"?)'
    expect(screenReader).toContain(
      `not used: "lenghts" (did you mean "lengths"?), ${h0}, "Y", "note".`,
    )
    expect(inspectText(given, zh).replace(/\s+/gu, '')).toContain(
      '“lenghts”（是不是“lengths”？）、“H0”',
    )
    const started = { ...given, initial: { h0: true, c0: false }, loss: null, gradient: null }
    const other = inspectText(started, en).replace(/\s+/gu, ' ')
    expect(other).toContain('"Y" (did you mean "y"?)')
    expect(other).not.toContain('mean "h0"')
  })

  test('keeps to its width in both languages at every size', () => {
    const size = fc.tuple(
      fc.integer({ min: 1, max: 150 }),
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 40 }),
    )
    fc.assert(
      fc.property(
        fc.constantFrom('rnn', 'lstm'),
        size,
        fc.integer({ min: 24, max: 130 }),
        fc.constantFrom('en', 'zh'),
        (cell, sizes, width, language) => {
          expectClean(inspectText(inspectionOf(cell, sizes), LANGUAGES[language], width), width)
        },
      ),
      { numRuns: 60 },
    )
  })
})

test('tasksText has a paragraph for each task', () => {
  const row = {
    name: 'adding',
    title: 'add two numbers out of many',
    what: 'Two inputs at every time step: a number between 0 and 1, and a marker. 目标是两个被标记的数之和。',
    source: 'Hochreiter & Schmidhuber 1997, experiment 4',
    baseline: 'mean squared error 0.1667',
    solvedWhen: 'mean squared error < 0.01',
    defaultLength: 50,
  }
  const rows = [row, { ...row, name: 'recall', defaultSymbols: 2 }]
  const text = tasksText(rows, en)
  expect(text).toContain('adding: add two numbers out of many\n  Two inputs at every time step')
  expect(text).toContain('\n\nrecall: ')
  expect(text).toContain('Length T: 50; Symbols K: 2')
  for (const width of [24, 40, 80])
    for (const language of [en, zh]) expectClean(tasksText(rows, language, width), width)
})
