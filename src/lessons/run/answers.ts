/** What a learner says, and whether it is so. */
import type { Value } from '../format/expressions.ts'
import { LessonError } from '../format/lesson-error.ts'
import type { Step } from '../format/lesson-schema.ts'

export type Prediction = Extract<Step, { do: 'predict' }>

/** The id of a choice, a number, or the heights of a curve at equal distances. */
export type Given = string | number | readonly number[]

/** How sure somebody is: 1 a guess, 2 fairly, 3 certain. */
export type Sureness = 1 | 2 | 3

export interface PredictionResult {
  readonly right: boolean
  /** The same kind of thing as was asked for, worked out by running it. */
  readonly measured: Given
}

/** Works out an expression that stands in a field of the prediction. */
export type WorkOut = (expression: string, ...field: readonly string[]) => Promise<Value>

/**
 * What a prediction asks for, as it came out. Throws LessonError where that is not one choice, a
 * number, a list of numbers.
 */
export async function outcomeOf(step: Prediction, workOut: WorkOut): Promise<Given> {
  if (step.choose) {
    const right: string[] = []
    for (const [id, when] of Object.entries(step.choose))
      if ((await workOut(when, 'choose', id)) === true) right.push(id)
    if (right.length !== 1) throw new LessonError('lesson-choices', { step: step.id, right })
    return right[0]
  }
  if (step.number) {
    const measured = await workOut(step.number.measure, 'number', 'measure')
    if (typeof measured !== 'number' || !Number.isFinite(measured))
      throw new LessonError('lesson-outcome', { step: step.id })
    return measured
  }
  const { measure, points } = step.curve ?? { measure: '', points: 0 }
  return sampled(await workOut(measure, 'curve', 'measure'), points, step.id)
}

/** Whether what was said is what came out. */
export function checkPrediction(step: Prediction, given: Given, measured: Given): PredictionResult {
  const within = (step.number ?? step.curve)?.within
  if (within === undefined) return { measured, right: given === measured }
  return { measured, right: offBy(given, measured) <= within }
}

/** How far a number is from what was measured; a curve on the mean of its points. */
export function offBy(given: Given, measured: Given): number {
  const wanted = Array.isArray(measured) ? (measured as number[]) : [Number(measured)]
  const said = Array.isArray(given)
    ? (given as number[])
    : [typeof given === 'number' ? given : NaN]
  const off = wanted.map((value, n) => Math.abs(value - (said[n] ?? Number.NaN)))
  const mean = off.reduce((sum, one) => sum + one, 0) / off.length
  return Number.isNaN(mean) ? Number.POSITIVE_INFINITY : mean
}

/** A list of any length at so many places, equally far apart, the first and the last among them. */
function sampled(found: Value, points: number, step: string): number[] {
  const list = Array.isArray(found) ? (found as readonly (number | null)[]) : []
  const at = (n: number) =>
    list[points === 1 ? 0 : Math.round((n * (list.length - 1)) / (points - 1))]
  const values = Array.from({ length: points }, (_, n) => at(n))
  // A norm that is exactly zero has no logarithm: null.
  const numbers = values.flatMap((value) =>
    typeof value === 'number' && Number.isFinite(value) ? [value] : [],
  )
  if (numbers.length < points) throw new LessonError('lesson-outcome', { step })
  return numbers
}

/**
 * Throws LessonError where what came out lies beside the axis on which a learner has to show it.
 */
export function checkAxis(step: Prediction, measured: Given): void {
  const axis = step.number ?? step.curve
  if (!axis) return
  const { from, to } = axis
  const values =
    typeof measured === 'number'
      ? [measured]
      : Array.isArray(measured)
        ? (measured as number[])
        : []
  const beside = values.find((value) => value < from || value > to)
  if (beside !== undefined)
    throw new LessonError('lesson-beside', { step: step.id, measured: beside, from, to })
}
