/**
 * Rows of a float64 matrix and a vector, for norms of matrices (../stack/row-products.ts says what
 * is summed in which order). A row takes `bytes`, a multiple of 32, as vectors do; what is behind
 * its entries is 0.
 */

/** Of one row: the sums over entries 0 and 1 modulo 4, and over 2 and 3. */
// @ts-ignore: decorator
@inline
function store(out: usize, low: v128, high: v128): void {
  const sum = f64x2.add(low, high)
  f64.store(out, f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1))
}

/** out[rows] = a·v; four rows at once, that no sum waits for the one before. */
export function rowsTimes(a: usize, bytes: usize, rows: i32, v: usize, out: usize): void {
  const zero = f64x2.splat(0)
  let r: i32 = 0
  for (; r + 3 < rows; r += 4) {
    const b = a + bytes, c = b + bytes, d = c + bytes
    let a0 = zero, a1 = zero, b0 = zero, b1 = zero, c0 = zero, c1 = zero, d0 = zero, d1 = zero
    for (let k: usize = 0; k < bytes; k += 32) {
      const v0 = v128.load(v + k), v1 = v128.load(v + k, 16)
      a0 = f64x2.add(a0, f64x2.mul(v128.load(a + k), v0))
      a1 = f64x2.add(a1, f64x2.mul(v128.load(a + k, 16), v1))
      b0 = f64x2.add(b0, f64x2.mul(v128.load(b + k), v0))
      b1 = f64x2.add(b1, f64x2.mul(v128.load(b + k, 16), v1))
      c0 = f64x2.add(c0, f64x2.mul(v128.load(c + k), v0))
      c1 = f64x2.add(c1, f64x2.mul(v128.load(c + k, 16), v1))
      d0 = f64x2.add(d0, f64x2.mul(v128.load(d + k), v0))
      d1 = f64x2.add(d1, f64x2.mul(v128.load(d + k, 16), v1))
    }
    store(out, a0, a1)
    store(out + 8, b0, b1)
    store(out + 16, c0, c1)
    store(out + 24, d0, d1)
    a += bytes << 2
    out += 32
  }
  for (; r < rows; r++) {
    let low = zero, high = zero
    for (let k: usize = 0; k < bytes; k += 32) {
      low = f64x2.add(low, f64x2.mul(v128.load(a + k), v128.load(v + k)))
      high = f64x2.add(high, f64x2.mul(v128.load(a + k, 16), v128.load(v + k, 16)))
    }
    store(out, low, high)
    a += bytes
    out += 8
  }
}

/** out += aᵀ·u, row after row; four at once, that out is seldom fetched. */
export function addRows(a: usize, bytes: usize, rows: i32, u: usize, out: usize): void {
  let r: i32 = 0
  for (; r + 3 < rows; r += 4) {
    const b = a + bytes, c = b + bytes, d = c + bytes
    const u0 = v128.load_splat<f64>(u), u1 = v128.load_splat<f64>(u, 8),
      u2 = v128.load_splat<f64>(u, 16), u3 = v128.load_splat<f64>(u, 24)
    for (let k: usize = 0; k < bytes; k += 16) {
      const s0 = f64x2.add(v128.load(out + k), f64x2.mul(v128.load(a + k), u0))
      const s1 = f64x2.add(s0, f64x2.mul(v128.load(b + k), u1))
      const s2 = f64x2.add(s1, f64x2.mul(v128.load(c + k), u2))
      v128.store(out + k, f64x2.add(s2, f64x2.mul(v128.load(d + k), u3)))
    }
    a += bytes << 2
    u += 32
  }
  for (; r < rows; r++) {
    const u0 = v128.load_splat<f64>(u)
    for (let k: usize = 0; k < bytes; k += 16) {
      v128.store(out + k, f64x2.add(v128.load(out + k), f64x2.mul(v128.load(a + k), u0)))
    }
    a += bytes
    u += 8
  }
}
