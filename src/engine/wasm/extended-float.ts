/**
 * Numbers of any size, for what float32 does not hold: v·2^(512·d), v in float64 with 2^−256 ≤ |v|
 * < 2^256, d an integer. A Wide is both in one v128; 0 has v = 0 and the lowest d. Each number has
 * a d of its own, so none is lost beside a larger one.
 */
import { ROW } from './memory-plan'

export type ExtendedFloat = v128

/** 2^512, 2^−512, and the ends of v's range, 2^256 and 2^−256. */
const UP: f64 = 1.3407807929942597e154, DOWN: f64 = 7.458340731200207e-155
const HIGH: f64 = 1.157920892373162e77, LOW: f64 = 8.636168555094445e-78
const LOWEST: i64 = -1099511627776

/** Bytes of a Wide. */
export const EXTENDED_BYTES: usize = 16

// @ts-ignore: decorator
@inline
function value(x: ExtendedFloat): f64 {
  return f64x2.extract_lane(x, 0)
}

// @ts-ignore: decorator
@inline
function exponentOf(x: ExtendedFloat): i64 {
  return i64x2.extract_lane(x, 1)
}

/** v·2^(512·d) for any float64 v; Infinity and NaN stay what they are. */
export function extended(v: f64, d: i64 = 0): ExtendedFloat {
  if (v == 0) return i64x2.replace_lane(f64x2.splat(0), 1, LOWEST)
  let size = Math.abs(v)
  while (size < LOW) { v *= UP; size *= UP; d-- }
  while (size >= HIGH && size < Infinity) { v *= DOWN; size *= DOWN; d++ }
  return i64x2.replace_lane(f64x2.splat(v), 1, d)
}

// @ts-ignore: decorator
@inline
export function isZero(x: ExtendedFloat): bool {
  return value(x) == 0
}

export function times(a: ExtendedFloat, b: ExtendedFloat): ExtendedFloat {
  return extended(value(a) * value(b), exponentOf(a) + exponentOf(b))
}

/** Zeros in count places. */
export function clear(at: usize, count: i32): void {
  for (let n: i32 = 0; n < count; n++) v128.store(at + <usize>n * EXTENDED_BYTES, extended(0))
}

/** a·b with an ordinary b. */
export function scaledBy(a: ExtendedFloat, b: f64): ExtendedFloat {
  return extended(value(a) * b, exponentOf(a))
}

/** a + b: two digits down a number is nothing. */
export function plus(a: ExtendedFloat, b: ExtendedFloat): ExtendedFloat {
  const gap = exponentOf(a) - exponentOf(b)
  if (gap == 0) return extended(value(a) + value(b), exponentOf(a))
  if (gap == 1) return extended(value(a) + value(b) * DOWN, exponentOf(a))
  if (gap == -1) return extended(value(a) * DOWN + value(b), exponentOf(b))
  return gap > 0 ? a : b
}

/** As a float64: 0 far below its range, infinite far above. */
export function toFloat64(x: ExtendedFloat): f64 {
  const d = exponentOf(x)
  if (d == 0) return value(x)
  if (d > 0) return value(x) * Infinity
  return d == -1 ? value(x) * DOWN : 0
}

/** Writes x as {f64 s, f64 e}, x = s·4^e: the form of a sum of squares in the norms. */
export function storeSquare(at: usize, x: ExtendedFloat): void {
  store<f64>(at, value(x))
  store<f64>(at, isZero(x) ? 0 : 256 * <f64>exponentOf(x), 8)
}

/** e^y for y ≤ 0. */
export function exponential(y: f64): ExtendedFloat {
  // 512·ln 2, in two parts of which the first has few bits.
  const high: f64 = 512 * 6.93147180369123816490e-01, low: f64 = 512 * 1.90821492927058770002e-10
  if (!(y > -1e9)) return extended(y == y ? 0 : NaN)
  const d = Math.trunc(y / high)
  return extended(Math.exp(y - d * high - d * low), <i64>d)
}

