/**
 * Vectors with a power-of-two exponent: the true value is v·2^e. BPTT is linear in the gradient
 * that comes in, so a gradient that vanishes is scaled up before float32 would lose it (exactly:
 * only exponents change), and what is measured of it is right at 1e−300 and at 1e−3000. Numbers
 * below TINY are set to zero where they are written: beside what float32 can hold they are nothing,
 * and subnormals slow a processor down up to a hundred times.
 */

import { constant, magnitude, TINIEST } from './constants'

/** 2^−100, about 8e−31. */
export const TINY: f32 = 7.888609052210118e-31
/** Below 2^−40 a vector is scaled up, above 2^60 down, to about 1. */
const LOW: f32 = 9.094947017729282e-13
const HIGH: f32 = 1.152921504606847e18

/** 2^k as float32; 0 below its range, 2^127 above. */
// @ts-ignore: decorator
@inline
export function powerOfTwo(k: i32): f32 {
  if (k < -126) return 0
  return reinterpret<f32>(((k > 127 ? 127 : k) + 127) << 23)
}

/** v, with entries below TINY set to zero (NaN is kept). */
// @ts-ignore: decorator
@inline
export function flush(v: v128): v128 {
  return v128.andnot(v, f32x4.lt(magnitude(v), constant(TINIEST)))
}

/** The largest of four lanes. */
export function largestLane(v: v128): f32 {
  return max<f32>(
    max<f32>(f32x4.extract_lane(v, 0), f32x4.extract_lane(v, 1)),
    max<f32>(f32x4.extract_lane(v, 2), f32x4.extract_lane(v, 3)),
  )
}

/**
 * Largest |v| over `bytes` bytes, a multiple of 16; NaN counts as 0. Four at a time: one after
 * another, each would wait for the one before.
 */
export function largest(at: usize, bytes: usize): f32 {
  let a = f32x4.splat(0), b = a, c = a, d = a, n: usize = 0
  for (; n + 64 <= bytes; n += 64) {
    const v = at + n
    a = f32x4.pmax(a, magnitude(v128.load(v)))
    b = f32x4.pmax(b, magnitude(v128.load(v, 16)))
    c = f32x4.pmax(c, magnitude(v128.load(v, 32)))
    d = f32x4.pmax(d, magnitude(v128.load(v, 48)))
  }
  for (; n < bytes; n += 16) a = f32x4.pmax(a, magnitude(v128.load(at + n)))
  return largestLane(f32x4.pmax(f32x4.pmax(a, b), f32x4.pmax(c, d)))
}

/** v ← v·2^k over `bytes` bytes, tiny entries set to zero. */
// @ts-ignore: decorator
@pairs
export function scale(at: usize, bytes: usize, k: i32): void {
  const factor = f32x4.splat(powerOfTwo(k))
  for (let n: usize = 0; n < bytes; n += 16) v128.store(at + n,
    flush(f32x4.mul(v128.load(at + n), factor)))
}

/**
 * By how many powers of two a vector with this largest entry should be scaled: 0 while it is in
 * range.
 */
export function shiftFor(top: f32): i32 {
  if (top == 0 || (top >= LOW && top <= HIGH) || top == Infinity) return 0
  return 127 - <i32>((reinterpret<u32>(top) >> 23) & 255)
}

/** sum + Σ v², two lanes in float64. */
// @ts-ignore: decorator
@inline
export function addSquares(sum: v128, v: v128): v128 {
  const low = f64x2.promote_low_f32x4(v)
  const high = f64x2.promote_low_f32x4(i32x4.shuffle(v, v, 2, 3, 2, 3))
  return f64x2.add(f64x2.add(sum, f64x2.mul(low, low)), f64x2.mul(high, high))
}
