/**
 * The words of the engine: cells, sizes, profiles. Data only, so that every layer above may know them.
 */

/** The two recurrent cells: the plain tanh RNN (Elman 1990) and the LSTM with a forget gate (Gers et al. 2000). */
export type Cell = 'rnn' | 'lstm'

/** Affine maps inside a cell: one in the RNN; four (i, f, g, o, in PyTorch's row order) in the LSTM. */
export const BLOCKS: Readonly<Record<Cell, number>> = { rnn: 1, lstm: 4 }

/** Sizes of a one-layer recurrent net with a linear readout. Every one is an integer ≥ 1. */
export interface Sizes {
  readonly cell: Cell
  /** I, numbers read at each time step. */
  readonly input: number
  /** H, units of h_t (and of c_t). */
  readonly hidden: number
  /** O, numbers that the readout makes of h_t. */
  readonly output: number
}

/**
 * Weights under PyTorch's names and in its row-major layout; G is 1 (RNN) or 4 (LSTM, rows i, f, g, o):
 * weight_ih_l0 [G·H, I], weight_hh_l0 [G·H, H], bias_ih_l0 [G·H], bias_hh_l0 [G·H], readout.weight [O, H], readout.bias [O].
 */
export interface Weights {
  readonly weight_ih_l0: Float32Array
  readonly weight_hh_l0: Float32Array
  readonly bias_ih_l0: Float32Array
  readonly bias_hh_l0: Float32Array
  readonly 'readout.weight': Float32Array
  readonly 'readout.bias': Float32Array
}

/** The names of {@link Weights}, in the order in which files and digests take them. */
export const WEIGHT_NAMES = [
  'weight_ih_l0',
  'weight_hh_l0',
  'bias_ih_l0',
  'bias_hh_l0',
  'readout.weight',
  'readout.bias',
] as const

/** Mean squared error over batch and outputs, or cross-entropy in nats over batch and counted time steps. */
export type Loss = 'mse' | 'cross-entropy'

/** How the weights start: uniform ±1/√H (PyTorch's default), Xavier uniform (Glorot & Bengio 2010), orthogonal recurrent blocks (Saxe et al. 2014). */
export type Init = 'uniform' | 'xavier' | 'orthogonal'
export const INITS = ['uniform', 'xavier', 'orthogonal'] as const satisfies readonly Init[]

/** Initial forget-gate bias: a number, or chrono initialisation, b_f = log U[1, T−1], b_i = −b_f (Tallec & Ollivier 2018, eq. 16). */
export type ForgetBias = number | 'chrono'

export type Optimizer = 'sgd' | 'momentum' | 'adam'
export const OPTIMIZERS = ['sgd', 'momentum', 'adam'] as const satisfies readonly Optimizer[]

/**
 * The gradient profile: for each time step t = 1..T, log10 of the L2 norm over the whole [B, H] (or [B, I]) of a
 * total derivative of the mean loss. null where that derivative is exactly zero; finite otherwise, however far
 * below the float32 range it is.
 */
export interface Log10Profile {
  /** ∂L/∂h_t. */
  readonly hidden: (number | null)[]
  /** ∂L/∂c_t; null for the RNN, which has no cell state. */
  readonly cell: (number | null)[] | null
  /** b_t, the part of ∂L/∂c_t that came down the cell path alone (the truncated gradient of Hochreiter & Schmidhuber 1997). */
  readonly belt: (number | null)[] | null
  /** r_t = ∂L/∂c_t − b_t, the part that came back through gates and hidden states. */
  readonly rest: (number | null)[] | null
  /** ∂L/∂x_t. */
  readonly input: (number | null)[]
}
