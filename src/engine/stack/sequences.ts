/** What goes from one step of a stack to the next, and where its sequences end. */
import { largest } from '../../rules/extremes.ts'
import { type Scaled, scaled, timesPowerOfTwo, zero } from '../reference/scaled-vector.ts'

/** Sequences side by side. */
export interface Flow {
  /** [T, B, width], 0 behind the end of a sequence. */
  readonly values: Float64Array
  readonly T: number
  readonly B: number
  readonly width: number
  /** Time steps of each sequence, [B], from 1 to T; null where all have T. */
  readonly lengths: readonly number[] | null
}

/** Whether sequence b has ended before list index t. */
export const isEnded = (t: number, b: number, { lengths }: Pick<Flow, 'lengths'>): boolean =>
  lengths !== null && t >= lengths[b]

/** The list index of sequence b's last step. */
export const lastOf = (b: number, { T, lengths }: Pick<Flow, 'T' | 'lengths'>): number =>
  (lengths?.[b] ?? T) - 1

/** A gradient [B, n] at t, with zeros for the sequences that have ended. */
export function withoutEnded(d: Scaled, t: number, flow: Flow): Scaled {
  return flow.lengths ? zeroRows(d, (b) => isEnded(t, b, flow), flow.B) : d
}

/**
 * A gradient [B, n] with zeros in the rows of some sequences; what stood there is added to `taken`
 * [B, n].
 */
export function zeroRows(
  d: Scaled,
  isOne: (b: number) => boolean,
  B: number,
  taken?: Float64Array,
): Scaled {
  const n = d.values.length / B
  let values = d.values
  for (let b = 0; b < B; b++) {
    if (!isOne(b)) continue
    if (values === d.values) values = d.values.slice()
    for (let k = b * n; k < (b + 1) * n; k++) {
      if (taken) taken[k] += timesPowerOfTwo(values[k], d.exponent)
      values[k] = 0
    }
  }
  return values === d.values ? d : scaled(values, d.exponent)
}

/** The list index of sequence b's step t when the sequence is told from its end; t behind its end. */
export const mirrored = (t: number, b: number, flow: Pick<Flow, 'T' | 'lengths'>): number =>
  isEnded(t, b, flow) ? t : lastOf(b, flow) - t

/** Rows [B, n] of other time steps: of sequence b at t those that stood at from(t, b). */
export function rearranged(
  steps: readonly Float64Array[],
  B: number,
  from: (t: number, b: number) => number,
): Float64Array[] {
  const n = (steps[0]?.length ?? 0) / B
  return steps.map((_, t) => {
    const out = new Float64Array(B * n)
    for (let b = 0; b < B; b++) out.set(steps[from(t, b)].subarray(b * n, (b + 1) * n), b * n)
    return out
  })
}

/** The same of gradients, whose rows at one time step get one exponent. */
export function rearrangedGradients(
  steps: readonly Scaled[],
  B: number,
  from: (t: number, b: number) => number,
): Scaled[] {
  return steps.map((_, t) => {
    const sources = Array.from({ length: B }, (_, b) => steps[from(t, b)])
    const exponent = largest(sources.map((one) => one.exponent))
    const n = steps[t].values.length / B
    if (exponent === -Infinity) return zero(B * n)
    const out = new Float64Array(B * n)
    for (const [b, one] of sources.entries())
      for (let k = b * n; k < (b + 1) * n; k++)
        out[k] = timesPowerOfTwo(one.values[k], one.exponent - exponent)
    return scaled(out, exponent)
  })
}
