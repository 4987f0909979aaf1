/** A lesson's screen as it was left, from the progress file. Pure. */
import type { Language, Lesson } from '../../lessons/load/lesson.ts'
import { type LessonProgress, stepsNow } from '../../lessons/progress/progress.ts'
import { ownScores } from '../../lessons/progress/scores.ts'
import type { Given, Sureness } from '../../lessons/run/answers.ts'
import { goTo, type LearnState } from './state.ts'
import { noTerms, type TermsOf } from './terms.ts'
import type { Text } from './text-types.ts'

export interface InitialState {
  readonly text: Text
  readonly language: Language
  readonly lesson: Lesson
  readonly seed?: number
  readonly before: LessonProgress | null
  readonly next: LearnState['next']
  readonly terms?: TermsOf
}

/** As it was left. */
export function startState({
  text,
  language,
  lesson,
  seed = 1,
  before,
  next,
  terms = noTerms,
}: InitialState): LearnState {
  const known = before ? stepsNow(before) : {}
  const steps = Object.entries(known)
  const said = steps.flatMap(([id, { answer }]) => {
    if (!answer) return []
    const step = lesson.script.steps.find((one) => one.id === id)
    const found = step?.do === 'explain' && known[id].state === 'done'
    const refuted = step?.do === 'explain' && answer.right === false ? [String(answer.given)] : []
    return [
      [
        id,
        { given: answer.given as Given, sure: answer.sure as Sureness, refuted, found },
      ] as const,
    ]
  })
  const state: LearnState = {
    text,
    language,
    lesson,
    seed,
    at: -1,
    scroll: 0,
    details: false,
    asking: null,
    said: Object.fromEntries(said),
    judged: {},
    ran: [],
    states: Object.fromEntries(steps.map(([id, { state }]) => [id, state])),
    hints: Object.fromEntries(steps.map(([id, { hints }]) => [id, hints])),
    scores: Object.fromEntries(ownScores(lesson, before).map(({ step, value }) => [step, value])),
    known: {},
    facts: null,
    live: null,
    comparing: null,
    running: null,
    stopped: false,
    told: null,
    problem: null,
    review: null,
    recall: null,
    finished: before?.finished ?? null,
    round: before?.round ?? 0,
    terms,
    next,
  }
  const at = before?.step ? lesson.script.steps.findIndex(({ id }) => id === before.step) : -1
  return goTo(state, at)
}
