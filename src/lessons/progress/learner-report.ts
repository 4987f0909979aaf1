/** What a learner did, as JSON for a teacher: written only when it is asked for. */
import { basename } from 'node:path'
import * as v from 'valibot'
import { countSteps } from './counts.ts'
import type { LessonEntry } from './overview.ts'
import { type Progress, progressSchema } from './progress.ts'

const { lessons } = progressSchema.entries

export const learnerReport = v.object({
  schema: v.literal('gatelab.learner/1'),
  version: v.string(),
  written: v.pipe(v.string(), v.isoTimestamp()),
  lessons: v.array(
    v.object({
      id: v.string(),
      title: v.string(),
      /**
       * Steps of the lesson, null where it is not to be had any more; and of them done and skipped.
       */
      steps: v.nullable(v.number()),
      done: v.number(),
      skipped: v.number(),
      hints: v.number(),
      /** Questions answered, rightly at the first attempt, and wrongly with confidence. */
      answered: v.number(),
      right: v.number(),
      confidentlyWrong: v.number(),
      finished: v.nullable(v.string()),
      /** Everything that was kept, step by step. */
      progress: v.nullable(lessons.value),
    }),
  ),
})
export type LearnerReport = v.InferOutput<typeof learnerReport>

/** Of every lesson that there is, and of those that were played and are gone. */
export function reportOf(
  entries: readonly LessonEntry[],
  progress: Progress,
  version: string,
  now: Date,
): LearnerReport {
  const gone = Object.keys(progress.lessons).filter(
    (one) => !entries.some(({ key }) => key === one),
  )
  return {
    schema: 'gatelab.learner/1',
    version,
    written: now.toISOString(),
    lessons: [...entries, ...gone.map((key) => ({ key, lesson: null }))].map(({ key, lesson }) => {
      const found = progress.lessons[key] ?? null
      return {
        id: key,
        title: lesson?.prose.en.title ?? basename(key),
        steps: lesson?.script.steps.length ?? null,
        ...countSteps(Object.values(found?.steps ?? {})),
        finished: found?.finished ?? null,
        progress: found,
      }
    }),
  }
}
