/**
 * The chart on which a curve is sketched, and on which it is seen beside what was measured. Pure.
 */
import { largest, smallest } from '../../rules/extremes.ts'
import { type Line, line, type Span, span, textOf } from '../../view/shared/spans.ts'
import type { Charts } from '../../view/shared/text-types.ts'
import { type Look, lineChart } from '../../view/terminal/line-chart.ts'
import { accent, good, type PageLayout, quiet } from './page-parts.ts'

const HEIGHT = 11
/** Beside what was measured there are words, too. */
const LOW = 9
const MAX_COLUMNS = 72
const LEAST = 4
/** Every point that can be moved; the one that is being moved. */
const POINT = '●'
const HERE = '◆'

export interface Sketch {
  readonly curve: { readonly from: number; readonly to: number; readonly points: number }
  readonly axis: { readonly first: string; readonly last: string }
  /** The learner's heights, then what was measured. */
  readonly values: readonly (readonly number[])[]
  readonly cursor: number | null
  /** Lines that the chart may take: it is moved only where it is seen as a whole. */
  readonly most: number
  readonly charts?: Charts | undefined
}

/**
 * The chart; while it is drawn every point is marked, and an arrow stands below the one that is
 * moved.
 */
export function sketched(
  { curve, axis, values, cursor, most, charts }: Sketch,
  layout: PageLayout,
): { readonly lines: Line[]; readonly look: Look } {
  const { from, to, points } = curve
  const min = smallest(values.flat(), from)
  const max = largest(values.flat(), to)
  const height = Math.max(LEAST, Math.min(values.length > 1 ? LOW : HEIGHT, most))
  const rows = height - 1
  // Values are rounded to whole rows, so that a constant curve is drawn level.
  const row = (value: number) => Math.round(((value - min) / (max - min || 1)) * (rows - 1))
  const level = (value: number) => min + (row(value) * (max - min)) / (rows - 1)
  const chart = lineChart({
    charts,
    series: values.map((one) => ({ values: one.map(level) })),
    width: Math.min(MAX_COLUMNS, layout.width),
    height,
    min,
    max,
    x: axis,
  })
  const styles = [accent(layout.colors), good(layout.colors)]
  const lines: Line[] = chart.lines.map((spans) =>
    spans.map(({ text, series }) =>
      span(text, series === null ? quiet(layout.colors) : styles[series]),
    ),
  )
  if (cursor === null) return { lines, look: chart }
  const foot = textOf(lines.at(-1) ?? [])
  const left = foot.indexOf('└') + 1
  const columns = foot.length - left
  const column = (n: number) =>
    left + (points > 1 ? Math.round((n * (columns - 1)) / (points - 1)) : 0)
  for (const [n, value] of values[0].entries()) {
    const at = rows - 1 - row(value)
    lines[at] = marked(lines[at], column(n), n === cursor ? HERE : POINT, accent(layout.colors))
  }
  const arrow = line(`${' '.repeat(column(cursor))}▲`, accent(layout.colors))
  return { lines: [...lines, arrow], look: chart }
}

/** A line with one of its characters replaced. */
function marked(spans: Line, column: number, mark: string, style: ReturnType<typeof accent>): Line {
  const letters = spans.flatMap(({ text, ...own }): Span[] =>
    Array.from(text, (letter) => span(letter, own)),
  )
  while (letters.length <= column) letters.push(span(' '))
  letters[column] = span(mark, style)
  return letters
}
