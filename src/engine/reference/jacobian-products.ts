/**
 * Products of step Jacobians from the last time step back to each one before: by how much a
 * gradient could grow or must shrink on its way. As for vectors (scaled-vector.ts), a power of two
 * is carried apart, so that a product of norm 1e-400 is as exact as one of norm 1.
 */
import { type MatrixProducts, plainProducts } from '../stack/matrix-products.ts'
import { timesPowerOfTwo } from './scaled-vector.ts'
import { normFinder } from './spectral-norm.ts'
import { cellJacobian, cellToCell, type LstmJacobian } from './step-jacobians.ts'

/** log10 of spectral norms; −∞ for 0. Lists over t as in the engine: index 0 is t = 1. */
export interface JacobianNorms {
  /** Of the step from t to t + 1; one fewer than time steps. */
  readonly steps: number[]
  /** Of the product of all steps from t to T; 0 at T. */
  readonly products: number[]
}

/**
 * Of h (RNN, GRU): ∂h_{t+1}/∂h_t and ∂h_T/∂h_t = J_T J_{T−1} … J_{t+1}.
 *
 * @param stepInto the Jacobian [H, H] of the step into list index t
 */
export function hiddenNorms(
  T: number,
  H: number,
  stepInto: (t: number, room: Float64Array) => Float64Array,
  products: Products = plainProducts,
): JacobianNorms {
  const norms: JacobianNorms = { steps: [], products: [] }
  norms.products[T - 1] = 0
  const log10Norm = logsOfNorms(H, products)
  // Transposed, as all products here: (P J)ᵀ = Jᵀ Pᵀ
  let product: Float64Array = identity(H)
  let spare: Float64Array = new Float64Array(H * H)
  const room = new Float64Array(H * H)
  let exponent = 0
  for (let t = T - 1; t > 0; t--) {
    const J = stepInto(t, room)
    norms.steps[t - 1] = log10Norm(J, 0)
    ;[product, spare] = [products.outer(J, product, H, spare), product]
    exponent = rescale(exponent, product)
    norms.products[t - 1] = log10Norm(product, exponent)
  }
  return norms
}

export interface CellNorms {
  /** Down the belt alone: diag(f_t), whose norm is the largest |f_t|. */
  readonly belt: JacobianNorms
  /** By every way. */
  readonly full: JacobianNorms
}

/**
 * Of c of an LSTM, where what c_t does to h_t counts as its own: a step is
 * ∂c_{t+1}/∂c_t = diag(f_{t+1}) + (∂c_{t+1}/∂h_t) diag(∂h_t/∂c_t). The product ∂c_T/∂c_t is more
 * than that of the steps, since c_t goes on through o_{t+1}, too: it is that of (h, c), and of
 * exponential gates that of (h, c, ln n).
 */
export function cellNorms(
  T: number,
  H: number,
  stepInto: (t: number, room: Float64Array) => LstmJacobian,
  products: Products = plainProducts,
): CellNorms {
  const belt: JacobianNorms = { steps: [], products: [] }
  const full: JacobianNorms = { steps: [], products: [] }
  belt.products[T - 1] = 0
  full.products[T - 1] = 0
  const log10Norm = logsOfNorms(H, products)
  const sums = new Float64Array(H) // log10 of each unit's product of f
  // N = ∂c_T/∂c_t, below it ∂c_T/∂h_t at constant c_t, and ∂c_T/∂ln n_t; all transposed, times
  // 2^exponent
  const past = new Float64Array(3 * H * H)
  const byCell = past.subarray(0, H * H)
  for (let k = 0; k < H; k++) byCell[k * (H + 1)] = 1
  const byNormaliser = past.subarray(2 * H * H)
  const ways = new Float64Array(3 * H * H)
  const throughHidden = new Float64Array(H * H)
  const buffers = [new Float64Array(3 * H * H), new Float64Array(3 * H * H)]
  let exponent = 0
  let step = stepInto(T - 1, buffers[(T - 1) % 2])
  for (let t = T - 1; t > 0; t--) {
    const before = stepInto(t - 1, buffers[(t - 1) % 2])
    const own = cellToCell(step)
    for (let k = 0; k < H; k++) sums[k] += Math.log10(Math.abs(step.belt[k]))
    belt.steps[t - 1] = Math.log10(largestSize(step.belt))
    belt.products[t - 1] = largest(sums)
    full.steps[t - 1] = log10Norm(cellJacobian(step, before.shown, throughHidden), 0)
    // ∂c_T/∂h_{t−1} = N (∂c_t/∂h_{t−1}) + (∂c_T/∂h_t) (∂h_t/∂h_{t−1} through o)
    ways.set(step.gates)
    ways.set(step.output, H * H)
    const { normaliser } = step
    if (normaliser) {
      // + (∂c_T/∂ln n_t) (∂ln n_t/∂h_{t−1})
      ways.set(normaliser.ofHidden, 2 * H * H)
      products.outer(ways, past, 3 * H, throughHidden)
      for (let row = 0; row < H; row++)
        for (let k = row * H; k < (row + 1) * H; k++)
          byNormaliser[k] =
            byNormaliser[k] * normaliser.kept[row] + byCell[k] * normaliser.toCell[row]
    } else {
      products.outer(ways.subarray(0, 2 * H * H), past.subarray(0, 2 * H * H), 2 * H, throughHidden)
    }
    // N = (∂c_T/∂h_{t−1}) diag(∂h_{t−1}/∂c_{t−1}) + N diag(f_t), or what it is with peepholes
    for (let row = 0; row < H; row++) {
      const shown = before.shown[row]
      const kept = own[row]
      for (let k = row * H; k < (row + 1) * H; k++)
        byCell[k] = throughHidden[k] * shown + byCell[k] * kept
    }
    past.set(throughHidden, H * H)
    exponent = rescale(exponent, past)
    full.products[t - 1] = log10Norm(byCell, exponent)
    step = before
  }
  return { belt, full }
}

type Products = Pick<MatrixProducts, 'outer' | 'rows'>

/** Sizes within 2^±COMFORTABLE have squares in float64's range, and so have products of a few. */
const COMFORTABLE = 100

/**
 * Brings values with one exponent back near 1, in place, where they have left for too far: gives
 * the exponent that they have then.
 */
function rescale(exponent: number, values: Float64Array): number {
  const size = largestSize(values)
  if (size === 0 || !Number.isFinite(size)) return exponent
  const shift = Math.floor(Math.log2(size))
  if (Math.abs(shift) <= COMFORTABLE) return exponent
  for (let k = 0; k < values.length; k++) values[k] = timesPowerOfTwo(values[k], -shift)
  return exponent + shift
}

/** log10 ‖matrix · 2^exponent‖₂, of matrices [H, H]. */
function logsOfNorms(
  H: number,
  { rows }: Products,
): (matrix: Float64Array, exponent: number) => number {
  const finder = normFinder(H, rows)
  return (matrix, exponent) => Math.log10(finder.of(matrix)) + exponent * Math.log10(2)
}

function identity(H: number): Float64Array {
  const matrix = new Float64Array(H * H)
  for (let k = 0; k < H; k++) matrix[k * (H + 1)] = 1
  return matrix
}

/** NaN counts for more than any number. */
function largest(values: Float64Array): number {
  let most = -Infinity
  for (let k = 0; k < values.length; k++) most = Math.max(most, values[k])
  return most
}

function largestSize(values: Float64Array): number {
  let most = 0
  for (let k = 0; k < values.length; k++) most = Math.max(most, Math.abs(values[k]))
  return most
}
