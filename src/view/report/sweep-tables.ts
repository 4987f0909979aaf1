/** The tables of a sweep: a verdict a point, the settings that were found, every run. */
import type { Cell } from '../../engine/types.ts'
import type { Comparison, Findings, Sweep } from '../../results/report.ts'
import { minPairs } from '../../rules/verdict-bounds.ts'
import { significant } from '../shared/number.ts'
import { rangesIn } from '../shared/ranges.ts'
import type { TableColumn } from '../shared/table.ts'
import type { ViewText } from '../shared/text-types.ts'
import { betweenBlocks } from './between.ts'
import { paragraph, type ReportBlock } from './blocks.ts'
import {
  digestColumn,
  optionValue,
  runsTable,
  severalSizes,
  trialColumns,
  trialRow,
} from './tables.ts'
import { winnerName } from './verdict.ts'
import { probability } from './verdict-words.ts'

type Table = Extract<ReportBlock, { kind: 'table' }>

const right = (head: string): TableColumn => ({ head, right: true })

const axisColumns = ({ axes }: Sweep): TableColumn[] => axes.map(({ option }) => right(option))
const values = ({ axes }: Sweep, { at }: Findings): string[] =>
  axes.map(({ option }) => optionValue(at[option]))

/**
 * A comparison of a point a row: what was solved, in how many steps, and which cell is better; with
 * `probabilities` the p as well.
 */
export function pointsTable(sweep: Sweep, text: ViewText, probabilities: boolean): Table {
  const { columns } = text.report.sweep
  const { cells, fair } = sweep.points[0].settings
  const several = fair.length > 1
  const chance = (p: number | undefined) =>
    probabilities ? [p === undefined ? text.none : probability(p).replace('= ', '')] : []
  const p = probabilities ? [right(columns.p)] : []
  const heads = [
    ...axisColumns(sweep),
    ...(several ? [{ head: text.verdict.sizes.equal }] : []),
    ...cells.map((cell) => right(text.cell[cell])),
    { head: columns.solvedVerdict },
    ...p,
    { head: columns.metricVerdict },
    ...p,
    ...cells.map((cell) => right(columns.steps(text.cell[cell]))),
  ]
  const rowOf = (point: Findings, { fair, summary, verdict }: Comparison): string[] => [
    ...values(sweep, point),
    ...(several ? [text.verdict.sizes.fair[fair]] : []),
    ...cells.map((cell) => `${summary[cell]?.solved ?? 0}/${summary[cell]?.of ?? 0}`),
    winnerName(verdict?.solved.winner, text),
    ...chance(verdict?.solved.p),
    winnerName(verdict?.metric.winner, text),
    ...chance(verdict?.metric.p),
    ...cells.map((cell) => significant(summary[cell]?.medianSolvedAt ?? null)),
  ]
  const rows = sweep.points.flatMap((point) => point.comparisons.map((one) => rowOf(point, one)))
  return {
    kind: 'table',
    caption: columns.caption,
    columns: heads,
    rows,
    heads: sweep.axes.length + (several ? 1 : 0),
  }
}

/** At how many points which cell is better, in both questions, and what such a count is worth. */
export function verdictBlocks(sweep: Sweep, text: ViewText): ReportBlock[] {
  const verdicts = sweep.points.flatMap(({ comparisons }) =>
    comparisons.flatMap(({ verdict }) => verdict ?? []),
  )
  const [first] = verdicts
  if (!first) return sweep.between ? betweenBlocks(sweep, text) : [paragraph(text.verdict.onlyOne)]
  const words = text.report.sweep
  const task = sweep.points[0].task
  const { length: there } = sweep.points
  const whole =
    verdicts.length > there
      ? words.ofVerdicts(verdicts.length, there)
      : words.ofPoints(verdicts.length)
  const count = (question: 'solved' | 'metric', winner: Cell | null) =>
    verdicts.filter((one) => one[question].winner === winner).length
  const sentence = (question: 'solved' | 'metric', asked: string) =>
    paragraph(
      words.verdicts(
        asked,
        text.cell.lstm,
        text.cell.rnn,
        count(question, 'lstm'),
        count(question, 'rnn'),
        count(question, null),
        whole,
      ),
    )
  const pairs = verdicts.reduce((most, one) => Math.max(most, one.pairs), 0)
  const least = minPairs(first)
  const { question } = text.verdict
  return [
    sentence('solved', question.solved),
    sentence('metric', question.metric(text.metric[task.metric])),
    paragraph(
      pairs < least
        ? text.verdict.tooFew(pairs, probability(2 ** (1 - pairs)), least)
        : words.many(verdicts.length, String(first.level)),
    ),
  ]
}

/** What each cell chose at each point; empty where nothing was searched. */
export function tuningBlocks(sweep: Sweep, text: ViewText): ReportBlock[] {
  const rows = sweep.points.flatMap((point) =>
    (point.tuning?.chosen ?? []).map((trial) => [
      ...values(sweep, point),
      ...trialRow(trial, text),
    ]),
  )
  const tuning = sweep.points.find((point) => point.tuning)?.tuning
  if (!tuning) return []
  const caption = text.report.tuning.onlyChosen(
    tuning.trials,
    rangesIn(tuning.seeds).join(text.list),
  )
  const columns = [...axisColumns(sweep), ...trialColumns(text)]
  return [{ kind: 'table', caption, columns, rows, heads: sweep.axes.length + 1 }]
}

/** Every run of every point. */
export function allRunsTable(sweep: Sweep, text: ViewText): Table {
  const sizes = severalSizes(sweep.points.flatMap(({ runs }) => runs))
  const tables = sweep.points.map((point) => ({
    point,
    table: runsTable(point.runs, text, sizes, digestColumn(text)),
  }))
  const [{ table }] = tables
  return {
    ...table,
    columns: [...axisColumns(sweep), ...table.columns],
    rows: tables.flatMap(({ point, table: { rows } }) =>
      rows.map((row) => [...values(sweep, point), ...row]),
    ),
    heads: sweep.axes.length + (table.heads ?? 1),
  }
}
