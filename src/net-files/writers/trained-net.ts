/** A net that was trained here, as the writers of other programs' formats take it. */
import {
  blocksOf,
  isGru,
  type Sizes,
  VARIANT_FORMS,
  type Variant,
  type WeightName,
  type Weights,
} from '../../engine/types.ts'

export interface TrainedNet {
  readonly sizes: Sizes
  /** Of biases that act as one, bias_ih_l0 holds the sum and bias_hh_l0 zeros. */
  readonly weights: Weights
  /** What the file says of the net beside its numbers. */
  readonly metadata: Readonly<Record<string, string>>
}

/** The blocks of one of a cell's matrices or biases, each by the name of its gate. */
type Blocks = Readonly<Record<string, Float32Array>>

const NAMES = { rnn: ['h'], lstm: ['i', 'f', 'g', 'o'], gru: ['r', 'z', 'n'] } as const

export type CellKind = keyof typeof NAMES

/** What the cell is: a GRU stands in the LSTM's place. */
export const kindOf = (sizes: Sizes): CellKind => (isGru(sizes) ? 'gru' : sizes.cell)

/** Which LSTM; of other cells the standard one. */
export const variantOf = ({ cell, variant = 'standard' }: Sizes): Variant =>
  cell === 'lstm' ? variant : 'standard'

/**
 * The blocks of a recurrent weight, H rows each. Coupled gates are written as two: i = 1 − f is
 * σ(−z_f), so that i has f's rows with the sign turned, and no program has to know of coupling.
 */
function blocks(name: RecurrentName, { sizes, weights }: TrainedNet): Blocks {
  const all = weights[name]
  const size = all.length / blocksOf(sizes)
  const found = Object.fromEntries(
    NAMES[kindOf(sizes)].map((gate, k) => [gate, all.subarray(k * size, (k + 1) * size)]),
  )
  if (!VARIANT_FORMS[variantOf(sizes)].coupled) return found
  return { ...found, i: found.f.map((value) => -value) }
}

type RecurrentName = Exclude<WeightName, `readout.${string}`>

/** A weight's blocks below each other, in a file's order of gates. */
export function inOrder(net: TrainedNet, name: RecurrentName, gates: string): Float32Array {
  const found = blocks(name, net)
  const rows = [...gates].map((gate) => found[gate])
  const joined = new Float32Array(rows.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const row of rows) {
    joined.set(row, at)
    at += row.length
  }
  return joined
}
