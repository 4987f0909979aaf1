/**
 * The GRU (Cho et al. 2014). The reset gate acts behind the product with U_n, as in PyTorch and
 * cuDNN, or before it, as in the paper:
 *
 *     r, z = σ(W·x_t + U·h_{t−1} + b)      h_t = (1 − z) ⊙ n + z ⊙ h_{t−1}
 *     n = tanh(W·x_t + b + r ⊙ (U·h_{t−1} + b'))  or  n = tanh(W·x_t + b + U·(r ⊙ h_{t−1}))
 */
import { plus, type Scaled, scaled, times, zero } from '../../reference/scaled-vector.ts'
import { squash } from '../activations.ts'
import type { Matrix } from '../matrix-products.ts'
import { addTo, block, product, sideBySide } from '../vectors.ts'
import type { Cell, CellContext, Kept } from './cell.ts'

type Gate = 'r' | 'z' | 'n'

interface GruKept extends Kept {
  /** What goes into each activation. */
  readonly pre: Readonly<Record<Gate, Float64Array>>
  readonly gates: Readonly<Record<Gate, Float64Array>>
  /** 1 − z_t */
  readonly open: Float64Array
  /** Reset after: U_n·h_{t−1} + b'. Before: r ⊙ h_{t−1}. */
  readonly reset: Float64Array
}

export function gruCell(context: CellContext): Cell<GruKept> {
  const { form, weights, B, H } = context
  const { recurrentValues: U } = weights
  const isAfter = form.reset === 'after'
  const gate = squash(form.gate, H, form.clip)
  const candidate = squash(form.candidate, H, form.clip)
  const ofGates = context.matrix(U.subarray(0, 2 * H * H), 2 * H, H)
  const ofCandidate = context.matrix(U.subarray(2 * H * H), H, H)
  // Behind the product b' of the candidate is multiplied by r, too.
  const outside = isAfter ? weights.recurrentBias.slice(0, 2 * H) : weights.recurrentBias
  const inside = weights.recurrentBias.subarray(2 * H)
  const bias = weights.inputBias.slice()
  for (const [k, value] of outside.entries()) bias[k] += value
  const back = (W: Matrix, d: Scaled) => scaled(W.transposeTimes(d.values, B), d.exponent)

  return {
    bias,
    forward(zx, { h: past }) {
      const ofPast = ofGates.times(past, B)
      const zr = addTo(block(zx, 0, B, H), block(ofPast, 0, B, H))
      const zz = addTo(block(zx, 1, B, H), block(ofPast, 1, B, H))
      const [r, z] = [gate.value(zr), gate.value(zz)]
      const fromX = block(zx, 2, B, H)
      const reset = isAfter ? addRows(ofCandidate.times(past, B), inside) : product(r, past)
      const zn = addTo(fromX, isAfter ? product(r, reset) : ofCandidate.times(reset, B))
      const n = candidate.value(zn)
      const open = gate.complement(zz, z) // 1 − z_t
      const h = addTo(product(open, n), product(z, past)) // (1 − z) ⊙ n + z ⊙ h_{t−1}
      return { pre: { r: zr, z: zz, n: zn }, gates: { r, z, n }, open, reset, h, c: null }
    },
    backward({ pre, gates: { r, z, n }, open, reset }, { h: past }, { own, later }) {
      const dh = plus(own, later)
      const dn = candidate.back(times(dh, open), pre.n, n) // dh ⊙ (1 − z) ⊙ tanh'
      const change = past.map((value, k) => value - n[k])
      const dz = gate.back(times(dh, change), pre.z, z) // dh ⊙ (h_{t−1} − n) ⊙ σ'
      // what U_n·… is asked for, and what r is
      const dPast = isAfter ? times(dn, r) : dn
      const toReset = back(ofCandidate, dPast)
      const dr = gate.back(isAfter ? times(dn, reset) : times(toReset, past), pre.r, r)
      const toH = [
        times(dh, z), // z ⊙ dh goes straight on to h_{t−1}
        back(ofGates, sideBySide([dr, dz], B)),
        isAfter ? toReset : times(toReset, r),
      ].reduce(plus)
      return {
        ...{ dh, dc: null, belt: null, rest: null },
        dz: sideBySide([dr, dz, dn], B),
        dzPast: sideBySide([dr, dz, dPast], B),
        toPast: { later: toH, belt: zero(B * H), rest: zero(B * H) },
      }
    },
    ...(isAfter ? {} : { reads: { from: 2 * H, to: 3 * H, of: ({ reset }: GruKept) => reset } }),
  }
}

/** Rows [B, n] + bias [n], in place. */
function addRows(rows: Float64Array, bias: Float64Array): Float64Array {
  for (let k = 0; k < rows.length; k++) rows[k] += bias[k % bias.length]
  return rows
}
