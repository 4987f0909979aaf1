/**
 * What brain.js calls an LSTM. Its c_t is made from h_{t−1}, so no cell state goes from step to
 * step, and there is no path that f alone governs:
 *
 *     z = W·x_t + U·h_{t−1} + b      c_t = f ⊙ h_{t−1} + i ⊙ g      h_t = o ⊙ tanh(c_t)
 */
import { plus, scaled, times, zero } from '../../reference/scaled-vector.ts'
import { squash } from '../activations.ts'
import { addTo, block, product, sideBySide } from '../vectors.ts'
import type { Cell, CellContext, Kept } from './cell.ts'

type Gate = 'i' | 'f' | 'g' | 'o'

interface BrainKept extends Kept {
  readonly z: Readonly<Record<Gate, Float64Array>>
  readonly gates: Readonly<Record<Gate, Float64Array>>
  readonly c: Float64Array
  readonly out: Float64Array
}

export function brainLstmCell({ form, weights, B, H }: CellContext): Cell<BrainKept> {
  const { recurrent, inputBias, recurrentBias } = weights
  const gate = squash(form.gate, H, form.clip)
  const candidate = squash(form.candidate, H, form.clip)
  const output = squash(form.output, H)
  return {
    bias: addTo(inputBias.slice(), recurrentBias),
    forward(zx, past) {
      const all = addTo(recurrent.times(past.h, B), zx)
      const [zi, zf, zg, zo] = [0, 1, 2, 3].map((k) => block(all, k, B, H))
      const [i, f, g, o] = [gate.value(zi), gate.value(zf), candidate.value(zg), gate.value(zo)]
      const c = addTo(product(f, past.h), product(i, g)) // f ⊙ h_{t−1} + i ⊙ g
      const out = output.value(c)
      const z = { i: zi, f: zf, g: zg, o: zo }
      return { z, gates: { i, f, g, o }, c, out, h: product(o, out) } // h_t = o ⊙ tanh(c_t)
    },
    backward({ z, gates: { i, f, g, o }, c, out }, past, { own, ownCell, later }) {
      const dh = plus(own, later)
      const dc = plus(ownCell, output.back(times(dh, o), c, out)) // dh ⊙ o ⊙ tanh'(c_t)
      const dz = sideBySide(
        [
          gate.back(times(dc, g), z.i, i),
          gate.back(times(dc, past.h), z.f, f),
          candidate.back(times(dc, i), z.g, g),
          gate.back(times(dh, out), z.o, o),
        ],
        B,
      )
      // f ⊙ dc goes to h_{t−1}, as what the gates ask does
      const toH = plus(times(dc, f), scaled(recurrent.transposeTimes(dz.values, B), dz.exponent))
      const toPast = { later: toH, belt: zero(B * H), rest: zero(B * H) }
      return { dh, dc, belt: null, rest: null, dz, dzPast: dz, toPast }
    },
  }
}
