/**
 * The sLSTM's gates (Beck et al. 2024, eq. 8 to 17): i = e^{z_i}, f = σ(z_f), n_t = f n_{t−1} + i,
 * and h_t = o⊙c_t/n_t. What runs here is c/n, the weighted mean of all g so far, and ν = ln n, so
 * that nothing overflows and there is no stabiliser to carry: with a = ln σ(z_f) + ν_{t−1}
 *
 *     f = σ(a − z_i), i = σ(z_i − a) = 1 − f, c_t = f⊙c_{t−1} + i⊙g, ν_t = ln(e^a + e^{z_i}).
 *
 * Before the first step n is 0: f_1 = 0, i_1 = 1. o, and h = o⊙c, are those of lstm-variants.ts.
 */
import {
  decay, expm1, expm1Reduced, fma, log1p, logistic, power, rounded, sigmoid, tanh, tanhDivisor,
  tanhExponent, tanhSlope,
} from './activations'
import { EXTENDED_BYTES } from './extended-float'
import { CELL, HIDDEN, note } from './gradient-profile'
import { modifierGate } from './lstm-variants'
import { ROW, WorkspacePlan } from './memory-plan'
import { addSquares, flush, powerOfTwo } from './scaled-vector'

/** ν_0 = ln 0. */
export function startNormaliser(p: WorkspacePlan, planes: usize): void {
  const nothing = f32x4.splat(-Infinity), bytes = <usize>(p.unitPanels * p.rows) * ROW
  for (let n: usize = 0; n < bytes; n += 16) v128.store(planes + p.normaliser + n, nothing)
}

/**
 * Surgery changes what f and i do to c, and not n. Kept for BPTT: f and i as they are before it, in
 * `shareF` and `shareI`; in z_i's place ∂c_t/∂a = f·i·(∂c_t/∂f − ∂c_t/∂i), in z_f's ∂a/∂z_f =
 * σ(−z_f).
 */
// @ts-ignore: decorator
@pairs
export function writeExponentialCell(p: WorkspacePlan, planes: usize, t: i32, rows: i32): void {
  const gate = <usize>p.unitPanels * p.zStride, gateNow = <usize>(p.unitPanels * p.rows) * ROW,
    next = modifierGate(p)
  const zero = f32x4.splat(0), there = i32x4.splat(t > 0 ? -1 : 0)
  for (let u: i32 = 0; u < p.unitPanels; u++) {
    const panel = <usize>(u * p.rows) * ROW, plane = <usize>u * p.zStride + <usize>t * p.stepStride
    const modifier: usize = <usize>u * p.modifierStride + <usize>t * p.modifierStep
    for (let r: usize = 0; r < <usize>rows * ROW; r += 16) {
      const z = planes + p.zNow + panel + r, factor = planes + p.z + plane + r,
        cell = planes + p.c + panel + r, nu = planes + p.normaliser + panel + r
      const m = p.multipliers + modifier + (r & 16), a = p.addends + modifier + (r & 16)
      const mi = v128.load(m), mf = v128.load(m + next), mg = v128.load(m + 2 * next),
        mBelt = v128.load(m + 4 * next)
      const mBackward = v128.load(m + 5 * next)
      const vi = v128.load(z)
      const vf = v128.load(z + gateNow), ef = decay(vf), rf = logistic(ef)
      // ln σ(z_f) = min(z_f, 0) − ln(1 + e^−|z_f|)
      const kept = f32x4.add(f32x4.sub(f32x4.pmin(zero, vf), log1p(ef)), v128.load(nu))
      const d = f32x4.sub(kept, vi)
      const e = v128.and(decay(d), there), ratio = logistic(e)
      const pureF = sigmoid(d, e, ratio), pureI = sigmoid(f32x4.neg(d), e, ratio)
      v128.store(nu, f32x4.add(f32x4.pmax(kept, vi), log1p(e)))
      const f = f32x4.add(f32x4.mul(mf, pureF), v128.load(a + next))
      const i = f32x4.add(f32x4.mul(mi, pureI), v128.load(a))
      const vg = v128.load(z + 2 * gateNow), y = tanhExponent(vg), n = rounded(y), s = power(n),
        q = expm1Reduced(y, n)
      const x = expm1(s, q), rg = tanhDivisor(x)
      const g = f32x4.add(f32x4.mul(mg, tanh(vg, x, rg)), v128.load(a + 2 * next))
      const before = v128.load(cell), onBelt = f32x4.mul(mBelt, f)
      v128.store(cell, f32x4.add(f32x4.mul(onBelt, before), f32x4.mul(i, g)))
      if (p.keep) {
        const byF = f32x4.sub(f32x4.mul(f32x4.mul(mf, mBelt), before), f32x4.mul(mi, g))
        v128.store(factor, f32x4.mul(f32x4.mul(pureF, pureI), byF))
        v128.store(factor + gate, sigmoid(f32x4.neg(vf), ef, rf))
        v128.store(factor + 2 * gate, f32x4.mul(f32x4.mul(i, mg), tanhSlope(fma(s, s, q), rg)))
        v128.store(planes + p.forget + plane + r, f32x4.mul(mBackward, onBelt))
        v128.store(planes + p.shareF + plane + r, pureF)
        v128.store(planes + p.shareI + plane + r, pureI)
      }
      if (p.record) {
        v128.store(planes + p.recordF + plane + r, f)
        v128.store(planes + p.recordI + plane + r, i)
        v128.store(planes + p.recordG + plane + r, g)
      }
    }
  }
}

