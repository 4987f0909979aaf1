/** One step of BPTT through the gates of an RNN and of an LSTM, with the norms on the way. */
import { CELL, HIDDEN, note } from './gradient-profile'
import { WorkspacePlan, ROW } from './memory-plan'
import { addSquares, flush, powerOfTwo } from './scaled-vector'

/**
 * dz_t = dh_t⊙tanh'(z_t). Its true value takes the place of z_t; where that has another exponent,
 * dz_t stands in dz as well. Returns whether any of it is large enough for the weights.
 */
// @ts-ignore: decorator
@pairs
export function gatesRnn(
  p: WorkspacePlan, base: usize, planes: usize, t: i32, rows: i32, injected: bool, exponent: i32,
  lost: bool, measure: i32,
): bool {
  const own = f32x4.splat(injected ? powerOfTwo(-exponent) : 0)
  const scaled = lost || exponent != 0
  const actual = f32x4.splat(lost ? 0 : powerOfTwo(exponent))
  let any = i32x4.splat(0), squares = f64x2.splat(0)
  for (let u: i32 = 0; u < p.unitPanels; u++) {
    const z = planes + p.z + <usize>u * p.zStride + <usize>t * p.stepStride
    const panel = <usize>(u * p.rows) * ROW
    for (let r: usize = 0; r < <usize>rows * ROW; r += 16) {
      const at = planes + panel + r
      const dh = f32x4.add(v128.load(at + p.dh), f32x4.mul(v128.load(at + p.lossGradient), own))
      const dz = f32x4.mul(dh, v128.load(z + r))
      let forWeights = flush(dz)
      if (measure) squares = addSquares(squares, dh)
      if (scaled) {
        v128.store(at + p.dz, forWeights)
        forWeights = flush(f32x4.mul(dz, actual))
      }
      any = v128.or(any, forWeights)
      v128.store(z + r, forWeights)
    }
  }
  if (measure) note(p, base, HIDDEN, t, squares, exponent)
  return v128.any_true(any)
}

/**
 * dc_t = (from t+1) + dh_t⊙o(1 − tanh² c_t); dz_i, dz_f, dz_g from dc_t and dz_o from dh_t by the
 * factors that the forward pass left; dc_{t−1} = f_t⊙dc_t.
 */
// @ts-ignore: decorator
@pairs
export function gatesLstm(
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
      const at = planes + panel + r, z = planes + p.z + plane + r
      const dh = f32x4.add(v128.load(at + p.dh), f32x4.mul(v128.load(at + p.lossGradient), own))
      const dc = f32x4.add(v128.load(at + p.dc),
        f32x4.mul(dh, v128.load(planes + p.outputSlope + plane + r)))
      const di = f32x4.mul(dc, v128.load(z))
      const df = f32x4.mul(dc, v128.load(z + gate))
      const dg = f32x4.mul(dc, v128.load(z + 2 * gate))
      const dO = f32x4.mul(dh, v128.load(z + 3 * gate))
      if (measure) {
        hidden = addSquares(hidden, dh)
        cell = addSquares(cell, dc)
      }
      v128.store(at + p.dc, flush(f32x4.mul(dc, v128.load(planes + p.forget + plane + r))))
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
