/** A direction's gradient on its way back, step by step, as a table. */
import type { ShownStack } from '../../inspection/given-net/stack-schema.ts'
import { power, significant } from '../shared/number.ts'
import { table } from '../shared/table.ts'
import type { ViewText } from '../shared/text-types.ts'

type Direction = ShownStack['layers'][number]['directions'][number]
type Logs = readonly (number | null)[]

/**
 * Rows at 0, 1, 2, 4, 8 … steps from where the gradient begins, and at the last one that it comes
 * to: norms, the factor for each step since the row above, c's two parts, and the unit of the
 * largest gradient.
 */
export function backTable(
  { is, log10, attribution }: Direction,
  { run }: ViewText,
  width: number,
): string[] {
  const { columns } = run.back
  const { hidden, cell, belt, rest } = log10
  const T = hidden.length
  const shown = stepsBack(T)
  const timeOf = (k: number) => (is === 'backward' ? k : T - 1 - k)
  const norms = (head: string, logs: Logs | null): Column[] => {
    if (!logs) return []
    const factor = (k: number, n: number) =>
      n === 0 ? '' : perStep(logs[timeOf(shown[n - 1])], logs[timeOf(k)], k - shown[n - 1])
    return [
      { head, cell: (k) => power(logs[timeOf(k)]) },
      { head: columns.factor, cell: factor },
    ]
  }
  const part = (head: string, logs: Logs | null): Column[] =>
    logs ? [{ head, cell: (k) => power(logs[timeOf(k)]) }] : []
  const all: Column[] = [
    { head: columns.t, cell: (k) => String(timeOf(k) + 1) },
    ...norms(columns.hidden, hidden),
    ...norms(columns.cell, belt && cell),
    ...part(columns.belt, belt),
    ...part(columns.rest, rest),
    ...(attribution
      ? [{ head: columns.unit, cell: (k: number) => unitOf(attribution.leading[timeOf(k)]) }]
      : []),
  ]
  return table(
    all.map(({ head }) => ({ head, right: true })),
    shown.map((k, n) => all.map(({ cell }) => cell(k, n))),
    width,
  )
}

interface Column {
  readonly head: string
  /** Of so many steps back, in row n. */
  cell(k: number, n: number): string
}

const unitOf = (unit: number | null): string => (unit === null ? '–' : String(unit + 1))

/** The mean factor for one step of `steps`; a dash where a norm is 0. */
const perStep = (from: number | null, to: number | null, steps: number): string =>
  from === null || to === null ? '–' : `×${significant(10 ** ((to - from) / steps), 2)}`

function stepsBack(T: number): number[] {
  const all = [0]
  for (let k = 1; k < T - 1; k *= 2) all.push(k)
  if (T > 1) all.push(T - 1)
  return all
}
