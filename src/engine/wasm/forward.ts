/** The forward pass of one row block through all time steps. */
import {
  decay, expm1, expm1Reduced, fma, logistic, power, rounded, sigmoid, sigmoidSlope, tanh,
  tanhDivisor, tanhExponent,
  tanhSlope,
} from './activations'
import { activateGru } from './gru'
import { activateOperatedGru } from './gru-surgery'
import { exposeOperatedCell, feedPast, writeOperatedCell } from './lstm-variants'
import {
  EXPONENTIAL, GRU, INPUT_ONLY, NORMALISED, OPERATED, PEEPHOLES, WorkspacePlan, ROW,
} from './memory-plan'
import { writeNormalisedCell } from './min-lstm'
import { multiplyPacked, multiplyPackedPair, pack } from './matrix-product'
import { lookBefore, lookBehind } from './peephole'
import { startNormaliser, writeExponentialCell } from './s-lstm'

/** Rows of a block that hold sequences, rounded up to the tile's 4. */
// @ts-ignore: decorator
@inline
export function usedRows(p: WorkspacePlan, block: i32): i32 {
  const left = p.batch - block * p.rows
  return left >= p.rows ? p.rows : (left + 3) & ~3
}

/** Puts [x_t, 1] and h_{t−1} of a step where the product reads them. */
function gatherStep(p: WorkspacePlan, base: usize, planes: usize, t: i32, rows: i32): void {
  const step = <usize>(t * p.rows) * ROW
  const toStride = <usize>(p.inputRows + 8 * p.unitPanels) << 4
  const to = planes + p.hNow
  pack(base + p.x + step, p.xStride, p.inputRows >> 2, rows, to, toStride)
  pack(planes + p.h + step, p.hStride, p.unitPanels << 1, rows, to + (<usize>p.inputRows << 4),
    toStride)
}

/**
 * z_t = W_ih x_t + b + W_hh h_{t−1} for all gate panels; a panel's weights serve all rows while
 * they are in the cache.
 */
function preactivate(p: WorkspacePlan, planes: usize, rows: i32): void {
  const all = p.inputRows + 8 * p.unitPanels
  const columns = p.flags & INPUT_ONLY ? p.inputRows : all
  const panelBytes = <usize>all * ROW
  let q: i32 = 0
  if (WIDE) {
    for (; q + 1 < p.gatePanels; q += 2) {
      const w = p.weights + <usize>q * panelBytes
      const z = planes + p.zNow + <usize>(q * p.rows) * ROW
      for (let r: usize = 0; r < <usize>rows; r += 4) {
        multiplyPackedPair(planes + p.hNow + r * (<usize>all << 2), columns, w, panelBytes,
          z + r * ROW, <usize>p.rows * ROW)
      }
    }
  }
  for (; q < p.gatePanels; q++) {
    const w = p.weights + <usize>q * panelBytes
    const z = planes + p.zNow + <usize>(q * p.rows) * ROW
    for (let r: usize = 0; r < <usize>rows; r += 4) {
      multiplyPacked(planes + p.hNow + r * (<usize>all << 2), columns, w, z + r * ROW)
    }
  }
}

/** h_t = tanh(z_t); tanh'(z_t), the factor of dz, is kept for BPTT, if that is to come. */
// @ts-ignore: decorator
@pairs
function activateRnn(p: WorkspacePlan, planes: usize, t: i32, rows: i32): void {
  const at = <usize>t * p.stepStride
  const to = <usize>(t + 1) * p.rows * ROW
  for (let u: i32 = 0; u < p.unitPanels; u++) {
    const panel = <usize>(u * p.rows) * ROW
    const factor = planes + p.z + <usize>u * p.zStride + at
    const h = planes + p.h + <usize>u * p.hStride + to
    for (let r: usize = 0; r < <usize>rows * ROW; r += 16) {
      const v = v128.load(planes + p.zNow + panel + r)
      const y = tanhExponent(v), n = rounded(y), s = power(n), q = expm1Reduced(y, n)
      const m = expm1(s, q)
      const inverse = tanhDivisor(m)
      v128.store(h + r, tanh(v, m, inverse))
      if (p.keep) v128.store(factor + r, tanhSlope(fma(s, s, q), inverse))
    }
  }
}

/**
 * i, f = sigmoid(z), g = tanh(z), c_t = f⊙c_{t−1} + i⊙g. What BPTT will multiply with is kept: dz_i
 * = dc·(g·i'), dz_f = dc·(c_{t−1}·f'), dz_g = dc·(i·g'), where ' is the slope of the gate's own
 * non-linearity.
 */
