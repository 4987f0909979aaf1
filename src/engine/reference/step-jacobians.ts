/**
 * The derivative of one time step with respect to the one before, as matrices: the factors that
 * backpropagation multiplies by. [H, H], row after row: rows are what changes, columns by what.
 *
 * Of one sequence (B = 1); t is an index of lists over time, as in rnn.ts. Surgery counts as it
 * does on the way back: what is severed backwards is 0 here, although the values pass.
 */
import type { Nonlinearity } from '../types.ts'
import { reluSlope, sigmoid, sigmoidSlope, tanhSlope } from './activations.ts'
import { affine } from './affine.ts'
import type { GruStates } from './gru.ts'
import type { ForwardRun } from './index.ts'
import type { LstmStates } from './lstm.ts'
import type { RnnStates } from './rnn.ts'
import type { Surgery } from './surgery.ts'
import type { Float64Weights } from './types.ts'

/**
 * The steps of a run: of an RNN or a GRU matrices, of an LSTM its ways. `into` takes the list index
 * of the step that ends there.
 */
export type StepJacobians =
  | { readonly of: 'hidden'; readonly into: (t: number) => Float64Array }
  | { readonly of: 'cell'; readonly into: (t: number) => LstmJacobian }

export function stepJacobians(run: ForwardRun): StepJacobians {
  const { weights, states, ends, nonlinearity, surgery } = run
  const hidden = (t: number) => (t > 0 ? states.h[t - 1] : ends.h0)
  if (states.cell === 'rnn')
    return { of: 'hidden', into: (t) => rnnJacobian(weights, states, nonlinearity, t) }
  if (states.cell === 'gru')
    return { of: 'hidden', into: (t) => gruJacobian(weights, states, hidden(t), t) }
  const past = (t: number) => (t > 0 ? states.c[t - 1] : ends.c0)
  return { of: 'cell', into: (t) => lstmJacobian(weights, states, surgery, past(t), t) }
}

/** ∂h_t/∂h_{t−1} = diag(tanh'(z_t)) W_hh, of an RNN. */
function rnnJacobian(
  weights: Float64Weights,
  { z }: RnnStates,
  nonlinearity: Nonlinearity,
  t: number,
): Float64Array {
  const slope = z[t].map(nonlinearity === 'relu' ? reluSlope : tanhSlope)
  return rowsScaled([[slope, weights.weight_hh_l0]])
}

/**
 * ∂h_t/∂h_{t−1} of a GRU, where h_t = (1 − z_t) ⊙ n_t + z_t ⊙ h_{t−1}:
 *
 *     diag(z) + diag((h_{t−1} − n) ⊙ σ'(z_z)) W_hz
 *             + diag((1 − z) ⊙ tanh'(z_n)) (diag(r) W_hn + diag(ĥ ⊙ σ'(z_r)) W_hr)
 *
 * with ĥ = W_hn h_{t−1} + b_hn. `past` is h_{t−1}, [H].
 */
function gruJacobian(
  weights: Float64Weights,
  { z: pre, ofPast, gates }: GruStates,
  past: Float64Array,
  t: number,
): Float64Array {
  const H = past.length
  const [Wr, Wz, Wn] = [0, 1, 2].map((block) => affine(weights, block, H).Wh)
  const [r, z, n] = [gates.r[t], gates.z[t], gates.n[t]]
  // (1 − z) ⊙ tanh'(z_n); 1 − σ(z) = σ(−z)
  const ofN = pre.n[t].map((value, k) => sigmoid(-pre.z[t][k]) * tanhSlope(value))
  return plusDiagonal(
    rowsScaled([
      [pre.z[t].map((value, k) => (past[k] - n[k]) * sigmoidSlope(value)), Wz],
      [ofN.map((value, k) => value * r[k]), Wn],
      [ofN.map((value, k) => value * ofPast[t][k] * sigmoidSlope(pre.r[t][k])), Wr],
    ]),
    z,
  )
}

/** What one step of an LSTM does to the state (h, c), by ways. Diagonal matrices are [H]. */
export interface LstmJacobian {
  /** f_t: from c_{t−1} to c_t down the belt, diagonal. */
  readonly belt: Float64Array
  /** From h_{t−1} to c_t, through f_t, i_t and g_t. */
  readonly gates: Float64Array
  /** From h_{t−1} to h_t through o_t. */
  readonly output: Float64Array
  /** From c_t to h_t: o_t ⊙ (1 − tanh² c_t), diagonal. */
  readonly shown: Float64Array
}

