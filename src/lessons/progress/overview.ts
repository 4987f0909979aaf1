/** The course at a glance: what there is, and how far a learner has come. */
import { isAbsolute, resolve } from 'node:path'
import { LessonError } from '../format/lesson-error.ts'
import { course, idOf, isOfCourse } from '../load/course.ts'
import type { Lesson } from '../load/lesson.ts'
import { loadLesson } from '../load/load-lesson.ts'
import type { Progress } from './progress.ts'
import { type OwnScore, ownScores } from './scores.ts'

/** A lesson, and its name in the progress: lessons from elsewhere go by their folder. */
export interface LessonEntry {
  readonly key: string
  readonly lesson: Lesson
}

/** The name of a lesson in the progress. */
export function keyOf(folder: string): string {
  const whole = resolve(folder)
  return isOfCourse(whole) ? idOf(whole) : whole
}

/** The lessons of the course, in order. One that is broken is left out: `check` says why. */
export async function entries(): Promise<LessonEntry[]> {
  const found = await Promise.all((await course()).map(entryOf))
  return found.flatMap((one) => one ?? [])
}

/** Lessons from elsewhere that somebody has played, where they are still to be had. */
export async function elsewhere({ lessons }: Progress): Promise<LessonEntry[]> {
  const found = await Promise.all(
    Object.keys(lessons).map((key) => (isAbsolute(key) ? entryOf(key) : null)),
  )
  return found.flatMap((one) => one ?? [])
}

/** Every lesson that somebody may have played. */
export const entriesWith = async (progress: Progress): Promise<LessonEntry[]> =>
  (await Promise.all([entries(), elsewhere(progress)])).flat()

async function entryOf(folder: string): Promise<LessonEntry | null> {
  try {
    return { key: keyOf(folder), lesson: await loadLesson(folder) }
  } catch (error) {
    if (error instanceof LessonError) return null
    throw error
  }
}

/** How far somebody has come in a lesson. */
export interface Standing {
  /** The step at which it was left, from 1; null before the first or where nothing is under way. */
  readonly step: number | null
  readonly of: number
  readonly finished: string | null
  /** When it was played last. */
  readonly at: string | null
}

export function standingOf({ key, lesson }: LessonEntry, progress: Progress): Standing {
  const found = progress.lessons[key]
  const { steps } = lesson.script
  const step = found?.step ? steps.findIndex(({ id }) => id === found.step) + 1 : 0
  return {
    step: step > 0 ? step : null,
    of: steps.length,
    finished: found?.finished ?? null,
    at: found?.at ?? null,
  }
}

/** The learner's best answers to its tasks. */
export const scoresOf = ({ key, lesson }: LessonEntry, progress: Progress): OwnScore[] =>
  ownScores(lesson, progress.lessons[key] ?? null)

/**
 * The lesson to go on with: of those that are not finished the one that was left last in its
 * middle, else the first after one that is finished, else the first. So nobody is sent back to
 * lessons that were put before those that they had begun with.
 */
export function nextUp(all: readonly LessonEntry[], progress: Progress): LessonEntry | null {
  const standings = all.map((entry) => ({ entry, ...standingOf(entry, progress) }))
  const open = standings.filter(({ step, finished }) => step !== null && finished === null)
  const [last] = open.toSorted((a, b) => (b.at ?? '').localeCompare(a.at ?? ''))
  const begun = standings.findIndex(({ finished }) => finished !== null)
  const [next] = [...standings.slice(begun + 1), ...standings].filter(
    ({ finished }) => finished === null,
  )
  return (last ?? next)?.entry ?? null
}
