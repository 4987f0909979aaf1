/**
 * A report as CSV (RFC 4180): a row a run, for spreadsheets and data frames. Heads are the same in
 * every language.
 */
import type { PresetReport, PresetRow } from '../../experiments/papers/preset-report.ts'
import type { Findings, Report, Run, Sweep } from '../../results/report.ts'

type Cell = string | number | null

const COLUMNS: readonly (readonly [head: string, of: (run: Run) => Cell])[] = [
  ['cell', ({ cell }) => cell],
  ['seed', ({ seed }) => seed],
  ['hidden', ({ hidden }) => hidden],
  ['parameters', ({ parameters }) => parameters],
  ['status', ({ status }) => status],
  ['solvedAt', ({ solvedAt }) => solvedAt],
  ['steps', ({ steps }) => steps],
  ['bestStep', ({ best }) => best.step],
  ['bestMetric', ({ best }) => best.metric],
  ['finalLoss', ({ final }) => final.loss],
  ['finalMetric', ({ final }) => final.metric],
  ['baseline', ({ baseline }) => baseline ?? null],
  ['digest', ({ digest }) => digest],
  ['seconds', ({ seconds }) => seconds],
  ['stepsPerSecond', ({ stepsPerSecond }) => stepsPerSecond],
]

/**
 * The values of a sweep's point come first, under `at.` and the option's name; a value that is
 * none, as in `--clip none`, is empty.
 */
export function csv(report: Report | Sweep): string {
  const axes = report.schema === 'gatelab.sweep/1' ? report.axes.map(({ option }) => option) : []
  const points: readonly Pick<Findings, 'task' | 'runs'>[] =
    report.schema === 'gatelab.sweep/1' ? report.points : [report]
  const heads = [
    'task',
    'length',
    'metric',
    ...axes.map((option) => `at.${option}`),
    ...COLUMNS.map(([head]) => head),
  ]
  const rows = points.flatMap((point) => {
    const at = 'at' in point ? (point as Findings).at : {}
    const values = [
      point.task.name,
      point.task.length,
      point.task.metric,
      ...axes.map((option) => at[option]),
    ]
    return point.runs.map((run) => [...values, ...COLUMNS.map(([, of]) => of(run))])
  })
  return table(heads, rows)
}

const PRESET_HEADS = [
  'preset',
  'form',
  'row',
  'kind',
  'paper',
  'paperOf',
  'ours',
  'oursOf',
  'verdict',
]

/** A row a line of the preset's table; of a share the count, and under `…Of` of how many. */
export function presetCsv({ name, form, rows }: PresetReport): string {
  const value = (one: PresetRow['paper'] | PresetRow['ours']): [Cell, Cell] =>
    one === null || typeof one === 'number' ? [one, null] : [one.count, one.of]
  const lines = rows.map(({ id, kind, paper, ours, verdict }) => [
    ...[name, form, id, kind],
    ...value(paper),
    ...value(ours),
    verdict,
  ])
  return table(PRESET_HEADS, lines)
}

/** A table for spreadsheets and data frames (RFC 4180). */
export const table = (heads: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  [heads, ...rows].map((row) => `${row.map(cellText).join(',')}\r\n`).join('')

/** Text that a spreadsheet would treat as a formula gets an apostrophe in front. */
function cellText(value: Cell): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const plain = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}
