/**
 * A readout of all hidden states: of their mean, or of Σ_t a_t h_t with a = softmax_t(q·h_t/√H), a
 * dot product with a trained query (the simplest attention; Bahdanau et al. 2015, scaled as in
 * Vaswani et al. 2017). It is asked once, behind the last time step, and every h_t has a way of its
 * own to the loss. The sum takes h_T's place before the readout; q stands among the readout's
 * weights, in the column behind the outputs, so that optimiser and clipping take it for one of
 * them. backReadout has it by panels of 8 units.
 */
import { expm1Reduced, fma, power, rounded } from './activations'
import { accumulate } from './matrix-product'
import { POOLING_ATTENTION, WorkspacePlan, ROW } from './memory-plan'
import { flush, largest } from './scaled-vector'

/** q for the 8 units of panel u. */
// @ts-ignore: decorator
@inline
export function queryOf(p: WorkspacePlan, u: i32): usize {
  return p.backReadout + <usize>(u * 8 * p.outputPanels + p.outputs) * ROW
}

/** h_t of a row, t from 0: its 8 units of panel 0. */
// @ts-ignore: decorator
@inline
function hiddenOf(p: WorkspacePlan, planes: usize, t: i32, row: i32): usize {
  return planes + p.h + <usize>((t + 1) * p.rows + row) * ROW
}

// @ts-ignore: decorator
@inline
function sumOfLanes(v: v128): f32 {
  return (f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1)) +
    (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3))
}

/** q·h_t/√H. */
function score(p: WorkspacePlan, h: usize, scale: f32): f32 {
  let low = f32x4.splat(0), high = low
  for (let u: i32 = 0; u < p.unitPanels; u++) {
    const q = queryOf(p, u), at = h + <usize>u * p.hStride
    low = fma(low, v128.load(at), v128.load(q))
    high = fma(high, v128.load(at, 16), v128.load(q, 16))
  }
  return sumOfLanes(f32x4.add(low, high)) * scale
}

/** a_t of all rows, softmax over t; four rows at a time. */
function attend(p: WorkspacePlan, planes: usize, rows: i32): void {
  const scale: f32 = 1 / Mathf.sqrt(<f32>p.hidden), step = <usize>p.rows << 2
  const end = <usize>p.timeSteps * step
  for (let r: i32 = 0; r < rows; r += 4) {
    const first = planes + p.attention + (<usize>r << 2)
    let top = f32x4.splat(-Infinity)
    for (let t: i32 = 0; t < p.timeSteps; t++) {
      const at = first + <usize>t * step
      for (let j: i32 = 0; j < 4; j++) {
        store<f32>(at + (<usize>j << 2), score(p, hiddenOf(p, planes, t, r + j), scale))
      }
      top = f32x4.pmax(top, v128.load(at))
    }
    let low = f64x2.splat(0), high = low
    for (let n: usize = 0; n < end; n += step) {
      // Beyond the range of float32 there is nothing beside the largest.
      const y = f32x4.pmax(f32x4.sub(v128.load(first + n), top), f32x4.splat(-87))
      const k = rounded(y), s = power(k), e = fma(s, s, expm1Reduced(y, k))
      v128.store(first + n, e)
      low = f64x2.add(low, f64x2.promote_low_f32x4(e))
      high = f64x2.add(high, f64x2.promote_low_f32x4(i32x4.shuffle(e, e, 2, 3, 2, 3)))
    }
    const total = i32x4.shuffle(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high),
      0, 1, 4, 5)
    for (let n: usize = 0; n < end; n += step) {
      v128.store(first + n, flush(f32x4.div(v128.load(first + n), total)))
    }
  }
}

/** Σ_t a_t h_t of a panel of a row, summed in float64: a_t is 1/T for the mean. */
function poolRow(p: WorkspacePlan, planes: usize, u: i32, row: i32): void {
  const attends = p.pooling == POOLING_ATTENTION
  let a = f64x2.splat(0), b = a, c = a, d = a, weight = f64x2.splat(1 / <f64>p.timeSteps)
  for (let t: i32 = 0; t < p.timeSteps; t++) {
    const h = hiddenOf(p, planes, t, row) + <usize>u * p.hStride
    if (attends) weight = f64x2.splat(<f64>load<f32>(attentionOf(p, planes, t, row)))
    const low = v128.load(h), high = v128.load(h, 16)
    a = f64x2.add(a, f64x2.mul(weight, f64x2.promote_low_f32x4(low)))
    b = f64x2.add(b, f64x2.mul(weight,
      f64x2.promote_low_f32x4(i32x4.shuffle(low, low, 2, 3, 2, 3))))
    c = f64x2.add(c, f64x2.mul(weight, f64x2.promote_low_f32x4(high)))
    d = f64x2.add(d, f64x2.mul(weight,
      f64x2.promote_low_f32x4(i32x4.shuffle(high, high, 2, 3, 2, 3))))
  }
  const to = planes + p.pooled + <usize>(u * p.rows + row) * ROW
  v128.store(to, i32x4.shuffle(f32x4.demote_f64x2_zero(a), f32x4.demote_f64x2_zero(b), 0, 1, 4, 5))
  v128.store(to, i32x4.shuffle(f32x4.demote_f64x2_zero(c), f32x4.demote_f64x2_zero(d), 0, 1, 4, 5),
    16)
}

