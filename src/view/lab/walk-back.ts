/**
 * One time step of BPTT: each cell as a diagram with its arrows turned round, the equation of one
 * unit, what the step multiplied by, and the ten factors from it on beside the measured norms.
 */
import { INK } from '../shared/palette.ts'
import { type Line, sideBySide } from '../shared/spans.ts'
import type { LabView } from './lab-view.ts'
import { prose, type ResultPart } from './picture-context.ts'
import { sequenceSentences } from './sequence-words.ts'
import { cellSeries, chartsSvg, DASH, series } from './svg-parts.ts'
import { blockOf, columnOf, GAP, isWide, LEFT, titleOf, tracesOf } from './walk-back-blocks.ts'
import { walkBackPages } from './walk-back-pages.ts'
import { quantityOf } from './walk-back-words.ts'

export const walkBackView: LabView<'walk-back'> = {
  text(result, context) {
    const head = prose(sequenceSentences(result.sequence, context.words), context)
    const cells = tracesOf(result)
    if (!isWide(result, context))
      return [head, ...cells.flatMap((one) => blockOf(one, result, context))]
    const [left, right] = cells.map((one, index) =>
      stacked(blockOf(one, result, columnOf(index, context))),
    )
    return [head, sideBySide(left, right, LEFT, GAP)]
  },
  pages: walkBackPages,
  parts: {
    diagram: (result, context) =>
      context.pictures
        ? tracesOf(result).flatMap((one) => blockOf(one, result, context).slice(0, 2))
        : null,
    table: (result, context) =>
      context.pictures
        ? tracesOf(result).flatMap((one) => blockOf(one, result, context).slice(2))
        : null,
  },
  svg(result, context) {
    const { lab, view } = context.words
    const panels = tracesOf(result).map(([cell, trace]) => {
      // Time goes to the right; a row's step ends one time step before it.
      const rows = trace.steps.toReversed()
      const [first, last] = [rows[0], rows[rows.length - 1]].map((row) => row?.t ?? 1)
      const quantity = quantityOf(trace)
      return {
        title: titleOf([cell, trace], result, context.words),
        log: true,
        series: [
          cellSeries(
            cell,
            lab.walkBack.measured(quantity),
            rows.map(({ measured }) => measured),
          ),
          series(
            lab.walkBack.product,
            rows.map(({ product }) => product),
            INK.belt,
            DASH.dotted,
          ),
        ],
        x: {
          first: view.compare.timeFirst(Math.max(1, first - 1)),
          last: rows.length > 1 ? view.compare.timeLast(last - 1) : '',
        },
      }
    })
    return chartsSvg(lab.walkBack.pictureTitle(result.t, result.sequence.length), panels, context)
  },
}

/** Parts with an empty line between them, as one. */
const stacked = (parts: readonly ResultPart[]): Line[] =>
  parts
    .filter((part) => part.length > 0)
    .flatMap((part, index) => (index > 0 ? [[], ...part] : [...part]))
