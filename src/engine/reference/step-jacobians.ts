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
import { plusDiagonal, rowsScaled } from './diagonal-matrices.ts'
import { gruJacobian, gruSlopes } from './gru-jacobian.ts'
import type { ForwardRun } from './index.ts'
import type { LstmStates } from './lstm.ts'
import { shares } from './normalised.ts'
import { cellByRatio, type NormaliserJacobian, normaliserOf } from './normaliser-jacobian.ts'
import { peepholesOf } from './peepholes.ts'
import type { RnnStates } from './rnn.ts'
import type { OperationTarget, Surgery } from './surgery.ts'
import type { Float64Weights } from './types.ts'

/**
 * The steps of a run: of an RNN or a GRU matrices, of an LSTM its ways. Functions take the list
 * index of the step that ends there; a matrix is made in `room` if that is given ([H, H], of an
 * LSTM [3H, H]), and then holds until the room is used again.
 */
export type StepJacobians = {
  /** What the state at t (c_t; h_t for o) changes by with z_t of each gate, diagonal: [H]. */
  readonly slopes: (t: number) => Readonly<Record<string, Float64Array>>
} & (
  | { readonly of: 'hidden'; readonly into: (t: number, room?: Float64Array) => Float64Array }
  | { readonly of: 'cell'; readonly into: (t: number, room?: Float64Array) => LstmJacobian }
)

export function stepJacobians(run: ForwardRun): StepJacobians {
  const { weights, states, ends, nonlinearity, surgery } = run
  const hidden = (t: number) => (t > 0 ? states.h[t - 1] : ends.h0)
  if (states.cell === 'rnn') {
    const slopes = (t: number) => rnnSlopes(states, nonlinearity, t)
    // ∂h_t/∂h_{t−1} = diag(tanh'(z_t)) W_hh
    return {
      of: 'hidden',
      slopes,
      into: (t, room) => rowsScaled([[slopes(t).z, weights.weight_hh_l0]], room),
    }
  }
  if (states.cell === 'gru') {
    const slopes = (t: number) => gruSlopes(states, surgery, hidden(t), t)
    return {
      of: 'hidden',
      slopes,
      into: (t, room) => gruJacobian(weights, states, surgery, slopes(t), t, room),
    }
  }
  const past = (t: number) => (t > 0 ? states.c[t - 1] : ends.c0)
  const slopes = (t: number) => lstmSlopes(states, surgery, past(t), t)
  return {
    of: 'cell',
    slopes,
    into: (t, room) => lstmJacobian(weights, states, surgery, slopes(t), past(t), t, room),
  }
}

/** ∂h_t/∂z_t of an RNN. */
const rnnSlopes = ({ z }: RnnStates, nonlinearity: Nonlinearity, t: number) => ({
  z: z[t].map(nonlinearity === 'relu' ? reluSlope : tanhSlope),
})

/** ∂c_t/∂z of i, f and g, and ∂h_t/∂z of o at constant c_t. `past` is c_{t−1}. */
function lstmSlopes(
  states: LstmStates,
  surgery: Surgery,
  past: Float64Array,
  t: number,
): Record<'i' | 'f' | 'g' | 'o', Float64Array> {
  const { z, gates, c } = states
  const { coupled, plainCandidate, plainOutput: plain } = surgery
  const [i, g] = [gates.i[t], gates.g[t]]
  const m = (place: OperationTarget) => surgery.at(place, t).m
  const [mi, mf, mg, mo, kept] = (['i', 'f', 'g', 'o', 'belt'] as const).map(m)
  // c_t = f_t ⊙ c_{t−1} + i_t ⊙ g_t; coupled, i = 1 − f
  const ofF = past.map((value, k) => kept[k] * value - (coupled ? mi[k] * g[k] : 0))
  if (surgery.normalised) {
    const { slopes } = shares(z.f[t], z.i[t])
    // i = 1 − f
    const byShare = past.map((value, k) => mf[k] * kept[k] * value - mi[k] * g[k])
    return {
      i: slopes.i.map((slope, k) => -slope * byShare[k]),
      f: slopes.f.map((slope, k) => slope * byShare[k]),
      g: mg.map((value, k) => value * i[k]),
      o: new Float64Array(past.length),
    }
  }
  // u = ln σ(z_f) + ln n_{t−1} − z_i
  const byRatio = cellByRatio(states, surgery, past, t)
  return {
    i:
      byRatio?.map((value) => -value) ??
      z.i[t].map((value, k) => (coupled ? 0 : mi[k] * sigmoidSlope(value) * g[k])),
    f:
      byRatio?.map((value, k) => value * sigmoid(-z.f[t][k])) ??
      z.f[t].map((value, k) => mf[k] * sigmoidSlope(value) * ofF[k]),
    g: z.g[t].map((value, k) => mg[k] * (plainCandidate ? 1 : tanhSlope(value)) * i[k]),
    // h_t = o_t ⊙ tanh(c_t)
    o: z.o[t].map(
      (value, k) => mo[k] * sigmoidSlope(value) * (plain ? c[t][k] : Math.tanh(c[t][k])),
    ),
  }
}

/**
 * What one step of an LSTM does to the state (h, c), by ways; of exponential gates ln n is a part
 * of it, too. Diagonal matrices are [H].
 */
