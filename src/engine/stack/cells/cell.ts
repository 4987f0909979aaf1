/**
 * What the four cells have in common. A cell computes one time step of B sequences and its way
 * back; ../direction.ts goes through time with it. dh, dc, dz mean ∂L/∂h, ∂L/∂c, ∂L/∂z.
 */
import type { Scaled } from '../../reference/scaled-vector.ts'
import type { Matrix } from '../matrix-products.ts'
import type { CellForm, LayerKind, Numbers } from '../types.ts'

/**
 * The states that a step begins with: h [B, R], c [B, H], which only the LSTM reads, and ln n
 * [B, H], which exponential gates read.
 */
export interface Past {
  readonly h: Float64Array
  readonly c: Float64Array
  readonly logNormaliser: Float64Array
}

/** What a step made, with what its way back needs; each cell adds its own. */
export interface Kept {
  /** After their activations, [B, H] each. */
  readonly gates: Readonly<Record<string, Float64Array>>
  readonly h: Float64Array
  /** [B, H]; null where there is none. */
  readonly c: Float64Array | null
  /** ln n_t of exponential gates, [B, H]. */
  readonly logNormaliser?: Float64Array
}

/** What is asked of a step's h_t and c_t. */
interface Asked {
  /** By what is differentiated, without a way through later steps: of h_t [B, R] and c_t [B, H]. */
  readonly own: Scaled
  readonly ownCell: Scaled
  /** By the gates of the next step, of h_t. */
  readonly later: Scaled
  /** By the next step of c_t: along the cell path alone, and any other way. */
  readonly belt: Scaled
  readonly rest: Scaled
  /** By the next step of ln n_t; absent where no gate is exponential. */
  readonly normaliser?: Scaled
}

export interface Sent {
  /** ∂L/∂h_t and ∂L/∂c_t, the latter in its two parts where c goes on from step to step. */
  readonly dh: Scaled
  readonly dc: Scaled | null
  readonly belt: Scaled | null
  readonly rest: Scaled | null
  /** ∂L/∂(W·x_t + b), [B, G·H], and ∂L/∂(U·h_{t−1} + b'), which differs in a GRU. */
  readonly dz: Scaled
  readonly dzPast: Scaled
  /** What this step asks of the states before it. */
  readonly toPast: Pick<Asked, 'later' | 'belt' | 'rest' | 'normaliser'>
}

export interface Cell<K extends Kept = Kept> {
  /** Added to W·x + b of every step, [G·H]. */
  readonly bias: Float64Array
  /** @param zx W·x_t and {@link bias}, [B, G·H] */
  forward(zx: Float64Array, past: Past): K
  backward(kept: K, past: Past, asked: Asked): Sent
  /** What U's rows from `from` to `to` multiply, where that is not h_{t−1}. */
  readonly reads?: {
    readonly from: number
    readonly to: number
    of(kept: K, past: Past): Float64Array
  }
  /** What a projection multiplies, [B, H]. */
  projected?(kept: K): Float64Array
  /** Adds one step's share to the gradients of the peepholes, from its ∂L/∂z. */
  addPeepholes?(total: Peepholes, kept: K, past: Past, dz: Scaled): void
}

/** From c to each gate, [H] each. */
export type Peepholes = Readonly<Record<'i' | 'f' | 'o', Float64Array>>

/** The numbers of one direction, ready to be multiplied. */
export interface CellWeights {
  readonly input: Matrix
  readonly recurrent: Matrix
  /** The numbers of the matrices, row-major, as the file has them. */
  readonly inputValues: Numbers
  readonly recurrentValues: Numbers
  readonly projectionValues: Numbers | null
  /** [G·H]; zeros where the layer has none. */
  readonly inputBias: Float64Array
  readonly recurrentBias: Float64Array
  readonly peepholes: Peepholes | null
  readonly projection: Matrix | null
}

export interface CellContext {
  readonly kind: LayerKind
  readonly form: CellForm
  readonly weights: CellWeights
  readonly B: number
  readonly H: number
  /** [rows, columns] of a block of a matrix, as a matrix. */
  matrix(values: Numbers, rows: number, columns: number): Matrix
}
