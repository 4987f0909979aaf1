/**
 * Products of step Jacobians from the last time step back to each one before: by how much a
 * gradient could grow or must shrink on its way. As for vectors (scaled-vector.ts), a power of two
 * is carried apart, so that a product of norm 1e-400 is as exact as one of norm 1.
 */
import { plainProducts } from '../stack/matrix-products.ts'
import { timesPowerOfTwo } from './scaled-vector.ts'
import { spectralNorm } from './singular-values.ts'
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
  stepInto: (t: number) => Float64Array,
): JacobianNorms {
  const norms: JacobianNorms = { steps: [], products: [] }
  norms.products[T - 1] = 0
  let product = identity(H)
  let exponent = 0
  for (let t = T - 1; t > 0; t--) {
    const J = stepInto(t)
    norms.steps[t - 1] = log10Norm(J, 0)
    product = times(product, J, H)
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
 * than that of the steps, since c_t goes on through o_{t+1}, too: it is that of (h, c).
 */
export function cellNorms(T: number, H: number, stepInto: (t: number) => LstmJacobian): CellNorms {
  const belt: JacobianNorms = { steps: [], products: [] }
  const full: JacobianNorms = { steps: [], products: [] }
  belt.products[T - 1] = 0
  full.products[T - 1] = 0
  const sums = new Float64Array(H) // log10 of each unit's product of f
  // ∂c_T/∂h_t at constant c_t, and N = ∂c_T/∂c_t; both times 2^exponent
  let byHidden: Float64Array = new Float64Array(H * H)
  const byCell = identity(H)
  let exponent = 0
  let step = stepInto(T - 1)
  for (let t = T - 1; t > 0; t--) {
    const before = stepInto(t - 1)
    const own = cellToCell(step)
    step.belt.forEach((f, k) => {
      sums[k] += Math.log10(Math.abs(f))
    })
    belt.steps[t - 1] = Math.log10(largestSize(step.belt))
    belt.products[t - 1] = largest(sums)
    full.steps[t - 1] = log10Norm(cellJacobian(step, before.shown), 0)
    // ∂c_T/∂h_{t−1} = N (∂c_t/∂h_{t−1}) + (∂c_T/∂h_t) (∂h_t/∂h_{t−1} through o)
    const throughHidden = times(beside(byCell, byHidden, H), below(step.gates, step.output), H)
    // N = (∂c_T/∂h_{t−1}) diag(∂h_{t−1}/∂c_{t−1}) + N diag(f_t), or what it is with peepholes
    for (let k = 0; k < byCell.length; k++)
      byCell[k] = throughHidden[k] * before.shown[k % H] + byCell[k] * own[k % H]
    byHidden = throughHidden
    exponent = rescale(exponent, byHidden, byCell)
    full.products[t - 1] = log10Norm(byCell, exponent)
    step = before
  }
  return { belt, full }
}

/** P J for P [H, n] and J [n, H]. */
const times = (P: Float64Array, J: Float64Array, H: number) =>
  plainProducts.matrix(J, J.length / H, H).transposeTimes(P, H)

/** [A, B], rows beside rows. */
function beside(A: Float64Array, B: Float64Array, H: number): Float64Array {
  const both = new Float64Array(2 * H * H)
  for (let row = 0; row < H; row++) {
    both.set(A.subarray(row * H, (row + 1) * H), 2 * row * H)
    both.set(B.subarray(row * H, (row + 1) * H), (2 * row + 1) * H)
  }
  return both
}

/** A above B. */
function below(A: Float64Array, B: Float64Array): Float64Array {
  const both = new Float64Array(A.length + B.length)
  both.set(A)
  both.set(B, A.length)
  return both
}

/** Sizes within 2^±COMFORTABLE have squares in float64's range, and so have products of a few. */
const COMFORTABLE = 100

/**
 * Brings matrices with one exponent back near 1, in place, where they have left for too far: gives
 * the exponent that they have then.
 */
function rescale(exponent: number, ...matrices: Float64Array[]): number {
  let size = 0
  for (const matrix of matrices)
    for (let k = 0; k < matrix.length; k++) size = Math.max(size, Math.abs(matrix[k]))
  if (size === 0 || !Number.isFinite(size)) return exponent
  const shift = Math.floor(Math.log2(size))
  if (Math.abs(shift) <= COMFORTABLE) return exponent
  for (const matrix of matrices)
    for (let k = 0; k < matrix.length; k++) matrix[k] = timesPowerOfTwo(matrix[k], -shift)
  return exponent + shift
}

/** log10 ‖matrix · 2^exponent‖₂. */
function log10Norm(matrix: Float64Array, exponent: number): number {
  return Math.log10(spectralNorm(matrix)) + exponent * Math.log10(2)
}

function identity(H: number): Float64Array {
  const matrix = new Float64Array(H * H)
  for (let k = 0; k < H; k++) matrix[k * (H + 1)] = 1
  return matrix
}

const largest = (values: Float64Array) => values.reduce((a, b) => Math.max(a, b))
const largestSize = (values: Float64Array) => largest(values.map(Math.abs))
