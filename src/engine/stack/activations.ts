/**
 * Every activation that a file may name: its value, and how a gradient goes back through it. Slopes
 * are taken from z, so that a saturated unit still shows its true slope; see
 * ../reference/activations.ts.
 */
import { relu, reluSlope, sigmoid, sigmoidSlope, tanhSlope } from '../reference/activations.ts'
import { type Scaled, scaled, times } from '../reference/scaled-vector.ts'
import { normalDensity, normalShare } from './normal-distribution.ts'
import type { Activation } from './types.ts'

/** An activation of rows of numbers, z [n, width]. */
export interface Squash {
  value(z: Float64Array): Float64Array
  /** 1 − value, to the last digit also where the value rounds to 1. */
  complement(z: Float64Array, value: Float64Array): Float64Array
  /** ∂L/∂z from ∂L/∂value. */
  back(d: Scaled, z: Float64Array, value: Float64Array): Scaled
}

interface Elementwise {
  readonly f: (z: number) => number
  readonly slope: (z: number) => number
}

// Klambauer et al. 2017
const SELU_SCALE = 1.0507009873554805
const SELU_ALPHA = 1.6732632423543772

/** null for softmax, which is of whole rows. */
const elementwise = (activation: Activation): Elementwise | null => {
  switch (activation.is) {
    case 'tanh':
      return { f: Math.tanh, slope: tanhSlope }
    case 'sigmoid':
      return { f: sigmoid, slope: sigmoidSlope }
    case 'relu':
      return { f: relu, slope: reluSlope }
    case 'identity':
      return { f: (z) => z, slope: () => 1 }
    case 'softsign':
      return { f: (z) => z / (1 + Math.abs(z)), slope: (z) => (1 + Math.abs(z)) ** -2 }
    case 'softplus': // ln(1 + e^z)
      return { f: (z) => Math.max(0, z) + Math.log1p(Math.exp(-Math.abs(z))), slope: sigmoid }
    case 'elu':
      return { f: (z) => (z > 0 ? z : Math.expm1(z)), slope: (z) => (z > 0 ? 1 : Math.exp(z)) }
    case 'selu':
      return {
        f: (z) => SELU_SCALE * (z > 0 ? z : SELU_ALPHA * Math.expm1(z)),
        slope: (z) => SELU_SCALE * (z > 0 ? 1 : SELU_ALPHA * Math.exp(z)),
      }
    case 'gelu': // z·Φ(z), the exact one
      return {
        f: (z) => z * normalShare(z),
        slope: (z) => normalShare(z) + z * normalDensity(z),
      }
    case 'silu': // z·σ(z)
      return { f: (z) => z * sigmoid(z), slope: (z) => sigmoid(z) + z * sigmoidSlope(z) }
    case 'hard-sigmoid': {
      const { slope, offset } = activation
      const line = (z: number) => slope * z + offset
      return {
        f: (z) => Math.max(0, Math.min(1, line(z))),
        slope: (z) => (line(z) > 0 && line(z) < 1 ? slope : 0),
      }
    }
    case 'leaky-relu': {
      const { slope } = activation
      return { f: (z) => (z < 0 ? slope * z : z), slope: (z) => (z > 0 ? 1 : slope) }
    }
    case 'scaled-tanh': {
      const { scale, slope } = activation
      return {
        f: (z) => scale * Math.tanh(slope * z),
        slope: (z) => scale * slope * tanhSlope(slope * z),
      }
    }
    case 'affine': {
      const { slope, offset } = activation
      return { f: (z) => slope * z + offset, slope: () => slope }
    }
    case 'softmax':
      return null
  }
}

/**
 * @param width numbers in a row: softmax is over rows
 * @param clip z is held within ±clip first; behind it the slope is 0. null for none
 */
export function squash(activation: Activation, width: number, clip: number | null = null): Squash {
  const one = elementwise(activation)
  const plain = one ? each(one, activation.is === 'sigmoid') : softmax(width)
  if (clip === null) return plain
  const held = (z: Float64Array) => z.map((value) => Math.max(-clip, Math.min(clip, value)))
  return {
    value: (z) => plain.value(held(z)),
    complement: (z, value) => plain.complement(held(z), value),
    back: (d, z, value) => times(plain.back(d, held(z), value), withinMask(z, clip)),
  }
}

/** 1 where |value| ≤ bound, else 0: the slope of holding values within ±bound. */
export const withinMask = (values: Float64Array, bound: number): Float64Array =>
  values.map((value) => (Math.abs(value) <= bound ? 1 : 0))

function each({ f, slope }: Elementwise, isSigmoid: boolean): Squash {
  return {
    value: (z) => z.map(f),
    // 1 − σ(z) = σ(−z)
    complement: (z, value) => (isSigmoid ? z.map((one) => sigmoid(-one)) : value.map((a) => 1 - a)),
    back: (d, z) => times(d, z.map(slope)),
  }
}

function softmax(width: number): Squash {
  const rows = (z: Float64Array, each: (from: number, to: number) => void) => {
    for (let from = 0; from < z.length; from += width) each(from, from + width)
  }
  return {
    value(z) {
      const out = new Float64Array(z.length)
      rows(z, (from, to) => {
        let top = -Infinity
        for (let k = from; k < to; k++) top = Math.max(top, z[k])
        let sum = 0
        for (let k = from; k < to; k++) {
          out[k] = Math.exp(z[k] - top)
          sum += out[k]
        }
        for (let k = from; k < to; k++) out[k] /= sum
      })
      return out
    },
    complement: (_, value) => value.map((a) => 1 - a),
    // ∂L/∂z_k = a_k (d_k − Σ_j a_j d_j)
    back(d, z, value) {
      const out = new Float64Array(z.length)
      rows(z, (from, to) => {
        let mean = 0
        for (let k = from; k < to; k++) mean += value[k] * d.values[k]
        for (let k = from; k < to; k++) out[k] = value[k] * (d.values[k] - mean)
      })
      return scaled(out, d.exponent)
    },
  }
}
