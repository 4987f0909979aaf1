/**
 * The minLSTM's gates (Feng et al. 2024): f and i of x_t alone, normalised so that they add up to
 * 1, f = σ(z_f) / (σ(z_f) + σ(z_i)), i = 1 − f. All else is that of lstm-variants.ts: o = 1, h = c,
 * and c_t = f⊙c_{t−1} + i⊙z_g.
 */
import { decay, logistic, sigmoid } from './activations'
import { exponential, extended, plus, scaledBy, sigmoid as sigmoidExtended, times, toFloat64,
  ExtendedFloat } from './extended-float'
import { modifierGate } from './lstm-variants'
import { ROW, WorkspacePlan } from './memory-plan'

/**
 * σ(z_i)/σ(z_f) = q·e^d with q = (1 + e^−|z_f|)/(1 + e^−|z_i|) and d = max(−z_f, 0) − max(−z_i, 0).
 * So f = a/(a + b) and i = b/(a + b) with a = 1, b = q·e^d, or, where d > 0, a = e^−d, b = q: right
 * where both σ are below float32, too. ∂f/∂z_f = f·i·σ(−z_f), ∂f/∂z_i = −f·i·σ(−z_i).
 */
// @ts-ignore: decorator
@pairs
export function writeNormalisedCell(p: WorkspacePlan, planes: usize, t: i32, rows: i32): void {
  const gate = <usize>p.unitPanels * p.zStride, gateNow = <usize>(p.unitPanels * p.rows) * ROW,
    next = modifierGate(p)
  const one = f32x4.splat(1), zero = f32x4.splat(0)
  for (let u: i32 = 0; u < p.unitPanels; u++) {
    const panel = <usize>(u * p.rows) * ROW, plane = <usize>u * p.zStride + <usize>t * p.stepStride
    const modifier: usize = <usize>u * p.modifierStride + <usize>t * p.modifierStep
    for (let r: usize = 0; r < <usize>rows * ROW; r += 16) {
      const z = planes + p.zNow + panel + r, factor = planes + p.z + plane + r,
        cell = planes + p.c + panel + r
      const m = p.multipliers + modifier + (r & 16), a = p.addends + modifier + (r & 16)
      const mi = v128.load(m), mf = v128.load(m + next), mg = v128.load(m + 2 * next),
        mBelt = v128.load(m + 4 * next)
      const mBackward = v128.load(m + 5 * next)
      const vi = v128.load(z), ei = decay(vi), ri = logistic(ei)
      const vf = v128.load(z + gateNow), ef = decay(vf), rf = logistic(ef)
      const q = f32x4.mul(f32x4.add(one, ef), ri)
      const d = f32x4.sub(f32x4.pmax(f32x4.neg(vf), zero), f32x4.pmax(f32x4.neg(vi), zero))
      const e = decay(d), above = f32x4.gt(d, zero)
      const ofF = v128.bitselect(e, one, above)
      const ofI = v128.bitselect(q, f32x4.mul(q, e), above)
      const inverse = f32x4.div(one, f32x4.add(ofF, ofI))
      const pureF = f32x4.mul(ofF, inverse), pureI = f32x4.mul(ofI, inverse)
      const f = f32x4.add(f32x4.mul(mf, pureF), v128.load(a + next))
      const i = f32x4.add(f32x4.mul(mi, pureI), v128.load(a))
      const g = f32x4.add(f32x4.mul(mg, v128.load(z + 2 * gateNow)), v128.load(a + 2 * next))
      const before = v128.load(cell), kept = f32x4.mul(mBelt, f)
      v128.store(cell, f32x4.add(f32x4.mul(kept, before), f32x4.mul(i, g)))
      if (p.keep) {
        // ∂c/∂f − ∂c/∂i, where i falls as f grows.
        const byF = f32x4.sub(f32x4.mul(f32x4.mul(mf, mBelt), before), f32x4.mul(mi, g))
        const both = f32x4.mul(f32x4.mul(pureF, pureI), byF)
        v128.store(factor, f32x4.neg(f32x4.mul(both, sigmoid(f32x4.neg(vi), ei, ri))))
        v128.store(factor + gate, f32x4.mul(both, sigmoid(f32x4.neg(vf), ef, rf)))
        v128.store(factor + 2 * gate, f32x4.mul(i, mg))
        v128.store(planes + p.forget + plane + r, f32x4.mul(mBackward, kept))
      }
      if (p.record) {
        v128.store(planes + p.recordF + plane + r, f)
        v128.store(planes + p.recordI + plane + r, i)
        v128.store(planes + p.recordG + plane + r, g)
      }
    }
  }
}

/** The share of σ(z) in σ(z) + σ(other), in numbers of any size. */
export function shareExtended(z: f64, other: f64): ExtendedFloat {
  const d = Math.max(-z, 0) - Math.max(-other, 0)
  const e = exponential(-Math.abs(d))
  const q = (1 + toFloat64(exponential(-Math.abs(z)))) /
    (1 + toFloat64(exponential(-Math.abs(other))))
  const own = d > 0 ? e : extended(1), others = d > 0 ? extended(q) : scaledBy(e, q)
  return scaledBy(own, 1 / toFloat64(plus(own, others)))
}

/** f·i·σ(−z): by how much the share of z grows with z. */
export function slopeOfShare(z: f64, other: f64): ExtendedFloat {
  const both = times(shareExtended(z, other), shareExtended(other, z))
  return times(both, sigmoidExtended(-z, exponential(-Math.abs(z))))
}
