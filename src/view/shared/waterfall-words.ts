/** What a waterfall says in words, and the words in its picture. */
import { reachesBackTo } from '../../rules/profile-trend.ts'
import type { ViewText } from './text-types.ts'
import type { WaterfallRun } from './waterfall.ts'

export interface WaterfallWords {
  readonly step: (step: number) => string
  readonly first: (t: number) => string
  readonly last: (t: number) => string
  /** What the scale is of. */
  readonly norm: string
}

export const waterfallWords = ({ compare, waterfall }: ViewText): WaterfallWords => ({
  step: (step) => (step === 0 ? compare.stepFirst(0) : compare.stepLast(step)),
  first: compare.timeFirst,
  last: compare.timeLast,
  norm: waterfall.norm,
})

/** How far back the light reaches at the first and at the last evaluation. */
export function waterfallSentence(runs: readonly WaterfallRun[], text: ViewText): string {
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
