/**
 * The data types of the engine: cells, sizes, profiles. Every room above may import them.
 */
import { VARIANT_FORMS, type Variant } from './variants.ts'

/**
 * The two recurrent cells: the plain tanh RNN (Elman 1990) and the LSTM with a forget gate (Gers et
 * al. 2000).
 */
export type Cell = 'rnn' | 'lstm'

/**
 * What a plain RNN's h_t is of z_t. Those that are trained here have tanh; PyTorch's nn.RNN has
 * either.
 */
export type Nonlinearity = (typeof NONLINEARITIES)[number]
export const NONLINEARITIES = ['tanh', 'relu'] as const

/**
 * Affine maps inside a cell: one in the RNN; four (i, f, g, o, in PyTorch's row order) in the LSTM.
 */
export const GATE_BLOCKS: Readonly<Record<Cell, number>> = { rnn: 1, lstm: 4 }

/** The LSTM's gates, and g, its candidate, in PyTorch's row order. */
export type Gate = 'i' | 'f' | 'g' | 'o'
export const GATES = ['i', 'f', 'g', 'o'] as const satisfies readonly Gate[]

/** The GRU's gates, and n, its candidate, in PyTorch's row order. */
export type GruGate = 'r' | 'z' | 'n'
export const GRU_GATES = ['r', 'z', 'n'] as const satisfies readonly GruGate[]

export { VARIANT_FORMS, VARIANTS, type Variant } from './variants.ts'

/**
 * Surgery on an LSTM, or on the GRU in its place, whose belt is h: h_t = (1 − z_t)⊙n_t +
 * z_t⊙h_{t−1}, where 1 − z_t follows z_t. Time steps t = from..to and units are counted from 1 and
 * inclusive; null stands for all of them. Later operations act on what earlier ones left.
 */
export type Operation =
  /** The gate has this value, whatever its input; no gradient passes it. */
  | (Reach & { readonly kind: 'clamp'; readonly gate: Gate | GruGate; readonly value: number })
  /** The gate is multiplied by this value, and so is the gradient that passes it. */
  | (Reach & { readonly kind: 'scale'; readonly gate: Gate | GruGate; readonly value: number })
  /**
   * Nothing goes from c_{t−1} to c_t: the term f_t⊙c_{t−1} (GRU: z_t⊙h_{t−1}) is gone, forwards and
   * backwards.
   */
  | (Reach & { readonly kind: 'sever-belt' })
  /** Nothing goes from h_{t−1} to the gates and the candidate of t, forwards and backwards. */
  | { readonly kind: 'sever-gates'; readonly from: number | null; readonly to: number | null }
  /**
   * c_t is as it was, but no gradient goes back from c_t to c_{t−1}: f_t⊙c_{t−1} (GRU:
   * z_t⊙h_{t−1}) counts as f_t times a constant.
   */
  | (Reach & { readonly kind: 'sever-belt-backward' })
  /** The gates read h_{t−1} as before, but no gradient goes back from them to it. */
  | {
      readonly kind: 'sever-gates-backward'
      readonly from: number | null
      readonly to: number | null
    }
  /** h_t = o_t⊙c_t, without the tanh: of an LSTM alone. */
  | { readonly kind: 'plain-output' }

/** Whether an operation is of a GRU's parts (or else of an LSTM's): by its gate, if it has one. */
export const isOfCell = (operation: Operation, gru: boolean): boolean =>
  'gate' in operation
    ? (GRU_GATES as readonly string[]).includes(operation.gate) === gru
    : !gru || operation.kind !== 'plain-output'

/** Whether h_t = o_t⊙c_t, without the tanh: by the variant or by surgery. */
export const isOutputPlain = (variant: Variant, operations: readonly Operation[]): boolean =>
  VARIANT_FORMS[variant].plainOutput === true ||
  operations.some(({ kind }) => kind === 'plain-output')

