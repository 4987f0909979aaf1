/** What a class did, as JSON: put together from the reports of its learners. */
import * as v from 'valibot'
import { count } from '../../results/schema-parts.ts'

const words = v.object({ en: v.string(), 'zh-CN': v.string() })
const time = v.pipe(v.string(), v.isoTimestamp())
const place = { lesson: v.string(), step: v.string() }

/**
 * Why somebody may need a word: nothing was begun; nothing was done for so many days before the
 * report; so many questions answered wrongly with confidence still wait to be answered rightly; so
 * many steps were skipped; so many hints were needed.
 */
const WHYS = ['not-begun', 'stopped', 'sure-and-wrong', 'skips', 'hints'] as const

const learner = v.object({
  /** The name of the report's file. */
  name: v.string(),
  written: time,
  version: v.string(),
  /** Lessons that were begun, and of them finished. */
  begun: count,
  finished: count,
  /** Steps done and skipped; hints. */
  done: count,
  skipped: count,
  hints: count,
  /** Questions answered, rightly at the first attempt, and wrongly with confidence. */
  answered: count,
  right: count,
  confidentlyWrong: count,
  /** Of the last: those that were not answered rightly often enough since. */
  waiting: count,
  /** Where the lesson that was left last in its middle stands; null where none is under way. */
  at: v.nullable(v.object(place)),
  /** When anything was done last. */
  last: v.nullable(time),
  needs: v.array(v.object({ why: v.picklist(WHYS), count })),
})

const lesson = v.object({
  id: v.string(),
  /** null for one that this program does not have. */
  title: v.nullable(words),
  steps: v.nullable(count),
  begun: count,
  finished: count,
  /** Where those stand who are in its middle, in the order of the steps. */
  left: v.array(
    v.object({ step: v.string(), number: v.nullable(count), names: v.array(v.string()) }),
  ),
  answered: count,
  right: count,
  confidentlyWrong: count,
})

const question = v.object({
  ...place,
  asks: v.picklist(['choice', 'number', 'curve', 'reason']),
  answered: count,
  right: count,
  confidentlyWrong: count,
  /** What could be chosen, in the order of the script: by how many, and how many were confident. */
  choices: v.array(
    v.object({ id: v.string(), text: words, count, confident: count, right: count }),
  ),
  /** The numbers that were said, from the least to the largest. */
  numbers: v.array(v.number()),
})

/** A published schema is made of it. @public */
export const classReport = v.object({
  schema: v.literal('gatelab.class/1'),
  version: v.string(),
  learners: v.array(learner),
  /** What was given and is no report that can be read: why, as a code of gatelab's refusals. */
  refused: v.array(v.object({ path: v.string(), code: v.string() })),
  lessons: v.array(lesson),
  questions: v.array(question),
  /** Wrong answers that were chosen, those held with confidence by most first. */
  misconceptions: v.array(
    v.object({ ...place, choice: v.string(), text: words, count, confident: count, of: count }),
  ),
})

export type ClassReport = v.InferOutput<typeof classReport>
export type ClassLearner = ClassReport['learners'][number]
