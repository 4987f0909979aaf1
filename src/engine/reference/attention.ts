/**
 * A readout of all hidden states, in float64: what it reads is s = Σ_t a_t h_t, with a_t = 1/T for
 * the mean, and a = softmax_t(q·h_t/√H) for attention. Lists over time as in rnn.ts; a_t is [B].
 */
import type { Readout } from '../types.ts'
import { plus, type Scaled, scaled, times, timesPowerOfTwo } from './scaled-vector.ts'
import type { Float64Weights } from './types.ts'

/** a_t, [B] for every time step. */
export function attentionOf(
  readout: Readout,
  weights: Float64Weights,
  h: readonly Float64Array[],
  B: number,
): Float64Array[] {
  const q = weights['readout.query']
  if (readout !== 'attention' || !q) return h.map(() => new Float64Array(B).fill(1 / h.length))
  const H = q.length
  const e = h.map((step) =>
    Float64Array.from({ length: B }, (_, b) => dot(q, step, b * H) / Math.sqrt(H)),
  )
  for (let b = 0; b < B; b++) {
    let [top, total] = [-Infinity, 0]
    for (const step of e) top = Math.max(top, step[b])
    for (const step of e) {
      step[b] = Math.exp(step[b] - top)
      total += step[b]
    }
    for (const step of e) step[b] /= total // a_t = e_t / Σ_s e_s
  }
  return e
}

/** s = Σ_t a_t h_t, [B, H]. */
export function pooledForward(
  h: readonly Float64Array[],
  attention: readonly Float64Array[],
  B: number,
): Float64Array {
  const s = new Float64Array(h[0].length)
  const H = s.length / B
  for (const [t, step] of h.entries())
    for (let k = 0; k < s.length; k++) s[k] += attention[t][Math.floor(k / H)] * step[k]
  return s
}

/**
 * From g = ∂L/∂s to what the loss itself asks of each h_t: a_t g, and through q·h_t what makes a_t
 * larger, if there is a q. Adds to its gradient.
 */
export function pooledBackward(
  weights: Float64Weights,
  gradient: Float64Weights,
  g: Scaled,
  h: readonly Float64Array[],
  attention: readonly Float64Array[],
  s: Float64Array,
  B: number,
): Scaled[] {
  const q = weights['readout.query']
  const sum = gradient['readout.query']
  const H = s.length / B
  return h.map((step, t) => {
    const direct = times(
      g,
      s.map((_, k) => attention[t][Math.floor(k / H)]),
    )
    if (!q) return direct
    // ∂L/∂(q·h_t) = a_t g·(h_t − s)/√H
    const slope = Float64Array.from({ length: B }, (_, b) => {
      let along = 0
      for (let k = b * H; k < (b + 1) * H; k++) along += g.values[k] * (step[k] - s[k])
      return (attention[t][b] * along) / Math.sqrt(H)
    })
    for (let k = 0; sum && k < s.length; k++)
      sum[k % H] += timesPowerOfTwo(slope[Math.floor(k / H)] * step[k], g.exponent)
    const byQuery = s.map((_, k) => slope[Math.floor(k / H)] * q[k % H])
    return plus(direct, scaled(byQuery, g.exponent)) // own_t = a_t g + q ∂L/∂(q·h_t)
  })
}

function dot(q: Float64Array, h: Float64Array, from: number): number {
  let sum = 0
  for (let k = 0; k < q.length; k++) sum += q[k] * h[from + k]
  return sum
}
