/**
 * Whether a float32 pass may have lost something that its profile would show. What underflows, that
 * is, comes to zero or near it, is nothing beside the largest entry of its vector; but it is lost
 * where it is all that there is of an entry, a way of its own that goes on where the larger one
 * ends. So bounds are kept of what may have been lost, and a pass is unsure where an entry or a
 * norm is not well above them. A pass that is sure is right; one that is unsure may be right too.
 */
import { magnitude } from './constants'
import { COUPLED, EXPONENTIAL, GRU, NORMALISED, POOLING_ATTENTION, WorkspacePlan,
  ROW } from './memory-plan'
import { startNormaliserWatch, watchNormaliser, watchNormaliserRescale } from './normaliser-watch'
import { leastAttention } from './pooling'
import { largest, largestLane, powerOfTwo, TINY } from './scaled-vector'
import { hasSmallWeights, lostBy, lostOf, open, underflows } from './underflow-bounds'

/** The belt's index among the multipliers, behind i, f, g and o; and BPTT's own. */
const BELT_GATE: i32 = 4
const BELT_BACKWARD_GATE: i32 = 5

/**
 * 2^36: so much above what was lost an entry is right, also after a product with the weights has
 * added it up.
 */
const ABOVE: f64 = 68719476736
/** 2^16: the same for the norm of what only f is multiplied with. */
const ABOVE_PATH: f64 = 65536
/** 2^−36 of what a position counts: below it 1 − softmax is no longer known well from softmax. */
const CERTAIN: f32 = 1.4551915228366852e-11

/** 2^−60: where less of a time step is attended to, what it gets may be nothing in float32. */
const LEAST_ATTENTION: f32 = 8.673617379884035e-19

let unsure = false, smallWeights = false
/**
 * What the largest lost entry may be: of what ∂L/∂h is the product of, of dc, belt and rest; on the
 * scale of each.
 */
let lost: f64 = 0, lostCell: f64 = 0, lostBelt: f64 = 0, lostRest: f64 = 0
/** A bit for each row of the block that a loss has reached: before that, zeros are zeros. */
let reached: i32 = 0

export function startWatch(p: WorkspacePlan): void {
  unsure = false
  smallWeights = hasSmallWeights(p)
  lost = lostCell = lostBelt = lostRest = 0
  startNormaliserWatch()
  reached = 0
}

export function isUnsure(): bool {
  return unsure
}

/** Before dh, dc and the rest are multiplied by 2^k. */
export function watchRescale(p: WorkspacePlan, planes: usize, bytes: usize, k: i32): void {
  const factor = <f64>powerOfTwo(k)
  lost = lost * factor + lostBy(planes + p.dh, bytes, k)
  lostCell = lostCell * factor + lostBy(planes + p.dc, bytes, k)
  lostRest = lostRest * factor + lostBy(planes + p.rest, bytes, k)
  if (p.flags & EXPONENTIAL) watchNormaliserRescale(p, planes, bytes, k)
}

/** Before the belt is. */
export function watchBeltRescale(p: WorkspacePlan, planes: usize, bytes: usize, k: i32): void {
  lostBelt = lostBelt * <f64>powerOfTwo(k) + lostBy(planes + p.belt, bytes, k)
}

/** What float32 may lose of the loss's own part of ∂L/∂h_t where the readout reads all h_t. */
function watchPooled(p: WorkspacePlan, planes: usize, t: i32, rows: i32): void {
  lost += lostBy(planes + p.lossGradient, <usize>(p.unitPanels * p.rows) * ROW, 0)
  if (p.pooling == POOLING_ATTENTION) {
    unsure = unsure || leastAttention(p, planes, t, rows) < LEAST_ATTENTION
  }
}

/**
 * The readout's gradient at t: the rows that it reaches; whether a product with it may be below
 * float32; and whether all answers are so sure and right that float32 does not know by how much.
 */
function watchLoss(p: WorkspacePlan, base: usize, t: i32): void {
  const position = p.pooling ? 0 : (t - (p.timeSteps - p.answers)) * p.rows
  if (position < 0) return
  const zero = f32x4.splat(0), counts = largest(base + p.share + (<usize>position << 2),
    <usize>p.rows << 2)
  let top: f32 = 0
  for (let o: i32 = 0; o < p.outputPanels; o++) {
    const at = base + p.dLogits + <usize>o * p.yStride + <usize>position * ROW
    lost += lostBy(at, <usize>p.rows * ROW, 0)
    top = max(top, largest(at, <usize>p.rows * ROW))
    for (let r: i32 = 0; r < p.rows; r++) {
      const row = at + <usize>r * ROW
      const any = v128.or(f32x4.ne(v128.load(row), zero), f32x4.ne(v128.load(row, 16), zero))
      if (v128.any_true(any)) reached |= 1 << r
    }
  }
  unsure = unsure || (p.loss != 0 && top < CERTAIN * counts)
}