export interface LstmJacobian {
  /** f_t: from c_{t−1} to c_t down the belt, diagonal. */
  readonly belt: Float64Array
  /** From h_{t−1} to c_t, through f_t, i_t and g_t. */
  readonly gates: Float64Array
  /** From h_{t−1} to h_t through o_t. */
  readonly output: Float64Array
  /** From c_t to h_t: o_t ⊙ (1 − tanh² c_t), and `throughOutput`; diagonal. */
  readonly shown: Float64Array
  /** From c_{t−1} to c_t by the peepholes of i_t and f_t, diagonal; absent where there are none. */
  readonly throughInput?: Float64Array
  /** The part of `shown` that goes by the peephole of o_t. */
  readonly throughOutput?: Float64Array
  /** Of exponential gates: what comes to ln n_t, and what goes from it. */
  readonly normaliser?: NormaliserJacobian
}

/** ∂c_t/∂c_{t−1} at constant h_{t−1}, diagonal: f_t, and what peepholes add. */
export const cellToCell = ({ belt, throughInput }: LstmJacobian): Float64Array =>
  throughInput ? belt.map((f, k) => f + throughInput[k]) : belt

function lstmJacobian(
  weights: Float64Weights,
  states: LstmStates,
  surgery: Surgery,
  slopes: ReturnType<typeof lstmSlopes>,
  past: Float64Array,
  t: number,
  room?: Float64Array,
): LstmJacobian {
  const { gates: values, c } = states
  const [f, o] = [values.f[t], values.o[t]]
  const H = f.length
  const [Wi, Wf, Wg, Wo] = [0, 1, 2, 3].map((block) => affine(weights, block, H).Wh)
  const direct = c[t].map((value, k) => o[k] * (surgery.plainOutput ? 1 : tanhSlope(value)))
  const [kept, back] = [surgery.at('belt', t).m, surgery.at('belt-backward', t).m]
  const belt = f.map((value, k) => value * kept[k] * back[k])
  const severed = surgery.severedBackward(t)
  const half = (from: number) => room?.subarray(from * H * H, (from + 1) * H * H)
  const ways = (pairs: [Float64Array, Float64Array][], to?: Float64Array) =>
    rowsScaled(severed ? [] : pairs, to ?? new Float64Array(H * H))
  let gates: Float64Array | null = null
  let output: Float64Array | null = null
  // Made where they are asked for: often the diagonal ones are all that is.
  const p = peepholesOf(weights)
  return {
    belt,
    ...(p ? withPeepholes(slopes, p, direct) : { shown: direct }),
    ...normaliserOf(states, surgery, past, t, (slopes) =>
      ways(
        [
          [slopes.i, Wi],
          [slopes.f, Wf],
        ],
        half(2),
      ),
    ),
    get gates() {
      gates ??= ways(
        [
          [slopes.i, Wi],
          [slopes.f, Wf],
          [slopes.g, Wg],
        ],
        half(0),
      )
      return gates
    },
    get output() {
      output ??= ways([[slopes.o, Wo]], half(1))
      return output
    },
  }
}

/** What c_t and h_t change by through the peepholes, beside what they do without them. */
function withPeepholes(
  slopes: ReturnType<typeof lstmSlopes>,
  p: NonNullable<ReturnType<typeof peepholesOf>>,
  direct: Float64Array,
): Pick<LstmJacobian, 'shown' | 'throughInput' | 'throughOutput'> {
  const throughOutput = slopes.o.map((slope, k) => slope * p.o[k])
  return {
    shown: direct.map((value, k) => value + throughOutput[k]),
    throughInput: slopes.i.map((slope, k) => slope * p.i[k] + slopes.f[k] * p.f[k]),
    throughOutput,
  }
}

/**
 * ∂c_t/∂c_{t−1} by every way: diag(f_t), or with peepholes more than f_t, + (∂c_t/∂h_{t−1})
 * diag(∂h_{t−1}/∂c_{t−1}). `shown` is the latter, of the step before.
 */
export function cellJacobian(
  step: LstmJacobian,
  shown: Float64Array,
  matrix: Float64Array = new Float64Array(shown.length ** 2),
): Float64Array {
  const { gates } = step
  const H = shown.length
  for (let row = 0; row < H; row++)
    for (let k = 0; k < H; k++) matrix[row * H + k] = gates[row * H + k] * shown[k]
  return plusDiagonal(matrix, cellToCell(step))
}

/**
 * ∂(h_t, c_t)/∂(h_{t−1}, c_{t−1}), [2H, 2H]; h stands first. Of exponential gates [3H, 3H], with
 * ln n behind c.
 */
export function stateJacobian(step: LstmJacobian): Float64Array {
  const { gates, output, shown, normaliser } = step
  const own = cellToCell(step)
  const H = own.length
  const wide = (normaliser ? 3 : 2) * H
  const full = new Float64Array(wide * wide)
  for (let row = 0; row < H; row++) {
    for (let column = 0; column < H; column++) {
      const way = gates[row * H + column]
      // ∂h_t/∂h_{t−1} = diag(shown) gates + output
      full[row * wide + column] = shown[row] * way + output[row * H + column]
      full[(H + row) * wide + column] = way
      if (normaliser) full[(2 * H + row) * wide + column] = normaliser.ofHidden[row * H + column]
    }
    full[row * wide + H + row] = shown[row] * own[row]
    full[(H + row) * wide + H + row] = own[row]
    if (!normaliser) continue
    full[row * wide + 2 * H + row] = shown[row] * normaliser.toCell[row]
    full[(H + row) * wide + 2 * H + row] = normaliser.toCell[row]
    full[(2 * H + row) * wide + 2 * H + row] = normaliser.kept[row]
  }
  return full
}
