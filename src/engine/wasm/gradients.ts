/**
 * Weight gradients, one panel of 8 columns at a time: sums over all blocks and time steps in one
 * fixed order.
 */
import { maskGru } from './gru'
import {
  GRU, INPUT_ONLY, PEEPHOLES, POOLING_ATTENTION, WorkspacePlan, ROW,
} from './memory-plan'
import { accumulate, accumulatePair } from './matrix-product'
import { addPeepholeGradients } from './peephole'
import { addQueryGradient } from './pooling'
import { readFrom, readStride } from './readout'

/** Rows of T·R taken at once, so that both operands stay in the first-level cache. */
const CHUNK: i32 = 256

/** out[4m][8] += Σ_n a[n][4m]ᵀ·b[n][8]: a in panels aStride bytes apart. */
// @ts-ignore: decorator
@inline
function accumulatePanel(a: usize, aStride: usize, quarters: i32, b: usize, count: i32,
  out: usize): void {
  for (let k: i32 = 0; k < quarters; k++) {
    accumulate(a + <usize>(k >> 1) * aStride + (<usize>(k & 1) << 4), b, count,
      out + (<usize>k << 7))
  }
}

/** The same for two panels of b and out, bStride and outStride apart. */
// @ts-ignore: decorator
@inline
function accumulatePanels(a: usize, aStride: usize, quarters: i32, b: usize, bStride: usize,
  count: i32, out: usize, outStride: usize): void {
  for (let k: i32 = 0; k < quarters; k++) {
    accumulatePair(a + <usize>(k >> 1) * aStride + (<usize>(k & 1) << 4), b, bStride, count,
      out + (<usize>k << 7), outStride)
  }
}

/**
 * ∂L/∂W of the gate panels [from, to): dz_tᵀ [x_t, 1] and dz_tᵀ h_{t−1}, summed over t and the
 * batch. A chunk of x and h serves all panels while it is in the second-level cache. There is no
 * W_hh where gates see x alone.
 */
function recurrent(p: WorkspacePlan, from: i32, to: i32, first: i32, end: i32): void {
  const panelBytes = <usize>(p.inputRows + 8 * p.unitPanels) * ROW
  const past = p.flags & INPUT_ONLY ? 0 : p.unitPanels << 1
  if (first == 0) memory.fill(p.gradients + <usize>from * panelBytes, 0,
    <usize>(to - from) * panelBytes)
  for (let k = first; k < end; k++) {
    const base = p.block + <usize>k * p.blockBytes, planes = p.planes + <usize>k * p.planeBytes
    const count = p.timeSteps * p.rows
    for (let n = load<i32>(base + p.firstStep) * p.rows; n < count; n += CHUNK) {
      const at = <usize>n * ROW
      const rows = min(CHUNK, count - n)
      let q = from
      if (WIDE) {
        for (; q + 1 < to; q += 2) {
          const out = p.gradients + <usize>q * panelBytes
          const dz = planes + p.z + <usize>q * p.zStride + at
          accumulatePanels(base + p.x + at, p.xStride, p.inputRows >> 2, dz, p.zStride, rows, out,
            panelBytes)
          accumulatePanels(planes + p.past + at, p.pastStride, past, dz, p.zStride,
            rows, out + <usize>p.inputRows * ROW, panelBytes)
        }
      }
      for (; q < to; q++) {
        const out = p.gradients + <usize>q * panelBytes
        const dz = planes + p.z + <usize>q * p.zStride + at
        accumulatePanel(base + p.x + at, p.xStride, p.inputRows >> 2, dz, rows, out)
        accumulatePanel(planes + p.past + at, p.pastStride, past, dz, rows,
          out + <usize>p.inputRows * ROW)
      }
    }
  }
}

/** ∂L/∂W and ∂L/∂b of readout panel o, and ∂L/∂q in the panel of the query. */
function readoutPanel(p: WorkspacePlan, o: i32, first: i32, end: i32): void {
  const panelBytes = <usize>(8 * p.unitPanels + 4) * ROW
  const recurrentBytes = <usize>p.gatePanels * (p.inputRows + 8 * p.unitPanels) * ROW
  const out = p.gradients + recurrentBytes + <usize>o * panelBytes
  const bias = out + <usize>(8 * p.unitPanels) * ROW
  if (first == 0) memory.fill(out, 0, panelBytes)
  const count = p.answers * p.rows, stride = readStride(p)
  const query = p.pooling == POOLING_ATTENTION && o == p.outputs >> 3
  for (let k = first; k < end; k++) {
    const base = p.block + <usize>k * p.blockBytes, planes = p.planes + <usize>k * p.planeBytes
    const d = base + p.dLogits + <usize>o * p.yStride
    for (let n: i32 = 0; n < count; n += CHUNK) {
      const rows = min(CHUNK, count - n), at = <usize>n * ROW
      accumulatePanel(readFrom(p, planes) + at, stride, p.unitPanels << 1, d + at, rows, out)
    }
    for (let n: i32 = 0; query && n < p.timeSteps * p.rows; n += CHUNK) {
      addQueryGradient(p, planes, n, min(CHUNK, p.timeSteps * p.rows - n), out)
    }
    let low = v128.load(bias), high = v128.load(bias, 16)
    for (let n: usize = 0; n < <usize>count * ROW; n += ROW) {
      low = f32x4.add(low, v128.load(d + n))
      high = f32x4.add(high, v128.load(d + n, 16))
    }
    v128.store(bias, low)
    v128.store(bias, high, 16)
  }
}

function sumOfSquares(at: usize, bytes: usize): f64 {
  let sum: f64 = 0
  for (let n: usize = 0; n < bytes; n += 4) {
    const v = <f64>load<f32>(at + n)
    sum += v * v
  }
  return sum
}

/**
 * Adds the row blocks [first, end) to the gradients of the weight panels [from, to) (gate panels,
 * then readout panels); block 0 begins anew. Blocks are always added in the same order, all at once
 * or one after another.
 */
export function gradients(plan: usize, from: i32, to: i32, first: i32, end: i32): void {
  const p = changetype<WorkspacePlan>(plan)
  if (from < p.gatePanels) recurrent(p, from, min(to, p.gatePanels), first, end)
  if (p.flags & PEEPHOLES) addPeepholeGradients(p, from, min(to, p.gatePanels), first, end)
  if (p.flags & GRU) maskGru(p, from, min(to, p.gatePanels))
  for (let n = max(from, p.gatePanels); n < to; n++) readoutPanel(p, n - p.gatePanels, first, end)
}

/** The sum of squares of each of the panels [from, to), for the global norm. */
export function squares(plan: usize, from: i32, to: i32): void {
  const p = changetype<WorkspacePlan>(plan)
  const gateBytes = <usize>(p.inputRows + 8 * p.unitPanels) * ROW,
    readoutBytes = <usize>(8 * p.unitPanels + 4) * ROW
  for (let n = from; n < to; n++) {
    const gate = n < p.gatePanels
    const before = gate ? <usize>n * gateBytes :
      <usize>p.gatePanels * gateBytes + <usize>(n - p.gatePanels) * readoutBytes
    store<f64>(p.squares + (<usize>n << 3),
      sumOfSquares(p.gradients + before, gate ? gateBytes : readoutBytes))
  }
}
