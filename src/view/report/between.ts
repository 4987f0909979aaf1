/** The verdicts between the values of an option, of one cell: a table for each question. */
import type { Between, Sweep } from '../../results/report.ts'
import { FILE_LEVEL, minPairs } from '../../rules/verdict-bounds.ts'
import { significant } from '../shared/number.ts'
import type { TableColumn } from '../shared/table.ts'
import type { ViewText } from '../shared/text-types.ts'
import { paragraph, type ReportBlock } from './blocks.ts'
import { optionValue } from './tables.ts'
import { probability } from './verdict-words.ts'

const right = (head: string): TableColumn => ({ head, right: true })

/** Both tables, and what "better" means in them; empty where nothing was compared. */
export function betweenBlocks({ between = [], points }: Sweep, text: ViewText): ReportBlock[] {
  const [one] = between
  if (!one) return []
  const words = text.report.sweep.between
  const { columns } = words
  const first = optionValue(one.first)
  const elsewhere = Object.keys(one.at)
  const heads = [...elsewhere.map(right), right(one.option)]
  const placeOf = ({ at, other }: Between) => [
    ...elsewhere.map((option) => optionValue(at[option])),
    optionValue(other),
  ]
  const table = (
    caption: string,
    more: readonly TableColumn[],
    of: (row: Between) => readonly string[],
  ): ReportBlock => ({
    kind: 'table',
    caption,
    columns: [...heads, ...more],
    rows: between.map((row) => [...placeOf(row), ...of(row)]),
    heads: heads.length,
  })
  const chance = [right(columns.p), { head: columns.better }]
  const verdictOf = (row: Between, { p, winner }: Between['solved'] | Between['metric']) => [
    probability(p).replace('= ', ''),
    winner === null ? text.none : optionValue(row[winner]),
  ]
  const { task } = points[0]
  const pairs = Array.from(new Set(between.map((row) => row.pairs))).join(text.list)
  return [
    table(
      words.solved(one.option, first, pairs),
      [
        right(columns.onlyOther),
        right(columns.only(first)),
        right(columns.both),
        right(columns.neither),
        ...chance,
      ],
      (row) => [
        String(row.solved.otherOnly),
        String(row.solved.firstOnly),
        String(row.solved.both),
        String(row.solved.neither),
        ...verdictOf(row, row.solved),
      ],
    ),
    table(
      words.metric(text.metric[task.metric], one.option, first),
      [
        right(columns.ahead),
        right(columns.behind),
        right(columns.median),
        right(columns.interval),
        ...chance,
      ],
      (row) => [
        String(row.metric.otherBetter),
        String(row.metric.firstBetter),
        significant(row.metric.medianDifference),
        intervalWords(row, text),
        ...verdictOf(row, row.metric),
      ],
    ),
    ...noteWords(between, text).map(paragraph),
  ]
}

function intervalWords({ metric: { interval } }: Between, text: ViewText): string {
  if (!interval) return text.none
  const [low, high] = interval.map((end) => significant(end))
  return text.report.sweep.between.range(low, high)
}

function noteWords(between: readonly Between[], { verdict, report }: ViewText): string[] {
  const { sweep } = report
  const [{ level }] = between
  const comparisons = between.reduce((most, one) => Math.max(most, one.comparisons), 1)
  const least = minPairs({ level: level / comparisons })
  const withheld = between.some(({ solved, metric }) =>
    [solved, metric].some((one) => one.withheld === 'guessing'),
  )
  const pairs = between.reduce((most, one) => Math.max(most, one.pairs), 0)
  return [
    level === FILE_LEVEL
      ? sweep.between.levelOfFile(String(level), comparisons)
      : sweep.between.level(String(level), comparisons, least),
    ...(withheld ? [sweep.between.guessing] : []),
    ...(pairs < least ? [verdict.closing.few(pairs, probability(2 ** (1 - pairs)))] : []),
  ]
}
