/**
 * The two matrix products of the engine, both as tiles of 4×8 sums held in registers. Every sum is
 * added up in one fixed order, whatever the number of threads: that is what makes runs reproducible
 * to the bit.
 */
import { fma } from './activations'

/**
 * out[4][8] = start[4][8] + Σ_{k<8m} a[4][k]·w[k][8].
 * a: m panels of [·][8] floats, aStride bytes apart, whose rows are 32 bytes apart; w: [8m][8].
 */
// @ts-ignore: decorator
@inline
export function multiply(a: usize, aStride: usize, m: i32, w: usize, start: usize,
  out: usize): void {
  let s00 = v128.load(start), s01 = v128.load(start, 16)
  let s10 = v128.load(start, 32), s11 = v128.load(start, 48)
  let s20 = v128.load(start, 64), s21 = v128.load(start, 80)
  let s30 = v128.load(start, 96), s31 = v128.load(start, 112)
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
 * out[4][8] = Σ_{k<count} a[k][4]ᵀ·w[k][8]: the same with a packed, 16 bytes a column, the form in
 * which a step's own x_t, h_{t−1} and dz_t are kept. One stream of each operand, one loop.
 */
// @ts-ignore: decorator
@inline
export function multiplyPacked(a: usize, count: i32, w: usize, out: usize): void {
  let s00 = f32x4.splat(0), s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00, s30 = s00,
    s31 = s00
  for (let k: i32 = 0; k < count; k++) {
    const w0 = v128.load(w), w1 = v128.load(w, 16)
    let b = v128.load_splat<f32>(a)
    s00 = fma(s00, b, w0); s01 = fma(s01, b, w1)
    b = v128.load_splat<f32>(a, 4)
    s10 = fma(s10, b, w0); s11 = fma(s11, b, w1)
    b = v128.load_splat<f32>(a, 8)
    s20 = fma(s20, b, w0); s21 = fma(s21, b, w1)
    b = v128.load_splat<f32>(a, 12)
    s30 = fma(s30, b, w0); s31 = fma(s31, b, w1)
    a += 16
    w += 32
  }
  v128.store(out, s00); v128.store(out, s01, 16)
  v128.store(out, s10, 32); v128.store(out, s11, 48)
  v128.store(out, s20, 64); v128.store(out, s21, 80)
  v128.store(out, s30, 96); v128.store(out, s31, 112)
}

/** Four rows of 4 columns, rows 32 bytes apart, to [4 columns][4 rows]. */
// @ts-ignore: decorator
@inline
export function packRows(from: usize, to: usize): void {
  const a = v128.load(from), b = v128.load(from, 32), c = v128.load(from, 64),
    d = v128.load(from, 96)
  const ab = i32x4.shuffle(a, b, 0, 4, 1, 5), AB = i32x4.shuffle(a, b, 2, 6, 3, 7)
  const cd = i32x4.shuffle(c, d, 0, 4, 1, 5), CD = i32x4.shuffle(c, d, 2, 6, 3, 7)
  v128.store(to, i64x2.shuffle(ab, cd, 0, 2))
  v128.store(to, i64x2.shuffle(ab, cd, 1, 3), 16)
  v128.store(to, i64x2.shuffle(AB, CD, 0, 2), 32)
  v128.store(to, i64x2.shuffle(AB, CD, 1, 3), 48)
}

/**
 * 4·`quarters` columns of [rows][8] panels, `stride` bytes apart, to [column][4] for each 4 rows,
 * toStride apart.
 */
export function pack(from: usize, stride: usize, quarters: i32, rows: i32, to: usize,
  toStride: usize): void {
  for (let r: usize = 0; r < <usize>rows; r += 4) {
    for (let k: i32 = 0; k < quarters; k++) {
      const panel = from + <usize>(k >> 1) * stride + (<usize>(k & 1) << 4)
      packRows(panel + r * 32, to + (r >> 2) * toStride + (<usize>k << 6))
    }
  }
}

/**
 * out[4][8] += Σ_{n<count} a[n][4]ᵀ·b[n][8]: the outer products of which a weight gradient is the
 * sum. a and b: rows 32 bytes apart; count is a multiple of 4.
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
