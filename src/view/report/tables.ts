/**
 * The tables of reports: runs, what was made equal, the search for settings, settings, the task.
 */

import type { Comparison, Findings, Run, Trial, Tuning } from '../../results/report.ts'
import { shortDigest } from '../../rules/short-digest.ts'
import { guessWords } from '../shared/guesses.ts'
import { rate, significant } from '../shared/number.ts'
import { rangesIn } from '../shared/ranges.ts'
import { sanitizeLine } from '../shared/spans.ts'
import type { TableColumn } from '../shared/table.ts'
import type { TaskWords, ViewText } from '../shared/text-types.ts'
import { type FactList, paragraph, type ReportBlock } from './blocks.ts'
import { winnerName } from './verdict.ts'
import type { VerdictView } from './verdict-words.ts'

type Table = Extract<ReportBlock, { kind: 'table' }>

const right = (head: string): TableColumn => ({ head, right: true })

/** A column more, and what each run has in it. */
interface Column extends TableColumn {
  readonly of: (run: Run) => string
}

export const severalSizes = (runs: readonly Run[]): boolean =>
  runs.some(({ hidden }) => hidden !== runs[0].hidden)

/** A run a row, with H where there are several sizes. */
export function runsTable(
  runs: readonly Run[],
  text: ViewText,
  sizes: boolean,
  ...more: readonly Column[]
): Table {
  const { columns, at } = text.compare
  const all: Column[] = [
    { head: columns.cell, of: ({ cell }) => text.cell[cell] },
    ...(sizes
      ? [{ ...right(text.verdict.sizes.hidden), of: (run: Run) => String(run.hidden) }]
      : []),
    { ...right(columns.seed), of: ({ seed }) => String(seed) },
    { head: columns.status, of: ({ status }) => text.status[status] },
    {
      ...right(columns.solvedAt),
      of: ({ solvedAt }) => (solvedAt === null ? text.none : String(solvedAt)),
    },
    {
      ...right(columns.best),
      of: ({ best }) =>
        best.metric === null ? text.none : at(significant(best.metric), best.step),
    },
    { ...right(columns.final), of: ({ final }) => significant(final.metric) },
    { ...right(columns.steps), of: ({ steps }) => String(steps) },
    { ...right(columns.parameters), of: ({ parameters }) => String(parameters) },
    { ...right(columns.rate), of: ({ stepsPerSecond }) => rate(stepsPerSecond) },
    ...more,
  ]
  const rows = runs.map((run) => all.map(({ of }) => of(run)))
  return { kind: 'table', caption: '', columns: all, rows, heads: sizes ? 3 : 2 }
}

export const digestColumn = ({ report }: ViewText): Column => ({
  head: report.digest,
  of: ({ digest }) => shortDigest(digest),
})

/**
 * A comparison a row: sizes, weights and multiply-adds of both cells, and its verdict. Empty where
 * only one cell took part.
 */
export function sizesBlocks(judged: readonly VerdictView[], text: ViewText): ReportBlock[] {
  if (judged.length === 0) return []
  const { sizes } = text.verdict
  const columns = [
    { head: sizes.equal },
    { head: sizes.solved },
    { head: sizes.metric },
    right(sizes.hidden),
    right(sizes.count),
    right(sizes.weights),
    right(sizes.multiplyAdds),
  ]
  const rows = judged.map(({ comparison, verdict }) => [
    sizes.fair[comparison.fair],
    winnerName(verdict.solved.winner, text),
    winnerName(verdict.metric.winner, text),
    ...[
      comparison.hidden,
      solvedOf(comparison),
      comparison.parameters,
      comparison.multiplyAdds,
    ].map((pair) => sizes.pair(count(pair.rnn, text), count(pair.lstm, text))),
  ])
  const caption = sizes.caption(text.cell.rnn, text.cell.lstm)
  const table: ReportBlock = { kind: 'table', caption, columns, rows }
  return judged.length > 1 ? [table, paragraph(sizes.several)] : [table]
}

const solvedOf = ({ summary }: Comparison) => ({
  rnn: summary.rnn?.solved,
  lstm: summary.lstm?.solved,
})

const count = (value: number | undefined, { none }: ViewText): string =>
  value === undefined ? none : String(value)