/**
 * Unsure if more entries are small than those of units and rows that are not there or not reached,
 * which are zero.
 */
function judgeEntries(p: WorkspacePlan, rows: i32, small: v128): void {
  const count = i32x4.extract_lane(small, 0) + i32x4.extract_lane(small, 1) +
    i32x4.extract_lane(small, 2) +
    i32x4.extract_lane(small, 3)
  unsure = unsure || count > 8 * p.unitPanels * rows - p.hidden * popcnt<i32>(reached)
}

/**
 * Step t of an RNN or a GRU: dh and what goes straight on in dc, as they come from t + 1; `own`
 * brings the loss's own part to their exponent.
 */
function watchHidden(p: WorkspacePlan, planes: usize, t: i32, rows: i32, own: f32): void {
  const gate = <usize>p.unitPanels * p.zStride, straightOn = (p.flags & GRU) != 0 && t > 0
  const floor = f32x4.splat(<f32>(ABOVE * (lost + lostCell)))
  let sinking = i32x4.splat(0), small = sinking, top = f32x4.splat(0)
  for (let u: i32 = 0; u < p.unitPanels; u++) {
    const plane = <usize>u * p.zStride + <usize>t * p.stepStride
    for (let r: usize = 0; r < <usize>rows * ROW; r += 16) {
      const at = planes + <usize>(u * p.rows) * ROW + r
      const through = f32x4.add(v128.load(at + p.dh), v128.load(at + p.dc))
      const dh = f32x4.add(through, f32x4.mul(v128.load(at + p.lossGradient), f32x4.splat(own))),
        size = magnitude(dh)
      small = i32x4.sub(small, f32x4.lt(size, floor))
      top = f32x4.pmax(top, size)
      for (let k: usize = 0; k < <usize>p.blocks; k++) {
        sinking = v128.or(sinking, underflows(dh, v128.load(planes + p.z + plane + r + k * gate)))
      }
      if (straightOn) sinking = v128.or(sinking,
        underflows(dh, v128.load(planes + p.forget + plane + r)))
    }
  }
  judgeEntries(p, rows, small)
  lost = lostOf(v128.any_true(sinking), largestLane(top))
  lostCell = 0
}

/** Lanes in which gate i or f is open; normalised, each of them acts through both. */
// @ts-ignore: decorator
@inline
function gates(p: WorkspacePlan, gate: i32, u: i32, t: i32, r: usize, normalised: bool): v128 {
  const own = open(p, gate, u, t, r)
  return normalised ? v128.or(own, open(p, 1 - gate, u, t, r)) : own
}

/** Step t of an LSTM: dh, and the dz that comes from it and dc. */
function watchGates(p: WorkspacePlan, planes: usize, t: i32, rows: i32, own: f32): void {
  const gate = <usize>p.unitPanels * p.zStride, floor = f32x4.splat(<f32>(ABOVE * lost))
  // With i = 1 − f nothing comes of z_i; and before the first step there is c_0 = 0. What stands in
  // the places of exponential gates is no factor of dz alone.
  const exponential = (p.flags & EXPONENTIAL) != 0, normalised = (p.flags & NORMALISED) != 0
  const ofI = !(p.flags & COUPLED) && !exponential, ofF = t > 0 && !exponential
  let sinking = i32x4.splat(0), small = sinking, top = f32x4.splat(0)
  for (let u: i32 = 0; u < p.unitPanels; u++) {
    const plane = <usize>u * p.zStride + <usize>t * p.stepStride
    for (let r: usize = 0; r < <usize>rows * ROW; r += 16) {
      const at = planes + <usize>(u * p.rows) * ROW + r, z = planes + p.z + plane + r
      const dh = f32x4.add(v128.load(at + p.dh),
        f32x4.mul(v128.load(at + p.lossGradient), f32x4.splat(own)))
      const outputSlope = v128.load(planes + p.outputSlope + plane + r)
      const dc = f32x4.add(v128.load(at + p.dc), f32x4.mul(dh, outputSlope))
      small = i32x4.sub(small, f32x4.lt(magnitude(dh), floor))
      top = f32x4.pmax(top, f32x4.pmax(magnitude(dh), magnitude(dc)))
      sinking = v128.or(sinking, underflows(dh, outputSlope))
      if (ofI) sinking = v128.or(sinking,
        v128.and(underflows(dc, v128.load(z)), gates(p, 0, u, t, r, normalised)))
      if (ofF) sinking = v128.or(sinking,
        v128.and(underflows(dc, v128.load(z + gate)), gates(p, 1, u, t, r, normalised)))
      sinking = v128.or(sinking, v128.and(underflows(dc, v128.load(z + 2 * gate)),
        open(p, 2, u, t, r)))
      sinking = v128.or(sinking, v128.and(underflows(dh, v128.load(z + 3 * gate)),
        open(p, 3, u, t, r)))
    }
  }
  judgeEntries(p, rows, small)
  lost = max(lostCell, lostOf(v128.any_true(sinking), largestLane(top)))
  if (exponential) lost = max(lost, watchNormaliser(p, planes, t, rows, own, lostCell))
}

