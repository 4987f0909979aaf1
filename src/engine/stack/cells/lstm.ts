/**
 * The LSTM with all that its makers have put into it: peepholes (Gers & Schmidhuber 2000), coupled
 * gates (Greff et al. 2015), a projection (Sak et al. 2014), exponential gates (Beck et al. 2024),
 * held arguments and cells.
 *
 *     z = W·x_t + U·h_{t−1} + b      i, f = σ(z + p ⊙ c_{t−1})      g = tanh(z)
 *     c_t = f ⊙ c_{t−1} + i ⊙ g      o = σ(z + p_o ⊙ c_t)           h_t = W_hr·(o ⊙ tanh(c_t))
 */
import { weigh, weighBackward } from '../../reference/exponential.ts'
import { shares } from '../../reference/normalised.ts'
import { plain, plus, type Scaled, scaled, times, zero } from '../../reference/scaled-vector.ts'
import { squash, withinMask } from '../activations.ts'
import { addProductOverBatch, addTo, block, product, sideBySide, spread } from '../vectors.ts'
import type { Cell, CellContext, Kept, Past } from './cell.ts'

type Gate = 'i' | 'f' | 'g' | 'o'

interface LstmKept extends Kept {
  readonly z: Readonly<Record<Gate, Float64Array>>
  readonly gates: Readonly<Record<Gate, Float64Array>>
  readonly c: Float64Array
  /** 1 where c_t was within ±cellClip; null where nothing holds it. */
  readonly free: Float64Array | null
  /** tanh(c_t), and o ⊙ tanh(c_t). */
  readonly out: Float64Array
  readonly m: Float64Array
}

