/** What of steps is counted: for a learner's report, and for a class. */
import type { StepProgress } from './progress.ts'

/** From this on somebody was confident. */
export const CONFIDENT = 2

/** A step whose answer has been held against what came out. */
export type AnsweredStep = StepProgress & { answer: NonNullable<StepProgress['answer']> }

export const isAnswered = (step: StepProgress): step is AnsweredStep =>
  step.answer != null && step.answer.right !== null

/** Questions answered, rightly at the first attempt, and wrongly with confidence. */
export const countAnswers = (answers: readonly AnsweredStep[]) => ({
  answered: answers.length,
  right: answers.filter(({ answer }) => answer.right).length,
  confidentlyWrong: answers.filter(({ answer }) => !answer.right && answer.sure >= CONFIDENT)
    .length,
})

/** Steps done and skipped, hints, and what {@link countAnswers} says. */
export const countSteps = (steps: readonly StepProgress[]) => ({
  done: steps.filter(({ state }) => state === 'done').length,
  skipped: steps.filter(({ state }) => state === 'skipped').length,
  hints: steps.reduce((sum, { hints }) => sum + hints, 0),
  ...countAnswers(steps.filter(isAnswered)),
})
