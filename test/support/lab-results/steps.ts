/** Results of what goes through time steps. */
import type { LabResults } from '../../../src/workbench/result-kinds.ts'
import { falling, sequence, wave } from './facts.ts'

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

export const weighed: LabResults['walk'] = {
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

export const jacobian: LabResults['jacobian'] = {
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

export const walkBack: LabResults['walk-back'] = {
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

export const math: LabResults['math'] = {
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

export const code: LabResults['code'] = {
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
