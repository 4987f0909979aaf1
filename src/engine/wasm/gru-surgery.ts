/**
 * The GRU under surgery: r, z and n are m⊙gate + a as the LSTM's gates are (lstm-variants.ts), and
 * the way straight on has the belt's m: h_t = (1 − z)⊙n + m_belt⊙z⊙h_{t−1}. What BPTT multiplies
 * with is kept as in gru.ts, and so the backward pass is the same.
 */
import {
  decay, expm1, expm1Reduced, fma, logistic, power, rounded, sigmoid, sigmoidSlope, tanh,
  tanhDivisor, tanhExponent,
  tanhSlope,
} from './activations'
import { modifierGate } from './lstm-variants'
import { WorkspacePlan, ROW } from './memory-plan'

/**
 * One step. With m = 1 and a = 0 it comes to the same bits as activateGru: dz_z =
 * (m_belt·h_{t−1} − n)·m_z·z', dx̂ = (1 − z)·m_n·n', dĥ = dx̂·r, dz_r = dx̂·ĥ·m_r·r'.
 */
// @ts-ignore: decorator
@pairs
export function activateOperatedGru(p: WorkspacePlan, planes: usize, t: i32, rows: i32): void {
  const gate = <usize>p.unitPanels * p.zStride, gateNow = <usize>(p.unitPanels * p.rows) * ROW,
    next = modifierGate(p)
  const from = <usize>(t * p.rows) * ROW, to = from + <usize>p.rows * ROW
  const one = f32x4.splat(1)
  for (let u: i32 = 0; u < p.unitPanels; u++) {
    const panel = <usize>(u * p.rows) * ROW, plane = <usize>u * p.zStride + <usize>t * p.stepStride
    const modifier: usize = <usize>u * p.modifierStride + <usize>t * p.modifierStep
    const h = planes + p.h + <usize>u * p.hStride
    for (let at: usize = 0; at < <usize>rows * ROW; at += 16) {
      const now = planes + p.zNow + panel + at, factor = planes + p.z + plane + at
      const m = p.multipliers + modifier + (at & 16), a = p.addends + modifier + (at & 16)
      const mr = v128.load(m), mz = v128.load(m + next), mn = v128.load(m + 2 * next)
      const mBelt = v128.load(m + 4 * next), mBackward = v128.load(m + 5 * next)
      const vr = v128.load(now), er = decay(vr), rr = logistic(er)
      const r = f32x4.add(f32x4.mul(mr, sigmoid(vr, er, rr)), v128.load(a))
      const vz = v128.load(now + gateNow), ez = decay(vz), rz = logistic(ez)
      const z = f32x4.add(f32x4.mul(mz, sigmoid(vz, ez, rz)), v128.load(a + next))
      const ofPast = v128.load(now + 3 * gateNow)
      const vn = f32x4.add(v128.load(now + 2 * gateNow), f32x4.mul(r, ofPast))
      const y = tanhExponent(vn), k = rounded(y), s = power(k), q = expm1Reduced(y, k),
        x = expm1(s, q)
      const rn = tanhDivisor(x)
      const n = f32x4.add(f32x4.mul(mn, tanh(vn, x, rn)), v128.load(a + 2 * next))
      const before = f32x4.mul(mBelt, v128.load(h + from + at)), open = f32x4.sub(one, z)
      v128.store(h + to + at, f32x4.add(f32x4.mul(open, n), f32x4.mul(z, before)))
      if (p.keep) {
        const byN = f32x4.mul(f32x4.mul(open, mn), tanhSlope(fma(s, s, q), rn))
        v128.store(factor,
          f32x4.mul(f32x4.mul(f32x4.mul(byN, ofPast), mr), sigmoidSlope(er, rr)))
        v128.store(factor + gate,
          f32x4.mul(f32x4.mul(f32x4.sub(before, n), mz), sigmoidSlope(ez, rz)))
        v128.store(factor + 2 * gate, byN)
        v128.store(factor + 3 * gate, f32x4.mul(byN, r))
        v128.store(planes + p.forget + plane + at, f32x4.mul(f32x4.mul(mBackward, mBelt), z))
      }
      if (p.record) {
        v128.store(planes + p.recordF + plane + at, z)
        v128.store(planes + p.recordI + plane + at, r)
        v128.store(planes + p.recordG + plane + at, n)
      }
    }
  }
}
