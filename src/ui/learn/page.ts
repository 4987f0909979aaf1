/** The page of a step: its words and what stands under them. Pure. */
import type { Step } from '../../lessons/format/lesson-schema.ts'
import { blocksOf, line, sanitizeLine, wrapped } from '../../view/shared/spans.ts'
import { accent, bad, type PageLayout, prose, quiet, titled, words } from './page-parts.ts'
import type { ScreenBlock } from './paging.ts'
import { explanationBlocks, predictionBlocks } from './question.ts'
import { recallBlocks } from './recall-page.ts'
import { benchLines, looksOf, runBlocks } from './run-blocks.ts'
import { type LearnState, stepOf } from './state.ts'
import { summaryBlocks } from './summary.ts'
import { changeBlocks, taskBlocks } from './task-blocks.ts'

/** What a step shows, in blocks that stay together. */
export function pageOf(state: LearnState, layout: PageLayout): ScreenBlock[] {
  const step = stepOf(state)
  const { text } = state
  if (state.problem)
    return [wrapped(text.learn.problem(state.problem(text)), layout.width, bad(layout.colors))]
  if (step && state.recall) return recallBlocks(state, step, state.recall, layout)
  if (state.running?.catchingUp) return catchingUp(state, layout)
  if (state.at < 0) return introBlocks(state, layout)
  return step ? stepBlocks(state, step, layout) : summaryBlocks(state, layout)
}

function introBlocks(state: LearnState, layout: PageLayout): ScreenBlock[] {
  const { lesson, language, text } = state
  const { section, minutes } = lesson.script
  const about = text.learn.list.about(section, minutes)
  return [
    [
      line(lesson.prose[language].title, accent(layout.colors)),
      ...wrapped(sanitizeLine(about), layout.width, quiet(layout.colors)),
    ],
    ...words(state, lesson.prose[language].intro, layout),
    state.finished ? wrapped(finishedWords(state, state.finished), layout.width) : [],
  ]
}

/** Whether Enter goes through it with the answers that were given, or it was just begun anew. */
function finishedWords({ text, round, states }: LearnState, when: string): string {
  const again = round > 0 && Object.keys(states).length === 0
  return again ? text.learn.onceMore : text.learn.finishedBefore(when.slice(0, 10))
}

function stepBlocks(state: LearnState, step: Step, layout: PageLayout): ScreenBlock[] {
  const body = words(state, state.lesson.prose[state.language].steps[step.id].body, layout)
  switch (step.do) {
    case 'read':
      return body
    case 'predict':
      return [
        [titled(state.text.learn.predict, layout)],
        ...body,
        ...predictionBlocks(state, step, layout),
        ...reviewedBlocks(state, step, layout),
      ]
    case 'explain':
      return [
        ...body,
        ...explanationBlocks(state, step, layout),
        ...reviewedBlocks(state, step, layout),
      ]
    case 'run':
      return runBlocks(state, step, body, layout)
    case 'change':
      return [...body, ...changeBlocks(state, step, layout)]
    case 'task':
      return [...body, ...taskBlocks(state, step, layout)]
  }
}

/**
 * In a review the answer is followed at once by why it is so, and by when the question comes back.
 */
function reviewedBlocks(state: LearnState, step: Step, layout: PageLayout): ScreenBlock[] {
  const { review, lesson, language, text } = state
  if (!review?.settled || state.asking) return []
  const words = text.learn.review
  const when = { right: words.right, learned: words.learned, wrong: words.again }[review.settled]
  const said = wrapped(when, layout.width, quiet(layout.colors))
  if (step.do !== 'predict') return [said]
  const at = lesson.script.steps.findIndex(({ id }) => id === step.shown)
  const shown = lesson.script.steps[at]
  if (!shown || !state.ran[at]) return [said]
  const body = blocksOf(prose(state, lesson.prose[language].steps[shown.id].body, layout))
  return [[titled(words.why, layout)], ...body, ...looksOf(state.ran[at], state, layout), said]
}

/** The way back to where one was. */
function catchingUp(state: LearnState, layout: PageLayout): ScreenBlock[] {
  const { learn } = state.text
  const { step = 0, line: running = '' } = state.running ?? {}
  return [
    [
      ...wrapped(learn.catchingUp(step + 1, state.lesson.script.steps.length), layout.width),
      ...wrapped(sanitizeLine(running), layout.width, accent(layout.colors)),
    ],
    benchLines(state, layout),
  ]
}
