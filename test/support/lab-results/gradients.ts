/** Results of what looks at a whole net. */
import type { VerifiedTensor } from '../../../src/workbench/probes/verification.ts'
import type { LabResults } from '../../../src/workbench/result-kinds.ts'
import { falling, lstmProfile, rnnProfile, sequence } from './facts.ts'

/** Temporal order, and an RNN that doesn't know it. */
export const example: LabResults['example'] = {
  kind: 'example',
  sequence: {
    task: 'temporal-order',
    number: 3,
    seed: 7,
    length: 20,
    end: 20,
    marks: [3, 9],
    symbols: [...'abXcdbadYcbadbcaddcb'],
    x: null,
    channels: null,
    outputs: ['XX', 'XY', 'YX', 'YY'],
    loss: 'cross-entropy',
    asked: [{ t: 20, wanted: [0, 1, 0, 0] }],
  },
  cells: {
    rnn: { step: 0, outputs: [[0.24, 0.25, 0.27, 0.24]], loss: 1.386, right: 0, of: 1 },
    lstm: { step: 650, outputs: [[0.002, 0.985, 0.011, 0.002]], loss: 0.015, right: 1, of: 1 },
  },
}

/** Asked at every step from t = 6 on: an RNN that loses a decade a step, and an LSTM that keeps. */
const answers = Array.from({ length: 15 }, (_, n) => n + 6)
const itemised = (every: number) => ({
  parts: answers.map((s) => falling(every, s)),
  sum: falling(every, 20),
  measured: falling(every, 20),
})
export const byLoss: LabResults['by-loss'] = {
  kind: 'by-loss',
  sequence: { number: 3, length: 20, marks: [2], target: 1, answer: 2, answeredBy: 'lstm' },
  asked: answers,
  cells: { rnn: itemised(1), lstm: itemised(30) },
}

export const byLag: LabResults['by-lag'] = {
  kind: 'by-lag',
  length: 20,
  sequences: 16,
  answers: Array.from({ length: 20 }, (_, k) => 16 * (20 - k)),
  cells: {
    rnn: { step: 200, log10: falling(1, 20).toReversed(), reach: 3 },
    lstm: { step: 200, log10: falling(30, 20).toReversed(), reach: 19 },
  },
}

export const gradient: LabResults['gradient'] = {
  kind: 'gradient',
  length: 50,
  batch: 16,
  rnn: {
    step: 200,
    loss: 0.149,
    log10: rnnProfile,
    stepsPerDecade: 1,
    belowMillionth: 44,
    below1e38: 12,
    float32Zero: 5,
  },
  lstm: {
    step: 200,
    loss: 0.003,
    log10: lstmProfile,
    stepsPerDecade: 20,
    belowMillionth: null,
    below1e38: null,
    float32Zero: null,
  },
}

const tensor: VerifiedTensor = {
  tensor: 'weight_hh_l0',
  checked: 4096,
  textbook: 2.1e-9,
  engine: 3.4e-7,
  at: [12, 3],
  analytic: 0.00123456,
  numeric: 0.00123457,
}

export const verification: LabResults['verification'] = {
  kind: 'verification',
  sequences: 4,
  epsilon: 1e-5,
  heldConstants: false,
  cells: {
    lstm: {
      tensors: [tensor, { ...tensor, tensor: 'readout.bias', checked: 1, engine: 1e-8 }],
      largest: tensor,
    },
  },
}

const lives = (
  halfLife: (number | null)[],
  longEnough: number,
  median: number | null,
  longest: number | null,
) => ({
  forget: halfLife.map((one) => (one === null ? 1 : 2 ** (-1 / one))),
  halfLife,
  median,
  longest,
  longEnough,
})

export const memory: LabResults['memory'] = {
  kind: 'memory',
  lag: 50,
  neededForget: 0.986233,
  neededBias: 4.27,
  forgetBias: 1,
  before: lives([2.1, 2.2, 2.3, 2.4], 0, 2.25, 2.4),
  step: 650,
  after: lives([0.5, 3, 70, null], 2, 36.5, null),
  suggestions: ['set forget-bias 4.27', 'set forget-bias chrono'],
}

export const context: LabResults['context'] = {
  kind: 'context',
  length: 50,
  characters: 3633,
  symbols: 38,
  uniform: 5.248,
  tables: [4.172, 3.393, 3.104, 3.067, 3.094],
  cells: {
    rnn: { step: 400, bits: Array.from({ length: 50 }, (_, k) => 2.9 + 1 / (k + 1)), reach: 33 },
    lstm: { step: 400, bits: Array.from({ length: 50 }, (_, k) => 2.8 + 1.1 / (k + 1)), reach: 37 },
  },
}

export const attribution: LabResults['attribution'] = {
  kind: 'attribution',
  sequence,
  sequences: 512,
  cells: {
    rnn: { log10: falling(3), share: 0.0123, meanShare: 0.0245 },
    lstm: {
      log10: falling(41).map((one, t) => (t === 4 || t === 30 ? 0 : one)),
      share: 0.834,
      meanShare: 0.8011,
    },
  },
  chance: 0.04,
}
