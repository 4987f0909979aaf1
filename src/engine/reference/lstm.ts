/**
 * The LSTM with a forget gate (Hochreiter & Schmidhuber 1997; forget gate: Gers, Schmidhuber,
 * Cummins 2000), forward in time and back again; with peepholes where the weights have them.
 *
 * Everything is a list over time of batches: x[t] is [B, I]; all others are [B, H]. The list starts
 * at 0 where the equations start at 1; before its start h and c are h_0 and c_0 (sequence-ends.ts).
 * dh, dc, dz mean ∂L/∂h, ∂L/∂c, ∂L/∂z.
 */

import { sigmoid, sigmoidSlope, tanhSlope } from './activations.ts'
import { affine, affineBackward, affineForward } from './affine.ts'
import { emptyNormaliser, weigh, weighBackward } from './exponential.ts'
import { shares } from './normalised.ts'
import { look, lookBackward, peepholesOf } from './peepholes.ts'
import { plus, type Scaled, times, zero } from './scaled-vector.ts'
import type { Ends } from './sequence-ends.ts'
import { closed, mixed, type OperationTarget, operated, type Surgery, spread } from './surgery.ts'
import type { Float64Weights } from './types.ts'

/**
 * The four affine maps, in PyTorch's row order: input gate, forget gate, candidate, output gate.
 */
const GATES = ['i', 'f', 'g', 'o'] as const
type Gate = (typeof GATES)[number]
const SQUASH = { i: sigmoid, f: sigmoid, g: Math.tanh, o: sigmoid }
const SLOPE = { i: sigmoidSlope, f: sigmoidSlope, g: tanhSlope, o: sigmoidSlope }

export interface LstmStates {
  /** What goes into each gate's non-linearity. */
  z: Record<Gate, Float64Array[]>
  /** What comes out of it. */
  gates: Record<Gate, Float64Array[]>
  c: Float64Array[]
  h: Float64Array[]
  /** ln n_t of exponential gates. */
  logNormaliser?: Float64Array[]
}

/**
 * `held` is a run whose c_{t−1} and h_{t−1} stand, as constants, wherever surgery severs the way
 * back to them. With the states of these very weights nothing changes; with those of others, finite
 * differences see the cut.
 */
export function lstmForward(
  weights: Float64Weights,
  x: Float64Array[],
  surgery: Surgery,
  ends: Ends,
  B: number,
  H: number,
  held?: Pick<LstmStates, 'c' | 'h'>,
): LstmStates {
  const z: LstmStates['z'] = { i: [], f: [], g: [], o: [] }
  const gates: LstmStates['gates'] = { i: [], f: [], g: [], o: [] }
  const c: Float64Array[] = []
  const h: Float64Array[] = []
  const logNormaliser: Float64Array[] = []
  const peepholes = peepholesOf(weights)
  let pastH = ends.h0
  let pastC = ends.c0
  for (let t = 0; t < x.length; t++) {
    const read = held && t > 0 && surgery.severedBackward(t) ? held.h[t - 1] : pastH
    const fed = surgery.severed(t) ? new Float64Array(B * H) : read
    const open = (gate: Gate, values: Float64Array) => operated(surgery, gate, t, values)
    GATES.forEach((gate, block) => {
      // z = W_x x_t + b_x + W_h h_{t−1} + b_h
      z[gate][t] = affineForward(affine(weights, block, H), x[t], fed, B)
      // z_i += p_i ⊙ c_{t−1}, z_f += p_f ⊙ c_{t−1}
      if (gate === 'i' || gate === 'f') z[gate][t] = look(z[gate][t], peepholes?.[gate], pastC)
      const plain = gate === 'g' && surgery.plainCandidate
      // i, f, o = σ(z); g = tanh(z)
      gates[gate][t] = open(gate, plain ? z[gate][t] : z[gate][t].map(SQUASH[gate]))
    })
    if (surgery.normalised) {
      const share = shares(z.f[t], z.i[t])
      gates.f[t] = open('f', share.f)
      gates.i[t] = open('i', share.i)
    }
    if (surgery.exponential) {
      const weighed = weigh(z.f[t], z.i[t], logNormaliser[t - 1] ?? emptyNormaliser(B * H))
      gates.f[t] = open('f', weighed.f)
      gates.i[t] = open('i', weighed.i)
      logNormaliser[t] = weighed.logNormaliser
    }
    if (surgery.coupled) gates.i[t] = open('i', closed(surgery, 'f', t, z.f[t]))
    const { i, f, g } = { i: gates.i[t], f: gates.f[t], g: gates.g[t] }
    const kept = operated(surgery, 'belt', t, f)
    const carried = held && t > 0 ? mixed(surgery, t, pastC, held.c[t - 1]) : pastC
    // c_t = f_t ⊙ c_{t−1} + i_t ⊙ g_t
    const now = carried.map((past, k) => kept[k] * past + i[k] * g[k])
    c[t] = ends.held(t, now)
    if (peepholes) {
      z.o[t] = look(z.o[t], peepholes.o, c[t]) //                             z_o += p_o ⊙ c_t
      gates.o[t] = open('o', z.o[t].map(sigmoid))
    }
    const o = gates.o[t]
    const out = surgery.plainOutput ? c[t] : c[t].map(Math.tanh)
    h[t] = out.map((value, k) => o[k] * value) //                             h_t = o_t ⊙ tanh(c_t)
    pastC = c[t]
    pastH = h[t]
  }
  return { z, gates, c, h, ...(surgery.exponential && { logNormaliser }) }
}

