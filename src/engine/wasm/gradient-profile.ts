/**
 * The gradient profile of a row block, as BPTT leaves it: where its norms stand, and the path split
 * of ∂L/∂c_t.
 */
import { WorkspacePlan, ROW } from './memory-plan'
import { addSquares, flush, powerOfTwo } from './scaled-vector'

/** The fields of a profile, as norms are stored: of ∂L/∂h, ∂L/∂c, the belt, the rest and ∂L/∂x. */
export const HIDDEN: i32 = 0
export const CELL: i32 = 1
export const BELT: i32 = 2
export const REST: i32 = 3
export const INPUT: i32 = 4

/** A field's norm at t: a sum of squares that stands for sum·2^(2e). */
export function note(p: WorkspacePlan, base: usize, field: i32, t: i32, sum: v128,
  exponent: i32): void {
  const at = base + p.norms + (<usize>(field * p.timeSteps + t) << 4)
  store<f64>(at, f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1))
  store<f64>(at, <f64>exponent, 8)
}

/**
 * The path split, exact because BPTT is linear: b_t = f_{t+1}⊙b_{t+1} + (the loss's own part), and
 * r_t = f_{t+1}⊙r_{t+1} + (what came through h from t+1); b_t + r_t = ∂L/∂c_t. The rest shares the
 * exponent of ∂L/∂h and ∂L/∂c; the belt may decay at its own rate and has its own.
 */
// @ts-ignore: decorator
@pairs
export function splitPaths(
  p: WorkspacePlan, base: usize, planes: usize, t: i32, rows: i32, injected: bool, exponent: i32,
  beltExponent: i32,
): void {
  const own = f32x4.splat(injected ? powerOfTwo(-beltExponent) : 0)
  let belts = f64x2.splat(0), rests = f64x2.splat(0)
  for (let u: i32 = 0; u < p.unitPanels; u++) {
    const plane = <usize>u * p.zStride + <usize>t * p.stepStride
    for (let r: usize = 0; r < <usize>rows * ROW; r += 16) {
      const at = planes + <usize>(u * p.rows) * ROW + r
      const outputSlope = v128.load(planes + p.outputSlope + plane + r),
        f = v128.load(planes + p.forget + plane + r)
      const loss = f32x4.mul(v128.load(at + p.lossGradient), own)
      const b = f32x4.add(v128.load(at + p.belt), f32x4.mul(loss, outputSlope))
      const rest = f32x4.add(v128.load(at + p.rest), f32x4.mul(v128.load(at + p.dh), outputSlope))
      belts = addSquares(belts, b)
      rests = addSquares(rests, rest)
      v128.store(at + p.belt, flush(f32x4.mul(b, f)))
      v128.store(at + p.rest, flush(f32x4.mul(rest, f)))
    }
  }
  note(p, base, BELT, t, belts, beltExponent)
  note(p, base, REST, t, rests, exponent)
}
