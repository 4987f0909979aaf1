/**
 * Every run as a dot on an axis of its final metric, a row a cell: the data of the picture, and the
 * picture in characters.
 */
import type { Report, Run, Status } from '../../results/report.ts'
import { roundTo } from '../../rules/significant.ts'
import { type Scale, scaleOf } from '../shared/scale.ts'
import type { ViewText } from '../shared/text-types.ts'
import { padStart, widthOf, wrap, wrapList } from '../shared/width.ts'

export interface DotRow {
  readonly name: string
  readonly runs: readonly Run[]
}

export interface DotPlot {
  readonly rows: readonly DotRow[]
  readonly task: Report['task']
  /** Values span a decade or more, and none is zero or below. */
  readonly log: boolean
}

export function dotPlot(rows: readonly DotRow[], task: Report['task']): DotPlot {
  const values = [
    ...rows.flatMap(({ runs }) => runs.flatMap((run) => finalOf(run) ?? [])),
    task.threshold,
  ]
  const [low, high] = extremes(values)
  return { rows, task, log: task.metric !== 'accuracy' && low > 0 && high / low >= 10 }
}

function extremes(values: readonly number[]): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)]
  return [low, high]
}

/**
 * Where a run stands on the axis; null for one that diverged or has no finite value, which stands
 * beside it.
 */
export const finalOf = ({ status, final }: Run): number | null =>
  status === 'diverged' ? null : final.metric

export interface DotAxis {
  /** The column of a value, from 0. */
  column(value: number): number
  /** The words at some columns. */
  readonly labels: ReadonlyMap<number, string>
}

/** The axis of a picture that is so many columns wide. */
export function dotAxis({ rows, task, log }: DotPlot, columns: number): DotAxis {
  const at = (value: number) => (log ? Math.log10(value) : value)
  const values = [
    ...rows.flatMap(({ runs }) => runs.flatMap((run) => finalOf(run) ?? [])),
    task.threshold,
  ]
  const [low, high] = extremes(values.map(at))
  const scale: Scale = scaleOf(low, high, columns, { log })
  return { column: (value) => scale.row(at(value)), labels: scale.labels }
}

/**
 * A mark for each fate, told apart without colour; `mixed` where runs of different fates share a
 * place.
 */
export const MARKS: Readonly<Record<Status | 'mixed' | 'threshold', string>> = {
  solved: '●',
  unsolved: '○',
  diverged: '✗',
  mixed: '◐',
  threshold: '┊',
}

/** Below this there is no picture. */
const LEAST = 8

/**
 * Lines of at most `width` columns: for each cell a line of marks, below it how many there are
 * where a mark stands for several.
 */
export function dotLines(plot: DotPlot, text: ViewText, width: number): string[] {
  const lanes = plot.rows.map(({ runs }) => runs.filter((run) => finalOf(run) === null).length)
  const lane = lanes.reduce((most, count) => Math.max(most, laneText(count).length), 0)
  const names = plot.rows.reduce((most, { name }) => Math.max(most, widthOf(name)), 0)
  const head = names + 2 + LEAST + lane <= width ? names + 1 : 0
  const columns = width - head - 1 - lane
  if (columns < LEAST) return []
  const axis = dotAxis(plot, columns)
  const places = plot.rows.map(({ runs }) => placesOf(runs, axis))
  const rows = plot.rows.flatMap(({ name }, n) => {
    const [first, ...rest] = [marksOf(places[n]), ...countsOf(places[n])]
    const edge = (words: string) => `${head > 0 ? `${padStart(words, names)} ` : ''}│`
    const backdrop = (line: ReadonlyMap<number, string>) =>
      drawn(line, columns, axis.column(plot.task.threshold))
    return [
      `${edge(name)}${backdrop(first)}${laneText(lanes[n])}`.trimEnd(),
      ...rest.map((line) => `${edge('')}${backdrop(line)}`),
    ]
  })
  return [...rows, ...axisLines(axis, columns, head), ...legend(plot, places, text, width)]
}

const laneText = (count: number): string =>
  count === 0 ? '' : ` ${MARKS.diverged}${count === 1 ? '' : String(count)}`

interface DotPlace {
  readonly fates: ReadonlySet<Status>
  readonly count: number
}

type Places = ReadonlyMap<number, DotPlace>

function placesOf(runs: readonly Run[], axis: DotAxis): Places {
  const places = new Map<number, { fates: Set<Status>; count: number }>()
  for (const run of runs) {
    const value = finalOf(run)
    if (value === null) continue
    const column = axis.column(value)
    const place = places.get(column) ?? { fates: new Set(), count: 0 }
    place.fates.add(run.status)
    place.count++
    places.set(column, place)
  }
  return places
}

const marksOf = (places: Places): Map<number, string> =>
  new Map(
    Array.from(places, ([column, { fates }]) => [
      column,
      MARKS[fates.size > 1 ? 'mixed' : [...fates][0]],
    ]),
  )

/** The counts above one, a digit a line. */
function countsOf(places: Places): Map<number, string>[] {
  const counts = Array.from(places, ([column, { count }]) => [column, String(count)] as const)
  const shown = counts.filter(([, digits]) => digits !== '1')
  const most = shown.reduce((top, [, digits]) => Math.max(top, digits.length), 0)
  return Array.from(
    { length: most },
    (_, n) =>
      new Map(
        shown.flatMap(([column, digits]) => (digits[n] ? [[column, digits[n]] as const] : [])),
      ),
  )
}

const drawn = (marks: ReadonlyMap<number, string>, columns: number, threshold: number): string =>
  Array.from(
    { length: columns },
    (_, n) => marks.get(n) ?? (n === threshold ? MARKS.threshold : ' '),
  ).join('')

/** The axis and below it its labels, as many as have room. */
function axisLines({ labels }: DotAxis, columns: number, head: number): string[] {
  let [line, words] = ['', '']
  for (const [column, label] of Array.from(labels).toSorted(([a], [b]) => a - b)) {
    const from = Math.min(
      Math.max(0, column - Math.floor(label.length / 2)),
      columns - label.length,
    )
    if (from < (words === '' ? 0 : words.length + 1)) continue
    words = words.padEnd(from) + label
    line = `${line.padEnd(column, '─')}┴`
  }
  const margin = ' '.repeat(head)
  return [`${margin}└${line.padEnd(columns, '─')}`, `${margin} ${words}`]
}

/** Only what can be seen in this picture. */
function legend(
  { rows, task }: DotPlot,
  places: readonly Places[],
  { verdict }: ViewText,
  width: number,
): string[] {
  const { dots } = verdict
  const all = places.flatMap((row) => Array.from(row.values()))
  const found = new Set<Status | 'mixed'>(
    all.flatMap(({ fates }) => (fates.size > 1 ? ['mixed'] : [...fates])),
  )
  if (rows.some(({ runs }) => runs.some((run) => finalOf(run) === null))) found.add('diverged')
  const fates = (['solved', 'unsolved', 'mixed', 'diverged'] as const).filter((fate) =>
    found.has(fate),
  )
  const items = fates.map((fate) => `${MARKS[fate]} ${dots[fate]}`)
  const marks = wrapList([...items, `${MARKS.threshold} ${thresholdWords(task, verdict)}`], width)
  return all.some(({ count }) => count > 1) ? [...marks, ...wrap(dots.counts, width)] : marks
}

/** "solved below 0.01" */
export const thresholdWords = (
  { metric, threshold }: Report['task'],
  { dots }: ViewText['verdict'],
): string =>
  dots.threshold[metric === 'accuracy' ? 'above' : 'below'](String(roundTo(threshold, 4)))
