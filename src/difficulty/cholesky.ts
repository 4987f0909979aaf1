/** Systems with a symmetric, positive definite matrix. */

/**
 * L with L·Lᵀ = A, row-major [n, n]; of A only the lower triangle is read, and L takes its place.
 */
export function cholesky(a: Float64Array, n: number): Float64Array {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * n + j]
      for (let k = 0; k < j; k++) sum -= a[i * n + k] * a[j * n + k]
      a[i * n + j] = i === j ? Math.sqrt(sum) : sum / a[j * n + j]
    }
  }
  return a
}

/** X with L·Lᵀ·X = B, both [n, m]. */
export function solve(l: Float64Array, n: number, b: Float64Array, m: number): Float64Array {
  const x = b.slice()
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) subtract(x, i, k, l[i * n + k], m)
    for (let c = 0; c < m; c++) x[i * m + c] /= l[i * n + i]
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) subtract(x, i, k, l[k * n + i], m)
    for (let c = 0; c < m; c++) x[i * m + c] /= l[i * n + i]
  }
  return x
}

/** Row i loses `times` row k. */
function subtract(x: Float64Array, i: number, k: number, times: number, m: number): void {
  for (let c = 0; c < m; c++) x[i * m + c] -= times * x[k * m + c]
}
