/**
 * Adam (Kingma & Ba 2015, algorithm 1) as PyTorch computes it.
 */

/** Decaying means of the gradient and of its square, and the number of steps taken. */
export interface AdamState {
  readonly m: Float64Array
  readonly v: Float64Array
  step: number
}

export function adamState(size: number): AdamState {
  return { m: new Float64Array(size), v: new Float64Array(size), step: 0 }
}

const BETA1 = 0.9
const BETA2 = 0.999
const EPSILON = 1e-8

/** One step, in place: weight and state change. */
export function adamStep(
  weight: Float64Array,
  gradient: Float64Array,
  state: AdamState,
  learningRate: number,
): void {
  const { m, v } = state
  state.step += 1
  // both means start at 0 and are too small at first, by these factors
  const unbias1 = 1 - BETA1 ** state.step
  const unbias2 = 1 - BETA2 ** state.step
  for (let k = 0; k < weight.length; k++) {
    m[k] = BETA1 * m[k] + (1 - BETA1) * gradient[k]
    v[k] = BETA2 * v[k] + (1 - BETA2) * gradient[k] * gradient[k]
    weight[k] -= (learningRate * (m[k] / unbias1)) / (Math.sqrt(v[k] / unbias2) + EPSILON)
  }
}
