/** Initial weights, drawn from a seed. */

import { zeroWeights } from './parameters.ts'
import type { Random } from './random.ts'
import {
  type ForgetBias,
  type Init,
  type InputBias,
  isGru,
  isInputOnly,
  type Sizes,
  VARIANT_FORMS,
  type Weights,
} from './types.ts'

export interface Initialisation {
  readonly init: Init
  /**
   * The recurrent weights are multiplied by this at the start: above 1 gradients may explode;
   * default 1.
   */
  readonly gain?: number
  readonly forgetBias: ForgetBias
  /** Default null: what the forget bias says of it. */
  readonly inputBias?: InputBias
  /** T, for chrono initialisation. */
  readonly timeSteps: number
  /** A natural logarithm that is the same everywhere (the kernels'). */
  readonly log: (x: number) => number
}

/** Fills with U[−bound, bound). */
function fillUniform(into: Float32Array, bound: number, random: Random): void {
  for (let n = 0; n < into.length; n++) into[n] = (2 * random.uniform() - 1) * bound
}

/** Two standard normal numbers by Marsaglia's polar method (1964). */
function normals(random: Random, log: (x: number) => number): [number, number] {
  for (;;) {
    const u = 2 * random.uniform() - 1
    const v = 2 * random.uniform() - 1
    const s = u * u + v * v
    if (s > 0 && s < 1) {
      const factor = Math.sqrt((-2 * log(s)) / s)
      return [u * factor, v * factor]
    }
  }
}

/**
 * A random orthogonal matrix [H, H], uniform over all of them: Gram–Schmidt on normal rows, twice
 * for accuracy (Saxe, McClelland, Ganguli 2014; Stewart 1980 for the distribution).
 */
function orthogonal(H: number, random: Random, log: (x: number) => number): Float64Array {
  const q = new Float64Array(H * H)
  for (let n = 0; n < H * H; n += 2) {
    const pair = normals(random, log)
    q[n] = pair[0]
    if (n + 1 < H * H) q[n + 1] = pair[1]
  }
  const dot = (a: number, b: number) => {
    let sum = 0
    for (let k = 0; k < H; k++) sum += q[a * H + k] * q[b * H + k]
    return sum
  }
  for (let row = 0; row < H; row++) {
    for (let pass = 0; pass < 2; pass++) {
      for (let other = 0; other < row; other++) {
        const overlap = dot(row, other)
        for (let k = 0; k < H; k++) q[row * H + k] -= overlap * q[other * H + k]
      }
    }
    const norm = Math.sqrt(dot(row, row))
    for (let k = 0; k < H; k++) q[row * H + k] /= norm
  }
  return q
}

/** The recurrent weights, one [H, H] block after another. */
function fillRecurrent(
  into: Float32Array,
  H: number,
  settings: Initialisation,
  random: Random,
): void {
  if (settings.init === 'orthogonal') {
    for (let from = 0; from < into.length; from += H * H)
      into.set(orthogonal(H, random, settings.log), from)
  } else {
    fillUniform(
      into,
      settings.init === 'xavier' ? Math.sqrt(6 / (H + H)) : 1 / Math.sqrt(H),
      random,
    )
  }
  const { gain = 1 } = settings
  if (gain !== 1) for (let n = 0; n < into.length; n++) into[n] *= gain
}

/**
 * b_f = the number given and all else 0; or chrono: b_f = log U[1, T − 1], b_i = −b_f (Tallec &
 * Ollivier 2018, eq. 16). An input bias of its own takes the place of that b_i. In a GRU the update
 * gate z stands where f stands, and keeps as f does; it has no input gate of its own. In a minLSTM
 * b_i = −b_f unless it is given, so that f = σ(b_f) at x = 0 there, too.
 */
function fillGateBiases(
  bias: Float32Array,
  sizes: Sizes,
  { forgetBias, inputBias = null, timeSteps, log }: Initialisation,
  random: Random,
): void {
  const { hidden: H } = sizes
  const { normalised } = VARIANT_FORMS[sizes.variant ?? 'standard']
  const drawn = forgetBias === 'chrono' || inputBias === 'chrono'
  const opposite = normalised === true || forgetBias === 'chrono'
  bias.fill(0)
  for (let h = 0; h < H; h++) {
    const chrono = drawn ? log(1 + random.uniform() * Math.max(0, timeSteps - 2)) : 0
    bias[H + h] = forgetBias === 'chrono' ? chrono : forgetBias
    if (isGru(sizes)) continue
    if (inputBias === 'chrono') bias[h] = -chrono
    else if (inputBias !== null) bias[h] = inputBias
    else if (opposite) bias[h] = -bias[H + h]
  }
}

/**
 * Weights of a net before training, in PyTorch's layout. Input and readout weights are U(±1/√H)
 * (PyTorch's RNN, LSTM and Linear), under `xavier` U(±√(6/(in + out))) (Glorot & Bengio 2010). The
 * RNN's biases are U(±1/√H) under `uniform` (PyTorch adds two, so do we), else 0; the LSTM's are 0
 * but for the forget gate's (and chrono's input gate's, or the one that was asked for). A query is
 * as one more row of the readout, and drawn last: nets of a seed have the same other weights
 * whatever their readout reads.
 */
export function initialWeights(sizes: Sizes, settings: Initialisation, random: Random): Weights {
  const { input: I, hidden: H, output: O, cell } = sizes
  const weights = zeroWeights(sizes)
  const bound = 1 / Math.sqrt(H)
  const xavier = settings.init === 'xavier'
  fillUniform(weights.weight_ih_l0, xavier ? Math.sqrt(6 / (I + H)) : bound, random)
  // Drawn all the same, so that all variants of a seed start from the same other weights.
  fillRecurrent(weights.weight_hh_l0, H, settings, random)
  if (isInputOnly(sizes)) weights.weight_hh_l0.fill(0)
  if (cell === 'lstm') {
    fillGateBiases(weights.bias_ih_l0, sizes, settings, random)
  } else if (settings.init === 'uniform') {
    fillUniform(weights.bias_ih_l0, bound, random)
    const second = new Float32Array(H)
    fillUniform(second, bound, random)
    for (let h = 0; h < H; h++) weights.bias_ih_l0[h] += second[h]
  }
  fillUniform(weights['readout.weight'], xavier ? Math.sqrt(6 / (H + O)) : bound, random)
  if (!xavier) fillUniform(weights['readout.bias'], bound, random)
  const query = weights['readout.query']
  if (query) fillUniform(query, xavier ? Math.sqrt(6 / (H + 1)) : bound, random)
  return weights
}
