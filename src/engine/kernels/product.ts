/**
 * The two matrix products of the engine, both as tiles of 4×8 sums held in registers. Every sum is added up in one
 * fixed order, whatever the number of threads: that is what makes runs reproducible to the bit.
 */
import { fma } from './activations'

/**
 * out[4][8] = start[4][8] + Σ_{k<8m} a[4][k]·w[k][8].
 * a: m panels of [·][8] floats, aStride bytes apart, whose rows are 32 bytes apart; w: [8m][8].
 * x and wx: n more columns, likewise (for the input; n need not be a multiple of 8).
 */
// @ts-ignore: decorator
@inline
export function multiply(
  x: usize, xStride: usize, n: i32, wx: usize,
  a: usize, aStride: usize, m: i32, w: usize,
  start: usize, out: usize,
): void {
  let s00 = v128.load(start), s01 = v128.load(start, 16)
  let s10 = v128.load(start, 32), s11 = v128.load(start, 48)
  let s20 = v128.load(start, 64), s21 = v128.load(start, 80)
  let s30 = v128.load(start, 96), s31 = v128.load(start, 112)
  for (let k: i32 = 0; k < n; k++) {
    const at = x + <usize>(k >> 3) * xStride + ((k & 7) << 2)
    const w0 = v128.load(wx), w1 = v128.load(wx, 16)
    let b = v128.load_splat<f32>(at)
    s00 = fma(s00, b, w0); s01 = fma(s01, b, w1)
    b = v128.load_splat<f32>(at, 32)
    s10 = fma(s10, b, w0); s11 = fma(s11, b, w1)
    b = v128.load_splat<f32>(at, 64)
    s20 = fma(s20, b, w0); s21 = fma(s21, b, w1)
    b = v128.load_splat<f32>(at, 96)
    s30 = fma(s30, b, w0); s31 = fma(s31, b, w1)
    wx += 32
  }
  for (let p: i32 = 0; p < m; p++) {
    for (let k: usize = 0; k < 32; k += 4) {
      const at = a + k
      let w0 = v128.load(w), w1 = v128.load(w, 16)
      let b = v128.load_splat<f32>(at)
      s00 = fma(s00, b, w0); s01 = fma(s01, b, w1)
      b = v128.load_splat<f32>(at, 32)
      s10 = fma(s10, b, w0); s11 = fma(s11, b, w1)
      b = v128.load_splat<f32>(at, 64)
      s20 = fma(s20, b, w0); s21 = fma(s21, b, w1)
      b = v128.load_splat<f32>(at, 96)
      s30 = fma(s30, b, w0); s31 = fma(s31, b, w1)
      w += 32
    }
    a += aStride
  }
  v128.store(out, s00); v128.store(out, s01, 16)
  v128.store(out, s10, 32); v128.store(out, s11, 48)
  v128.store(out, s20, 64); v128.store(out, s21, 80)
  v128.store(out, s30, 96); v128.store(out, s31, 112)
}

/**
 * out[4][8] += Σ_{n<count} a[n][4]ᵀ·b[n][8]: the outer products of which a weight gradient is the sum.
 * a and b: rows 32 bytes apart; count is a multiple of 4.
 */
// @ts-ignore: decorator
@inline
export function accumulate(a: usize, b: usize, count: i32, out: usize): void {
  let s00 = v128.load(out), s01 = v128.load(out, 16)
  let s10 = v128.load(out, 32), s11 = v128.load(out, 48)
  let s20 = v128.load(out, 64), s21 = v128.load(out, 80)
  let s30 = v128.load(out, 96), s31 = v128.load(out, 112)
  for (let n: i32 = 0; n < count; n += 1) {
    let w0 = v128.load(b), w1 = v128.load(b, 16)
    let v = v128.load_splat<f32>(a)
    s00 = fma(s00, v, w0); s01 = fma(s01, v, w1)
    v = v128.load_splat<f32>(a, 4)
    s10 = fma(s10, v, w0); s11 = fma(s11, v, w1)
    v = v128.load_splat<f32>(a, 8)
    s20 = fma(s20, v, w0); s21 = fma(s21, v, w1)
    v = v128.load_splat<f32>(a, 12)
    s30 = fma(s30, v, w0); s31 = fma(s31, v, w1)
    a += 32
    b += 32
  }
  v128.store(out, s00); v128.store(out, s01, 16)
  v128.store(out, s10, 32); v128.store(out, s11, 48)
  v128.store(out, s20, 64); v128.store(out, s21, 80)
  v128.store(out, s30, 96); v128.store(out, s31, 112)
}
