/**
 * The forward pass of one sequence in numbers of any size, for what BPTT multiplies with: the
 * factors of dz, f_t (of the GRU z_t) and o(1 − tanh² c_t) of all t. A Wide is as large as four
 * floats and a row block has four rows at least, so everything has room where the whole block's
 * stood, as [t][..] of one row: factors in z, f in forget, o(1 − tanh² c) in exposed, [x_t, 1,
 * h_{t−1}] in hNow, z_t in zNow; and c_t in c, h_t in dh.
 */
import { isSevered } from './lstm-variants'
import {
  COUPLED, EXPONENTIAL, GRU, NORMALISED, OPERATED, PEEPHOLES, PLAIN_CANDIDATE, PLAIN_OUTPUT,
  WorkspacePlan, ROW,
} from './memory-plan'
import {
  clear, exponential, multiplyExtended, toFloat64, plus, scaledBy, sigmoid, sigmoidSlope, tanh,
  tanhSlope, times, EXTENDED_BYTES, extended,
  ExtendedFloat,
} from './extended-float'
import { shareExtended, slopeOfShare } from './min-lstm'
import { peepholes } from './peephole'
import { keptAgainstNew, startNormaliserExtended } from './s-lstm'

/** Bytes of [8U] Wide. */
// @ts-ignore: decorator
@inline
export function unitBytes(p: WorkspacePlan): usize {
  return <usize>(8 * p.unitPanels) * EXTENDED_BYTES
}

/** Where a float of column k stands in row `row` of an area whose panels are `stride` apart. */
// @ts-ignore: decorator
@inline
export function columnAt(area: usize, stride: usize, row: i32, k: i32): usize {
  return area + <usize>(k >> 3) * stride + <usize>row * ROW + (<usize>(k & 7) << 2)
}

/**
 * [x_t, 1, h_{t−1}] → hNow. h_{t−1} is the float32 one, so that what is measured is what the
 * forward pass did, unless float32 has lost it.
 */
function gather(p: WorkspacePlan, base: usize, planes: usize, row: i32, t: i32): void {
  const at = t * p.rows + row, past = planes + p.hNow + <usize>p.inputRows * EXTENDED_BYTES
  for (let k: i32 = 0; k < p.inputRows; k++) {
    v128.store(planes + p.hNow + <usize>k * EXTENDED_BYTES,
      extended(load<f32>(columnAt(base + p.x, p.xStride, at, k))))
  }
  for (let k: i32 = 0; k < 8 * p.unitPanels; k++) {
    const own = planes + p.dh + <usize>k * EXTENDED_BYTES, h = v128.load(own)
    const kept = <f64>load<f32>(columnAt(planes + p.h, p.hStride, at, k))
    const same = Math.abs(kept - toFloat64(h)) < 0.001 * Math.abs(kept)
    if (same) v128.store(own, extended(kept))
    v128.store(past + <usize>k * EXTENDED_BYTES, v128.load(own))
  }
  // A GRU's h goes straight on all the same.
  if (isSevered(p, t)) clear(past, 8 * p.unitPanels)
}

/** h_t = tanh(z_t); the factor tanh'(z_t). */
function stepRnn(p: WorkspacePlan, planes: usize, t: i32): void {
  const factors = planes + p.z + <usize>t * unitBytes(p)
  for (let at: usize = 0; at < unitBytes(p); at += EXTENDED_BYTES) {
    const z = v128.load(planes + p.zNow + at)
    v128.store(planes + p.dh + at, tanh(z))
    v128.store(factors + at, tanhSlope(toFloat64(z)))
  }
}

/** A multiplier or an addend of unit k: of i, f, g, o, of the belt (4), or of it in BPTT (5). */
function modifier(p: WorkspacePlan, area: usize, place: i32, t: i32, k: i32): f64 {
  return load<f32>(columnAt(area + <usize>t * p.modifierStep, p.modifierStride, 0,
    place * 8 * p.unitPanels + k))
}

/** p_i, p_f or p_o of unit k. */
export function peepholeOf(p: WorkspacePlan, gate: i32, k: i32): f64 {
  return load<f32>(peepholes(p, p.weights, gate, k >> 3) + (<usize>(k & 7) << 2))
}

/** z + p⊙c of a gate's unit k. */
function looking(p: WorkspacePlan, z: ExtendedFloat, gate: i32, k: i32,
  c: ExtendedFloat): ExtendedFloat {
  return p.flags & PEEPHOLES ? plus(z, scaledBy(c, peepholeOf(p, gate, k))) : z
}

