/** What a learner says, and whether it is so. */
import { evaluate, type Scope } from './expressions.ts'
import type { Step } from './format.ts'
import { Problem } from './problem.ts'

export type Prediction = Extract<Step, { do: 'predict' }>

/** The id of a choice, a number, or the heights of a curve at equal distances. */
export type Given = string | number | readonly number[]

/** How sure somebody is: 1 a guess, 2 fairly, 3 certain. */
export type Sureness = 1 | 2 | 3

export interface Judged {
  readonly right: boolean
  /** The same kind of thing as was asked for, worked out by running it. */
  readonly measured: Given
}

/** What came out, and whether it was foreseen. Throws Problem where the outcome is not what the question asks for. */
export function judge(step: Prediction, given: Given | null, scope: Scope): Judged {
  if (step.choose) {
    const [measured = ''] = Object.entries(step.choose).flatMap(([id, when]) =>
      evaluate(when, scope) === true ? [id] : [],
    )
    return { measured, right: given === measured }
  }
  if (step.number) {
    const measured = Number(evaluate(step.number.measure, scope))
    if (!Number.isFinite(measured)) throw new Problem('lesson-outcome', { step: step.id })
    return { measured, right: typeof given === 'number' && Math.abs(given - measured) <= step.number.within }
  }
  const { measure, points, within } = step.curve ?? { measure: '', points: 0, within: 0 }
  const measured = sampled(evaluate(measure, scope), points, step.id)
  const drawn = Array.isArray(given) ? (given as number[]) : []
  const off = measured.map((value, n) => Math.abs(value - (drawn[n] ?? Number.POSITIVE_INFINITY)))
  return { measured, right: off.reduce((sum, one) => sum + one, 0) / off.length <= within }
}

/** A list of any length at so many places, equally far apart, the first and the last among them. */
function sampled(found: unknown, points: number, step: string): number[] {
  // No Number(null): a norm that is exactly zero has no logarithm.
  const list = Array.isArray(found) ? found.map((one) => (one === null ? Number.NaN : Number(one))) : []
  const at = (n: number) => list[points === 1 ? 0 : Math.round((n * (list.length - 1)) / (points - 1))]
  const values = Array.from({ length: points }, (_, n) => at(n))
  if (!values.every((value) => Number.isFinite(value))) throw new Problem('lesson-outcome', { step })
  return values
}
