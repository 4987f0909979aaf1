/**
 * The LSTM under surgery, and the variants that leave out or couple a part (Greff et al. 2015):
 * every gate is m⊙gate + a, with m and a for each unit and, under surgery, each time step. A
 * clamped gate has m = 0, so no gradient passes it; what BPTT multiplies with is kept as in
 * forward.ts, and so the backward pass is the same.
 */
import {
  decay, expm1, expm1Reduced, fma, logistic, power, rounded, sigmoid, sigmoidSlope, tanh,
  tanhDivisor, tanhExponent,
  tanhSlope,
} from './activations'
import {
  COUPLED, INPUT_ONLY, PLAIN_CANDIDATE, PLAIN_OUTPUT, ROW, SEVERED_BOTH, WorkspacePlan,
} from './memory-plan'

/** Bytes from the multipliers of i to those of f, and on to g, o and the belt. */
// @ts-ignore: decorator
@inline
export function modifierGate(p: WorkspacePlan): usize {
  return <usize>p.unitPanels * p.modifierStride
}

/**
 * i, f, g, and c_t = m_belt⊙f⊙c_{t−1} + i⊙g. `forget` keeps what BPTT multiplies with on the belt,
 * m_backward⊙m_belt⊙f. With i = 1 − f, dz_f = dc·(m_belt·c_{t−1} − m_i·g)·f' and dz_i = 0.
 */
// @ts-ignore: decorator
@pairs
export function writeOperatedCell(p: WorkspacePlan, planes: usize, t: i32, rows: i32): void {
  const gate = <usize>p.unitPanels * p.zStride, gateNow = <usize>(p.unitPanels * p.rows) * ROW,
    next = modifierGate(p)
  const coupled = (p.flags & COUPLED) != 0, plain = (p.flags & PLAIN_CANDIDATE) != 0
  const one = f32x4.splat(1)
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
      const vf = v128.load(z + gateNow), ef = decay(vf), rf = logistic(ef)
      const f = f32x4.add(f32x4.mul(mf, sigmoid(vf, ef, rf)), v128.load(a + next))
      const vi = v128.load(z), ei = decay(vi), ri = logistic(ei)
      const i = f32x4.add(f32x4.mul(mi, coupled ? f32x4.sub(one, f) : sigmoid(vi, ei, ri)),
        v128.load(a))
      const vg = v128.load(z + 2 * gateNow)
      let g = vg, slopeG = one
      if (!plain) {
        const y = tanhExponent(vg), n = rounded(y), s = power(n), q = expm1Reduced(y, n),
          x = expm1(s, q)
        const rg = tanhDivisor(x)
        g = tanh(vg, x, rg)
        slopeG = tanhSlope(fma(s, s, q), rg)
      }
      g = f32x4.add(f32x4.mul(mg, g), v128.load(a + 2 * next))
      const before = v128.load(cell), kept = f32x4.mul(mBelt, f)
      v128.store(cell, f32x4.add(f32x4.mul(kept, before), f32x4.mul(i, g)))
      if (p.keep) {
        let byF = f32x4.mul(mBelt, before)
        if (coupled) byF = f32x4.sub(byF, f32x4.mul(mi, g))
        v128.store(factor, coupled ? f32x4.splat(0) :
          f32x4.mul(f32x4.mul(g, mi), sigmoidSlope(ei, ri)))
        v128.store(factor + gate, f32x4.mul(f32x4.mul(byF, mf), sigmoidSlope(ef, rf)))
        v128.store(factor + 2 * gate, f32x4.mul(f32x4.mul(i, mg), slopeG))
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

/** o, and h_t = o⊙tanh(c_t), or o⊙c_t. */
// @ts-ignore: decorator
@pairs
export function exposeOperatedCell(p: WorkspacePlan, planes: usize, t: i32, rows: i32): void {
  const gate = <usize>p.unitPanels * p.zStride, gateNow = <usize>(p.unitPanels * p.rows) * ROW,
    next = modifierGate(p)
  const plain = (p.flags & PLAIN_OUTPUT) != 0
  const to = <usize>(t + 1) * p.rows * ROW
  for (let u: i32 = 0; u < p.unitPanels; u++) {
    const panel = <usize>(u * p.rows) * ROW, plane = <usize>u * p.zStride + <usize>t * p.stepStride
    const modifier: usize = next * 3 + <usize>u * p.modifierStride + <usize>t * p.modifierStep
    for (let r: usize = 0; r < <usize>rows * ROW; r += 16) {
      const c = v128.load(planes + p.c + panel + r)
      let out = c, slope = f32x4.splat(1)
      if (!plain) {
        const y = tanhExponent(c), n = rounded(y), s = power(n), q = expm1Reduced(y, n),
          x = expm1(s, q)
        const rc = tanhDivisor(x)
        out = tanh(c, x, rc)
        slope = tanhSlope(fma(s, s, q), rc)
      }
      const vo = v128.load(planes + p.zNow + panel + 3 * gateNow + r), eo = decay(vo),
        ro = logistic(eo)
      const m = v128.load(p.multipliers + modifier + (r & 16))
      const o = f32x4.add(f32x4.mul(m, sigmoid(vo, eo, ro)),
        v128.load(p.addends + modifier + (r & 16)))
      if (p.keep) {
        v128.store(planes + p.z + plane + 3 * gate + r,
          f32x4.mul(f32x4.mul(out, m), sigmoidSlope(eo, ro)))
        v128.store(planes + p.outputSlope + plane + r, f32x4.mul(o, slope))
      }
      v128.store(planes + p.h + <usize>u * p.hStride + to + r, f32x4.mul(o, out))
      if (p.record) {
        v128.store(planes + p.recordO + plane + r, o)
        v128.store(planes + p.recordC + plane + r, c)
      }
    }
  }
}

/** Whether h_{t−1} is kept from the gates of t (counted from 0), or they never see it. */
// @ts-ignore: decorator
@inline
export function isSevered(p: WorkspacePlan, t: i32): bool {
  if (p.flags & INPUT_ONLY) return true
  return p.severed != 0 && load<i32>(p.severed + (<usize>t << 2)) == SEVERED_BOTH
}

/** Whether no gradient goes from the gates of t to h_{t−1}, which they may read all the same. */
// @ts-ignore: decorator
@inline
export function isSeveredBackward(p: WorkspacePlan, t: i32): bool {
  if (p.flags & INPUT_ONLY) return true
  return p.severed != 0 && load<i32>(p.severed + (<usize>t << 2)) != 0
}

/**
 * Feeds zeros in place of h_{t−1} where the way is severed, and notes what was fed, which the
 * weight gradients take for h_{t−1}.
 */
export function feedPast(p: WorkspacePlan, planes: usize, t: i32, rows: i32): void {
  const severed = isSevered(p, t)
  const step = <usize>(t * p.rows) * ROW, bytes = <usize>p.rows * ROW
  if (severed) {
    const quarter = <usize>(p.inputRows + 8 * p.unitPanels) << 4
    for (let r: i32 = 0; r < rows >> 2; r++) {
      memory.fill(planes + p.hNow + <usize>r * quarter + (<usize>p.inputRows << 4), 0,
        <usize>(8 * p.unitPanels) << 4)
    }
  }
  if (p.past == p.h) return
  for (let u: i32 = 0; u < p.unitPanels; u++) {
    const to = planes + p.past + <usize>u * p.pastStride + step
    if (severed) memory.fill(to, 0, bytes)
    else memory.copy(to, planes + p.h + <usize>u * p.hStride + step, bytes)
  }
}
