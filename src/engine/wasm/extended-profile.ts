/**
 * The gradient profile of a row block once more, one sequence after another in numbers of any size,
 * where float32 vectors of one exponent each may have lost something of it (underflow-watch.ts).
 * The BPTT of backward.ts, written for plainness and not for speed. Weights, inputs, readouts and,
 * where float32 holds them, hidden states are those of the forward pass.
 */
import { isSeveredBackward } from './lstm-variants'
import { EXPONENTIAL, GRU, PEEPHOLES, POOLING_ATTENTION, WorkspacePlan, ROW } from './memory-plan'
import { BELT, CELL, HIDDEN, INPUT, REST } from './gradient-profile'
import { columnAt, forwardExtended, peepholeOf, unitBytes } from './extended-forward'
import { injectPooledExtended, startQueryExtended } from './extended-pooling'
import {
  clear, exponential, multiplyExtended, toFloat64, plus, scaledBy, storeSquare, times,
  EXTENDED_BYTES, extended, ExtendedFloat,
} from './extended-float'

/** Where what is found of a field at t is added up over the rows. */
// @ts-ignore: decorator
@inline
function foundAt(p: WorkspacePlan, base: usize, field: i32, t: i32): usize {
  return base + p.remeasured + <usize>(field * p.timeSteps + t) * EXTENDED_BYTES
}

function note(p: WorkspacePlan, base: usize, field: i32, t: i32, squares: ExtendedFloat): void {
  const at = foundAt(p, base, field, t)
  v128.store(at, plus(v128.load(at), squares))
}

// @ts-ignore: decorator
@inline
function addSquare(sum: ExtendedFloat, x: ExtendedFloat): ExtendedFloat {
  return plus(sum, times(x, x))
}

// @ts-ignore: decorator
@inline
function output(p: WorkspacePlan, area: usize, o: i32): f64 {
  return load<f32>(columnAt(area, p.yStride, 0, o))
}

/** The largest readout of a position. */
function highestOf(p: WorkspacePlan, logits: usize): f64 {
  let top = output(p, logits, 0)
  for (let o: i32 = 1; o < p.outputs; o++) top = max(top, output(p, logits, o))
  return top
}

/** Σ_j e^(p_j − top) over all outputs but one, `but` (−1: over all). */
function exponentials(p: WorkspacePlan, logits: usize, top: f64, but: i32): ExtendedFloat {
  let sum = extended(0)
  for (let j: i32 = 0; j < p.outputs; j++) {
    if (j != but) sum = plus(sum, exponential(output(p, logits, j) - top))
  }
  return sum
}

/**
 * softmax_o Σ_j y_j − y_o, times Σ_j e_j with e_j = e^(p_j − top), in the textbook's form, in which
 * a sure and right answer has its tiny gradient: e_o Σ_{j≠o} y_j − y_o Σ_{j≠o} e_j.
 */
function slopeOfSoftmax(p: WorkspacePlan, logits: usize, targets: usize, top: f64,
  o: i32): ExtendedFloat {
  const y = output(p, targets, o), e = exponential(output(p, logits, o) - top)
  let others: f64 = 0
  for (let j: i32 = 0; j < p.outputs; j++) {
    if (j != o) others += output(p, targets, j)
  }
  return y == 0 ? scaledBy(e, others) :
    plus(scaledBy(e, others), scaledBy(exponentials(p, logits, top, o), -y))
}

/** The loss's own ∂L/∂h_t → lossGradient. */
function injectLoss(p: WorkspacePlan, base: usize, planes: usize, row: i32, t: i32): void {
  if (p.pooling) injectPooledExtended(p, planes, t)
  else backThroughReadout(p, base, row, t - (p.timeSteps - p.answers), planes + p.lossGradient)
}