/** m·gate + a. */
function intervene(m: f64, gate: ExtendedFloat, a: f64): ExtendedFloat {
  return plus(scaledBy(gate, m), extended(a))
}

/**
 * i, f, g, o, c_t = m_belt⊙f⊙c_{t−1} + i⊙g, h_t = o⊙tanh(c_t), and factors: lstm-variants.ts in
 * other numbers.
 */
function stepLstm(p: WorkspacePlan, planes: usize, t: i32): void {
  const bytes = unitBytes(p), factors = planes + p.z + <usize>t * 4 * bytes
  const operated = (p.flags & OPERATED) != 0, coupled = (p.flags & COUPLED) != 0
  const normalised = (p.flags & NORMALISED) != 0, weighed = (p.flags & EXPONENTIAL) != 0
  const plainCandidate = (p.flags & PLAIN_CANDIDATE) != 0,
    plainOutput = (p.flags & PLAIN_OUTPUT) != 0
  let mi: f64 = 1, mf: f64 = 1, mg: f64 = 1, mo: f64 = 1, mBelt: f64 = 1, mBackward: f64 = 1
  let ai: f64 = 0, af: f64 = 0, ag: f64 = 0, ao: f64 = 0
  for (let k: i32 = 0; k < 8 * p.unitPanels; k++) {
    const n = <usize>k * EXTENDED_BYTES, now = planes + p.zNow + n, factor = factors + n,
      cell = planes + p.c + n
    if (operated) {
      mi = modifier(p, p.multipliers, 0, t, k), ai = modifier(p, p.addends, 0, t, k)
      mf = modifier(p, p.multipliers, 1, t, k), af = modifier(p, p.addends, 1, t, k)
      mg = modifier(p, p.multipliers, 2, t, k), ag = modifier(p, p.addends, 2, t, k)
      mo = modifier(p, p.multipliers, 3, t, k), ao = modifier(p, p.addends, 3, t, k)
      mBelt = modifier(p, p.multipliers, 4, t, k), mBackward = modifier(p, p.multipliers, 5, t, k)
    }
    const before = v128.load(cell), vg = v128.load(now + 2 * bytes)
    const vi = toFloat64(looking(p, v128.load(now), 0, k, before)),
      ei = exponential(-Math.abs(vi))
    const vf = toFloat64(looking(p, v128.load(now + bytes), 1, k, before)),
      ef = exponential(-Math.abs(vf))
    const d = weighed ? keptAgainstNew(vf, vi, planes + p.normaliser + n) : 0
    const ed = exponential(-Math.abs(d)), shareF = sigmoid(d, ed), shareI = sigmoid(-d, ed)
    const f = intervene(mf, weighed ? shareF : normalised ? shareExtended(vf, vi) :
      sigmoid(vf, ef), af)
    const i = intervene(mi, weighed ? shareI : normalised ? shareExtended(vi, vf) :
      coupled ? intervene(mf, sigmoid(-vf, ef), 1 - mf - af) : sigmoid(vi, ei), ai)
    const g = intervene(mg, plainCandidate ? vg : tanh(vg), ag)
    const kept = scaledBy(f, mBelt), c = plus(times(kept, before), times(i, g))
    const vo = toFloat64(looking(p, v128.load(now + 3 * bytes), 3, k, c)),
      eo = exponential(-Math.abs(vo)), o = intervene(mo, sigmoid(vo, eo), ao)
    const out = plainOutput ? c : tanh(c)
    v128.store(cell, c)
    v128.store(planes + p.dh + n, times(o, out))

    const byF = coupled ? plus(scaledBy(before, mBelt), scaledBy(g, -mi)) : scaledBy(before, mBelt)
    const slopeG = plainCandidate ? extended(1) : tanhSlope(toFloat64(vg))
    const byShare = plus(scaledBy(before, mBelt * mf), scaledBy(g, -mi))
    if (weighed) {
      v128.store(factor, times(byShare, times(shareF, shareI)))
      v128.store(factor + bytes, sigmoid(-vf, ef))
      v128.store(planes + p.shareF + <usize>t * bytes + n, shareF)
      v128.store(planes + p.shareI + <usize>t * bytes + n, shareI)
    } else if (normalised) {
      v128.store(factor, scaledBy(times(byShare, slopeOfShare(vi, vf)), -1))
      v128.store(factor + bytes, times(byShare, slopeOfShare(vf, vi)))
    } else {
      v128.store(factor, coupled ? extended(0) : scaledBy(times(g, sigmoidSlope(ei)), mi))
      v128.store(factor + bytes, scaledBy(times(byF, sigmoidSlope(ef)), mf))
    }
    v128.store(factor + 2 * bytes, scaledBy(times(i, slopeG), mg))
    v128.store(factor + 3 * bytes, scaledBy(times(out, sigmoidSlope(eo)), mo))
    v128.store(planes + p.forget + <usize>t * bytes + n, scaledBy(kept, mBackward))
    v128.store(planes + p.outputSlope + <usize>t * bytes + n,
      plainOutput ? o : times(o, tanhSlope(toFloat64(c))))
  }
}

