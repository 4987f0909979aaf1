/**
 * The linear readout of the last L hidden states, or of what is pooled of all; the loss, and the
 * loss's gradient with respect to the readout.
 */
import { expm1Reduced, fma, power, rounded } from './activations'
import { usedRows } from './forward'
import { WorkspacePlan, ROW } from './memory-plan'
import { multiply } from './matrix-product'
import { pool } from './pooling'

/** Where what the readout reads stands: rows of the last L time steps, or of what is pooled. */
// @ts-ignore: decorator
@inline
export function readFrom(p: WorkspacePlan, planes: usize): usize {
  return p.pooling
    ? planes + p.pooled
    : planes + p.h + <usize>((p.timeSteps - p.answers + 1) * p.rows) * ROW
}

/** And how far apart its panels are. */
// @ts-ignore: decorator
@inline
export function readStride(p: WorkspacePlan): usize {
  return p.pooling ? <usize>p.rows * ROW : p.hStride
}

/** logits[L][B][O] = W h_t + b for the last L time steps. */
export function readout(plan: usize, block: i32): void {
  const p = changetype<WorkspacePlan>(plan)
  const base = p.block + <usize>block * p.blockBytes,
    planes = p.planes + <usize>block * p.planeBytes
  if (p.pooling) pool(p, planes, usedRows(p, block))
  const h = readFrom(p, planes), stride = readStride(p)
  const all = p.weights + <usize>p.gatePanels * (p.inputRows + 8 * p.unitPanels) * ROW
  const panelBytes = <usize>(8 * p.unitPanels + 4) * ROW
  for (let o: i32 = 0; o < p.outputPanels; o++) {
    const w = all + <usize>o * panelBytes
    const out = base + p.logits + <usize>o * p.yStride
    const bias = w + <usize>(8 * p.unitPanels) * ROW
    const b0 = v128.load(bias), b1 = v128.load(bias, 16)
    for (let n: usize = 0; n < <usize>(p.answers * p.rows) * ROW; n += 4 * ROW) {
      for (let r: usize = 0; r < 4 * ROW; r += ROW) {
        v128.store(out + n + r, b0)
        v128.store(out + n + r, b1, 16)
      }
      multiply(h + n, stride, p.unitPanels, w, out + n, out + n)
    }
  }
}

/** Σ share·(1/O)·Σ_o (p − y)², and 2·share/O·(p − y). */
function squaredError(p: WorkspacePlan, base: usize, n: i32): f64 {
  const share = load<f32>(base + p.share + (<usize>n << 2))
  const scale = (share + share) / <f32>p.outputs
  let sum: f64 = 0
  for (let o: i32 = 0; o < p.outputs; o++) {
    const at = base + <usize>(o >> 3) * p.yStride + <usize>n * ROW + (<usize>(o & 7) << 2)
    const error = load<f32>(at + p.logits) - load<f32>(at + p.y)
    sum += <f64>error * <f64>error
    store<f32>(at + p.dLogits, scale * error)
  }
  return (<f64>share * sum) / <f64>p.outputs
}

/** −share·Σ_o y·log softmax(p), and share·(softmax(p)·Σy − y). */
function crossEntropy(p: WorkspacePlan, base: usize, n: i32): f64 {
  const share = load<f32>(base + p.share + (<usize>n << 2))
  const row = base + <usize>n * ROW
  let top = load<f32>(row + p.logits)
  for (let o: i32 = 1; o < p.outputs; o++) {
    const value = load<f32>(row + p.logits + <usize>(o >> 3) * p.yStride + (<usize>(o & 7) << 2))
    top = value > top || value != value ? value : top
  }
  let total: f64 = 0
  for (let o: i32 = 0; o < p.outputs; o += 4) {
    const at = row + <usize>(o >> 3) * p.yStride + (<usize>(o & 7) << 2)
    const y = f32x4.pmax(f32x4.sub(v128.load(at + p.logits), f32x4.splat(top)), f32x4.splat(-87))
    const k = rounded(y), s = power(k)
    v128.store(at + p.dLogits, fma(s, s, expm1Reduced(y, k)))
    for (let j: i32 = 0; j < 4 && o + j < p.outputs; j++) total += <f64>load<f32>(at + p.dLogits +
      (<usize>j << 2))
  }
  const log = Math.log(total) + <f64>top
  let mass: f64 = 0
  let loss: f64 = 0
  for (let o: i32 = 0; o < p.outputs; o++) {
    const at = row + <usize>(o >> 3) * p.yStride + (<usize>(o & 7) << 2)
    const y = <f64>load<f32>(at + p.y)
    mass += y
    loss += y * (log - <f64>load<f32>(at + p.logits))
  }
  for (let o: i32 = 0; o < 8 * p.outputPanels; o++) {
    const at = row + <usize>(o >> 3) * p.yStride + (<usize>(o & 7) << 2)
    const softmax = <f64>load<f32>(at + p.dLogits) / total
    const slope = <f64>share * (softmax * mass - <f64>load<f32>(at + p.y))
    store<f32>(at + p.dLogits, o < p.outputs ? <f32>slope : 0)
  }
  return <f64>share * loss
}

/** The block's part of the mean loss, left in lossSum; the gradient of the readout in dLogits. */
export function loss(plan: usize, block: i32): void {
  const p = changetype<WorkspacePlan>(plan)
  const base = p.block + <usize>block * p.blockBytes
  const rows = usedRows(p, block)
  let sum: f64 = 0
  for (let n: i32 = 0; n < p.answers * p.rows; n++) {
    if (n % p.rows >= rows) continue
    // A position that does not count adds nothing, even where its readout is not finite.
    const counts = load<f32>(base + p.share + (<usize>n << 2)) != 0
    const here = p.loss == 0 ? squaredError(p, base, n) : crossEntropy(p, base, n)
    if (counts) sum += here
  }
  store<f64>(base + p.lossSum, sum)
}
