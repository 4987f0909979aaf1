/** Which points of a sweep are held against each other where but one cell takes part. */
import type { Between, Findings } from '../results/report.ts'
import { verdictsBetween } from '../results/verdict/between.ts'
import type { Axis } from '../specs/design.ts'

/** Options that change what the nets see: seeds at two values of them are no pairs. */
const OF_THE_DATA: ReadonlySet<string> = new Set(['length', 'window', 'horizon', 'symbols'])

/**
 * Of the last option that leaves the data as they are, each value against the first one, wherever
 * the other options stand. Nothing where two cells took part: these are compared at each point.
 */
export function betweenPoints(axes: readonly Axis[], points: readonly Findings[]): Between[] {
  const axis = axes.findLast(({ option }) => !OF_THE_DATA.has(option))
  const [cell, second] = points[0].settings.cells
  if (!axis || axis.values.length < 2 || second !== undefined) return []
  const { option } = axis
  const rows = new Map<string, Findings[]>()
  for (const point of points) {
    const key = JSON.stringify(restOf(point, option))
    const row = rows.get(key)
    if (row) row.push(point)
    else rows.set(key, [point])
  }
  return Array.from(rows.values()).flatMap((row) => {
    const first = row.find(({ at }) => at[option] === axis.values[0])
    if (!first) return []
    const others = row.filter((point) => point !== first)
    const { task, settings } = first
    const rule = {
      metric: task.metric,
      untilSolved: settings.untilSolved,
      file: settings.file !== null,
    }
    const found = verdictsBetween(
      runsOf(first),
      others.map((point) => runsOf(point)),
      rule,
    )
    return others.flatMap((point, n) => {
      const one = found[n]
      const names = { cell, option, first: first.at[option], other: point.at[option] }
      return one ? [{ ...names, at: restOf(point, option), ...one }] : []
    })
  })
}

const restOf = ({ at }: Findings, option: string): Findings['at'] =>
  Object.fromEntries(Object.entries(at).filter(([name]) => name !== option))

/** Of the first of the point's comparisons: with the size that it gives the cell. */
function runsOf({ runs, comparisons: [{ hidden }] }: Findings): Findings['runs'] {
  return runs.filter((run) => run.hidden === hidden[run.cell])
}
