/**
 * A dial: a table of its positions, and their gradient profiles; of one position the workbench as
 * it is beside it.
 */
import type { Cell } from '../../engine/types.ts'
import type { DialPosition, DialResult } from '../../workbench/probes/dial.ts'
import { INK, styleOf } from '../shared/palette.ts'
import type { WaterfallRun } from '../shared/waterfall.ts'
import type { WaterfallWords } from '../shared/waterfall-words.ts'
import { documentOf } from '../svg/document.ts'
import { waterfallDrawing } from '../svg/waterfall.ts'
import { waterfall } from '../terminal/waterfall.ts'
import { positionOf, said, tableOf, titleOf, titlePart, wordOf } from './dial-table.ts'
import { profilePart } from './gradient.ts'
import type { LabView } from './lab-view.ts'
import {
  heading,
  heightOf,
  type LabWords,
  type PictureContext,
  type ResultPart,
} from './picture-context.ts'
import { cellSeries, chartsSvg, DASH, normPanel, series } from './svg-parts.ts'

const HEIGHT = 11
const CELLS = ['rnn', 'lstm'] as const satisfies readonly Cell[]

export const dialView: LabView<'dial'> = {
  text: (result, context) => [
    [...titlePart(result, context), ...tableOf(result, context)],
    picture(result, context),
    said(result, context),
  ],
  profiles: ({ now, positions }) =>
    [now, ...positions].flatMap(({ cells }) =>
      Object.values(cells).map(({ log10: { hidden, cell } }) => ({ hidden, cell, belt: null })),
    ),
  parts: {
    table: (result, context) =>
      context.pictures ? [titlePart(result, context), tableOf(result, context)] : null,
    picture: (result, context) =>
      context.pictures ? [picture(result, context), said(result, context)] : null,
    // What a screen shows while it is turned: the table, and as much of a picture as has room.
    dial: (result, context) => (context.pictures ? turned(result, context) : null),
  },
  svg(result, context) {
    const { dial } = context.words.lab
    const title = titleOf(result, context.words)
    if (result.positions.length === 1) {
      const { length } = result.positions[0]
      const lines = linesOf(result, context.words).map(({ name, log10, cell }) =>
        cell === null ? series(name, log10, INK.quiet, DASH.dashed) : cellSeries(cell, name, log10),
      )
      const of = [quantityOf(result)]
      return chartsSvg(
        title,
        [{ title, series: lines, ...normPanel(of, length, context) }],
        context,
      )
    }
    const options = { runs: runsOf(result, context.words), ...scaleOf(result, context.words) }
    return documentOf(waterfallDrawing(options, dial.picture, context.description))
  },
}

/** Of one net that of c, where it has one: there a gate tells. */
const quantityOf = ({ now: { cells } }: DialResult): 'hidden' | 'cell' =>
  !cells.rnn && cells.lstm?.log10.cell ? 'cell' : 'hidden'

/** The profiles at the one position, and that of the net as it is where there is one net. */
function linesOf(result: DialResult, words: LabWords) {
  const { now, positions } = result
  const of = quantityOf(result)
  const at = (position: DialPosition) =>
    CELLS.flatMap((cell) => {
      const log10 = position.cells[cell]?.log10[of]
      return log10 ? [{ cell, log10 }] : []
    })
  const turnedTo = at(positions[0])
  const name = positionOf(result, positions[0], words)
  if (turnedTo.length > 1)
    return turnedTo.map((one) => ({
      ...{ ...one, of },
      name: `${words.view.cell[one.cell]} ${words.view.quantity[of]}`,
    }))
  const before = at(now).map(({ log10 }) => ({ cell: null, name: words.lab.dial.now, log10, of }))
  return [...before, ...turnedTo.map((one) => ({ ...one, name, of }))]
}

function picture(result: DialResult, context: PictureContext): ResultPart {
  if (!context.pictures) return []
  const { words } = context
  if (result.positions.length === 1) return chart(result, context, HEIGHT)
  const { length } = result.positions
  const drawn = waterfall({
    runs: runsOf(result, words),
    ...scaleOf(result, words),
    height: heightOf(length + 3, context),
    width: context.width,
    colors: context.colors,
  })
  return drawn.length === 0 ? [] : [...heading(words.lab.dial.picture, context), ...drawn]
}

function chart(result: DialResult, context: PictureContext, height: number): ResultPart {
  const lines = linesOf(result, context.words).map(({ cell, ...line }) => ({
    ...line,
    color: cell === null ? undefined : styleOf(cell, context.colors),
  }))
  const { view } = context.words
  return profilePart(lines, view.quantity[quantityOf(result)], context, height)
}

/** Lines of a legend at most. */
const LEGEND = 2
const LEAST = 5

function turned(result: DialResult, context: PictureContext): readonly ResultPart[] {
  const table = tableOf(result, context)
  const room = (context.height ?? Number.POSITIVE_INFINITY) - table.length - 1 - LEGEND
  const rows = Math.min(HEIGHT, room)
  // The legend says what is drawn.
  return [table, rows < LEAST ? [] : chart(result, { ...context, height: rows }, rows).slice(1)]
}

/** A panel for each net, or for h and c of the one; rows are positions. */
function runsOf({ now, positions }: DialResult, { view }: LabWords): WaterfallRun[] {
  const cells = CELLS.filter((cell) => now.cells[cell])
  const panels = cells.flatMap((cell) => {
    const parts = cells.length === 1 ? (['hidden', 'cell'] as const) : (['hidden'] as const)
    return parts.filter((part) => now.cells[cell]?.log10[part]).map((part) => ({ cell, part }))
  })
  return panels.map(({ cell, part }) => {
    const profiles = positions.map((position, step) => ({
      step,
      log10: position.cells[cell]?.log10[part] ?? [],
    }))
    // The last row ends where the axis does, half a position later.
    const end = { step: positions.length, log10: profiles.at(-1)?.log10 ?? [] }
    return { name: `${view.cell[cell]} ${view.quantity[part]}`, profiles: [...profiles, end] }
  })
}

/** Every position has as much of the axis as any other. */
function scaleOf(result: DialResult, words: LabWords) {
  const { positions, what } = result
  const label = (step: number) => positions[Math.min(step, positions.length - 1)]
  const waterfallWords: WaterfallWords = {
    step: (step) => wordOf(label(step).value, words),
    first: words.view.compare.timeFirst,
    last: what === 'lag' ? () => 't = T' : words.view.compare.timeLast,
    norm: '‖∂L/∂·_t‖',
  }
  return { first: 0, last: positions.length - 0.5, words: waterfallWords }
}