/** `past` is c_{t−1}, [H]. */
function lstmJacobian(
  weights: Float64Weights,
  { z, gates, c }: LstmStates,
  surgery: Surgery,
  past: Float64Array,
  t: number,
): LstmJacobian {
  const H = past.length
  const [Wi, Wf, Wg, Wo] = [0, 1, 2, 3].map((block) => affine(weights, block, H).Wh)
  const [i, f, g, o] = [gates.i[t], gates.f[t], gates.g[t], gates.o[t]]
  const m = Object.fromEntries(
    (['i', 'f', 'g', 'o', 'belt', 'belt-backward'] as const).map((place) => [
      place,
      surgery.at(place, t).m,
    ]),
  )
  const { coupled, plainCandidate, plainOutput: plain } = surgery
  const shown = c[t].map((value, k) => o[k] * (plain ? 1 : tanhSlope(value)))
  const belt = f.map((value, k) => value * m.belt[k] * m['belt-backward'][k])
  if (surgery.severedBackward(t)) {
    const nothing = new Float64Array(H * H)
    return { belt, gates: nothing, output: nothing, shown }
  }
  // c_t = f_t ⊙ c_{t−1} + i_t ⊙ g_t, by z of each gate; coupled, i = 1 − f
  const byI = z.i[t].map((value, k) => (coupled ? 0 : m.i[k] * sigmoidSlope(value) * g[k]))
  const byF = z.f[t].map(
    (value, k) =>
      m.f[k] * sigmoidSlope(value) * (m.belt[k] * past[k] - (coupled ? m.i[k] * g[k] : 0)),
  )
  const byG = z.g[t].map((value, k) => m.g[k] * (plainCandidate ? 1 : tanhSlope(value)) * i[k])
  // h_t = o_t ⊙ tanh(c_t), by z of o
  const byO = z.o[t].map(
    (value, k) => m.o[k] * sigmoidSlope(value) * (plain ? c[t][k] : Math.tanh(c[t][k])),
  )
  return {
    belt,
    gates: rowsScaled([
      [byI, Wi],
      [byF, Wf],
      [byG, Wg],
    ]),
    output: rowsScaled([[byO, Wo]]),
    shown,
  }
}

/**
 * ∂c_t/∂c_{t−1} by every way: diag(f_t) + (∂c_t/∂h_{t−1}) diag(∂h_{t−1}/∂c_{t−1}). `shown` is the
 * latter, of the step before.
 */
export function cellJacobian({ belt, gates }: LstmJacobian, shown: Float64Array): Float64Array {
  const H = belt.length
  return plusDiagonal(
    gates.map((value, k) => value * shown[k % H]),
    belt,
  )
}

/** ∂(h_t, c_t)/∂(h_{t−1}, c_{t−1}), [2H, 2H]; h stands first. */
export function stateJacobian({ belt, gates, output, shown }: LstmJacobian): Float64Array {
  const H = belt.length
  const full = new Float64Array(4 * H * H)
  for (let row = 0; row < H; row++) {
    for (let column = 0; column < H; column++) {
      const way = gates[row * H + column]
      // ∂h_t/∂h_{t−1} = diag(shown) gates + output
      full[row * 2 * H + column] = shown[row] * way + output[row * H + column]
      full[(H + row) * 2 * H + column] = way
    }
    full[row * 2 * H + H + row] = shown[row] * belt[row]
    full[(H + row) * 2 * H + H + row] = belt[row]
  }
  return full
}

/** Σ diag(factors) W over the pairs, for W [H, H]. */
function rowsScaled(pairs: readonly (readonly [Float64Array, Float64Array])[]): Float64Array {
  const H = pairs[0][0].length
  const sum = new Float64Array(H * H)
  for (const [factors, W] of pairs)
    for (let k = 0; k < sum.length; k++) sum[k] += factors[Math.floor(k / H)] * W[k]
  return sum
}

/** matrix + diag(values), in place. */
function plusDiagonal(matrix: Float64Array, values: Float64Array): Float64Array {
  for (let k = 0; k < values.length; k++) matrix[k * (values.length + 1)] += values[k]
  return matrix
}