export function lstmCell({ form, weights, B, H }: CellContext): Cell<LstmKept> {
  const { recurrent, inputBias, recurrentBias, projection } = weights
  const gate = squash(form.gate, H, form.clip)
  const candidate = squash(form.candidate, H, form.clip)
  const output = squash(form.output, H)
  const bias = addTo(inputBias.slice(), recurrentBias)
  for (let k = H; k < 2 * H; k++) bias[k] += form.forgetBias
  const peepholes = weights.peepholes && {
    i: spread(weights.peepholes.i, B),
    f: spread(weights.peepholes.f, B),
    o: spread(weights.peepholes.o, B),
  }
  const peep = (z: Float64Array, which: 'i' | 'f' | 'o', c: Float64Array) =>
    peepholes ? addTo(z, product(peepholes[which], c)) : z
  const toCell = (d: Scaled) =>
    projection ? scaled(projection.transposeTimes(d.values, B), d.exponent) : d

  const ones = () => new Float64Array(B * H).fill(1)
  /** Which of i and f is 1 − the other; null for none. */
  const dependent = form.coupled ? (form.coupledFrom === 'f' ? 'i' : 'f') : null

  function inputAndForget(zi: Float64Array, zf: Float64Array, past: Past) {
    if (form.exponential) return weigh(zf, zi, past.logNormaliser)
    if (form.normalised) return shares(zf, zi)
    if (dependent === 'f') {
      const i = gate.value(zi)
      return { i, f: gate.complement(zi, i) } // f = 1 − i
    }
    const f = form.leftOut === 'f' ? ones() : gate.value(zf)
    if (dependent === 'i') return { i: gate.complement(zf, f), f } // i = 1 − f
    return { i: form.leftOut === 'i' ? ones() : gate.value(zi), f }
  }

  /** From ∂L/∂i and ∂L/∂f; what is asked of 1 − i is asked of i, with the other sign. */
  function throughInputAndForget(
    di: Scaled,
    df: Scaled,
    z: LstmKept['z'],
    { i, f }: Pick<LstmKept['gates'], 'i' | 'f'>,
  ) {
    const nothing = zero(B * H)
    if (form.normalised) {
      const { slopes } = shares(z.f, z.i)
      const d = plus(df, minus(di)) // i = 1 − f
      return { dzi: minus(times(d, slopes.i)), dzf: times(d, slopes.f) }
    }
    if (dependent === 'f') return { dzi: gate.back(plus(di, minus(df)), z.i, i), dzf: nothing }
    if (dependent === 'i') return { dzi: nothing, dzf: gate.back(plus(df, minus(di)), z.f, f) }
    return {
      dzi: form.leftOut === 'i' ? nothing : gate.back(di, z.i, i),
      dzf: form.leftOut === 'f' ? nothing : gate.back(df, z.f, f),
    }
  }

  return {
    bias,
    forward(zx, past) {
      const all = addTo(recurrent.times(past.h, B), zx) // W·x_t + U·h_{t−1} + b
      const zi = peep(block(all, 0, B, H), 'i', past.c)
      const zf = peep(block(all, 1, B, H), 'f', past.c)
      const zg = block(all, 2, B, H)
      const { i, f, ...weighed } = inputAndForget(zi, zf, past)
      const g = candidate.value(zg)
      const sum = addTo(product(f, past.c), product(i, g)) // f ⊙ c_{t−1} + i ⊙ g
      const free = form.cellClip === null ? null : withinMask(sum, form.cellClip)
      const c = form.cellClip === null ? sum : held(sum, form.cellClip)
      const zo = peep(block(all, 3, B, H), 'o', c) // o sees the new c_t
      const o = form.leftOut === 'o' ? ones() : gate.value(zo)
      const out = output.value(c)
      const m = product(o, out) // o ⊙ tanh(c_t)
      const h = projection ? projection.times(m, B) : m
      const z = { i: zi, f: zf, g: zg, o: zo }
      return { z, gates: { i, f, g, o }, c, free, out, m, h, ...weighed }
    },
    backward({ z, gates: { i, f, g, o }, c, free, out, logNormaliser }, past, asked) {
      const dh = plus(asked.own, asked.later)
      const [own, later] = [toCell(asked.own), toCell(asked.later)] // of o ⊙ tanh(c_t)
      // do = d ⊙ tanh(c_t)
      const dzo =
        form.leftOut === 'o' ? zero(B * H) : gate.back(times(plus(own, later), out), z.o, o)
      const throughOut = (d: Scaled) => output.back(times(d, o), c, out) // d ⊙ o ⊙ tanh'(c_t)
      // belt_t = f_{t+1} ⊙ belt_{t+1} + what h_t hands on of its own
      const belt = plus(plus(asked.belt, asked.ownCell), throughOut(own))
      // rest_t = f_{t+1} ⊙ rest_{t+1} + what came back to h_t through gates, and the peepholes'
      let rest = plus(asked.rest, throughOut(later))
      if (peepholes) rest = plus(rest, times(dzo, peepholes.o))
      const dc = plus(belt, rest)

      const kept = (d: Scaled) => (free ? times(d, free) : d)
      const dSum = kept(dc)
      const di = times(dSum, g)
      const df = times(dSum, past.c)
      // i = 1 − f in exponential gates, too, which are asked for ln n_t besides
      const ofLog = asked.normaliser ?? zero(B * H)
      const weighed = logNormaliser && weighBackward({ i, f }, z.f, plus(df, minus(di)), ofLog)
      const { dzi, dzf } = weighed ?? throughInputAndForget(di, df, z, { i, f })
      const dzg = candidate.back(times(dSum, i), z.g, g)
      const dz = sideBySide([dzi, dzf, dzg, dzo], B)

      const laterBelt = times(kept(belt), f)
      let laterRest = times(kept(rest), f)
      if (peepholes) {
        const peeped = plus(times(dzi, peepholes.i), times(dzf, peepholes.f))
        laterRest = plus(laterRest, peeped)
      }
      const toH = scaled(recurrent.transposeTimes(dz.values, B), dz.exponent)
      const toLog = weighed && { normaliser: weighed.past }
      const toPast = { later: toH, belt: laterBelt, rest: laterRest, ...toLog }
      return { dh, dc, belt, rest, dz, dzPast: dz, toPast }
    },
    addPeepholes(total, { c }, past, dz) {
      const all = plain(dz)
      addProductOverBatch(total.i, block(all, 0, B, H), past.c)
      addProductOverBatch(total.f, block(all, 1, B, H), past.c)
      addProductOverBatch(total.o, block(all, 3, B, H), c)
    },
    ...(projection ? { projected: ({ m }: LstmKept) => m } : {}),
  }
}

const minus = (d: Scaled): Scaled => ({ ...d, values: d.values.map((value) => -value) })

const held = (values: Float64Array, bound: number) =>
  values.map((value) => Math.max(-bound, Math.min(bound, value)))
