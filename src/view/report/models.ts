/** Who is compared: cells, each with the sizes that it has in a report. */
import type { Cell } from '../../engine/types.ts'
import type { Comparison, Findings, Run } from '../../results/report.ts'
import type { ViewText } from '../shared/text-types.ts'

/** A cell of one size, and its runs. */
export interface Model {
  readonly cell: Cell
  readonly hidden: number
  readonly name: string
  readonly runs: readonly Run[]
}

type Compared = Pick<Findings, 'runs' | 'settings'>

/** The words for a report: a variant in the LSTM's place is called by its own name. */
export function wordsFor<T extends ViewText>(variant: string, text: T): T {
  const names: Readonly<Record<string, string>> = text.variants
  if (!Object.hasOwn(names, variant)) return text
  return { ...text, cell: { ...text.cell, lstm: names[variant] } }
}

/** In the order of the cells; sizes are named where there are several. */
export function modelsOf({ runs, settings }: Compared, text: ViewText): Model[] {
  const groups = new Map<string, Run[]>()
  for (const run of runs) {
    const key = `${run.cell} ${run.hidden}`
    const group = groups.get(key)
    if (group) group.push(run)
    else groups.set(key, [run])
  }
  const found = Array.from(groups.values())
  const sizes = new Set(runs.map(({ hidden }) => hidden))
  return settings.cells.flatMap((cell) =>
    found
      .filter(([first]) => first.cell === cell)
      .map((own) => {
        const [{ hidden }] = own
        const name = sizes.size > 1 ? text.report.size(text.cell[cell], hidden) : text.cell[cell]
        return { cell, hidden, name, runs: own }
      }),
  )
}

/** The runs that one comparison is about. */
export const runsOf = (comparison: Comparison, runs: readonly Run[]): Run[] =>
  runs.filter(({ cell, hidden }) => comparison.hidden[cell] === hidden)

/** Runs of the whole plan of a point: every size of every cell on every seed. */
export function plannedRuns({
  settings,
  comparisons,
}: Pick<Findings, 'settings' | 'comparisons'>): number {
  const sizes = settings.cells.map((cell) =>
    Math.max(1, new Set(comparisons.map(({ hidden }) => hidden[cell])).size),
  )
  return settings.seeds.length * sizes.reduce((sum, count) => sum + count, 0)
}
