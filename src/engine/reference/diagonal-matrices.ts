/** Products and sums of matrices [H, H], row after row, with diagonal ones, which are [H]. */

/** Σ diag(factors) W over the pairs, for W [H, H], in the room of the sum if that is given. */
export function rowsScaled(
  pairs: readonly (readonly [Float64Array, Float64Array])[],
  sum: Float64Array = new Float64Array(pairs[0][0].length ** 2),
): Float64Array {
  sum.fill(0)
  for (const [factors, W] of pairs) addRowsScaled(sum, factors, W)
  return sum
}

function addRowsScaled(sum: Float64Array, factors: Float64Array, W: Float64Array): void {
  const H = factors.length
  for (let row = 0, k = 0; row < H; row++) {
    const factor = factors[row]
    for (const end = k + H; k < end; k++) sum[k] += factor * W[k]
  }
}

/** matrix + diag(values), in place. */
export function plusDiagonal(matrix: Float64Array, values: Float64Array): Float64Array {
  for (let k = 0; k < values.length; k++) matrix[k * (values.length + 1)] += values[k]
  return matrix
}