// @ts-ignore: decorator
@pairs
function writeCell(p: WorkspacePlan, planes: usize, t: i32, rows: i32): void {
  const gate = <usize>p.unitPanels * p.zStride, gateNow = <usize>(p.unitPanels * p.rows) * ROW
  for (let u: i32 = 0; u < p.unitPanels; u++) {
    const panel = <usize>(u * p.rows) * ROW, plane = <usize>u * p.zStride + <usize>t * p.stepStride
    for (let r: usize = 0; r < <usize>rows * ROW; r += 16) {
      const z = planes + p.zNow + panel + r, factor = planes + p.z + plane + r,
        cell = planes + p.c + panel + r
      const vi = v128.load(z), ei = decay(vi), ri = logistic(ei), i = sigmoid(vi, ei, ri)
      const vf = v128.load(z + gateNow), ef = decay(vf), rf = logistic(ef), f = sigmoid(vf, ef, rf)
      const vg = v128.load(z + 2 * gateNow), y = tanhExponent(vg), n = rounded(y), s = power(n),
        q = expm1Reduced(y, n)
      const m = expm1(s, q), rg = tanhDivisor(m), g = tanh(vg, m, rg)
      const before = v128.load(cell)
      v128.store(cell, f32x4.add(f32x4.mul(f, before), f32x4.mul(i, g)))
      if (p.keep) {
        v128.store(factor, f32x4.mul(g, sigmoidSlope(ei, ri)))
        v128.store(factor + gate, f32x4.mul(before, sigmoidSlope(ef, rf)))
        v128.store(factor + 2 * gate, f32x4.mul(i, tanhSlope(fma(s, s, q), rg)))
        v128.store(planes + p.forget + plane + r, f)
      }
      if (p.record) {
        v128.store(planes + p.recordI + plane + r, i)
        v128.store(planes + p.recordG + plane + r, g)
      }
    }
  }
}

/**
 * o = sigmoid(z), h_t = o⊙tanh(c_t); for BPTT, dz_o = dh·(tanh c_t·o') and dc_t = … +
 * dh·(o·tanh'(c_t)). A pass of its own: c_t ends one long chain of operations and tanh begins
 * another, and so the processor works on several at once.
 */
// @ts-ignore: decorator
@pairs
function exposeCell(p: WorkspacePlan, planes: usize, t: i32, rows: i32): void {
  const gate = <usize>p.unitPanels * p.zStride, gateNow = <usize>(p.unitPanels * p.rows) * ROW
  const to = <usize>(t + 1) * p.rows * ROW
  for (let u: i32 = 0; u < p.unitPanels; u++) {
    const panel = <usize>(u * p.rows) * ROW, plane = <usize>u * p.zStride + <usize>t * p.stepStride
    for (let r: usize = 0; r < <usize>rows * ROW; r += 16) {
      const c = v128.load(planes + p.c + panel + r)
      const y = tanhExponent(c), n = rounded(y), s = power(n), q = expm1Reduced(y, n)
      const m = expm1(s, q), rc = tanhDivisor(m), tanhC = tanh(c, m, rc)
      const vo = v128.load(planes + p.zNow + panel + 3 * gateNow + r), eo = decay(vo),
        ro = logistic(eo)
      const o = sigmoid(vo, eo, ro)
      v128.store(planes + p.h + <usize>u * p.hStride + to + r, f32x4.mul(o, tanhC))
      if (p.keep) {
        v128.store(planes + p.z + plane + 3 * gate + r, f32x4.mul(tanhC, sigmoidSlope(eo, ro)))
        v128.store(planes + p.outputSlope + plane + r, f32x4.mul(o, tanhSlope(fma(s, s, q), rc)))
      }
      if (p.record) {
        v128.store(planes + p.recordO + plane + r, o)
        v128.store(planes + p.recordC + plane + r, c)
      }
    }
  }
}

/** h_1..h_T of one row block, from h_0 = c_0 = 0, and what BPTT needs of every step. */
export function forward(plan: usize, block: i32): void {
  const p = changetype<WorkspacePlan>(plan)
  const base = p.block + <usize>block * p.blockBytes,
    planes = p.planes + <usize>block * p.planeBytes
  const rows = usedRows(p, block)
  const plane = <usize>p.unitPanels * p.rows * ROW
  memory.fill(planes + p.c, 0, plane)
  if (p.flags & EXPONENTIAL) startNormaliser(p, planes)
  // The rows that this block has not must not add what another block left in them to the weight
  // gradients.
  if (p.planeBytes == 0 && rows < p.rows) memory.fill(planes + p.z, 0,
    <usize>p.gatePanels * p.zStride)
  for (let t: i32 = 0; t < p.timeSteps; t++) {
    gatherStep(p, base, planes, t, rows)
    if (p.flags & OPERATED) feedPast(p, planes, t, rows)
    preactivate(p, planes, rows)
    if (p.blocks == 1) {
      activateRnn(p, planes, t, rows)
    } else if (p.flags & GRU) {
      if (p.flags & OPERATED) activateOperatedGru(p, planes, t, rows)
      else activateGru(p, planes, t, rows)
    } else if (p.flags & OPERATED) {
      if (p.flags & PEEPHOLES) lookBefore(p, planes, rows)
      if (p.flags & NORMALISED) writeNormalisedCell(p, planes, t, rows)
      else if (p.flags & EXPONENTIAL) writeExponentialCell(p, planes, t, rows)
      else writeOperatedCell(p, planes, t, rows)
      if (p.flags & PEEPHOLES) lookBehind(p, planes, t, rows)
      exposeOperatedCell(p, planes, t, rows)
    } else {
      writeCell(p, planes, t, rows)
      exposeCell(p, planes, t, rows)
    }
  }
}
