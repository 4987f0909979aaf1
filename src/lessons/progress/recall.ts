/**
 * A lesson begins with a question from an earlier one: what is fetched from memory is kept. Pure.
 */
import type { LessonEntry } from './overview.ts'
import { type LessonProgress, left, type Progress, stepsNow, withLesson } from './progress.ts'
import { reviewed } from './review.ts'

/** The conclusion of an earlier lesson. */
export interface RecallQuestion {
  readonly entry: LessonEntry
  /** Its step. */
  readonly step: string
}

/** The step that asks what a lesson came to. */
const conclusionOf = ({ lesson }: LessonEntry): string | null =>
  lesson.script.steps.findLast((step) => step.do === 'explain')?.id ?? null

/** Whether nothing was done of a lesson since it was begun, or begun anew. */
function isUntouched(found: LessonProgress | undefined): boolean {
  if (!found) return true
  const answered = Object.keys(stepsNow(found)).length > 0
  return found.step === null && !answered && found.recall?.round !== found.round
}

/**
 * The question with which a lesson begins: of the lessons of the course before it that are
 * finished, what the one came to that was not asked for longest. Null where there is none, or the
 * lesson is under way.
 */
export function recallFor(
  course: readonly LessonEntry[],
  key: string,
  { lessons }: Progress,
): RecallQuestion | null {
  const at = course.findIndex((entry) => entry.key === key)
  if (!isUntouched(lessons[key])) return null
  const asked = Object.values(lessons).flatMap(({ recall }) => recall ?? [])
  const lastOf = (lesson: string) =>
    asked
      .filter((one) => one.lesson === lesson)
      .map((one) => one.at)
      .toSorted()
      .at(-1) ??
    lessons[lesson].finished ??
    ''
  const questions = course.slice(0, Math.max(0, at)).flatMap((entry) => {
    const step = conclusionOf(entry)
    return step !== null && lessons[entry.key]?.finished ? [{ entry, step }] : []
  })
  const [longest] = questions.toSorted((a, b) =>
    lastOf(a.entry.key).localeCompare(lastOf(b.entry.key)),
  )
  return longest ?? null
}

/**
 * What was said to it, null for nothing. A wrong answer comes back in the review of the next day.
 */
export function recalled(
  progress: Progress,
  key: string,
  { entry, step }: RecallQuestion,
  given: string | null,
  seed: number,
  now: Date,
): Progress {
  const asked = entry.lesson.script.steps.find(({ id }) => id === step)
  const right = given === null ? null : asked?.do === 'explain' && given === asked.right
  const at = now.toISOString()
  const before = left(progress, key, null, seed, now)
  const lesson = before.lessons[key]
  const recall = { lesson: entry.key, step, given, right, at, round: lesson.round }
  const noted = withLesson(before, key, { ...lesson, recall })
  return right === false ? reviewed(noted, { lesson: entry.key, step, due: at }, false, now) : noted
}
