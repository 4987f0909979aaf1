/** What the rows of presets are made of: shares and medians over runs. */
import type { Cell } from '../../engine/types.ts'
import type { Findings, Report, Run, Sweep } from '../../results/report.ts'
import { type Axis, type Design, single } from '../../specs/design.ts'
import type { Spec } from '../../specs/spec.ts'
import { resolveSpec } from '../../training/setup/resolve-spec.ts'
import type { ShareOfRuns } from './preset.ts'

/** A design from what differs from the defaults. */
export const designOf = (
  choices: Partial<Spec> & { readonly task: string },
  axes: readonly Axis[] = [],
): Design => ({
  ...single(resolveSpec(choices)),
  axes,
})

/** Seeds 1..n. */
export const seeds = (n: number): number[] => Array.from({ length: n }, (_, k) => k + 1)

/** All runs, of every point. */
export const runsOf = (found: Report | Sweep): readonly Run[] =>
  found.schema === 'gatelab.sweep/1' ? found.points.flatMap(({ runs }) => runs) : found.runs

/**
 * The point of a sweep at these values. Throws if there is none, since presets ask only for what
 * they planned.
 */
export function at(
  found: Report | Sweep,
  values: Readonly<Record<string, number | string | null>>,
): Findings {
  const points = found.schema === 'gatelab.sweep/1' ? found.points : []
  const point = points.find((one) =>
    Object.entries(values).every(([option, value]) => one.at[option] === value),
  )
  if (!point) throw new Error(`no point at ${JSON.stringify(values)}`)
  return point
}

export const ofCell = (runs: readonly Run[], cell: Cell): Run[] =>
  runs.filter((run) => run.cell === cell)

/** The runs of which something holds. */
export const share = (runs: readonly Run[], holds: (run: Run) => boolean): ShareOfRuns => ({
  count: runs.filter(holds).length,
  of: runs.length,
})

export const solved = (runs: readonly Run[]): ShareOfRuns =>
  share(runs, ({ solvedAt }) => solvedAt !== null)

/** Step at which it was solved; none is later than any. */
export const when = ({ solvedAt }: Run): number => solvedAt ?? Number.POSITIVE_INFINITY

/** Seeds on which something holds of a pair of runs. */
export function pairs(
  a: readonly Run[],
  b: readonly Run[],
  holds: (a: Run, b: Run) => boolean,
): ShareOfRuns {
  const found = a.flatMap((one) => {
    const other = b.find(({ seed }) => seed === one.seed)
    return other ? [holds(one, other)] : []
  })
  return { count: found.filter(Boolean).length, of: found.length }
}

/**
 * log10 of a gradient norm at t = 1 against that at t = T, before training, on the mean over seeds.
 */
export function decadesBack(runs: readonly Run[], part: 'hidden' | 'cell'): number | null {
  const falls = runs.flatMap(({ gradient }) => {
    const norms = gradient[0]?.log10[part]
    const [first, last] = [norms?.[0], norms?.at(-1)]
    return typeof first === 'number' && typeof last === 'number' ? [first - last] : []
  })
  return falls.length === 0 ? null : falls.reduce((sum, fall) => sum + fall, 0) / falls.length
}