/** σ(z), from e = e^−|z|; σ(−z) is 1 − σ(z). */
export function sigmoid(z: f64, e: ExtendedFloat): ExtendedFloat {
  const r = 1 / (1 + toFloat64(e))
  return z < 0 ? scaledBy(e, r) : extended(r)
}

/** σ'(z) = e/(1 + e)², from e = e^−|z|. */
export function sigmoidSlope(e: ExtendedFloat): ExtendedFloat {
  const r = 1 / (1 + toFloat64(e))
  return scaledBy(e, r * r)
}

/** tanh(z), which is z itself where z is tiny. */
export function tanh(z: ExtendedFloat): ExtendedFloat {
  return exponentOf(z) < 0 ? z : extended(Math.tanh(toFloat64(z)))
}

/** tanh'(z) = 4e/(1 + e)², e = e^−2|z|. */
export function tanhSlope(z: f64): ExtendedFloat {
  return scaledBy(sigmoidSlope(exponential(-2 * Math.abs(z))), 4)
}

/** The highest digit below `below` among count numbers. */
function highest(a: usize, count: i32, below: i64): i64 {
  let top = LOWEST
  for (let k: i32 = 0; k < count; k++) {
    const d = exponentOf(v128.load(a + <usize>k * EXTENDED_BYTES))
    if (d < below && d > top) top = d
  }
  return top
}

/**
 * out[8] += Σ_k a[k]·w[k][8] over the a of the digits top and top − 1, all at once: float64 spans
 * both.
 */
function addPanel(a: usize, count: i32, w: usize, top: i64, out: usize): void {
  let s0 = f64x2.splat(0), s1 = s0, s2 = s0, s3 = s0
  for (let k: i32 = 0; k < count; k++) {
    const x = v128.load(a + <usize>k * EXTENDED_BYTES), gap = exponentOf(x) - top
    if (gap == 0 || gap == -1) {
      const b = f64x2.splat(gap == 0 ? value(x) : value(x) * DOWN), low = v128.load(w),
        high = v128.load(w, 16)
      s0 = f64x2.add(s0, f64x2.mul(b, f64x2.promote_low_f32x4(low)))
      s1 = f64x2.add(s1, f64x2.mul(b, f64x2.promote_low_f32x4(i32x4.shuffle(low, low, 2, 3, 2, 3))))
      s2 = f64x2.add(s2, f64x2.mul(b, f64x2.promote_low_f32x4(high)))
      s3 = f64x2.add(s3, f64x2.mul(b,
        f64x2.promote_low_f32x4(i32x4.shuffle(high, high, 2, 3, 2, 3))))
    }
    w += ROW
  }
  addPair(out, s0, top)
  addPair(out + 2 * EXTENDED_BYTES, s1, top)
  addPair(out + 4 * EXTENDED_BYTES, s2, top)
  addPair(out + 6 * EXTENDED_BYTES, s3, top)
}

function addPair(out: usize, sums: v128, d: i64): void {
  v128.store(out, plus(v128.load(out), extended(f64x2.extract_lane(sums, 0), d)))
  v128.store(out, plus(v128.load(out, EXTENDED_BYTES), extended(f64x2.extract_lane(sums, 1), d)),
    EXTENDED_BYTES)
}

/** Σ_k a[k]·w[panel][k][8] for all panels: a [count] and out [8·panels] Wide, w float32. */
export function multiplyExtended(a: usize, count: i32, w: usize, panels: i32, out: usize): void {
  clear(out, 8 * panels)
  for (let top = highest(a, count, i64.MAX_VALUE); top !=
    LOWEST; top = highest(a, count, top - 1)) {
    for (let q: i32 = 0; q < panels; q++) {
      addPanel(a, count, w + <usize>(q * count) * ROW, top, out + <usize>(8 * q) * EXTENDED_BYTES)
    }
  }
}
