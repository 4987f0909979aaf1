/**
 * The GRU (Cho et al. 2014) in the form of PyTorch and cuDNN, in which the reset gate acts behind
 * the product: r = σ(z_r), z = σ(z_z), n = tanh(x̂ + r⊙ĥ), h_t = (1 − z)⊙n + z⊙h_{t−1}, with x̂ =
 * W_in x_t + b_in and ĥ = W_hn h_{t−1} + b_hn. The two halves of the candidate are two blocks,
 * whose other half has zero weights.
 */
import {
  decay, expm1, expm1Reduced, fma, logistic, power, rounded, sigmoid, sigmoidSlope, tanh,
  tanhDivisor, tanhExponent,
  tanhSlope,
} from './activations'
import { WorkspacePlan, ROW } from './memory-plan'
import { addSquares, flush, powerOfTwo } from './scaled-vector'

/**
 * One step. What BPTT will multiply dh_t with is kept: dz_z = (h_{t−1} − n)·z', dx̂ = (1 − z)·n',
 * dĥ = dx̂·r, dz_r = dx̂·ĥ·r'; and z, by which dh_t goes straight on to h_{t−1}.
 */
// @ts-ignore: decorator
@pairs
export function activateGru(p: WorkspacePlan, planes: usize, t: i32, rows: i32): void {
  const gate = <usize>p.unitPanels * p.zStride, gateNow = <usize>(p.unitPanels * p.rows) * ROW
  const from = <usize>(t * p.rows) * ROW, to = from + <usize>p.rows * ROW
  const one = f32x4.splat(1)
  for (let u: i32 = 0; u < p.unitPanels; u++) {
    const panel = <usize>(u * p.rows) * ROW, plane = <usize>u * p.zStride + <usize>t * p.stepStride
    const h = planes + p.h + <usize>u * p.hStride
    for (let at: usize = 0; at < <usize>rows * ROW; at += 16) {
      const now = planes + p.zNow + panel + at, factor = planes + p.z + plane + at
      const vr = v128.load(now), er = decay(vr), rr = logistic(er), r = sigmoid(vr, er, rr)
      const vz = v128.load(now + gateNow), ez = decay(vz), rz = logistic(ez),
        z = sigmoid(vz, ez, rz)
      const ofPast = v128.load(now + 3 * gateNow)
      const vn = f32x4.add(v128.load(now + 2 * gateNow), f32x4.mul(r, ofPast))
      const y = tanhExponent(vn), k = rounded(y), s = power(k), q = expm1Reduced(y, k),
        m = expm1(s, q)
      const rn = tanhDivisor(m), n = tanh(vn, m, rn)
      const before = v128.load(h + from + at), open = f32x4.sub(one, z)
      v128.store(h + to + at, f32x4.add(f32x4.mul(open, n), f32x4.mul(z, before)))
      if (p.keep) {
        const byN = f32x4.mul(open, tanhSlope(fma(s, s, q), rn))
        v128.store(factor, f32x4.mul(f32x4.mul(byN, ofPast), sigmoidSlope(er, rr)))
        v128.store(factor + gate, f32x4.mul(f32x4.sub(before, n), sigmoidSlope(ez, rz)))
        v128.store(factor + 2 * gate, byN)
        v128.store(factor + 3 * gate, f32x4.mul(byN, r))
        v128.store(planes + p.forget + plane + at, z)
      }
      if (p.record) {
        v128.store(planes + p.recordI + plane + at, r)
        v128.store(planes + p.recordG + plane + at, n)
      }
    }
  }
}

/**
 * dh_t = (through the gates of t+1) + z_{t+1}⊙dh_{t+1} + (the loss's own); the four dz from it. dc
 * carries z_t⊙dh_t on to t−1. Leaves Σ dh_t² at `squares` (0: nobody asks); returns whether any of
 * it is large enough for the weights.
 */
// @ts-ignore: decorator
@pairs
export function gatesGru(
  p: WorkspacePlan, planes: usize, t: i32, rows: i32, injected: bool, exponent: i32, lost: bool,
  squares: usize,
): bool {
  const own = f32x4.splat(injected ? powerOfTwo(-exponent) : 0)
  const scaled = lost || exponent != 0
  const actual = f32x4.splat(lost ? 0 : powerOfTwo(exponent))
  const gate = <usize>p.unitPanels * p.zStride, dzGate = <usize>(p.unitPanels * p.rows) * ROW
  let any = i32x4.splat(0), hidden = f64x2.splat(0)
  for (let u: i32 = 0; u < p.unitPanels; u++) {
    const plane = <usize>u * p.zStride + <usize>t * p.stepStride
    const panel = <usize>(u * p.rows) * ROW
    for (let r: usize = 0; r < <usize>rows * ROW; r += 16) {
      const at = planes + panel + r
      const through = f32x4.add(v128.load(at + p.dh), v128.load(at + p.dc))
      const dh = f32x4.add(through, f32x4.mul(v128.load(at + p.lossGradient), own))
      if (squares) hidden = addSquares(hidden, dh)
      v128.store(at + p.dc, flush(f32x4.mul(dh, v128.load(planes + p.forget + plane + r))))
      for (let k: usize = 0; k < 4; k++) {
        const factor = planes + p.z + plane + r + k * gate
        const dz = f32x4.mul(dh, v128.load(factor))
        let forWeights = flush(dz)
        if (scaled) {
          v128.store(at + p.dz + k * dzGate, forWeights)
          forWeights = flush(f32x4.mul(dz, actual))
        }
        any = v128.or(any, forWeights)
        v128.store(factor, forWeights)
      }
    }
  }
  if (squares) v128.store(squares, hidden)
  return v128.any_true(any)
}

/**
 * The halves of the candidate's map that are not there stay without a gradient, so that they stay
 * zero.
 */
export function maskGru(p: WorkspacePlan, from: i32, to: i32): void {
  const panelBytes = <usize>(p.inputRows + 8 * p.unitPanels) * ROW
  for (let q = max(from, 2 * p.unitPanels); q < to; q++) {
    const at = p.gradients + <usize>q * panelBytes
    if (q < 3 * p.unitPanels) memory.fill(at + <usize>p.inputRows * ROW, 0,
      <usize>(8 * p.unitPanels) * ROW)
    else memory.fill(at, 0, <usize>(p.inputs - 1) * ROW)
  }
}
