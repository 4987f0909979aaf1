/** What is seen of a net on a batch: types alone. */
import type { Log10Profile, Weights } from './types.ts'

/** What Net.inspect shows. Arrays are [T, B, H], logits [L, B, O]. */
export interface Inspection {
  readonly loss: number
  readonly logits: Float32Array
  readonly hidden: Float32Array
  readonly cell: Float32Array | null
  /** i, f, g, o of the LSTM (f as it multiplies c_{t−1}); r, z, n of the GRU; null for the RNN. */
  readonly gates: Readonly<Record<string, Float32Array>> | null
  readonly profile: Log10Profile
  /** ∂L/∂ of every weight; both biases have the same gradient. */
  readonly parameters: Weights
}
