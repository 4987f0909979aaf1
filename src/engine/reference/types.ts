/**
 * What goes into the textbook and what comes out of it.
 */
import type { Log10Profile, Loss, Nonlinearity, Operation, Sizes, WeightsOf } from '../types.ts'

/**
 * Weights, or derivatives with respect to them, in float64; names, shapes and row order as in
 * Weights of ../types.ts.
 */
export type Float64Weights = WeightsOf<Float64Array>

/** One batch of sequences, the weights to run it with, and what the answer should have been. */
export interface TextbookInput {
  sizes: Sizes
  /** PyTorch's names and layout. */
  weights: WeightsOf<ArrayLike<number>>
  /** Inputs x_t, [T, B, I]. */
  x: ArrayLike<number>
  /** Targets at the last L time steps, [L, B, O]; one-hot rows for cross-entropy. */
  y: ArrayLike<number>
  /** Length: time steps t = 1..T. */
  T: number
  /** Batch: sequences side by side. */
  B: number
  /** How many of the last time steps are answered, 1 ≤ L ≤ T. */
  L: number
  loss: Loss
  /**
   * Weights of the answered positions, [L, B], ≥ 0 and not all zero; default all 1. The loss is the
   * weighted mean Σ weight·error / Σ weight, where the error of a position is the mean over O of
   * the squared difference (mse) or −Σ y ln softmax (cross-entropy, in nats).
   */
  weight?: ArrayLike<number>
  /** Surgery on an LSTM or a GRU; default none. */
  operations?: readonly Operation[]
  /** What an RNN's h_t is of z_t; default tanh. */
  nonlinearity?: Nonlinearity
  /** h_0 and c_0 (LSTM), [B, H]; default 0. */
  h0?: ArrayLike<number>
  c0?: ArrayLike<number>
  /**
   * Time steps of each sequence, [B], from 1 to T; default T. States behind a sequence's end are 0
   * and get no gradient.
   */
  lengths?: ArrayLike<number>
}

export interface TextbookResult {
  loss: number
  /** The readout's values at the last L steps, [L, B, O] (for cross-entropy: logits). */
  prediction: Float64Array
  /** h_t, [T, B, H]. */
  hidden: Float64Array
  /** c_t, [T, B, H]; null for the RNN and the GRU. */
  cell: Float64Array | null
  /**
   * i_t, f_t, g_t, o_t (GRU: r_t, z_t, n_t) after their non-linearity, each [T, B, H]; null for the
   * RNN.
   */
  gates: Record<string, Float64Array> | null
  /** log10 of the gradient norms for t = 1..T: finite at 1e-3000 too, null where exactly zero. */
  profile: Log10Profile
  /**
   * ∂L/∂weight. bias_ih_l0 and bias_hh_l0 have the same derivative, since only their sum is used.
   */
  parameters: Float64Weights
  /** ∂L/∂x_t, [T, B, I], as plain numbers: below about 1e-308 they are 0. */
  inputGradient: Float64Array
}
