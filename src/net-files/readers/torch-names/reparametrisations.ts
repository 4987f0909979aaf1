/** The arithmetic of reparametrised weights, in float64. */
import type { Numbers } from '../../../engine/stack/types.ts'
import { numbersLike } from '../../tensors/arrange-gates.ts'

type Shapes = readonly (readonly number[])[]

const sameShape = (a: readonly number[], b: readonly number[]) =>
  a.length === b.length && a.every((n, side) => n === b[side])

/**
 * weight_norm: W = g·v/‖v‖. The norm is of a row where g is [rows, 1] (dim=0, as usual), of a
 * column where it is [1, columns] (dim=1), of the whole matrix where it is one number (dim=None).
 */
export const normedWeight = {
  sides: [2, null],
  fits: ([v, g]: Shapes) =>
    g.length === 0 || sameShape(g, [1]) || sameShape(g, [v[0], 1]) || sameShape(g, [1, v[1]]),
  compute([v, g]: readonly Numbers[], [[rows, columns], gShape]: Shapes): Numbers {
    const byRow = gShape.length === 2 && gShape[0] === rows && gShape[1] === 1
    const whole = gShape.length < 2
    const group = (k: number) => (whole ? 0 : byRow ? Math.floor(k / columns) : k % columns)
    const squares = new Float64Array(whole ? 1 : byRow ? rows : columns)
    for (let k = 0; k < v.length; k++) squares[group(k)] += v[k] * v[k]
    const weight = numbersLike(v, v.length)
    for (let k = 0; k < v.length; k++)
      weight[k] = (v[k] * g[group(k)]) / Math.sqrt(squares[group(k)])
    return weight
  },
} as const

/** spectral_norm in eval mode: W/σ with σ = uᵀ·W·v; u and v are of the last training step. */
export const spectralWeight = {
  sides: [2, 1, 1],
  fits: ([w, u, v]: Shapes) => u[0] === w[0] && v[0] === w[1],
  compute([w, u, v]: readonly Numbers[], [[, columns]]: Shapes): Numbers {
    let sigma = 0
    for (let k = 0; k < w.length; k++) sigma += u[Math.floor(k / columns)] * w[k] * v[k % columns]
    return w.map((number) => number / sigma)
  },
} as const

/** prune: what is cut is 0. */
export const maskedWeight = {
  sides: [2, 2],
  fits: ([w, mask]: Shapes) => sameShape(w, mask),
  compute: ([w, mask]: readonly Numbers[]): Numbers => w.map((number, k) => number * mask[k]),
} as const

/** weight drop (Merity et al. 2017): in eval mode the raw weight as it is. */
export const droppedWeight = {
  sides: [2],
  fits: () => true,
  compute: ([w]: readonly Numbers[]): Numbers => w,
} as const
