/**
 * What a float32 pass may lose of what exponential gates make of dν and dc (s-lstm.ts): dν_{t−1} =
 * f⊙dν_t + dc⊙∂c_t/∂a, of which z_f gets its share, and i⊙dν_t, which z_i gets. A part of
 * underflow-watch.ts.
 */
import { magnitude } from './constants'
import { WorkspacePlan, ROW } from './memory-plan'
import { largestLane, powerOfTwo } from './scaled-vector'
import { lostBy, lostOf, open, underflows } from './underflow-bounds'

/** What the largest lost entry of dν may be, on its scale. */
let lostNormaliser: f64 = 0

export function startNormaliserWatch(): void {
  lostNormaliser = 0
}

/** Before dν is multiplied by 2^k. */
export function watchNormaliserRescale(p: WorkspacePlan, planes: usize, bytes: usize,
  k: i32): void {
  lostNormaliser = lostNormaliser * <f64>powerOfTwo(k) + lostBy(planes + p.dNormaliser, bytes, k)
}

/** Step t, where so much of each dc may be lost: what may be lost of each dz. */
export function watchNormaliser(p: WorkspacePlan, planes: usize, t: i32, rows: i32, own: f32,
  lostCell: f64): f64 {
  const gate = <usize>p.unitPanels * p.zStride
  // Before the first step nothing is kept: f_1 is 0 and no number near it.
  const there = i32x4.splat(t > 0 ? -1 : 0)
  let kept = i32x4.splat(0), sinking = kept, top = f32x4.splat(0), most = top
  for (let u: i32 = 0; u < p.unitPanels; u++) {
    const plane = <usize>u * p.zStride + <usize>t * p.stepStride
    for (let r: usize = 0; r < <usize>rows * ROW; r += 16) {
      const at = planes + <usize>(u * p.rows) * ROW + r, now = planes + plane + r
      const dh = f32x4.add(v128.load(at + p.dh),
        f32x4.mul(v128.load(at + p.lossGradient), f32x4.splat(own)))
      const dc = f32x4.add(v128.load(at + p.dc), f32x4.mul(dh, v128.load(now + p.outputSlope)))
      const dn = v128.load(at + p.dNormaliser), f = v128.load(now + p.shareF)
      const byA = v128.load(now + p.z), past = f32x4.add(f32x4.mul(dn, f), f32x4.mul(dc, byA))
      const acting = v128.or(open(p, 0, u, t, r), open(p, 1, u, t, r))
      kept = v128.or(kept, v128.or(underflows(dn, f), v128.and(underflows(dc, byA), acting)))
      kept = v128.or(kept, underflows(past, v128.load(now + p.z + gate)))
      sinking = v128.or(sinking, underflows(dn, v128.load(now + p.shareI)))
      top = f32x4.pmax(top, f32x4.pmax(magnitude(dn), magnitude(dc)))
      most = f32x4.pmax(most, f32x4.pmax(magnitude(f), magnitude(byA)))
    }
  }
  const largest = largestLane(top)
  const before = lostNormaliser
  lostNormaliser = (before + lostCell) * <f64>largestLane(most) +
    lostOf(v128.any_true(v128.and(kept, there)), largest)
  return before + lostNormaliser + lostOf(v128.any_true(sinking), largest)
}