/**
 * Operations that change the derivative alone: every value of the forward pass stays the same to
 * the bit.
 */
export const isBackwardOnly = ({ kind }: Operation): boolean =>
  kind === 'sever-belt-backward' || kind === 'sever-gates-backward'

/** Whether c_t (GRU: h_t) has nothing straight from c_{t−1} here; t and unit from 1. */
export const isBeltSevered = (operations: readonly Operation[], t: number, unit: number): boolean =>
  operations.some(
    (one) =>
      one.kind === 'sever-belt' &&
      (!one.units || one.units.includes(unit)) &&
      t >= (one.from ?? 1) &&
      t <= (one.to ?? t),
  )

export interface Reach {
  readonly units: readonly number[] | null
  readonly from: number | null
  readonly to: number | null
}

/**
 * What the readout reads: h_T; the mean of h_1..h_T; or Σ_t a_t h_t with a = softmax_t(q·h_t/√H),
 * where q is trained (Bahdanau et al. 2015's attention in its simplest form, with the scale of
 * Vaswani et al. 2017). The latter two ask at the last time step alone.
 */
export type Readout = 'last' | PooledReadout
/** Those that read all h_t. */
export type PooledReadout = 'mean' | 'attention'
export const READOUTS = ['last', 'mean', 'attention'] as const satisfies readonly Readout[]

/** Sizes of a one-layer recurrent net with a linear readout. Every one is an integer ≥ 1. */
export interface Sizes {
  readonly cell: Cell
  /** Which LSTM; absent for the standard one. Means nothing for an RNN. */
  readonly variant?: Variant
  /** I, numbers read at each time step. */
  readonly input: number
  /** H, units of h_t (and of c_t). */
  readonly hidden: number
  /** O, numbers that the readout makes of what it reads. */
  readonly output: number
  /** What it reads; absent for h_t alone. */
  readonly readout?: PooledReadout
}

/**
 * Weights under PyTorch's names and in its row-major layout; G is 1 (RNN) or 4 (LSTM, rows i, f, g,
 * o): weight_ih_l0 [G·H, I], weight_hh_l0 [G·H, H], bias_ih_l0 [G·H], bias_hh_l0 [G·H],
 * readout.weight [O, H], readout.bias [O].
 */
export interface Weights {
  readonly weight_ih_l0: Float32Array
  readonly weight_hh_l0: Float32Array
  readonly bias_ih_l0: Float32Array
  readonly bias_hh_l0: Float32Array
  readonly 'readout.weight': Float32Array
  readonly 'readout.bias': Float32Array
  /** p_i, p_f, p_o below one another, [3·H]: only of a cell with peepholes. */
  readonly weight_peephole_l0?: Float32Array
  /** q, [H]: only where the readout attends. */
  readonly 'readout.query'?: Float32Array
}

/** The weights that every cell has, in the order in which files and digests take them. */
export const WEIGHT_NAMES = [
  'weight_ih_l0',
  'weight_hh_l0',
  'bias_ih_l0',
  'bias_hh_l0',
  'readout.weight',
  'readout.bias',
] as const

export type WeightName = (typeof WEIGHT_NAMES)[number]

/** Those that only some nets have. */
const FURTHER_NAMES = ['weight_peephole_l0', 'readout.query'] as const

/** By name, as {@link Weights} are; arrays of any kind. */
export type WeightsOf<A> = Readonly<Record<WeightName, A>> & {
  readonly weight_peephole_l0?: A
  readonly 'readout.query'?: A
}

/** The weights that are there, with their names, in the order in which files and digests take them. */
export function weightEntries<A>(weights: WeightsOf<A>): [name: keyof Weights, values: A][] {
  const everywhere = WEIGHT_NAMES.map((name): [keyof Weights, A] => [name, weights[name]])
  const further = FURTHER_NAMES.flatMap((name): [keyof Weights, A][] => {
    const values = weights[name]
    return values === undefined ? [] : [[name, values]]
  })
  return [...everywhere, ...further]
}

