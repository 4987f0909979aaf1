/** How much of a text each net uses: bits a character by how many characters it has seen. */
import type { ContextResult } from '../../workbench/probes/context.ts'
import { significant } from '../shared/number.ts'
import { INK, styleOf } from '../shared/palette.ts'
import { lineChart } from '../terminal/line-chart.ts'
import type { LabView } from './lab-view.ts'
import {
  chartPart,
  heading,
  heightOf,
  type LabWords,
  type PictureContext,
  prose,
  type ResultPart,
  tablePart,
} from './picture-context.ts'
import { cellSeries, chartsSvg, DASH, series } from './svg-parts.ts'

const HEIGHT = 12
const CELLS = ['rnn', 'lstm'] as const
/** Contexts that the table shows. */
const ROWS = [0, 1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 50, 100, 200, 500, 1000]

export const contextView: LabView<'context'> = {
  text: (result, context) => [
    prose([context.words.lab.context.about(result.characters)], context),
    chart(result, context),
    table(result, context),
    said(result, context),
  ],
  parts: {
    chart: (result, context) =>
      context.pictures ? [chart(result, context), said(result, context)] : null,
    table: (result, context) => (context.pictures ? [table(result, context)] : null),
  },
  svg(result, context) {
    const { lab, view } = context.words
    const lines = CELLS.flatMap((cell) => {
      const one = result.cells[cell]
      return one ? [cellSeries(cell, view.cell[cell], one.bits)] : []
    })
    const panel = {
      title: lab.context.title,
      series: [...lines, series(lab.context.counted, known(result), INK.belt, DASH.dotted)],
      min: 0,
      x: axisOf(result, context.words),
    }
    return chartsSvg(lab.context.title, [panel], context)
  },
}

/** Of the tables, from one known character on, as far as the nets' curves go. */
const known = ({ tables, length }: ContextResult) => tables.slice(1, length + 1)

const axisOf = ({ length }: ContextResult, { lab }: LabWords) => ({
  first: lab.context.first,
  last: length > 1 ? String(length) : '',
  between: true,
})

function chart(result: ContextResult, context: PictureContext): ResultPart {
  const { lab, view } = context.words
  if (!context.pictures) return []
  const cells = CELLS.flatMap((cell) => {
    const one = result.cells[cell]
    return one ? [{ cell, values: one.bits }] : []
  })
  const counted = known(result)
  const drawn = lineChart({
    charts: view.charts,
    width: context.width,
    height: heightOf(HEIGHT, context),
    series: [
      ...cells.map(({ values }) => ({ values })),
      { values: counted, at: counted.map((_, n) => n) },
    ],
    from: 0,
    to: Math.max(1, result.length - 1),
    x: { ...axisOf(result, context.words), between: false },
  })
  const keys = [
    ...cells.map(({ cell }) => ({ name: view.cell[cell], color: styleOf(cell, context.colors) })),
    { name: lab.context.counted },
  ]
  return [...heading(lab.context.title, context), ...chartPart(drawn, keys, context)]
}

function table(result: ContextResult, context: PictureContext): ResultPart {
  const { lab, view } = context.words
  const cells = CELLS.flatMap((cell) => result.cells[cell] ?? [])
  const heads = CELLS.filter((cell) => result.cells[cell]).map((cell) => view.cell[cell])
  const columns = [lab.context.known, ...heads, lab.context.counted].map((head, n) => ({
    head,
    right: n > 0,
  }))
  const asked = [...new Set([...ROWS.filter((k) => k < result.length), result.length])]
  const shown = (bits: number | undefined) => (bits === undefined ? '' : significant(bits, 3))
  const rows = asked.map((k) => [
    String(k),
    ...cells.map(({ bits }) => shown(bits[k - 1])),
    shown(result.tables[k]),
  ])
  return tablePart(columns, rows, context)
}

/** What each net gets with all of the context, and from where on more is of no use. */
function said(result: ContextResult, context: PictureContext): ResultPart {
  const { lab, view } = context.words
  const { uniform, symbols, tables, length, cells } = result
  return prose(
    [
      ...CELLS.flatMap((cell) => {
        const one = cells[cell]
        if (!one) return []
        const bits = significant(one.bits[length - 1], 3)
        return [lab.context.reach(view.cell[cell], one.step, bits, one.reach, length)]
      }),
      lab.context.tables(
        symbols,
        significant(uniform, 3),
        tables.map((bits) => significant(bits, 3)),
      ),
    ],
    context,
  )
}