/**
 * dc, belt or rest: what runs from t + 1, and what comes to it through o(1 − tanh² c_t), so many
 * times dh and the loss's own part. What was lost before, `past`, grows by no more than the largest
 * f. Returns what may be lost now.
 */
function watchPath(
  p: WorkspacePlan, planes: usize, t: i32, rows: i32, running: usize, ofLater: f32, ofLoss: f32,
  past: f64,
): f64 {
  let sinking = i32x4.splat(0), faint = sinking, most = f32x4.splat(0), sums = most, parts = most
  for (let u: i32 = 0; u < p.unitPanels; u++) {
    const plane = <usize>u * p.zStride + <usize>t * p.stepStride
    for (let r: usize = 0; r < <usize>rows * ROW; r += 16) {
      const at = planes + <usize>(u * p.rows) * ROW + r
      const outputSlope = v128.load(planes + p.outputSlope + plane + r),
        f = v128.load(planes + p.forget + plane + r)
      const later = f32x4.mul(v128.load(at + p.dh), f32x4.splat(ofLater))
      const part = f32x4.add(later, f32x4.mul(v128.load(at + p.lossGradient), f32x4.splat(ofLoss)))
      const sum = f32x4.add(v128.load(at + running), f32x4.mul(part, outputSlope))
      faint = v128.or(faint, underflows(part, outputSlope))
      const goesOn = v128.and(open(p, BELT_GATE, u, t, r), open(p, BELT_BACKWARD_GATE, u, t, r))
      sinking = v128.or(sinking, v128.and(underflows(sum, f), goesOn))
      parts = f32x4.pmax(parts, magnitude(part))
      sums = f32x4.pmax(sums, magnitude(sum))
      most = f32x4.pmax(most, magnitude(f))
    }
  }
  const top = largestLane(sums), now = past + lostOf(v128.any_true(faint), largestLane(parts))
  unsure = unsure || ABOVE_PATH * now * <f64>(8 * p.unitPanels * rows) > <f64>top
  return now * <f64>largestLane(most) + lostOf(v128.any_true(sinking), top)
}

/** Step t, before it is made, from what has come from t + 1 and the loss's own part. */
export function watchStep(
  p: WorkspacePlan, base: usize, planes: usize, t: i32, rows: i32, injected: bool, exponent: i32,
  beltExponent: i32,
): void {
  if (unsure) return
  const own = injected ? powerOfTwo(-exponent) : 0
  watchLoss(p, base, t)
  if (p.pooling) watchPooled(p, planes, t, rows)
  if (p.blocks == 1 || (p.flags & GRU)) watchHidden(p, planes, t, rows, own)
  else watchGates(p, planes, t, rows, own)
  if (smallWeights) lost += <f64>TINY
  if (p.blocks == 1 || (p.flags & GRU)) return
  lostCell = watchPath(p, planes, t, rows, p.dc, 1, own, lostCell)
  lostBelt = watchPath(p, planes, t, rows, p.belt, 0, injected ? powerOfTwo(-beltExponent) : 0,
    lostBelt)
  lostRest = watchPath(p, planes, t, rows, p.rest, 1, 0, lostRest)
}

/** What was lost at most of each dz of the step that was watched last. */
export function lostOfGates(): f64 {
  return lost
}

/** So much was lost of what peepholes add to ∂L/∂c and the rest. */
export function watchPeepholes(now: f64): void {
  lostCell += now
  lostRest += now
}

/**
 * ∂L/∂x_t by its sum of squares as measured, with what was lost of the dz that it is the product
 * of.
 */
export function watchInput(squares: f64): void {
  const floor = ABOVE * lost
  unsure = unsure || squares < floor * floor
}
