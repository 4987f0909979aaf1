/**
 * Questions that were answered wrongly with confidence come back, after a day and then later and
 * later; and of each lesson that was finished what it came to, some days after. Pure.
 */
import type { Given, Sureness } from '../run/answers.ts'
import { CONFIDENT } from './counts.ts'
import type { LessonEntry } from './overview.ts'
import { finished, noted, type Progress, type StepProgress } from './progress.ts'

/**
 * Days until a question comes back, each time that it was answered rightly; after the last it is
 * learned.
 */
const SPACING = [1, 3, 7, 16, 35]
const DAY = 86_400_000

export interface Question {
  readonly lesson: string
  readonly step: string
  readonly due: string
}

/** Writes an answer down; one that is wrong, and was given with confidence, will be asked again. */
export function answered(
  progress: Progress,
  lesson: string,
  step: string,
  answer: {
    readonly given: Given
    readonly sure: Sureness
    readonly right: boolean | null
    readonly measured?: Given
  },
  now: Date,
): Progress {
  const again = answer.right === false && answer.sure >= CONFIDENT
  const kept = {
    ...answer,
    given: plain(answer.given),
    measured: answer.measured && plain(answer.measured),
  }
  return noted(
    progress,
    lesson,
    step,
    { answer: kept, ...(again ? { review: after(SPACING[0], now) } : {}) },
    now,
  )
}

/**
 * A lesson was played to its end. The first time its conclusion, the step that asks what it came
 * to, is put among the questions that come back, unless it is one of them already.
 */
export function concluded(
  progress: Progress,
  lesson: string,
  conclusion: string | null,
  now: Date,
): Progress {
  const before = progress.lessons[lesson]
  const done = finished(progress, lesson, now)
  if (!before || before.finished !== null || conclusion === null) return done
  const step = before.steps[conclusion]
  if (step?.answer === undefined || step.review) return done
  return noted(done, lesson, conclusion, { review: after(SPACING[1], now) }, now)
}

const plain = (given: Given) => (typeof given === 'object' ? [...given] : given)

const after = (days: number, now: Date) => ({
  due: new Date(now.getTime() + days * DAY).toISOString(),
  days,
})

/**
 * A question that came back was answered: rightly, and it comes later the next time; wrongly, and
 * it starts anew.
 */
export function reviewed(
  progress: Progress,
  { lesson, step }: Question,
  right: boolean,
  now: Date,
): Progress {
  const days = progress.lessons[lesson]?.steps[step]?.review?.days ?? SPACING[0]
  const next = right ? SPACING[SPACING.indexOf(days) + 1] : SPACING[0]
  return noted(
    progress,
    lesson,
    step,
    { review: next === undefined ? undefined : after(next, now) },
    now,
  )
}

/** Everything that will come back, the first due first. */
export function waiting(progress: Progress): Question[] {
  const steps = Object.entries(progress.lessons).flatMap(([lesson, { steps }]) =>
    Object.entries(steps).map(
      ([step, found]) => [lesson, step, found] as [string, string, StepProgress],
    ),
  )
  return steps
    .flatMap(([lesson, step, { review }]) => (review ? [{ lesson, step, due: review.due }] : []))
    .toSorted((a, b) => a.due.localeCompare(b.due))
}

/** A question, and whether its lesson and its step are still there, so that it can be asked. */
export type Sorted = Question & { readonly there: boolean }

export const sorted = (questions: readonly Question[], entries: readonly LessonEntry[]): Sorted[] =>
  questions.map((question) => ({ ...question, there: entryOf(question, entries) !== null }))

/** The lesson that a question is asked in; null where it or the step is not there any more. */
export function entryOf(
  { lesson, step }: Question,
  entries: readonly LessonEntry[],
): LessonEntry | null {
  const entry = entries.find(({ key }) => key === lesson)
  return entry?.lesson.script.steps.some(({ id }) => id === step) ? entry : null
}

export const dueAt = (progress: Progress, now: Date): Question[] =>
  waiting(progress).filter(({ due }) => due <= now.toISOString())