/**
 * gatesLstm of backward-gates.ts, and dν beside dc: with w = dc⊙∂c_t/∂a what a gets is f⊙dν_t + w =
 * dν_{t−1}, dz_f = dν_{t−1}⊙∂a/∂z_f, dz_i = i⊙dν_t − w.
 */
// @ts-ignore: decorator
@pairs
export function gatesExponential(
  p: WorkspacePlan, base: usize, planes: usize, t: i32, rows: i32, injected: bool, exponent: i32,
  lost: bool, measure: i32,
): bool {
  const own = f32x4.splat(injected ? powerOfTwo(-exponent) : 0)
  const scaled = lost || exponent != 0
  const actual = f32x4.splat(lost ? 0 : powerOfTwo(exponent))
  const gate = <usize>p.unitPanels * p.zStride, dzGate = <usize>(p.unitPanels * p.rows) * ROW
  let any = i32x4.splat(0), hidden = f64x2.splat(0), cell = f64x2.splat(0)
  for (let u: i32 = 0; u < p.unitPanels; u++) {
    const plane = <usize>u * p.zStride + <usize>t * p.stepStride
    const panel = <usize>(u * p.rows) * ROW
    for (let r: usize = 0; r < <usize>rows * ROW; r += 16) {
      const at = planes + panel + r, z = planes + p.z + plane + r, now = planes + plane + r
      const dh = f32x4.add(v128.load(at + p.dh), f32x4.mul(v128.load(at + p.lossGradient), own))
      const dc = f32x4.add(v128.load(at + p.dc), f32x4.mul(dh, v128.load(now + p.outputSlope)))
      const dn = v128.load(at + p.dNormaliser), w = f32x4.mul(dc, v128.load(z))
      const past = f32x4.add(f32x4.mul(dn, v128.load(now + p.shareF)), w)
      const di = f32x4.sub(f32x4.mul(dn, v128.load(now + p.shareI)), w)
      const df = f32x4.mul(past, v128.load(z + gate))
      const dg = f32x4.mul(dc, v128.load(z + 2 * gate))
      const dO = f32x4.mul(dh, v128.load(z + 3 * gate))
      if (measure) {
        hidden = addSquares(hidden, dh)
        cell = addSquares(cell, dc)
      }
      v128.store(at + p.dc, flush(f32x4.mul(dc, v128.load(now + p.forget))))
      v128.store(at + p.dNormaliser, flush(past))
      let wi = flush(di), wf = flush(df), wg = flush(dg), wo = flush(dO)
      if (scaled) {
        const to = at + p.dz
        v128.store(to, wi)
        v128.store(to + dzGate, wf)
        v128.store(to + 2 * dzGate, wg)
        v128.store(to + 3 * dzGate, wo)
        wi = flush(f32x4.mul(di, actual))
        wf = flush(f32x4.mul(df, actual))
        wg = flush(f32x4.mul(dg, actual))
        wo = flush(f32x4.mul(dO, actual))
      }
      v128.store(z, wi)
      v128.store(z + gate, wf)
      v128.store(z + 2 * gate, wg)
      v128.store(z + 3 * gate, wo)
      const all = v128.or(v128.or(wi, wf), v128.or(wg, wo))
      any = v128.or(any, all)
    }
  }
  if (measure) {
    note(p, base, HIDDEN, t, hidden, exponent)
    note(p, base, CELL, t, cell, exponent)
  }
  return v128.any_true(any)
}

/** ν_0 of one row in float64, one a Wide. */
export function startNormaliserExtended(p: WorkspacePlan, planes: usize): void {
  for (let k: i32 = 0; k < 8 * p.unitPanels; k++) {
    store<f64>(planes + p.normaliser + <usize>k * EXTENDED_BYTES, -Infinity)
  }
}

/** a − z_i, where ν_{t−1} stands at `nu`; ν_t takes its place. */
export function keptAgainstNew(zf: f64, zi: f64, nu: usize): f64 {
  const kept = Math.min(zf, 0) - Math.log1p(Math.exp(-Math.abs(zf))) + load<f64>(nu)
  const d = kept - zi
  store<f64>(nu, Math.max(kept, zi) + Math.log1p(Math.exp(-Math.abs(d))))
  return d
}