const minus = (a: Scaled, b: Scaled): Scaled => plus(a, { ...b, values: b.values.map((v) => -v) })

export interface LstmGradients {
  dh: Scaled[]
  /** ∂L/∂c_t = belt + rest. */
  dc: Scaled[]
  /**
   * The part that came down the cell path alone, times a forget gate at every step (the 1997
   * paper's truncated gradient).
   */
  belt: Scaled[]
  /** The part that came back through the gates and hidden states of later steps. */
  rest: Scaled[]
  dx: Scaled[]
}

/**
 * own[t] is what the loss itself, through the readout at t, asks of h_t. Adds to the weights'
 * gradient; gives the total derivatives of every time step. Belt and rest are carried apart, so
 * that neither drowns in the other.
 */
export function lstmBackward(
  weights: Float64Weights,
  gradient: Float64Weights,
  x: Float64Array[],
  { z, gates, c, h, logNormaliser }: LstmStates,
  own: Scaled[],
  surgery: Surgery,
  ends: Ends,
  B: number,
  H: number,
): LstmGradients {
  const nothing = new Float64Array(B * H)
  const out: LstmGradients = { dh: [], dc: [], belt: [], rest: [], dx: [] }
  const [peepholes, ofPeepholes] = [weights, gradient].map(peepholesOf)
  let later = zero(B * H) //     Σ W_hᵀ dz_{t+1}: what the gates of t+1 ask of h_t
  let laterBelt = zero(B * H) // f_{t+1} ⊙ belt_{t+1}
  let laterRest = zero(B * H) // f_{t+1} ⊙ rest_{t+1}
  let laterLog = zero(B * H) //  what the gates of t+1 ask of ln n_t
  for (let t = x.length - 1; t >= 0; t--) {
    const [i, f, g, o] = GATES.map((gate) => gates[gate][t])
    const pastC = t > 0 ? c[t - 1] : ends.c0
    const pastH = t > 0 ? h[t - 1] : ends.h0
    const fed = surgery.severed(t) ? nothing : pastH

    // h_t = o_t ⊙ tanh(c_t) is used by the readout (own) and by the next step's gates (later).
    const dh = plus(own[t], later)
    const plain = surgery.plainOutput
    // ∂h_t/∂c_t = o_t ⊙ (1 − tanh² c_t)
    const hByC = c[t].map((value, k) => o[k] * (plain ? 1 : tanhSlope(value)))
    // ∂h_t/∂o_t = tanh(c_t)
    const hByO = plain ? c[t] : c[t].map(Math.tanh)

    // c_t is used by h_t and, through the forget gate, by c_{t+1}.
    // belt_t = f_{t+1} ⊙ belt_{t+1} + ∂h_t/∂c_t ⊙ own_t
    const belt = plus(laterBelt, times(own[t], hByC))
    // rest_t = f_{t+1} ⊙ rest_{t+1} + ∂h_t/∂c_t ⊙ later_t
    let rest = plus(laterRest, times(later, hByC))
    const m = (place: OperationTarget) => spread(surgery.at(place, t).m, B)
    if (peepholes && ofPeepholes) {
      // what c_t gets by way of o_t came through a gate: rest_t += p_o ⊙ dz_o
      const dzo = times(times(times(dh, hByO), m('o')), z.o[t].map(sigmoidSlope))
      rest = plus(rest, lookBackward(peepholes.o, ofPeepholes.o, dzo, c[t]))
    }
    const dc = plus(belt, rest)

    // c_t = f_t ⊙ c_{t−1} + i_t ⊙ g_t and h_t = o_t ⊙ tanh(c_t), by each gate:
    const dGate = {
      i: times(dc, g),
      f: times(times(dc, pastC), m('belt')),
      g: times(dc, i),
      o: times(dh, hByO),
    }
    if (surgery.coupled) {
      // i = 1 − f
      dGate.f = plus(dGate.f, times(times(dGate.i, m('i')), new Float64Array(B * H).fill(-1)))
      dGate.i = zero(B * H)
    }
    // i = 1 − f, both of z_f and z_i
    const share = surgery.normalised ? shares(z.f[t], z.i[t]) : null
    const dShare = minus(times(dGate.f, m('f')), times(dGate.i, m('i')))
    const ofShares: Partial<Record<Gate, Scaled>> = share
      ? { f: times(dShare, share.slopes.f), i: minus(zero(B * H), times(dShare, share.slopes.i)) }
      : {}
    if (logNormaliser) {
      const weighed = weigh(z.f[t], z.i[t], logNormaliser[t - 1] ?? emptyNormaliser(B * H))
      const back = weighBackward(weighed, z.f[t], dShare, laterLog)
      ofShares.f = back.dzf
      ofShares.i = back.dzi
      laterLog = back.past
    }

    let dx = zero(x[t].length)
    let looked = zero(B * H) // p_i ⊙ dz_i + p_f ⊙ dz_f
    later = zero(B * H)
    GATES.forEach((gate, block) => {
      const plainGate = gate === 'g' && surgery.plainCandidate
      const slope = plainGate ? new Float64Array(B * H).fill(1) : z[gate][t].map(SLOPE[gate])
      // dz = dgate ⊙ σ'(z), or ⊙ tanh'(z)
      const dz = ofShares[gate] ?? times(times(dGate[gate], m(gate)), slope)
      const map = affine(weights, block, H)
      const back = affineBackward(map, affine(gradient, block, H), dz, x[t], fed, B)
      dx = plus(dx, back.dx) //       dx_t = Σ W_xᵀ dz
      later = plus(later, back.dh) // and Σ W_hᵀ dz goes on to h_{t−1}
      if (peepholes && ofPeepholes && (gate === 'i' || gate === 'f'))
        looked = plus(looked, lookBackward(peepholes[gate], ofPeepholes[gate], dz, pastC))
    })
    if (surgery.severedBackward(t)) later = zero(B * H)
    const onBelt = (values: Scaled) => times(times(times(values, f), m('belt')), m('belt-backward'))
    laterBelt = onBelt(belt)
    laterRest = peepholes ? plus(onBelt(rest), looked) : onBelt(rest)

    out.dh[t] = dh
    out.dc[t] = dc
    out.belt[t] = belt
    out.rest[t] = rest
    out.dx[t] = dx
  }
  return out
}
