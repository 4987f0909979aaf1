/** Elementwise functions of single numbers, as far as gates and candidates at rest need them. */
import type { Activation } from '../../../engine/stack/types.ts'

const sigmoid = (z: number) => (z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z)))
const softplus = (z: number) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)))

/** a(z); NaN where a is no function of one number (softmax) or none that a gate has (GELU, …). */
export function activated(activation: Activation, z: number): number {
  switch (activation.is) {
    case 'sigmoid':
      return sigmoid(z)
    case 'tanh':
      return Math.tanh(z)
    case 'hard-sigmoid':
      return Math.max(0, Math.min(1, activation.slope * z + activation.offset))
    case 'relu':
      return Math.max(0, z)
    case 'identity':
      return z
    case 'softsign':
      return z / (1 + Math.abs(z))
    case 'softplus':
      return softplus(z)
    case 'leaky-relu':
      return z >= 0 ? z : activation.slope * z
    case 'scaled-tanh':
      return activation.scale * Math.tanh(activation.slope * z)
    case 'affine':
      return activation.slope * z + activation.offset
    default:
      return Number.NaN
  }
}

/** Where a function's values lie; null where it has no two bounds. */
export function rangeOf({ is }: Activation): readonly [number, number] | null {
  if (is === 'sigmoid' || is === 'hard-sigmoid') return [0, 1]
  return is === 'tanh' || is === 'softsign' ? [-1, 1] : null
}
