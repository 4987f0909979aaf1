/**
 * sigmoid and tanh on four floats at once, with their slopes. Everything goes through e^y for y ≤
 * 0, computed as 2^n·e^r with r = y − n·ln 2, |r| ≤ ln 2 / 2 (Cody & Waite 1980) and a polynomial
 * for e^r − 1 (Cephes expf). Values are within 3.5 ulp of float64, slopes within 6. Slopes come
 * from e^y and not from 1 − tanh², so that a saturated unit's tiny factor is right to the last bits
 * too.
 */
import {
  ARTANH, constant, FOUR, LN2_HIGH, LN2_LOW, LOG2E, MINUS_MOST_EXP, MINUS_MOST_TANH, ONE,
  POLYNOMIAL, ROUND, SIGN, TWO,
} from './constants'

// @ts-ignore: decorator
@inline
export function fma(sum: v128, a: v128, b: v128): v128 {
  return f32x4.add(sum, f32x4.mul(a, b))
}

/** The same for vectors of T. */
// @ts-ignore: decorator
@inline
export function fmaOf<T>(sum: v128, a: v128, b: v128): v128 {
  return v128.add<T>(sum, v128.mul<T>(a, b))
}

/** y·log2 e rounded to an integer n, still carrying ROUND. */
// @ts-ignore: decorator
@inline
export function rounded(y: v128): v128 {
  return fma(constant(ROUND), y, constant(LOG2E))
}

/** 2^n, from the low bits of `rounded`: 1 is the bit pattern of 2^0. */
// @ts-ignore: decorator
@inline
export function power(n: v128): v128 {
  return i32x4.add(i32x4.shl(n, 23), constant(ONE))
}

/** e^r − 1 for r = y − n·ln 2. */
// @ts-ignore: decorator
@inline
export function expm1Reduced(y: v128, n: v128): v128 {
  const k = f32x4.sub(n, constant(ROUND))
  const r = f32x4.sub(f32x4.sub(y, f32x4.mul(k, constant(LN2_HIGH))),
    f32x4.mul(k, constant(LN2_LOW)))
  // Estrin's scheme: three short sums side by side in place of one long chain.
  const r2 = f32x4.mul(r, r)
  const high = fma(constant(POLYNOMIAL + 4), constant(POLYNOMIAL), r)
  const middle = fma(constant(POLYNOMIAL + 12), constant(POLYNOMIAL + 8), r)
  const low = fma(constant(POLYNOMIAL + 20), constant(POLYNOMIAL + 16), r)
  const q = fma(low, fma(middle, high, r2), r2)
  return fma(r, r2, q)
}

/** e^−min(|z|, 87), in (0, 1]. */
// @ts-ignore: decorator
@inline
export function decay(z: v128): v128 {
  const y = f32x4.pmax(v128.or(z, constant(SIGN)), constant(MINUS_MOST_EXP))
  const n = rounded(y)
  const s = power(n)
  return fma(s, s, expm1Reduced(y, n))
}

/**
 * ln(1 + e) for e in [0, 1], as 2 artanh(s) with s = e/(2 + e) ≤ 1/3: what the series leaves out is
 * below 2^−26 of it.
 */
// @ts-ignore: decorator
@inline
export function log1p(e: v128): v128 {
  const s = f32x4.div(e, f32x4.add(constant(TWO), e)), s2 = f32x4.mul(s, s)
  const last = fma(constant(ARTANH + 16), constant(ARTANH + 20), s2)
  const fourth = fma(constant(ARTANH + 12), last, s2)
  const third = fma(constant(ARTANH + 8), fourth, s2)
  const second = fma(constant(ARTANH + 4), third, s2)
  const rest = fma(constant(ARTANH), second, s2)
  const twice = f32x4.add(s, s)
  return fma(twice, f32x4.mul(twice, s2), rest)
}

/** 1 / (1 + e). */
// @ts-ignore: decorator
@inline
export function logistic(e: v128): v128 {
  return f32x4.div(constant(ONE), f32x4.add(constant(ONE), e))
}

/** sigmoid(z) = 1/(1 + e^−z), from e = decay(z) and r = logistic(e): r for z ≥ 0, e·r for z < 0. */
// @ts-ignore: decorator
@inline
export function sigmoid(z: v128, e: v128, r: v128): v128 {
  return v128.bitselect(f32x4.mul(e, r), r, i32x4.shr_s(z, 31))
}

/** sigmoid'(z) = e·r². */
// @ts-ignore: decorator
@inline
export function sigmoidSlope(e: v128, r: v128): v128 {
  return f32x4.mul(f32x4.mul(e, r), r)
}

/** −2·min(|z|, 43.5), the exponent of tanh. */
// @ts-ignore: decorator
@inline
export function tanhExponent(z: v128): v128 {
  return f32x4.mul(f32x4.pmax(v128.or(z, constant(SIGN)), constant(MINUS_MOST_TANH)), constant(TWO))
}

/** tanh(z) = −m/(2 + m) with z's sign, m = e^−2|z| − 1; r = 1/(2 + m). */
// @ts-ignore: decorator
@inline
export function tanh(z: v128, m: v128, r: v128): v128 {
  const sign = constant(SIGN)
  return v128.or(v128.andnot(f32x4.mul(m, r), sign), v128.and(z, sign))
}

/** tanh'(z) = 4e/(1 + e)², e = e^−2|z|. */
// @ts-ignore: decorator
@inline
export function tanhSlope(e: v128, r: v128): v128 {
  return f32x4.mul(f32x4.mul(f32x4.mul(e, constant(FOUR)), r), r)
}

/** 1 / (2 + m), the divisor of tanh. */
// @ts-ignore: decorator
@inline
export function tanhDivisor(m: v128): v128 {
  return f32x4.div(constant(ONE), f32x4.add(constant(TWO), m))
}

/** m = e^y − 1 from s = 2^n and q = e^r − 1: without cancellation for small y. */
// @ts-ignore: decorator
@inline
export function expm1(s: v128, q: v128): v128 {
  return fma(f32x4.sub(s, constant(ONE)), s, q)
}
