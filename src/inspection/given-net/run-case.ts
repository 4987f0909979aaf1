/**
 * Runs a net on a case: with the kernels if possible, else with the float64 textbook. The kernels
 * lack relu, initial states other than 0, and sequences that end before T.
 */

import { MAX_MEMORY } from '../../engine/kernels.ts'
import { Net } from '../../engine/net.ts'
import { textbook } from '../../engine/reference/index.ts'
import type { Log10Profile, Weights, WeightsOf } from '../../engine/types.ts'
import { checkedKernels } from '../../io/load-kernels.ts'
import { InputError } from '../../rules/input-error.ts'
import type { Case } from './case-file.ts'
import type { About } from './net-description.ts'

type Floats = Float32Array | Float64Array

/** Everything that happened. States are [T, B, H], and 0 behind the end of a sequence. */
export interface Happened {
  readonly loss: number
  /** The readout of each sequence's last state, [B, O]. */
  readonly prediction: Floats
  readonly hidden: Floats
  readonly cell: Floats | null
  readonly gates: Readonly<Record<string, Floats>> | null
  readonly profile: Log10Profile
  readonly parameters: WeightsOf<Floats>
}

export interface InitialState {
  /** [B, H]; null for zeros. */
  readonly h0: Float32Array | null
  readonly c0: Float32Array | null
}

/**
 * A case as the net reads it; y [B, O] are zeros where it has none, and what follows from them is
 * not shown.
 */
export type InspectedCase = Pick<Case, 'T' | 'B' | 'lengths'> & {
  readonly x: Float32Array
  readonly y: Float32Array
}

/** Whatever happens, in one forward and one backward pass. */
export async function run(
  about: About,
  weights: Weights,
  asked: InspectedCase,
  start: InitialState,
): Promise<Happened> {
  const plain = about.nonlinearity !== 'relu' && !start.h0 && !start.c0 && !asked.lengths
  return plain ? byKernels(about, weights, asked) : byTextbook(about, weights, asked, start)
}

async function byKernels(
  { sizes, operations }: About,
  weights: Weights,
  { x, y, T, B }: InspectedCase,
) {
  const operated = operations.length > 0
  const net = Net.create(await checkedKernels(), {
    sizes,
    T,
    B,
    L: 1,
    loss: 'mse',
    record: true,
    operated,
  })
  net.intervene(operations)
  net.load(weights)
  net.work.setBatch({ x, y })
  const { logits, ...inside } = net.inspect()
  return { ...inside, prediction: logits }
}

/** Arrays of [B, H] that the textbook keeps of each time step. */
const KEPT_PER_STEP = 24

function byTextbook(
  about: About,
  weights: Weights,
  asked: InspectedCase,
  { h0, c0 }: InitialState,
): Happened {
  const { sizes, operations, nonlinearity } = about
  const { x, y, T, B, lengths } = asked
  const { hidden: H, output: O } = sizes
  const needed = 8 * T * B * (KEPT_PER_STEP * H + 3 * O)
  if (needed > MAX_MEMORY)
    throw new InputError('too-much-memory', { needed, available: MAX_MEMORY })
  // Each sequence is asked once, at its last step: of all L steps the others have the weight 0.
  const L = lengths ? T : 1
  const last = (b: number) => (lengths ? lengths[b] - 1 : 0)
  const targets = new Float32Array(L * B * O)
  const weight = new Float32Array(L * B)
  for (let b = 0; b < B; b++) {
    weight[last(b) * B + b] = 1
    targets.set(y.subarray(b * O, (b + 1) * O), (last(b) * B + b) * O)
  }
  const result = textbook({
    ...{ sizes, weights, x, y: targets, weight, T, B, L, loss: 'mse', operations },
    nonlinearity: nonlinearity ?? undefined,
    ...(h0 ? { h0 } : {}),
    ...(c0 ? { c0 } : {}),
    ...(lengths ? { lengths } : {}),
  })
  const prediction = new Float64Array(B * O)
  for (let b = 0; b < B; b++) {
    const at = (last(b) * B + b) * O
    prediction.set(result.prediction.subarray(at, at + O), b * O)
  }
  const gates = result.gates && held(result.gates, asked, H)
  return { ...result, prediction, gates, profile: rounded(result.profile) }
}

/** Gates with zeros behind the end of each sequence. */
function held(
  gates: Readonly<Record<string, Float64Array>>,
  { B, lengths }: InspectedCase,
  H: number,
) {
  if (!lengths) return gates
  const end = (k: number) => lengths[Math.floor(k / H) % B]
  const cutOff = (values: Float64Array) =>
    values.map((value, k) => (Math.floor(k / (B * H)) < end(k) ? value : 0))
  return Object.fromEntries(Object.entries(gates).map(([name, values]) => [name, cutOff(values)]))
}

/** Rounded to 6 decimals, as the kernels' profile is. */
function rounded(profile: Log10Profile): Log10Profile {
  const logs = (values: (number | null)[]) =>
    values.map((value) => (value === null ? null : Math.round(value * 1e6) / 1e6 + 0))
  const { hidden, cell, belt, rest, input } = profile
  return {
    ...{ hidden: logs(hidden), cell: cell && logs(cell), belt: belt && logs(belt) },
    ...{ rest: rest && logs(rest), input: logs(input) },
  }
}
