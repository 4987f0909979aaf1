/** One update of a range of weights. Padding has zero gradient and stays zero. */
import { magnitude } from './constants'
import { WorkspacePlan } from './memory-plan'
import { flush } from './scaled-vector'

const BETA1: f32 = 0.9
const BETA2: f32 = 0.999
const EPSILON: f32 = 1e-8
const MOMENTUM: f32 = 0.9

/**
 * Adam (Kingma & Ba 2015, in PyTorch's form): m ← β1·m + (1−β1)·g; v ← β2·v + (1−β2)·g²; w ← w −
 * rate·m / (√v·rootScale + ε), rate = α/(1−β1^t), rootScale = 1/√(1−β2^t); g is scaled by `clip`
 * first.
 */
// @ts-ignore: decorator
@pairs
export function adam(plan: usize, from: usize, to: usize, clip: f32, rate: f32,
  rootScale: f32): void {
  const p = changetype<WorkspacePlan>(plan)
  // g below 2^−50 would put subnormals into v, where √v is nothing beside ε.
  const least = f32x4.splat(8.881784197001252e-16)
  for (let n = from; n < to; n += 16) {
    const g = f32x4.mul(v128.load(p.gradients + n), f32x4.splat(clip))
    const m = flush(f32x4.add(
      f32x4.mul(v128.load(p.moment1 + n), f32x4.splat(BETA1)), f32x4.mul(g, f32x4.splat(<f32>0.1)),
    ))
    const counted = v128.andnot(g, f32x4.lt(magnitude(g), least))
    const v = flush(f32x4.add(
      f32x4.mul(v128.load(p.moment2 + n), f32x4.splat(BETA2)),
      f32x4.mul(f32x4.mul(counted, counted), f32x4.splat(<f32>0.001)),
    ))
    const root = f32x4.add(f32x4.mul(f32x4.sqrt(v), f32x4.splat(rootScale)), f32x4.splat(EPSILON))
    v128.store(p.moment1 + n, m)
    v128.store(p.moment2 + n, v)
    const w = v128.load(p.weights + n)
    v128.store(p.weights + n, f32x4.sub(w, f32x4.div(f32x4.mul(m, f32x4.splat(rate)), root)))
  }
}

/**
 * w ← w − rate·g, or with momentum (Polyak 1964, in PyTorch's form) v ← 0.9·v + g; w ← w − rate·v.
 */
// @ts-ignore: decorator
@pairs
export function descend(plan: usize, from: usize, to: usize, clip: f32, rate: f32,
  momentum: i32): void {
  const p = changetype<WorkspacePlan>(plan)
  for (let n = from; n < to; n += 16) {
    let g = f32x4.mul(v128.load(p.gradients + n), f32x4.splat(clip))
    if (momentum) {
      g = flush(f32x4.add(f32x4.mul(v128.load(p.moment1 + n), f32x4.splat(MOMENTUM)), g))
      v128.store(p.moment1 + n, g)
    }
    v128.store(p.weights + n, f32x4.sub(v128.load(p.weights + n), f32x4.mul(g, f32x4.splat(rate))))
  }
}