/** The gradient of what the readout has read for an answer, at `gradient`. */
function backThroughReadout(p: WorkspacePlan, base: usize, row: i32, answer: i32,
  gradient: usize): void {
  clear(gradient, 8 * p.unitPanels)
  const position = answer * p.rows + row, at = base + <usize>position * ROW
  if (answer < 0) return
  const crossEntropy = p.loss != 0, top = highestOf(p, at + p.logits)
  const total = crossEntropy ? toFloat64(exponentials(p, at + p.logits, top, -1)) : 1
  const share = <f64>load<f32>(base + p.share + (<usize>position << 2)) / total
  for (let o: i32 = 0; o < p.outputs; o++) {
    const d = crossEntropy
      ? scaledBy(slopeOfSoftmax(p, at + p.logits, at + p.y, top, o), share)
      : extended(output(p, at + p.dLogits, o))
    for (let k: i32 = 0; k < 8 * p.unitPanels; k++) {
      const w = load<f32>(columnAt(p.backReadout, <usize>(8 * p.outputPanels) * ROW, o, k))
      const to = gradient + <usize>k * EXTENDED_BYTES
      v128.store(to, plus(v128.load(to), scaledBy(d, w)))
    }
  }
}

/**
 * dh_t and dz_t of the RNN, and of the GRU, whose z_t⊙dh_t goes on to t − 1 beside them, in belt's
 * place.
 */
function gatesHidden(p: WorkspacePlan, base: usize, planes: usize, t: i32): void {
  const bytes = unitBytes(p), gru = (p.flags & GRU) != 0, step = <usize>(t * p.blocks) * bytes
  let hidden = extended(0)
  for (let n: usize = 0; n < bytes; n += EXTENDED_BYTES) {
    const at = planes + n
    const dh = plus(plus(v128.load(at + p.dh), v128.load(at + p.belt)),
      v128.load(at + p.lossGradient))
    hidden = addSquare(hidden, dh)
    for (let q: usize = 0; q < <usize>p.blocks * bytes; q += bytes) {
      v128.store(at + p.dz + q, times(dh, v128.load(at + p.z + step + q)))
    }
    if (gru) v128.store(at + p.belt, times(dh, v128.load(at + p.forget + <usize>t * bytes)))
  }
  note(p, base, HIDDEN, t, hidden)
}

/**
 * dh_t, b_t, r_t and dz_t of the LSTM; dc_t = b_t + r_t. f_t⊙b_t and f_t⊙r_t go on to t − 1, and
 * what goes through peepholes is of the rest. Exponential gates have dν beside them (s-lstm.ts).
 */
function gatesCell(p: WorkspacePlan, base: usize, planes: usize, t: i32): void {
  const bytes = unitBytes(p), looking = (p.flags & PEEPHOLES) != 0,
    weighed = (p.flags & EXPONENTIAL) != 0
  let hidden = extended(0), cell = extended(0), belts = extended(0), rests = extended(0)
  for (let n: usize = 0; n < bytes; n += EXTENDED_BYTES) {
    const at = planes + n, factor = at + p.z + <usize>t * 4 * bytes, dz = at + p.dz
    const later = v128.load(at + p.dh), own = v128.load(at + p.lossGradient)
    const outputSlope = v128.load(at + p.outputSlope + <usize>t * bytes),
      kept = v128.load(at + p.forget + <usize>t * bytes)
    const dh = plus(later, own), dzO = times(dh, v128.load(factor + 3 * bytes))
    const b = plus(v128.load(at + p.belt), times(own, outputSlope)), k = <i32>(n / EXTENDED_BYTES)
    let r = plus(v128.load(at + p.rest), times(later, outputSlope))
    if (looking) r = plus(r, scaledBy(dzO, peepholeOf(p, 3, k)))
    const dc = plus(b, r), byI = times(dc, v128.load(factor)), ofF = v128.load(factor + bytes)
    let dzI = byI, dzF = times(dc, ofF)
    if (weighed) {
      const dn = v128.load(at + p.dNormaliser), step = <usize>t * bytes
      const past = plus(times(dn, v128.load(at + p.shareF + step)), byI)
      dzI = plus(times(dn, v128.load(at + p.shareI + step)), scaledBy(byI, -1))
      dzF = times(past, ofF)
      v128.store(at + p.dNormaliser, past)
    }
    hidden = addSquare(hidden, dh)
    cell = addSquare(cell, dc)
    belts = addSquare(belts, b)
    rests = addSquare(rests, r)
    v128.store(dz, dzI)
    v128.store(dz + bytes, dzF)
    v128.store(dz + 2 * bytes, times(dc, v128.load(factor + 2 * bytes)))
    v128.store(dz + 3 * bytes, dzO)
    v128.store(at + p.belt, times(b, kept))
    let ofRest = times(r, kept)
    if (looking) ofRest = plus(ofRest,
      plus(scaledBy(dzI, peepholeOf(p, 0, k)), scaledBy(dzF, peepholeOf(p, 1, k))))
    v128.store(at + p.rest, ofRest)
  }
  note(p, base, HIDDEN, t, hidden)
  note(p, base, CELL, t, cell)
  note(p, base, BELT, t, belts)
  note(p, base, REST, t, rests)
}

