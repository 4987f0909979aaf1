/** The points of a sweep, looked at along its axes. */
import type { Cell } from '../../engine/types.ts'
import type { Findings, Sweep } from '../../results/report.ts'
import type { ViewText } from '../shared/text-types.ts'
import { optionValue } from './tables.ts'

export type Axis = Sweep['axes'][number]
type Value = Axis['values'][number]
export type At = Readonly<Record<string, Value>>

/** Finds points by their values. */
export type Find = (at: At) => Findings | undefined

export function finder({ axes, points }: Sweep): Find {
  const keyOf = (at: At) => JSON.stringify(axes.map(({ option }) => at[option]))
  const known = new Map(points.map((point) => [keyOf(point.at), point]))
  return (at) => known.get(keyOf(at))
}

/**
 * Every combination of the values of these axes, the last of which changes first; one empty
 * combination of none.
 */
export const combinations = (axes: readonly Axis[]): At[] =>
  axes.reduce<At[]>(
    (all, { option, values }) =>
      all.flatMap((at) => values.map((value) => ({ ...at, [option]: value }))),
    [{}],
  )

/** "forget-bias 1, batch 32" */
export const atWords = (at: At, { report, list }: ViewText): string =>
  Object.entries(at)
    .map(([option, value]) => report.at(option, optionValue(value)))
    .join(list)

/** Of the seeds that were run; null where none was. */
export function shareOf(point: Findings | undefined, cell: Cell): number | null {
  const found = point?.summary[cell]
  return found && found.of > 0 ? found.solved / found.of : null
}

export const stepsOf = (point: Findings | undefined, cell: Cell): number | null =>
  point?.summary[cell]?.medianSolvedAt ?? null

/** The first axis along which a curve can be drawn: at least two numbers, and nothing else. */
export const numericAxis = ({ axes }: Sweep): Axis | null =>
  axes.find(
    ({ values }) => new Set(values).size > 1 && values.every((value) => typeof value === 'number'),
  ) ?? null
