/**
 * Backpropagation through time of one row block (Werbos 1990), with what it shows on the way: the
 * norms of ∂L/∂h_t, ∂L/∂c_t and ∂L/∂x_t, and ∂L/∂c_t split into the belt (the cell path alone) and
 * the rest.
 */
import { gatesLstm, gatesRnn } from './backward-gates'
import { usedRows } from './forward'
import { gatesGru } from './gru'
import { isSeveredBackward } from './lstm-variants'
import { EXPONENTIAL, GRU, PEEPHOLES, POOLING_ATTENTION, WorkspacePlan, ROW } from './memory-plan'
import { multiply, multiplyPair } from './matrix-product'
import { HIDDEN, INPUT, note, splitPaths } from './gradient-profile'
import { backThroughInput, backThroughOutput } from './peephole'
import { injectPooled, startQuery } from './pooling'
import { gatesExponential } from './s-lstm'
import { addSquares, largest, powerOfTwo, scale, shiftFor } from './scaled-vector'
import { isUnsure, lostOfGates, startWatch, watchBeltRescale, watchInput, watchPeepholes,
  watchRescale, watchStep } from './underflow-watch'

/** What is measured: nothing, ∂L/∂h and ∂L/∂c, or the belt, the rest and ∂L/∂x as well. */
const STATES: i32 = 1
const EVERYTHING: i32 = 2

/** out[rows][8] for every panel: dz_t, whose panels are dzStride apart, times w. */
function multiplyStep(p: WorkspacePlan, dz: usize, dzStride: usize, w: usize, panels: i32,
  rows: i32, out: usize): void {
  const panelBytes = <usize>(8 * p.gatePanels) * ROW, stride = <usize>p.rows * ROW
  let u: i32 = 0
  if (WIDE) {
    for (; u + 1 < panels; u += 2) {
      const weights = w + <usize>u * panelBytes
      for (let r: usize = 0; r < <usize>rows * ROW; r += 4 * ROW) {
        multiplyPair(dz + r, dzStride, p.gatePanels, weights, panelBytes,
          out + <usize>u * stride + r, stride)
      }
    }
  }
  for (; u < panels; u++) {
    const weights = w + <usize>u * panelBytes
    for (let r: usize = 0; r < <usize>rows * ROW; r += 4 * ROW) {
      multiply(dz + r, dzStride, p.gatePanels, weights, 0, out + <usize>u * stride + r)
    }
  }
}

/** From the gradient of an answer to that of what the readout has read, at `to`: [U][R][8]. */
function backThroughReadout(p: WorkspacePlan, base: usize, answer: i32, rows: i32,
  to: usize): void {
  const panelBytes = <usize>(8 * p.outputPanels) * ROW
  const dLogits = base + p.dLogits + <usize>(answer * p.rows) * ROW
  for (let u: i32 = 0; u < p.unitPanels; u++) {
    for (let r: usize = 0; r < <usize>rows * ROW; r += 4 * ROW) {
      const out = to + <usize>(u * p.rows) * ROW + r
      const weights = p.backReadout + <usize>u * panelBytes
      multiply(dLogits + r, p.yStride, p.outputPanels, weights, 0, out)
    }
  }
}

/** The loss's own ∂L/∂h_t, through the readout at this step; false where it is all zero. */
function injectLoss(p: WorkspacePlan, base: usize, planes: usize, t: i32, rows: i32): bool {
  if (p.pooling) return injectPooled(p, planes, t, rows)
  const answer = t - (p.timeSteps - p.answers)
  if (answer < 0) return false
  backThroughReadout(p, base, answer, rows, planes + p.lossGradient)
  return largest(planes + p.lossGradient, <usize>(p.unitPanels * p.rows) * ROW) != 0
}

/** The GRU's step back, with its norm. */
function gatesOfGru(
  p: WorkspacePlan, base: usize, planes: usize, t: i32, rows: i32, injected: bool, exponent: i32,
  lost: bool, measure: i32,
): bool {
  // The belt's running vector is free here: the GRU has none.
  const squares = measure ? planes + p.belt : 0
  const reaches = gatesGru(p, planes, t, rows, injected, exponent, lost, squares)
  if (measure) note(p, base, HIDDEN, t, v128.load(squares), exponent)
  return reaches
}

/**
 * ∂L/∂x_t = W_ihᵀ dz_t, for its norm alone; returns the sum of its squares, without the exponent.
 */
function measureInput(p: WorkspacePlan, base: usize, planes: usize, t: i32, rows: i32, dz: usize,
  dzStride: usize, exponent: i32): f64 {
  const w = p.backWeights + <usize>(p.unitPanels * 8 * p.gatePanels) * ROW
  multiplyStep(p, dz, dzStride, w, p.inputPanels, rows, planes + p.dx)
  let sum = f64x2.splat(0)
  const end = <usize>(p.inputPanels * p.rows) * ROW
  for (let n: usize = 0; n < end; n += 16) sum = addSquares(sum, v128.load(planes + p.dx + n))
  note(p, base, INPUT, t, sum, exponent)
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1)
}

