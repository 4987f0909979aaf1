/**
 * Variants and surgery, as the LSTM and the GRU meet them: each gate is m ⊙ gate + a, the way from
 * c_{t−1} (GRU: straight from h_{t−1}) has a factor of its own (the belt's m), h_{t−1} may be kept
 * from the gates, and three non-linear links may be others. In the standard cell every m is 1 and
 * every a is 0. Two cuts are of the way back alone: what is read there counts as a constant.
 */
import {
  type Gate,
  type GruGate,
  isOutputPlain,
  type Operation,
  VARIANT_FORMS,
  type Variant,
} from '../types.ts'
import { sigmoid } from './activations.ts'

export type OperationTarget = Gate | GruGate | 'belt' | 'belt-backward'

export interface Surgery {
  /** m and a of a place at list index t (time step t + 1), [H]. */
  at(place: OperationTarget, t: number): { m: Float64Array; a: Float64Array }
  /** h_{t−1} does not reach the gates. */
  severed(t: number): boolean
  /** No gradient goes from the gates to h_{t−1}, whether they read it or not. */
  severedBackward(t: number): boolean
  /** i = 1 − f in place of σ(z_i). */
  readonly coupled: boolean
  /** f = σ(z_f) / (σ(z_f) + σ(z_i)), i = 1 − f (normalised.ts). */
  readonly normalised: boolean
  /** i = e^{z_i}, and both gates divided by the normaliser (exponential.ts). */
  readonly exponential: boolean
  /** Gates see x alone, and h is c. */
  readonly inputOnly: boolean
  /** g = z_g in place of tanh(z_g). */
  readonly plainCandidate: boolean
  /** h = o ⊙ c in place of o ⊙ tanh(c). */
  readonly plainOutput: boolean
}

export function surgeryOf(variant: Variant, operations: readonly Operation[], H: number): Surgery {
  const form = VARIANT_FORMS[variant]
  const at = (place: OperationTarget, t: number) => {
    const out = form.leftOut === place
    const m = new Float64Array(H).fill(out ? 0 : 1)
    const a = new Float64Array(H).fill(out ? 1 : 0)
    for (const operation of operations) {
      const change = changeOf(operation, place)
      if (!change || !covers(operation, t + 1)) continue
      const units = 'units' in operation ? operation.units : null
      for (let k = 0; k < H; k++) {
        if (units !== null && !units.includes(k + 1)) continue
        m[k] *= change.times
        a[k] = a[k] * change.times + change.plus
      }
    }
    return { m, a }
  }
  // Gates that see x alone are as if h_{t−1} were kept from them at every step.
  const unseen = form.inputOnly === true
  const some = (kind: Operation['kind'], t: number) =>
    operations.some((operation) => operation.kind === kind && covers(operation, t + 1))
  return {
    at,
    severed: (t) => unseen || some('sever-gates', t),
    severedBackward: (t) => unseen || some('sever-gates', t) || some('sever-gates-backward', t),
    coupled: form.coupled === true,
    normalised: form.normalised === true,
    exponential: form.exponential === true,
    inputOnly: unseen,
    plainCandidate: form.plainCandidate === true,
    plainOutput: isOutputPlain(variant, operations),
  }
}

/** What an operation does to a place: value → times · value + plus. */
function changeOf(
  operation: Operation,
  place: OperationTarget,
): { times: number; plus: number } | null {
  if (operation.kind === 'clamp' && operation.gate === place)
    return { times: 0, plus: operation.value }
  if (operation.kind === 'scale' && operation.gate === place)
    return { times: operation.value, plus: 0 }
  if (operation.kind === 'sever-belt' && place === 'belt') return { times: 0, plus: 0 }
  if (operation.kind === 'sever-belt-backward' && place === 'belt-backward')
    return { times: 0, plus: 0 }
  return null
}

/** Whether it reaches time step t, counted from 1. */
const covers = (operation: Operation, t: number): boolean =>
  !('from' in operation) || (t >= (operation.from ?? 1) && t <= (operation.to ?? t))

/** m ⊙ values + a, [B, H]: the values themselves where nothing was done. */
export function operated(
  surgery: Surgery,
  place: OperationTarget,
  t: number,
  values: Float64Array,
): Float64Array {
  const { m, a } = surgery.at(place, t)
  return values.map((value, k) => m[k % m.length] * value + a[k % a.length])
}

/**
 * 1 − gate = 1 − (m ⊙ σ(z) + a), by 1 − σ(z) = σ(−z), which is not 0 where the gate rounds to 1.
 */
export function closed(
  surgery: Surgery,
  gate: 'f' | 'z',
  t: number,
  z: Float64Array,
): Float64Array {
  const { m, a } = surgery.at(gate, t)
  return z.map(
    (value, k) => 1 - m[k % m.length] - a[k % a.length] + m[k % m.length] * sigmoid(-value),
  )
}

/** The state before, with a constant in place of the units whose belt is severed on the way back. */
export function mixed(
  surgery: Surgery,
  t: number,
  past: Float64Array,
  held: Float64Array,
): Float64Array {
  const { m } = surgery.at('belt-backward', t)
  return past.map((value, k) => (m[k % m.length] === 0 ? held[k] : value))
}

/** [H] for each of B sequences. */
export const spread = (values: Float64Array, B: number): Float64Array =>
  Float64Array.from({ length: B * values.length }, (_, k) => values[k % values.length])