/** r, z, n, h_t = (1 − z)⊙n + m_belt⊙z⊙h_{t−1}, and factors: gru-surgery.ts in other numbers. */
function stepGru(p: WorkspacePlan, planes: usize, t: i32): void {
  const bytes = unitBytes(p), factors = planes + p.z + <usize>t * 4 * bytes
  const operated = (p.flags & OPERATED) != 0
  let mr: f64 = 1, mz: f64 = 1, mn: f64 = 1, mBelt: f64 = 1, mBackward: f64 = 1
  let ar: f64 = 0, az: f64 = 0, an: f64 = 0
  for (let k: i32 = 0; k < 8 * p.unitPanels; k++) {
    const at = <usize>k * EXTENDED_BYTES, now = planes + p.zNow + at, factor = factors + at
    if (operated) {
      mr = modifier(p, p.multipliers, 0, t, k), ar = modifier(p, p.addends, 0, t, k)
      mz = modifier(p, p.multipliers, 1, t, k), az = modifier(p, p.addends, 1, t, k)
      mn = modifier(p, p.multipliers, 2, t, k), an = modifier(p, p.addends, 2, t, k)
      mBelt = modifier(p, p.multipliers, 4, t, k), mBackward = modifier(p, p.multipliers, 5, t, k)
    }
    const vr = toFloat64(v128.load(now)), er = exponential(-Math.abs(vr)),
      r = intervene(mr, sigmoid(vr, er), ar)
    const vz = toFloat64(v128.load(now + bytes)), ez = exponential(-Math.abs(vz)),
      z = intervene(mz, sigmoid(vz, ez), az)
    const ofPast = v128.load(now + 3 * bytes),
      vn = plus(v128.load(now + 2 * bytes), times(r, ofPast)), n = intervene(mn, tanh(vn), an)
    // 1 − z = m_z·σ(−v_z) + 1 − m_z − a_z, which is not 0 where z rounds to 1.
    const open = intervene(mz, sigmoid(-vz, ez), 1 - mz - az)
    const before = scaledBy(v128.load(planes + p.dh + at), mBelt)
    const byN = scaledBy(times(open, tanhSlope(toFloat64(vn))), mn)
    v128.store(planes + p.dh + at, plus(times(open, n), times(z, before)))
    v128.store(factor, scaledBy(times(times(byN, ofPast), sigmoidSlope(er)), mr))
    v128.store(factor + bytes, scaledBy(times(plus(before, scaledBy(n, -1)), sigmoidSlope(ez)), mz))
    v128.store(factor + 2 * bytes, byN)
    v128.store(factor + 3 * bytes, times(byN, r))
    v128.store(planes + p.forget + <usize>t * bytes + at, scaledBy(z, mBelt * mBackward))
  }
}

/** All time steps of one row of a block, from h_0 = c_0 = 0. */
export function forwardExtended(p: WorkspacePlan, base: usize, planes: usize, row: i32): void {
  clear(planes + p.dh, 8 * p.unitPanels)
  clear(planes + p.c, 8 * p.unitPanels)
  if (p.flags & EXPONENTIAL) startNormaliserExtended(p, planes)
  for (let t: i32 = 0; t < p.timeSteps; t++) {
    gather(p, base, planes, row, t)
    multiplyExtended(planes + p.hNow, p.inputRows + 8 * p.unitPanels, p.weights, p.gatePanels,
      planes + p.zNow)
    if (p.blocks == 1) stepRnn(p, planes, t)
    else if (p.flags & GRU) stepGru(p, planes, t)
    else stepLstm(p, planes, t)
  }
}