/** What shares an exponent, ∂L/∂h, ∂L/∂c, ∂L/∂ν and the rest, times 2^k. */
function rescale(p: WorkspacePlan, planes: usize, bytes: usize, k: i32, watching: bool): void {
  if (watching) watchRescale(p, planes, bytes, k)
  scale(planes + p.dh, bytes, k)
  scale(planes + p.dc, bytes, k)
  scale(planes + p.rest, bytes, k)
  if (p.flags & EXPONENTIAL) scale(planes + p.dNormaliser, bytes, k)
}

/** The belt times 2^k. */
function rescaleBelt(p: WorkspacePlan, planes: usize, bytes: usize, k: i32): void {
  watchBeltRescale(p, planes, bytes, k)
  scale(planes + p.belt, bytes, k)
}

/**
 * All of BPTT for one row block; leaves dz_t in place of z_t and the first time step that reaches
 * the weights.
 */
export function backward(plan: usize, block: i32, measure: i32): void {
  const p = changetype<WorkspacePlan>(plan)
  const base = p.block + <usize>block * p.blockBytes,
    planes = p.planes + <usize>block * p.planeBytes
  const rows = usedRows(p, block)
  const bytes = <usize>(p.unitPanels * p.rows) * ROW
  // The GRU's z⊙dh runs beside dh as the LSTM's f⊙dc does, and is rescaled with it.
  const lstm = p.blocks == 4, gru = (p.flags & GRU) != 0
  const watching = measure == EVERYTHING, split = lstm && !gru && watching
  const peepholes = (p.flags & PEEPHOLES) != 0, exponential = (p.flags & EXPONENTIAL) != 0
  memory.fill(planes + p.dh, 0, bytes)
  memory.fill(planes + p.dc, 0, bytes)
  memory.fill(planes + p.belt, 0, bytes)
  memory.fill(planes + p.rest, 0, bytes)
  if (exponential) memory.fill(planes + p.dNormaliser, 0, bytes)
  memory.fill(planes + p.lossGradient, 0, bytes)
  if (p.pooling) {
    if (rows < p.rows) memory.fill(planes + p.pooledGradient, 0, bytes)
    backThroughReadout(p, base, 0, rows, planes + p.pooledGradient)
    if (p.pooling == POOLING_ATTENTION) startQuery(p, planes, rows)
  }
  // The first time step that is read.
  const read = p.pooling ? 0 : p.timeSteps - p.answers
  // A block in turn with others finds their rows where it has none of its own.
  if (watching) {
    memory.fill(planes + p.dx, 0, <usize>(p.inputPanels * p.rows) * ROW)
    startWatch(p)
  }
  let exponent: i32 = 0, beltExponent: i32 = 0, first: i32 = p.timeSteps, lost = false
  for (let t: i32 = p.timeSteps - 1; t >= 0; t--) {
    const injected = injectLoss(p, base, planes, t, rows)
    // What has vanished is nothing beside a loss that comes in here.
    if (injected && exponent < 0) {
      rescale(p, planes, bytes, exponent, watching)
      exponent = 0
    }
    if (injected && beltExponent < 0) {
      rescaleBelt(p, planes, bytes, beltExponent)
      beltExponent = 0
    }
    if (peepholes) {
      watchPeepholes(backThroughOutput(p, planes, t, rows, injected, exponent))
    }
    if (watching) watchStep(p, base, planes, t, rows, injected, exponent, beltExponent)
    if (split) splitPaths(p, base, planes, t, rows, injected, exponent, beltExponent)
    const reaches = gru
      ? gatesOfGru(p, base, planes, t, rows, injected, exponent, lost, measure)
      : exponential
      ? gatesExponential(p, base, planes, t, rows, injected, exponent, lost, measure)
      : lstm
      ? gatesLstm(p, base, planes, t, rows, injected, exponent, lost, measure)
      : gatesRnn(p, base, planes, t, rows, injected, exponent, lost, measure)
    if (reaches) first = t
    const scaled = lost || exponent != 0
    const dz = planes + (scaled ? p.dz : p.z + <usize>t * p.stepStride)
    const dzStride = scaled ? <usize>p.rows * ROW : p.zStride
    if (peepholes) {
      watchPeepholes(backThroughInput(p, planes, t, rows, dz, dzStride, lostOfGates()))
    }
    if (isSeveredBackward(p, t)) memory.fill(planes + p.dh, 0, bytes)
    else multiplyStep(p, dz, dzStride, p.backWeights, p.unitPanels, rows, planes + p.dh)
    if (watching) {
      watchInput(measureInput(p, base, planes, t, rows, dz, dzStride, exponent))
    }

    let top = max<f32>(largest(planes + p.dh, bytes), lstm ? largest(planes + p.dc, bytes) : 0)
    if (exponential) top = max<f32>(top, largest(planes + p.dNormaliser, bytes))
    const shift = shiftFor(top)
    if (shift) rescale(p, planes, bytes, shift, watching)
    exponent -= shift
    if (split) {
      const beltShift = shiftFor(largest(planes + p.belt, bytes))
      if (beltShift) rescaleBelt(p, planes, bytes, beltShift)
      beltExponent -= beltShift
    }
    // Scaled entries are at most 2^60, so below 2^−220 float32 itself would hold zeros from here
    // on: nothing more reaches the weights, and only a profile wants to know how it goes on.
    lost = lost || (exponent < -220 && t <= read)
    if (lost && !measure) break
  }
  store<i32>(base + p.firstStep, first)
  store<i32>(base + p.unsure, watching && isUnsure())
}
