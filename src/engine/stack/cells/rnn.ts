/** The RNN (Elman 1990): h_t = a(W·x_t + U·h_{t−1} + b), a being tanh, relu or another. */
import { plus, scaled, zero } from '../../reference/scaled-vector.ts'
import { squash } from '../activations.ts'
import { addTo } from '../vectors.ts'
import type { Cell, CellContext, Kept } from './cell.ts'

interface RnnKept extends Kept {
  readonly z: Float64Array
}

export function rnnCell({ form, weights, B, H }: CellContext): Cell<RnnKept> {
  const { recurrent, inputBias, recurrentBias } = weights
  const a = squash(form.candidate, H, form.clip)
  return {
    bias: addTo(inputBias.slice(), recurrentBias),
    forward(zx, past) {
      const z = addTo(recurrent.times(past.h, B), zx) // z_t = W·x_t + U·h_{t−1} + b
      return { z, gates: {}, h: a.value(z), c: null } // h_t = a(z_t)
    },
    backward({ z, h }, _, { own, later }) {
      const dh = plus(own, later)
      const dz = a.back(dh, z, h) // dz = dh ⊙ a'(z)
      const toH = scaled(recurrent.transposeTimes(dz.values, B), dz.exponent) // Uᵀ·dz
      const toPast = { later: toH, belt: zero(B * H), rest: zero(B * H) }
      return { dh, dc: null, belt: null, rest: null, dz, dzPast: dz, toPast }
    },
  }
}
