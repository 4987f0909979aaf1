/** What several results have: a task, settings, profiles, a sequence. */

import type { Log10Profile } from '../../../src/engine/types.ts'
import type * as r from '../../../src/results/lab-results.ts'

export const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`
/** What is shown of it. */
export const SHORT = '0123456789ab'

export const task: r.BenchResult['task'] = {
  name: 'adding',
  length: 50,
  timeSteps: 50,
  inputSize: 2,
  outputSize: 1,
  metric: 'mse',
  solvedWhen: 'mse < 0.01',
  threshold: 0.01,
  baseline: 1 / 6,
}

export const spec: r.BenchResult['spec'] = {
  task: 'adding',
  length: 50,
  symbols: null,
  file: null,
  horizon: null,
  standardize: false,
  hidden: 32,
  batch: 16,
  steps: 2000,
  learningRate: 0.01,
  optimizer: 'adam',
  clip: 1,
  init: 'uniform',
  gain: 1,
  forgetBias: 1,
  inputBias: null,
  variant: 'standard',
  cells: ['rnn', 'lstm'],
  seeds: [7],
  evalEvery: 50,
  untilSolved: false,
}

/** ×10 less every so many time steps back from −1 at t = T. */
export const falling = (every: number, T = 50): number[] =>
  Array.from({ length: T }, (_, t) => -1 - (T - 1 - t) / every)

export const rnnProfile: Log10Profile = {
  hidden: falling(1),
  cell: null,
  belt: null,
  rest: null,
  input: falling(1),
}
export const lstmProfile: Log10Profile = {
  hidden: falling(20),
  cell: falling(41),
  belt: falling(42),
  rest: falling(7),
  input: falling(20),
}

/** [T, H] of sines. */
export const wave = (T: number, H: number, lo = -1, hi = 1): number[][] =>
  Array.from({ length: T }, (_, t) =>
    Array.from({ length: H }, (_, k) => lo + ((hi - lo) * (1 + Math.sin(t / 3 + k))) / 2),
  )

export const sequence: r.SequenceFacts = {
  number: 3,
  length: 50,
  marks: [5, 31],
  target: 1.013,
  answer: 0.934,
  answeredBy: 'lstm',
}
