/** The page of a question from an earlier lesson. Nothing was run, so no measured value is told. */
import type { Step } from '../../lessons/format/lesson-schema.ts'
import { PLACEHOLDER } from '../../lessons/format/prose-blocks.ts'
import { wrapped } from '../../view/shared/spans.ts'
import { bad, good, type PageLayout, plainly, prose, quiet } from './page-parts.ts'
import type { ScreenBlock } from './paging.ts'
import { choiceLines, nameOf } from './question.ts'
import type { LearnState } from './state.ts'

export function recallBlocks(
  state: LearnState,
  step: Step,
  { cursor, given }: NonNullable<LearnState['recall']>,
  layout: PageLayout,
): ScreenBlock[] {
  if (step.do !== 'explain') return []
  const { learn } = state.text
  const { body, refutations, reason } = state.lesson.prose[state.language].steps[step.id]
  const asked = [
    wrapped(learn.recall.before, layout.width, quiet(layout.colors)),
    prose(state, body, layout),
  ]
  if (given === null) {
    const asking = { kind: 'choice', cursor: cursor ?? -1 } as const
    return [...asked, choiceLines(state, step, asking, null, layout)]
  }
  const choices = choiceLines(state, step, null, step.right, layout)
  const untold = [...reason.matchAll(PLACEHOLDER)].length > 0
  if (given === step.right) {
    const right = wrapped(`✓ ${learn.explain.right}`, layout.width, good(layout.colors))
    return [...asked, choices, [...right, ...(untold ? [] : prose(state, reason, layout))]]
  }
  const name = nameOf(refutations[given] ?? '')
  const misconception = name === null ? '' : learn.explain.misconception(plainly(state, name))
  return [
    ...asked,
    choices,
    [
      ...wrapped(`✗ ${misconception}`, layout.width, bad(layout.colors)),
      ...wrapped(learn.recall.wrong, layout.width),
    ],
  ]
}
