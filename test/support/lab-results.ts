/** A small result of every kind, made by hand. */
import type { Log10Profile } from '../../src/engine/types.ts'
import type * as r from '../../src/results/lab-results.ts'
import type { VerifiedTensor } from '../../src/workbench/probes/verification.ts'
import type { Kind, LabResult, LabResults } from '../../src/workbench/result-kinds.ts'

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`
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

const rnnProfile: Log10Profile = {
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

/** Temporal order, and an RNN that doesn't know it. */
const example: LabResults['example'] = {
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
const byLoss: LabResults['by-loss'] = {
  kind: 'by-loss',
  sequence: { number: 3, length: 20, marks: [2], target: 1, answer: 2, answeredBy: 'lstm' },
  asked: answers,
  cells: { rnn: itemised(1), lstm: itemised(30) },
}

const sequence: r.SequenceFacts = {
  number: 3,
  length: 50,
  marks: [5, 31],
  target: 1.013,
  answer: 0.934,
  answeredBy: 'lstm',
}

export const bench: r.BenchResult = {
  kind: 'bench',
  command: 'undo',
  about: 'set hidden 64',
  restarted: true,
  spec,
  task,
  nets: {
    rnn: {
      status: 'untrained',
      step: 0,
      metric: 0.51,
      loss: null,
      solvedAt: null,
      parameters: 1153,
      digest: null,
    },
    lstm: {
      status: 'solved',
      step: 650,
      metric: 0.0042,
      loss: 0.0051,
      solvedAt: 600,
      parameters: 4513,
      digest: DIGEST,
    },
  },
  operations: [
    { kind: 'clamp', gate: 'f', value: 1, units: [3, 4, 5, 9], from: 10, to: 20 },
    { kind: 'sever-belt', units: null, from: 12, to: null },
    { kind: 'scale', gate: 'o', value: 0.5, units: [2], from: 7, to: 7 },
    { kind: 'sever-gates', from: null, to: null },
    { kind: 'plain-output' },
  ],
  digest: DIGEST,
  undo: 4,
  redo: 1,
}

export const training: r.TrainingResult = {
  kind: 'training',
  task,
  cells: {
    rnn: {
      from: 100,
      to: 200,
      status: 'training',
      solvedAt: null,
      curve: { step: [0, 100, 200], loss: [0.5, 0.2, 0.17], metric: [0.51, 0.18, 0.149] },
      stepsPerSecond: 812.3,
      digest: DIGEST,
    },
    lstm: {
      from: 100,
      to: 200,
      status: 'solved',
      solvedAt: 150,
      curve: { step: [0, 150, 200], loss: [0.5, 0.01, 0.004], metric: [0.49, 0.009, 0.003] },
      stepsPerSecond: 401.7,
      digest: DIGEST,
    },
  },
  stopped: true,
  digest: DIGEST,
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

export const walk: LabResults['walk'] = {
  kind: 'walk',
  gru: false,
  t: 12,
  unit: 3,
  sequence: { ...sequence, marks: [12, 31] },
  x: [0.53, 1],
  now: { i: 0.312, f: 0.913, g: -0.402, o: 0.771, c: 0.2594, h: 0.1957 },
  before: { c: 0.4213, h: -0.1121 },
  cell: wave(50, 8, -2, 2),
  hidden: wave(50, 8),
  operations: [],
  output: 'tanh',
}

export const gru: LabResults['walk'] = {
  ...walk,
  gru: true,
  now: { r: 0.231, z: 0.852, n: -0.633, h: 0.2651 },
  before: { c: null, h: 0.4213 },
  cell: null,
}

const weighed: LabResults['walk'] = {
  ...walk,
  exponential: true,
  float32: {
    largest: 89.31,
    plain: { lost: 8, off: null },
    stabilised: { lost: 0, off: 2.4e-7 },
  },
  output: 'plain',
}

/** log10 of steps that each multiply by 10^−per, and of their products. */
const steady = (per: number, T = 50) => ({
  steps: Array.from({ length: T - 1 }, (_, t) => -per + 0.02 * Math.sin(t)),
  products: Array.from({ length: T }, (_, t) => -per * 1.1 * (T - 1 - t)),
})

const jacobian: LabResults['jacobian'] = {
  kind: 'jacobian',
  sequence,
  cells: {
    rnn: { state: 'h', full: steady(0.22), belt: null, gradient: falling(4) },
    lstm: { state: 'c', full: steady(0.01), belt: steady(0.02), gradient: falling(41) },
  },
}

const size = (value: number) => ({
  sign: Math.sign(value) as -1 | 0 | 1,
  log10: value === 0 ? null : Math.log10(Math.abs(value)),
})
const stretch = (largest: number, smallest: number, gain: number) => ({
  largest,
  smallest,
  gain,
  log10: {
    largest: Math.log10(largest),
    smallest: Math.log10(smallest),
    gain: Math.log10(gain),
  },
})
/** Ten steps from t on that each multiply by `gain`. */
const backSteps = (t: number, gain: number, pass: number, whole: boolean) =>
  Array.from({ length: 10 }, (_, n) => ({
    t: t - n,
    pass,
    largest: gain * 1.2,
    gain,
    product: (51 - t + n) * Math.log10(gain),
    measured: (51 - t + n) * Math.log10(gain),
    whole: whole ? (51 - t + n) * Math.log10(gain * 1.01) : null,
  }))

const walkBack: LabResults['walk-back'] = {
  kind: 'walk-back',
  t: 48,
  unit: 3,
  sequence,
  operations: [],
  output: 'tanh',
  cells: {
    rnn: {
      state: 'h',
      now: { h: -0.412 },
      hidden: size(-3.21e-4),
      own: size(0),
      cell: null,
      belt: null,
      rest: null,
      shown: null,
      gates: { z: size(-2.67e-4) },
      input: -3.4,
      pass: 0.83,
      before: { hidden: { sign: 1, log10: -412.3 }, own: size(0), cell: null, shown: null },
      factor: stretch(0.98, 0.0123, 0.6),
      full: null,
      equation: '∂L/∂h_{t−1} = ∂ℓ/∂h_{t−1} + W_hhᵀ ((1 − h_t²) ⊙ ∂L/∂h_t)',
      origin: 50,
      asked: [],
      steps: backSteps(48, 0.6, 0.83, false),
    },
    lstm: {
      state: 'c',
      now: { i: 0.312, f: 0.913, g: -0.402, o: 0.731, c: 0.2594, h: 0.1855 },
      hidden: size(0.0123),
      own: size(0.0101),
      cell: size(0.0456),
      belt: size(0.0444),
      rest: size(0.0012),
      shown: 0.684,
      gates: { i: size(-0.0039), f: size(0.0015), g: size(0.0119), o: size(0.00061) },
      input: -1.9,
      pass: 0.913,
      before: { hidden: size(0.0091), own: size(0), cell: size(0.0478), shown: 0.677 },
      factor: stretch(0.994, 0.512, 0.98),
      full: stretch(1.12, 0.341, 1.01),
      equation: '∂L/∂c_{t−1} = f_t ⊙ ∂L/∂c_t + o_{t−1} ⊙ (1 − tanh² c_{t−1}) ⊙ ∂L/∂h_{t−1}',
      origin: 50,
      asked: [39, 40, 41],
      steps: backSteps(48, 0.98, 0.913, true),
    },
  },
}

const math: LabResults['math'] = {
  kind: 'math',
  t: 12,
  unit: 3,
  lines: [
    {
      equation: 'f_t = σ(W_if x_t + W_hf h_{t−1} + b_f)',
      numbers: '0.913 = σ(0.53·1.2 + 1·0.31 + … + 1.004)',
    },
    { equation: 'c_t = f_t⊙c_{t−1} + i_t⊙g_t', numbers: '0.2594 = 0.913·0.4213 + 0.312·(−0.402)' },
  ],
}

const code: LabResults['code'] = {
  kind: 'code',
  cells: [
    {
      cell: 'rnn',
      lines: [
        {
          equation: 'h_t = tanh(z_t)',
          pytorch: 'h = torch.tanh(z)',
          reference: 'h[t] = ends.held(t, z[t].map(OF_Z[nonlinearity]))',
          file: 'rnn.ts',
        },
      ],
    },
  ],
}

export const states: LabResults['states'] = {
  kind: 'states',
  command: 'state',
  sequence,
  lstm: {
    i: wave(50, 8, 0, 0.9),
    f: wave(50, 8, 0.5, 1),
    g: wave(50, 8),
    o: wave(50, 8, 0, 1),
    c: wave(50, 8, -3, 2),
    h: wave(50, 8),
  },
  rnn: { h: wave(50, 8) },
  histogram: [0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 60, 5, 0, 20, 0, 40, 0, 60, 100, 100],
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

const context: LabResults['context'] = {
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

export const surgery: r.SurgeryResult = {
  kind: 'surgery',
  task,
  operations: [{ kind: 'clamp', gate: 'f', value: 0, units: null, from: null, to: null }],
  before: { metric: 0.0042, loss: 0.0051, log10: lstmProfile },
  after: {
    metric: 0.331,
    loss: 0.322,
    log10: { ...lstmProfile, hidden: falling(2), cell: falling(1.5) },
  },
  digest: DIGEST,
}

export const history: r.HistoryResult = {
  kind: 'history',
  changes: ['', 'task adding', 'train 100', 'clamp f 1'].map((line) => ({ line, digest: DIGEST })),
  at: 2,
}

export const diff: r.DiffResult = {
  kind: 'diff',
  back: 2,
  differences: [
    { what: 'hidden', before: 32, after: 64 },
    { what: 'lstm.metric', before: null, after: 0.0042 },
    { what: 'untilSolved', before: false, after: true },
    { what: 'forgetBias', before: 1, after: 'chrono' },
  ],
  distance: { lstm: 3.217 },
}

export const receipt: r.ReceiptResult = {
  kind: 'receipt',
  line: 'gradient',
  command: 'gradient',
  equations: ['log10 ‖∂L/∂h_t‖₂'],
  operands: [
    { name: 't', value: 1 },
    { name: '‖∂L/∂h_1‖', value: '1e-50' },
  ],
  spec,
  seed: 7,
  digest: DIGEST,
  simd: { bits: 128, why: 'node' },
  again:
    "printf 'task adding --seed 7\\ntrain 200\\ngradient\\n'" +
    ' | gatelab repl --plain --lang en --no-history',
  check: { same: false, differences: ['log10.hidden[3]'] },
}

const file: r.FileResult = {
  kind: 'file',
  command: 'export',
  path: 'a/b.svg',
  bytes: 1234,
  what: 'picture',
}

const dialedAt = (value: number | null, f: number): LabResults['dial']['now'] => ({
  value,
  line: value === null ? null : `clamp f ${value}`,
  restarted: false,
  length: 50,
  digest: DIGEST,
  cells: {
    lstm: {
      metric: 0.17 * (1 - f),
      loss: 0.2 * (1 - f),
      log10: { ...lstmProfile, cell: falling(40 * f), hidden: falling(20 * f) },
      stepsPerDecade: 20 * f,
      halfLife: { median: f === 1 ? null : 9.6 * f, longest: 41, longEnough: 3 },
    },
  },
})

export const dialOne: LabResults['dial'] = {
  kind: 'dial',
  what: 'f',
  metric: 'mse',
  range: { low: 0, high: 1, step: 0.01, coarse: 0.1 },
  now: dialedAt(null, 0.9),
  positions: [dialedAt(0.93, 0.93)],
}

const rnnDialed: LabResults['dial']['now']['cells']['rnn'] = {
  metric: null,
  loss: 0.3,
  log10: rnnProfile,
  stepsPerDecade: 1,
}

/** Three positions of the forget bias, at which both nets start anew. */
const biasAt = (value: number, f: number, line: string | null): LabResults['dial']['now'] => {
  const { cells, ...others } = dialedAt(value, f)
  return { ...others, line, restarted: line !== null, cells: { rnn: rnnDialed, ...cells } }
}
const dial: LabResults['dial'] = {
  ...dialOne,
  what: 'forget-bias',
  range: { low: -10, high: 10, step: 0.1, coarse: 1 },
  now: biasAt(1, 0.5, null),
  positions: [0, 2.5, 5].map((value, n) => biasAt(value, (n + 1) / 3, `set forget-bias ${value}`)),
}

/** Of these there is no more than their kind. */
type Wordless = 'help' | 'quit'

/** One of each kind at least: what goes over all of them leaves none out. */
export const RESULTS = {
  'by-loss': byLoss,
  example,
  bench,
  training,
  gradient,
  verification,
  walk,
  gru,
  weighed,
  math,
  code,
  states,
  'walk-back': walkBack,
  jacobian,
  memory,
  context,
  attribution,
  dial,
  'dial at one position': dialOne,
  surgery,
  history,
  diff,
  receipt,
  file,
  language: { kind: 'language', language: 'zh-CN' },
} as const satisfies { readonly [K in Exclude<Kind, Wordless>]: LabResults[K] } & Readonly<
  Record<string, LabResult>
>