/**
 * Settings tried at a point, those chosen marked; or only those, where there are more than `most`.
 */
export function tuningTable(
  { trials, seeds, tried, chosen }: Tuning,
  text: ViewText,
  most: number,
): Table {
  const { tuning } = text.report
  const list = rangesIn(seeds).join(text.list)
  const all = tried.length <= most
  const isChosen = (trial: Trial) => chosen.some((one) => sameTrial(one, trial))
  const rows = (all ? tried : chosen).map((trial) => [
    ...(all ? [isChosen(trial) ? tuning.mark : ''] : []),
    ...trialRow(trial, text),
  ])
  return {
    kind: 'table',
    caption: all ? tuning.caption(trials, list) : tuning.onlyChosen(trials, list),
    columns: [...(all ? [{ head: tuning.chosen }] : []), ...trialColumns(text)],
    rows,
    heads: all ? 2 : 1,
  }
}

export function trialColumns({ compare, verdict, report: { tuning } }: ViewText): TableColumn[] {
  const { cell, final } = compare.columns
  return [
    { head: cell },
    ...[verdict.sizes.hidden, tuning.learningRate, tuning.clip, tuning.forgetBias].map(right),
    ...[tuning.solved, tuning.steps, final].map(right),
  ]
}

export function trialRow(trial: Trial, text: ViewText): string[] {
  const { cell, hidden, learningRate, clip, forgetBias, solved, of, medianSolvedAt, medianMetric } =
    trial
  return [
    text.cell[cell],
    String(hidden),
    String(learningRate),
    String(clip ?? 'none'),
    String(forgetBias ?? text.none),
    `${solved}/${of}`,
    significant(medianSolvedAt),
    significant(medianMetric),
  ]
}

const sameTrial = (a: Trial, b: Trial): boolean =>
  (['cell', 'hidden', 'learningRate', 'clip', 'forgetBias'] as const).every(
    (key) => a[key] === b[key],
  )

/** Every option by its name on the command line; swept ones are described elsewhere. */
export function settingFacts(
  { settings }: Findings,
  text: ViewText,
  swept: readonly string[] = [],
): FactList {
  const { file, standardize, ...others } = settings
  const ofFile = file && { file: fileWords(file), standardize, ...file.reading }
  const told: readonly string[] = swept.includes('window') ? [...swept, 'length'] : swept
  return Object.entries({ ...others, ...ofFile }).flatMap(([key, value]) => {
    const option = key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
    if (
      key === 'task' ||
      told.includes(option) ||
      (['symbols', 'horizon', 'inputBias'].includes(key) && value === null)
    )
      return []
    return [[option, valueWords(value, text)] as const]
  })
}

export const fileWords = ({
  path,
  digest,
}: {
  readonly path: string
  readonly digest: string
}): string => `${sanitizeLine(path)} (${shortDigest(digest)})`

/** A value as text; of long lists the beginning and the end. */
function valueWords(value: unknown, text: ViewText): string {
  if (!Array.isArray(value)) return optionValue(value)
  const all = value.map(optionValue)
  return all.length > LIST_LIMIT
    ? [...all.slice(0, LIST_LIMIT - 1), '…', all.at(-1)].join(text.list)
    : all.join(text.list)
}

export const LIST_LIMIT = 12

/** As it is typed: null is none, and a flag is on or off. */
export function optionValue(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  return value === null ? 'none' : String(value)
}

/** What was learned, in the reader's language where the task is one of ours. */
export function taskFacts({ task }: Findings, text: ViewText, tasks: TaskWords): FactList {
  const words = text.report.task
  const ours = Object.hasOwn(tasks, task.name) ? tasks[task.name] : null
  const side = task.metric === 'accuracy' ? 'above' : 'below'
  const blind = guessWords(task, text)
  return [
    ...(ours ? [[words.what, ours.what] as const] : []),
    ...(ours?.source ? [[words.source, ours.source] as const] : []),
    [
      words.solved,
      text.compare.solvedWhen(
        text.metric[task.metric],
        side,
        significant(task.threshold, 4),
        blind,
      ),
    ],
    ...(ours ? [[words.blind, ours.baseline] as const] : []),
    [words.sizes, words.sizesAre(task.timeSteps, task.inputSize, task.outputSize)],
  ]
}
