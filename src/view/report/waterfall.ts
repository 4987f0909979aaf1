/** The waterfall of one comparison: gradient norms by training step and time step. */
import { waterfallRuns } from '../../results/pictures.ts'
import type { Run } from '../../results/report.ts'
import { largest } from '../../rules/extremes.ts'
import { textOf } from '../shared/spans.ts'
import type { ViewText } from '../shared/text-types.ts'
import { decadesOf, type WaterfallRun } from '../shared/waterfall.ts'
import { waterfallSentence, waterfallWords } from '../shared/waterfall-words.ts'
import { waterfallDrawing } from '../svg/waterfall.ts'
import { waterfall } from '../terminal/waterfall.ts'
import type { Figure } from './blocks.ts'
import { runNames, type Shown } from './figures.ts'

/** Lines of the picture in characters. */
const HEIGHT = 15

/** One run of each cell; none where nothing was measured while they trained. */
export function waterfallFigure(shown: Shown, text: ViewText): Figure | null {
  const known = waterfallRuns(shown)
  const runs = known.map((run) => waterfallRun(run, text))
  if (decadesOf(runs) === null) return null
  const last = largest(
    known.map(({ steps }) => steps),
    1,
  )
  const title = text.waterfall.title(runNames(known, text))
  const sentence = waterfallSentence(runs, text)
  const words = waterfallWords(text)
  return {
    kind: 'figure',
    title,
    sentence,
    lines: (width) =>
      waterfall({ runs, last, width, height: HEIGHT, colors: 'none', words }).map(textOf),
    drawing: () => waterfallDrawing({ runs, last, words }, title, sentence),
  }
}

/** ‖∂L/∂h_t‖ of both cells, which is what they have in common. */
const waterfallRun = ({ cell, gradient }: Run, text: ViewText): WaterfallRun => ({
  name: text.cell[cell],
  profiles: gradient.map(({ step, log10 }) => ({ step, log10: log10.hidden })),
})
