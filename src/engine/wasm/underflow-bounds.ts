/** What a float32 pass may lose: what comes near the lower end of its numbers, and bounds of it. */
import { constant, magnitude, ONE, UNDERFLOW } from './constants'
import { OPERATED, WorkspacePlan, ROW } from './memory-plan'
import { powerOfTwo, TINY } from './scaled-vector'

/** 2^−40: products with smaller weights may be below float32. */
const SMALL_WEIGHT: f32 = 9.094947017729282e-13

/**
 * Whether any weight that BPTT multiplies with is so small that a product with it may be below
 * float32.
 */
export function hasSmallWeights(p: WorkspacePlan): bool {
  const end = p.backReadout + <usize>(8 * p.unitPanels * p.outputPanels) * ROW
  let any = i32x4.splat(0)
  for (let at = p.backWeights; at < end; at += 16) {
    const w = magnitude(v128.load(at))
    const small = f32x4.lt(w, f32x4.splat(SMALL_WEIGHT))
    any = v128.or(any, v128.and(small, f32x4.gt(w, f32x4.splat(0))))
  }
  return v128.any_true(any)
}

/** Lanes in which a is not zero and a·b, or b alone, is nothing in float32 or near it. */
// @ts-ignore: decorator
@inline
export function underflows(a: v128, b: v128): v128 {
  const size = f32x4.mul(magnitude(b), f32x4.pmin(constant(ONE), magnitude(a)))
  return v128.and(f32x4.lt(size, constant(UNDERFLOW)), f32x4.ne(a, f32x4.splat(0)))
}

/** What may be lost of values up to `top`, if anything underflowed. */
export function lostOf(underflowed: bool, top: f32): f64 {
  return underflowed ? <f64>TINY * max(1, <f64>top) : 0
}

/** What may be lost among so many bytes when they are multiplied by 2^k. */
export function lostBy(at: usize, bytes: usize, k: i32): f64 {
  if (k > 0) return 0
  const factor = f32x4.splat(powerOfTwo(k))
  let any = i32x4.splat(0)
  for (let n: usize = 0; n < bytes; n += 16) {
    const v = v128.load(at + n),
      faint = f32x4.lt(magnitude(f32x4.mul(v, factor)), constant(UNDERFLOW))
    any = v128.or(any, v128.and(faint, f32x4.ne(v, f32x4.splat(0))))
  }
  return lostOf(v128.any_true(any), 0)
}

/**
 * Lanes in which a gate's multiplier is not zero; where it is, nothing underflows, since nothing is
 * there.
 */
// @ts-ignore: decorator
@inline
export function open(p: WorkspacePlan, gate: i32, u: i32, t: i32, r: usize): v128 {
  if (!(p.flags & OPERATED)) return i32x4.splat(-1)
  const panel = <usize>(gate * p.unitPanels + u) * p.modifierStride
  const m = v128.load(p.multipliers + panel + <usize>t * p.modifierStep + (r & 16))
  return f32x4.ne(m, f32x4.splat(0))
}
