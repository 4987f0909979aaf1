/** The waterfall of one comparison: gradient norms by training step and time step. */
import type { Run } from '../../results/report.ts'
import { largest } from '../../rules/extremes.ts'
import { reachesBackTo } from '../../rules/profile-trend.ts'
import { textOf } from '../shared/spans.ts'
import type { ViewText } from '../shared/text-types.ts'
import { decadesOf, type WaterfallRun } from '../shared/waterfall.ts'
import { waterfallDrawing } from '../svg/waterfall.ts'
import { type WaterfallWords, waterfall } from '../terminal/waterfall.ts'
import type { Figure } from './blocks.ts'
import { pickRuns, runNames, type Shown } from './figures.ts'

/** Lines of the picture in characters. */
const HEIGHT = 15

/** One run of each cell; none where nothing was measured while they trained. */
export function waterfallFigure(shown: Shown, text: ViewText): Figure | null {
  const known = pickRuns(shown).filter(({ gradient }) => gradient.length > 1)
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

const waterfallWords = ({ compare, waterfall }: ViewText): WaterfallWords => ({
  step: (step) => (step === 0 ? compare.stepFirst(0) : compare.stepLast(step)),
  first: compare.timeFirst,
  last: compare.timeLast,
  norm: waterfall.norm,
})

/** How far back the light reaches at the first and at the last evaluation. */
function waterfallSentence(runs: readonly WaterfallRun[], text: ViewText): string {
  const { waterfall } = text
  const clauses = runs.flatMap(({ name, profiles }) => {
    const known = profiles.flatMap(({ step, log10 }) => {
      const t = reachesBackTo(log10)
      return t === null ? [] : [{ step, t }]
    })
    const [first, last] = [known[0], known.at(-1)]
    if (!first || !last) return [waterfall.zero(name)]
    return first === last
      ? [waterfall.once(name, first.t, first.step)]
      : [waterfall.reaches(name, first.t, first.step, last.t, last.step)]
  })
  return text.end(clauses.join(text.join))
}