/** a_t of a row. */
// @ts-ignore: decorator
@inline
function attentionOf(p: WorkspacePlan, planes: usize, t: i32, row: i32): usize {
  return planes + p.attention + (<usize>(t * p.rows + row) << 2)
}

/** Σ_t a_t h_t → pooled, behind the forward pass of a block. */
export function pool(p: WorkspacePlan, planes: usize, rows: i32): void {
  if (p.pooling == POOLING_ATTENTION) attend(p, planes, rows)
  for (let u: i32 = 0; u < p.unitPanels; u++) {
    for (let row: i32 = 0; row < rows; row++) poolRow(p, planes, u, row)
  }
}

/**
 * Before BPTT, where pooledGradient holds g = ∂L/∂(Σ_t a_t h_t): ∂L/∂(q·h_t) = a_t·g·(h_t −
 * Σ_s a_s h_s)/√H → querySlopes.
 */
export function startQuery(p: WorkspacePlan, planes: usize, rows: i32): void {
  const scale: f32 = 1 / Mathf.sqrt(<f32>p.hidden)
  // Rows that the block lacks must add nothing of another block's to the query's gradient.
  if (rows < p.rows) memory.fill(planes + p.querySlopes, 0, <usize>(p.timeSteps * p.rows) * ROW)
  for (let t: i32 = 0; t < p.timeSteps; t++) {
    for (let row: i32 = 0; row < rows; row++) {
      const h = hiddenOf(p, planes, t, row)
      let low = f32x4.splat(0), high = low
      for (let u: i32 = 0; u < p.unitPanels; u++) {
        const at = h + <usize>u * p.hStride, n = <usize>(u * p.rows + row) * ROW
        const s = planes + p.pooled + n, g = planes + p.pooledGradient + n
        low = fma(low, f32x4.sub(v128.load(at), v128.load(s)), v128.load(g))
        high = fma(high, f32x4.sub(v128.load(at, 16), v128.load(s, 16)), v128.load(g, 16))
      }
      const slope = sumOfLanes(f32x4.add(low, high)) * scale
      store<f32>(slopeOf(p, planes, t, row), slope * load<f32>(attentionOf(p, planes, t, row)))
    }
  }
}

/** ∂L/∂(q·h_t) of a row. */
// @ts-ignore: decorator
@inline
function slopeOf(p: WorkspacePlan, planes: usize, t: i32, row: i32): usize {
  return planes + p.querySlopes + <usize>(t * p.rows + row) * ROW + (<usize>(p.outputs & 7) << 2)
}

/**
 * The loss's own ∂L/∂h_t = a_t·g + q·∂L/∂(q·h_t) → lossGradient; g/T of a mean, which stays from
 * step to step. False where it is all zero.
 */
export function injectPooled(p: WorkspacePlan, planes: usize, t: i32, rows: i32): bool {
  const attends = p.pooling == POOLING_ATTENTION, mean = f32x4.splat(<f32>(1 / <f64>p.timeSteps))
  const bytes = <usize>(p.unitPanels * p.rows) * ROW
  if (!attends && t == p.timeSteps - 1) {
    for (let n: usize = 0; n < bytes; n += 16) {
      v128.store(planes + p.lossGradient + n,
        flush(f32x4.mul(v128.load(planes + p.pooledGradient + n), mean)))
    }
  }
  for (let row: i32 = 0; row < rows && attends; row++) {
    const a = v128.load_splat<f32>(attentionOf(p, planes, t, row)),
      d = v128.load_splat<f32>(slopeOf(p, planes, t, row))
    for (let u: i32 = 0; u < p.unitPanels; u++) {
      const n = <usize>(u * p.rows + row) * ROW, q = queryOf(p, u)
      const g = planes + p.pooledGradient + n, to = planes + p.lossGradient + n
      v128.store(to, flush(fma(f32x4.mul(d, v128.load(q)), a, v128.load(g))))
      v128.store(to, flush(fma(f32x4.mul(d, v128.load(q, 16)), a, v128.load(g, 16))), 16)
    }
  }
  return largest(planes + p.lossGradient, bytes) != 0
}

/** The smallest a_t of a time step: what float32 may have lost of it shows there. */
export function leastAttention(p: WorkspacePlan, planes: usize, t: i32, rows: i32): f32 {
  let least: f32 = 1
  for (let row: i32 = 0; row < rows; row++) {
    least = min(least, load<f32>(attentionOf(p, planes, t, row)))
  }
  return least
}

/** ∂L/∂q += Σ_t ∂L/∂(q·h_t) h_t of rows n.. of T·R, into the readout panel of q at `out`. */
// @ts-ignore: decorator
@inline
export function addQueryGradient(p: WorkspacePlan, planes: usize, n: i32, count: i32,
  out: usize): void {
  const h = planes + p.h + <usize>(p.rows + n) * ROW
  const d = planes + p.querySlopes + <usize>n * ROW
  for (let k: i32 = 0; k < p.unitPanels << 1; k++) {
    accumulate(h + <usize>(k >> 1) * p.hStride + (<usize>(k & 1) << 4), d, count,
      out + (<usize>k << 7))
  }
}
