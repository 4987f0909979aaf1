/** The last page of a lesson begins with what was found, with the learner's own numbers. Pure. */
import { conclusionsOf, measuredSentences } from '../../lessons/format/conclusions.ts'
import { PLACEHOLDER } from '../../lessons/format/prose-blocks.ts'
import { hanging } from '../../view/lesson/prose.ts'
import type { Line } from '../../view/shared/spans.ts'
import { bad, good, type PageLayout, short, titled, valuesOf } from './page-parts.ts'
import type { ScreenBlock } from './paging.ts'
import type { LearnState } from './state.ts'

/** The answers that hold, what refutes the others, and what else was measured and held. */
export function foundBlock(
  state: LearnState,
  questionOf: (step: string) => string,
  layout: PageLayout,
): ScreenBlock {
  const { script, prose } = state.lesson
  const values = valuesOf(state)
  const { explain } = state.text.learn
  // Of a step that was not run nothing is known.
  const known = (text: string) =>
    [...text.matchAll(PLACEHOLDER)].every(([, id]) => Object.hasOwn(values, id))
  const said = (mark: string, text: string, style = {}): Line[] =>
    hanging(mark, short(state, text, layout.width - mark.length, layout.colors), style)
  const conclusions = conclusionsOf(script, prose[state.language])
  const refuted = conclusions.flatMap((one) => one.refuted)
  const lines = [
    ...conclusions.flatMap(({ step, answer, refuted }) => [
      ...said('', questionOf(step)),
      ...said('✓ ', answer, good(layout.colors)),
      ...refuted
        .filter(known)
        .flatMap((one) => said('✗ ', explain.misconception(one), bad(layout.colors))),
    ]),
    ...measuredSentences(script, prose[state.language], refuted)
      .filter(known)
      .flatMap((one) => said('· ', one)),
  ]
  return lines.length > 0 ? [titled(state.text.learn.summary.found, layout), ...lines] : []
}
