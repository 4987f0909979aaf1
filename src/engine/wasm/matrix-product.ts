/**
 * The matrix products of the engine, as tiles whose sums are held in registers: of 4 rows by 8
 * columns, a panel, or by 16, two panels. Every sum is added up in one fixed order, whatever the
 * tile and the number of threads: that is what makes runs reproducible to the bit.
 *
 * WIDE is a constant of the build (asconfig.json), which makes two modules of these sources. The
 * one with WIDE = 1 has the tiles of two panels, for a V8 that merges neighbouring vectors into one
 * of 256 bits; ../README.md says what it merges. Where it does not, such a tile has more sums than
 * there are registers, and is the slower one. The high half of a panel's row is stored first: after
 * the low half, V8 would keep a store of 128 bits beside the merged one.
 */
import { fma, fmaOf } from './activations'

/** Sums of 4 rows by 8 columns, to their panel: of each row the high half first. */
// @ts-ignore: decorator
@inline
function storePanel(to: usize, s00: v128, s01: v128, s10: v128, s11: v128, s20: v128, s21: v128,
  s30: v128, s31: v128): void {
  v128.store(to, s01, 16); v128.store(to, s00)
  v128.store(to, s11, 48); v128.store(to, s10, 32)
  v128.store(to, s21, 80); v128.store(to, s20, 64)
  v128.store(to, s31, 112); v128.store(to, s30, 96)
}

/**
 * out[4][8·panels] = start + Σ_{k<8m} a[4][k]·w[k][8·panels]; start is 0 where its address is.
 * a: m panels of [·][8] floats, aStride bytes apart, whose rows are 32 bytes apart; w: panels of
 * [8m][8], wStride apart; out: panels outStride apart. `panels` (1 or 2) is a constant.
 */
// @ts-ignore: decorator
@inline
function panelTile(panels: i32, a: usize, aStride: usize, m: i32, w: usize, wStride: usize,
  start: usize, out: usize, outStride: usize): void {
  const zero = f32x4.splat(0)
  let s00 = zero, s01 = zero, s10 = zero, s11 = zero, s20 = zero, s21 = zero, s30 = zero, s31 = zero
  let t00 = zero, t01 = zero, t10 = zero, t11 = zero, t20 = zero, t21 = zero, t30 = zero, t31 = zero
  if (start) {
    s00 = v128.load(start); s01 = v128.load(start, 16); s10 = v128.load(start, 32)
    s11 = v128.load(start, 48); s20 = v128.load(start, 64); s21 = v128.load(start, 80)
    s30 = v128.load(start, 96); s31 = v128.load(start, 112)
  }
  let w2 = w + wStride
  for (let p: i32 = 0; p < m; p++) {
    for (let k: usize = 0; k < 32; k += 4) {
      const at = a + k
      const w00 = v128.load(w), w01 = v128.load(w, 16)
      let w10 = w00, w11 = w01
      if (panels == 2) { w10 = v128.load(w2); w11 = v128.load(w2, 16) }
      let v = v128.load_splat<f32>(at)
      s00 = fma(s00, v, w00); s01 = fma(s01, v, w01)
      if (panels == 2) { t00 = fma(t00, v, w10); t01 = fma(t01, v, w11) }
      v = v128.load_splat<f32>(at, 32)
      s10 = fma(s10, v, w00); s11 = fma(s11, v, w01)
      if (panels == 2) { t10 = fma(t10, v, w10); t11 = fma(t11, v, w11) }
      v = v128.load_splat<f32>(at, 64)
      s20 = fma(s20, v, w00); s21 = fma(s21, v, w01)
      if (panels == 2) { t20 = fma(t20, v, w10); t21 = fma(t21, v, w11) }
      v = v128.load_splat<f32>(at, 96)
      s30 = fma(s30, v, w00); s31 = fma(s31, v, w01)
      if (panels == 2) { t30 = fma(t30, v, w10); t31 = fma(t31, v, w11) }
      w += 32
      if (panels == 2) w2 += 32
    }
    a += aStride
  }
  storePanel(out, s00, s01, s10, s11, s20, s21, s30, s31)
  if (panels == 2) storePanel(out + outStride, t00, t01, t10, t11, t20, t21, t30, t31)
}

/** The tile of one panel: out[4][8] = start[4][8] + Σ_{k<8m} a[4][k]·w[k][8]. */
// @ts-ignore: decorator
@inline
export function multiply(a: usize, aStride: usize, m: i32, w: usize, start: usize,
  out: usize): void {
  panelTile(1, a, aStride, m, w, 0, start, out, 0)
}

/**
 * The tile of two panels, from 0. index.ts keeps it, {@link multiplyPackedPair} and
 * {@link accumulatePair} from being inlined: V8 unrolls only loops of small functions.
 */
export function multiplyPair(a: usize, aStride: usize, m: i32, w: usize, wStride: usize,
  out: usize, outStride: usize): void {
  panelTile(2, a, aStride, m, w, wStride, 0, out, outStride)
}

