/** The forward pass of one row block through all time steps. */
import {
  decay, expm1, expm1Reduced, fma, logistic, power, rounded, sigmoid, sigmoidSlope, tanh, tanhDivisor, tanhExponent,
  tanhSlope,
} from './activations'
import { Plan, ROW } from './plan'
import { multiply } from './product'

/** Rows of a block that hold sequences, rounded up to the tile's 4. */
// @ts-ignore: decorator
@inline
export function usedRows(p: Plan, block: i32): i32 {
  const left = p.batch - block * p.rows
  return left >= p.rows ? p.rows : (left + 3) & ~3
}

/** z_t = W_ih x_t + b + W_hh h_{t−1} for all gate panels; a panel's weights serve all rows while they are in the cache. */
function preactivate(p: Plan, base: usize, t: i32, rows: i32): void {
  const step = <usize>t * p.rows * ROW
  const x = base + p.x + step
  const h = base + p.h + step
  const z = base + p.z + <usize>t * p.stepStride
  const panelBytes = <usize>(p.inputRows + 8 * p.unitPanels) * ROW
  const zero = base + p.direct
  for (let q: i32 = 0; q < p.gatePanels; q++) {
    const w = p.weights + <usize>q * panelBytes
    for (let r: usize = 0; r < <usize>rows * ROW; r += 4 * ROW) {
      multiply(
        x + r, p.xStride, p.inputs, w,
        h + r, p.hStride, p.unitPanels, w + <usize>p.inputRows * ROW,
        zero, z + <usize>q * p.zStride + r,
      )
    }
  }
}

/** h_t = tanh(z_t); z_t becomes tanh'(z_t), the factor of dz. */
function activateRnn(p: Plan, base: usize, t: i32, rows: i32): void {
  const at = <usize>t * p.stepStride
  const to = <usize>(t + 1) * p.rows * ROW
  for (let u: i32 = 0; u < p.unitPanels; u++) {
    const z = base + p.z + <usize>u * p.zStride + at
    const h = base + p.h + <usize>u * p.hStride + to
    for (let r: usize = 0; r < <usize>rows * ROW; r += 16) {
      const v = v128.load(z + r)
      const y = tanhExponent(v), n = rounded(y), s = power(n), q = expm1Reduced(y, n)
      const m = expm1(s, q)
      const inverse = tanhDivisor(m)
      v128.store(h + r, tanh(v, m, inverse))
      v128.store(z + r, tanhSlope(fma(s, s, q), inverse))
    }
  }
}

/**
 * i, f, o = sigmoid(z), g = tanh(z); c_t = f⊙c_{t−1} + i⊙g; h_t = o⊙tanh(c_t).
 * What BPTT will multiply with is left in place of z: dz_i = dc·(g·i'), dz_f = dc·(c_{t−1}·f'), dz_g = dc·(i·g'),
 * dz_o = dh·(tanh c_t·o'), where ' is the slope of the gate's own non-linearity.
 */
function activateLstm(p: Plan, base: usize, t: i32, rows: i32): void {
  const at = <usize>t * p.stepStride
  const to = <usize>(t + 1) * p.rows * ROW
  const gate = <usize>p.unitPanels * p.zStride
  for (let u: i32 = 0; u < p.unitPanels; u++) {
    const zi = base + p.z + <usize>u * p.zStride + at
    const zf = zi + gate, zg = zf + gate, zo = zg + gate
    const plane = <usize>u * p.zStride + at
    const h = base + p.h + <usize>u * p.hStride + to
    const cell = base + p.c + <usize>u * p.rows * ROW
    for (let r: usize = 0; r < <usize>rows * ROW; r += 16) {
      const vi = v128.load(zi + r), ei = decay(vi), ri = logistic(ei), i = sigmoid(vi, ei, ri)
      const vg = v128.load(zg + r), y = tanhExponent(vg), n = rounded(y), s = power(n), q = expm1Reduced(y, n)
      const m = expm1(s, q), rg = tanhDivisor(m), g = tanh(vg, m, rg)
      v128.store(zi + r, f32x4.mul(g, sigmoidSlope(ei, ri)))
      v128.store(zg + r, f32x4.mul(i, tanhSlope(fma(s, s, q), rg)))

      const vf = v128.load(zf + r), ef = decay(vf), rf = logistic(ef), f = sigmoid(vf, ef, rf)
      const before = v128.load(cell + r)
      v128.store(zf + r, f32x4.mul(before, sigmoidSlope(ef, rf)))
      const c = f32x4.add(f32x4.mul(f, before), f32x4.mul(i, g))
      v128.store(cell + r, c)
      v128.store(base + p.forget + plane + r, f)

      const yc = tanhExponent(c), nc = rounded(yc), sc = power(nc), qc = expm1Reduced(yc, nc)
      const mc = expm1(sc, qc), rc = tanhDivisor(mc), tanhC = tanh(c, mc, rc)
      const vo = v128.load(zo + r), eo = decay(vo), ro = logistic(eo), o = sigmoid(vo, eo, ro)
      v128.store(zo + r, f32x4.mul(tanhC, sigmoidSlope(eo, ro)))
      v128.store(base + p.exposed + plane + r, f32x4.mul(o, tanhSlope(fma(sc, sc, qc), rc)))
      v128.store(h + r, f32x4.mul(o, tanhC))

      if (p.record) {
        v128.store(base + p.recordI + plane + r, i)
        v128.store(base + p.recordG + plane + r, g)
        v128.store(base + p.recordO + plane + r, o)
        v128.store(base + p.recordC + plane + r, c)
      }
    }
  }
}

/** h_1..h_T of one row block, from h_0 = c_0 = 0, and what BPTT needs of every step. */
export function forward(plan: usize, block: i32): void {
  const p = changetype<Plan>(plan)
  const base = p.block + <usize>block * p.blockBytes
  const rows = usedRows(p, block)
  const plane = <usize>p.unitPanels * p.rows * ROW
  memory.fill(base + p.c, 0, plane)
  memory.fill(base + p.direct, 0, plane)
  for (let t: i32 = 0; t < p.timeSteps; t++) {
    preactivate(p, base, t, rows)
    if (p.blocks == 1) activateRnn(p, base, t, rows)
    else activateLstm(p, base, t, rows)
  }
}