/**
 * Mean squared error over batch and outputs, or cross-entropy in nats over batch and counted time
 * steps.
 */
export type Loss = 'mse' | 'cross-entropy'

/**
 * How the weights start: uniform ±1/√H (PyTorch's default), Xavier uniform (Glorot & Bengio 2010),
 * orthogonal recurrent blocks (Saxe et al. 2014).
 */
export type Init = 'uniform' | 'xavier' | 'orthogonal'
export const INITS = ['uniform', 'xavier', 'orthogonal'] as const satisfies readonly Init[]

/**
 * Initial forget-gate bias: a number, or chrono initialisation, b_f = log U[1, T−1], b_i = −b_f
 * (Tallec & Ollivier 2018, eq. 16).
 */
export type ForgetBias = number | 'chrono'

/**
 * Initial input-gate bias, apart from the forget gate's: a number, or chrono's half of it, b_i =
 * −log U[1, T−1], where a forget bias of chrono draws the same U; null leaves it to the forget bias
 * (0, or −b_f with chrono).
 */
export type InputBias = number | 'chrono' | null

export type Optimizer = 'sgd' | 'momentum' | 'adam'
export const OPTIMIZERS = ['sgd', 'momentum', 'adam'] as const satisfies readonly Optimizer[]

/**
 * The gradient profile: for each time step t = 1..T, log10 of the L2 norm over the whole [B, H] (or
 * [B, I]) of a total derivative of the mean loss. null where that derivative is exactly zero;
 * finite otherwise, however far below the float32 range it is.
 */
export interface Log10Profile {
  /** ∂L/∂h_t. */
  readonly hidden: (number | null)[]
  /** ∂L/∂c_t; null for the RNN, which has no cell state. */
  readonly cell: (number | null)[] | null
  /**
   * b_t, the part of ∂L/∂c_t that came down the cell path alone (the truncated gradient of
   * Hochreiter & Schmidhuber 1997).
   */
  readonly belt: (number | null)[] | null
  /** r_t = ∂L/∂c_t − b_t, the part that came back through gates and hidden states. */
  readonly rest: (number | null)[] | null
  /** ∂L/∂x_t. */
  readonly input: (number | null)[]
}

/**
 * Rows of H in weight_ih_l0: PyTorch's RNN has one block, its GRU three (r, z, n), its LSTM four
 * (i, f, g, o).
 */
export const blocksOf = ({ cell, variant }: Sizes): number =>
  cell === 'lstm' && variant === 'gru' ? 3 : GATE_BLOCKS[cell]

/** Whether the readout has a query q. */
export const hasQuery = ({ readout }: Sizes): boolean => readout === 'attention'

/** Whether the gates of such a cell see c. */
export const hasPeepholes = ({ cell, variant = 'standard' }: Sizes): boolean =>
  cell === 'lstm' && VARIANT_FORMS[variant].peepholes === true

/** Whether such a cell's input gate is exponential, so that it carries a normaliser. */
export const isExponential = ({ cell, variant = 'standard' }: Sizes): boolean =>
  cell === 'lstm' && VARIANT_FORMS[variant].exponential === true

/** Whether the gates of such a cell see x alone, so that it has no W_hh. */
export const isInputOnly = ({ cell, variant = 'standard' }: Sizes): boolean =>
  cell === 'lstm' && VARIANT_FORMS[variant].inputOnly === true

/** The blocks of such a cell that matter: of minGRU's four those of f and g, of minLSTM's o not. */
export const usedBlocks = (sizes: Sizes): number =>
  isInputOnly(sizes) ? (sizes.variant === 'min-gru' ? 2 : 3) : blocksOf(sizes)

/** Whether these are the sizes of a GRU, which stands in the LSTM's place. */
export const isGru = ({ cell, variant }: Sizes): boolean => cell === 'lstm' && variant === 'gru'