/**
 * out[4][·] = start + Σ_{k<count} a[k][4]ᵀ·b[k][·], `panels` panels of 8 float32 or of 4 float64
 * columns wide: start is out, or 0 where `anew`. a: rows aStep bytes apart; b and out: panels
 * bStride and outStride apart. `panels` (1 or 2), `anew` and aStep are constants.
 */
// @ts-ignore: decorator
@inline
export function tile<T>(panels: i32, anew: i32, a: usize, aStep: usize, count: i32, b: usize,
  bStride: usize, out: usize, outStride: usize): void {
  const zero = f32x4.splat(0)
  let s00 = zero, s01 = zero, s10 = zero, s11 = zero, s20 = zero, s21 = zero, s30 = zero, s31 = zero
  let t00 = zero, t01 = zero, t10 = zero, t11 = zero, t20 = zero, t21 = zero, t30 = zero, t31 = zero
  if (!anew) {
    s00 = v128.load(out); s01 = v128.load(out, 16); s10 = v128.load(out, 32)
    s11 = v128.load(out, 48); s20 = v128.load(out, 64); s21 = v128.load(out, 80)
    s30 = v128.load(out, 96); s31 = v128.load(out, 112)
  }
  if (!anew && panels == 2) {
    const more = out + outStride
    t00 = v128.load(more); t01 = v128.load(more, 16); t10 = v128.load(more, 32)
    t11 = v128.load(more, 48); t20 = v128.load(more, 64); t21 = v128.load(more, 80)
    t30 = v128.load(more, 96); t31 = v128.load(more, 112)
  }
  let b2 = b + bStride
  const end = a + <usize>count * aStep
  while (a < end) {
    const w0 = v128.load(b), w1 = v128.load(b, 16)
    let w2 = w0, w3 = w1
    if (panels == 2) { w2 = v128.load(b2); w3 = v128.load(b2, 16) }
    let v = v128.load_splat<T>(a)
    s00 = fmaOf<T>(s00, v, w0); s01 = fmaOf<T>(s01, v, w1)
    if (panels == 2) { t00 = fmaOf<T>(t00, v, w2); t01 = fmaOf<T>(t01, v, w3) }
    v = v128.load_splat<T>(a, sizeof<T>())
    s10 = fmaOf<T>(s10, v, w0); s11 = fmaOf<T>(s11, v, w1)
    if (panels == 2) { t10 = fmaOf<T>(t10, v, w2); t11 = fmaOf<T>(t11, v, w3) }
    v = v128.load_splat<T>(a, 2 * sizeof<T>())
    s20 = fmaOf<T>(s20, v, w0); s21 = fmaOf<T>(s21, v, w1)
    if (panels == 2) { t20 = fmaOf<T>(t20, v, w2); t21 = fmaOf<T>(t21, v, w3) }
    v = v128.load_splat<T>(a, 3 * sizeof<T>())
    s30 = fmaOf<T>(s30, v, w0); s31 = fmaOf<T>(s31, v, w1)
    if (panels == 2) { t30 = fmaOf<T>(t30, v, w2); t31 = fmaOf<T>(t31, v, w3) }
    a += aStep
    b += 32
    if (panels == 2) b2 += 32
  }
  storePanel(out, s00, s01, s10, s11, s20, s21, s30, s31)
  if (panels == 2) storePanel(out + outStride, t00, t01, t10, t11, t20, t21, t30, t31)
}

/**
 * out[4][8] = Σ_{k<count} a[k][4]ᵀ·w[k][8], a packed, 16 bytes a column: the form in which a step's
 * own x_t, h_{t−1} and dz_t are kept. One stream of each operand, one loop.
 */
// @ts-ignore: decorator
@inline
export function multiplyPacked(a: usize, count: i32, w: usize, out: usize): void {
  tile<f32>(1, 1, a, 16, count, w, 0, out, 0)
}

/** The same for two panels of w and out. */
export function multiplyPackedPair(a: usize, count: i32, w: usize, wStride: usize, out: usize,
  outStride: usize): void {
  tile<f32>(2, 1, a, 16, count, w, wStride, out, outStride)
}

/**
 * out[4][8] += Σ_{n<count} a[n][4]ᵀ·b[n][8]: the outer products of which a weight gradient is the
 * sum. a and b: rows 32 bytes apart; count is a multiple of 4.
 */
// @ts-ignore: decorator
@inline
export function accumulate(a: usize, b: usize, count: i32, out: usize): void {
  tile<f32>(1, 0, a, 32, count, b, 0, out, 0)
}

/** The same for two panels of b and out. */
export function accumulatePair(a: usize, b: usize, bStride: usize, count: i32, out: usize,
  outStride: usize): void {
  tile<f32>(2, 0, a, 32, count, b, bStride, out, outStride)
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
    let at = from + r * 32, out = to + (r >> 2) * toStride
    for (let k: i32 = 1; k < quarters; k += 2) {
      packRows(at, out)
      packRows(at + 16, out + 64)
      at += stride
      out += 128
    }
    if (quarters & 1) packRows(at, out)
  }
}
