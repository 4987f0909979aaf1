/**
 * pooling.ts in numbers of any size, for one sequence. Of each time step a_t and ∂L/∂(q·h_t) stand
 * in querySlopes, where its rows had them.
 */
import {
  clear, exponential, plus, scaledBy, times, toFloat64, EXTENDED_BYTES, extended,
} from './extended-float'
import { columnAt } from './extended-forward'
import { POOLING_ATTENTION, WorkspacePlan } from './memory-plan'
import { queryOf } from './pooling'

/** a_t; behind it ∂L/∂(q·h_t). */
// @ts-ignore: decorator
@inline
function attentionAt(p: WorkspacePlan, planes: usize, t: i32): usize {
  return planes + p.querySlopes + <usize>(2 * t) * EXTENDED_BYTES
}

// @ts-ignore: decorator
@inline
function queryAt(p: WorkspacePlan, k: i32): f64 {
  return load<f32>(queryOf(p, k >> 3) + (<usize>(k & 7) << 2))
}

// @ts-ignore: decorator
@inline
function hiddenAt(p: WorkspacePlan, planes: usize, row: i32, t: i32, k: i32): f64 {
  return load<f32>(columnAt(planes + p.h, p.hStride, (t + 1) * p.rows + row, k))
}

/** q·h_t/√H. */
function score(p: WorkspacePlan, planes: usize, row: i32, t: i32): f64 {
  let sum: f64 = 0
  for (let k: i32 = 0; k < p.hidden; k++) sum += queryAt(p, k) * hiddenAt(p, planes, row, t, k)
  return sum / Math.sqrt(<f64>p.hidden)
}

/** a_t, and ∂L/∂(q·h_t) = a_t (g·h_t − Σ_s a_s g·h_s)/√H, g in pooledGradient. */
export function startQueryExtended(p: WorkspacePlan, planes: usize, row: i32): void {
  let top: f64 = -Infinity, total = extended(0), mean = extended(0)
  for (let t: i32 = 0; t < p.timeSteps; t++) top = max(top, score(p, planes, row, t))
  for (let t: i32 = 0; t < p.timeSteps; t++) {
    const e = exponential(score(p, planes, row, t) - top)
    v128.store(attentionAt(p, planes, t), e)
    total = plus(total, e)
  }
  const share = 1 / toFloat64(total)
  for (let t: i32 = 0; t < p.timeSteps; t++) {
    const at = attentionAt(p, planes, t), a = scaledBy(v128.load(at), share)
    let along = extended(0)
    for (let k: i32 = 0; k < p.hidden; k++) {
      const g = v128.load(planes + p.pooledGradient + <usize>k * EXTENDED_BYTES)
      along = plus(along, scaledBy(g, hiddenAt(p, planes, row, t, k)))
    }
    v128.store(at, a)
    v128.store(at, along, EXTENDED_BYTES)
    mean = plus(mean, times(along, a))
  }
  for (let t: i32 = 0; t < p.timeSteps; t++) {
    const at = attentionAt(p, planes, t)
    const more = plus(v128.load(at, EXTENDED_BYTES), scaledBy(mean, -1))
    v128.store(at, scaledBy(times(v128.load(at), more), 1 / Math.sqrt(<f64>p.hidden)),
      EXTENDED_BYTES)
  }
}

/** The loss's own ∂L/∂h_t → lossGradient. */
export function injectPooledExtended(p: WorkspacePlan, planes: usize, t: i32): void {
  const attends = p.pooling == POOLING_ATTENTION, at = attentionAt(p, planes, t)
  clear(planes + p.lossGradient, 8 * p.unitPanels)
  for (let k: i32 = 0; k < p.hidden; k++) {
    const n = <usize>k * EXTENDED_BYTES, g = v128.load(planes + p.pooledGradient + n)
    const own = attends
      ? plus(times(g, v128.load(at)), scaledBy(v128.load(at, EXTENDED_BYTES), queryAt(p, k)))
      : scaledBy(g, 1 / <f64>p.timeSteps)
    v128.store(planes + p.lossGradient + n, own)
  }
}