/** One sequence, forward and back. */
function measureRow(p: WorkspacePlan, base: usize, planes: usize, row: i32): void {
  const units = 8 * p.unitPanels, columns = 8 * p.gatePanels
  forwardExtended(p, base, planes, row)
  clear(planes + p.dh, units)
  clear(planes + p.belt, units)
  clear(planes + p.rest, units)
  if (p.flags & EXPONENTIAL) clear(planes + p.dNormaliser, units)
  if (p.pooling) {
    backThroughReadout(p, base, row, 0, planes + p.pooledGradient)
    if (p.pooling == POOLING_ATTENTION) startQueryExtended(p, planes, row)
  }
  for (let t: i32 = p.timeSteps - 1; t >= 0; t--) {
    injectLoss(p, base, planes, row, t)
    if (p.blocks == 4 && !(p.flags & GRU)) gatesCell(p, base, planes, t)
    else gatesHidden(p, base, planes, t)
    multiplyExtended(planes + p.dz, columns, p.backWeights, p.unitPanels, planes + p.dh)
    if (isSeveredBackward(p, t)) clear(planes + p.dh, units)
    const toInput = p.backWeights + <usize>(p.unitPanels * columns) * ROW
    multiplyExtended(planes + p.dz, columns, toInput, p.inputPanels, planes + p.dx)
    let input = extended(0)
    for (let n: i32 = 0; n < 8 * p.inputPanels; n++) input = addSquare(input,
      v128.load(planes + p.dx + <usize>n * EXTENDED_BYTES))
    note(p, base, INPUT, t, input)
  }
}

/**
 * If the last backward pass of this block was unsure of its profile: the whole of it anew, as {f64
 * s, f64 e} for s·4^e. Works in the block's own place, so what weight gradients need of them has to
 * be summed before.
 */
export function remeasure(plan: usize, block: i32): void {
  const p = changetype<WorkspacePlan>(plan)
  const base = p.block + <usize>block * p.blockBytes,
    planes = p.planes + <usize>block * p.planeBytes
  if (!load<i32>(base + p.unsure)) return
  clear(base + p.remeasured, 5 * p.timeSteps)
  const rows = min(p.rows, p.batch - block * p.rows)
  for (let row: i32 = 0; row < rows; row++) measureRow(p, base, planes, row)
  for (let n: i32 = 0; n < 5 * p.timeSteps; n++) {
    const at = base + p.remeasured + <usize>n * EXTENDED_BYTES
    storeSquare(at, v128.load(at))
  }
  // Rows that the block lacks are never written, and weight gradients count on zeros there.
  memory.fill(planes + p.z, 0, <usize>p.gatePanels * p.zStride)
  if (p.pooling == POOLING_ATTENTION) {
    memory.fill(planes + p.querySlopes, 0, <usize>(p.timeSteps * p.rows) * ROW)
  }
}
