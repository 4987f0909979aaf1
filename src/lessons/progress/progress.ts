/**
 * What a learner has done: plain data, versioned. Two copies that went different ways can be put
 * together again: of each thing the later one counts.
 */
import * as v from 'valibot'
import { SCORES, type ScoreName } from '../format/lesson-schema.ts'
import { beats } from '../format/scores.ts'

export const PROGRESS = 'gatelab.progress/1'

const when = v.pipe(v.string(), v.isoTimestamp())
const given = v.union([v.string(), v.number(), v.array(v.number())])
const sure = v.picklist([1, 2, 3])

const stepProgress = v.object({
  state: v.picklist(['open', 'done', 'skipped']),
  at: when,
  /** Hints that were asked for. */
  hints: v.optional(v.number(), 0),
  /** What was said first, how sure, and whether it was so; null until that has been shown. */
  answer: v.optional(
    v.object({ given, sure, right: v.nullable(v.boolean()), measured: v.optional(given) }),
  ),
  /** The time through the lesson that this is of; 0 is the first. */
  round: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 0),
  /**
   * When the question comes back, and how many days later it comes again if it is answered rightly
   * then.
   */
  review: v.optional(v.object({ due: when, days: v.number() })),
  /** The best that was done of a task with a score, at which seed, and when. */
  best: v.optional(
    v.object({
      of: v.picklist(SCORES),
      value: v.number(),
      seed: v.pipe(v.number(), v.integer(), v.minValue(0)),
      at: when,
    }),
  ),
})

const lessonProgress = v.object({
  seed: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** The step at which it was left; null before the first. */
  step: v.nullable(v.string()),
  at: when,
  /** When it was first played to its end: it stays so however often it is opened again. */
  finished: v.optional(v.nullable(when), null),
  /** How often it was begun anew after that. */
  round: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 0),
  /** The question from an earlier lesson with which it began, and what was said; null: nothing. */
  recall: v.optional(
    v.object({
      lesson: v.string(),
      step: v.string(),
      given: v.nullable(v.string()),
      right: v.nullable(v.boolean()),
      at: when,
      round: v.pipe(v.number(), v.integer(), v.minValue(0)),
    }),
  ),
  steps: v.record(v.string(), stepProgress),
})

export const progressSchema = v.object({
  schema: v.literal(PROGRESS),
  /** Chosen on the screen; null for that of the environment. */
  language: v.optional(v.nullable(v.object({ name: v.picklist(['en', 'zh-CN']), at: when })), null),
  lessons: v.record(v.string(), lessonProgress),
})

export type Progress = v.InferOutput<typeof progressSchema>
export type LessonProgress = v.InferOutput<typeof lessonProgress>
export type StepProgress = v.InferOutput<typeof stepProgress>

export const emptyProgress = (): Progress => ({ schema: PROGRESS, language: null, lessons: {} })

const later = <T extends { readonly at: string }>(
  a: T | undefined,
  b: T | undefined,
): T | undefined => (a && b ? (a.at >= b.at ? a : b) : (a ?? b))

/**
 * Both together. The order of the two doesn't matter, unless they did something in the same
 * millisecond.
 */
export function merged(a: Progress, b: Progress): Progress {
  const lessons = union(a.lessons, b.lessons, mergedLesson)
  return {
    schema: PROGRESS,
    language: later(a.language ?? undefined, b.language ?? undefined) ?? null,
    lessons,
  }
}

function mergedLesson(a: LessonProgress, b: LessonProgress): LessonProgress {
  const last = later(a, b) as LessonProgress
  const [finished = null] = [a.finished, b.finished].filter((one) => one !== null).toSorted()
  const round = Math.max(a.round, b.round)
  const recall = later(a.recall, b.recall)
  return {
    ...last,
    finished,
    round,
    ...(recall && { recall }),
    steps: union(a.steps, b.steps, mergedStep),
  }
}

/** Of each step what came later, with the better score. */
function mergedStep(a: StepProgress, b: StepProgress): StepProgress {
  const { best: _, ...last } = later(a, b) as StepProgress
  const best = better(a.best, b.best)
  return best ? { ...last, best } : last
}

/** Equal scores: the one that came first, wherever it was written. */
function better(a: StepProgress['best'], b: StepProgress['best']): StepProgress['best'] {
  if (!a || !b) return a ?? b
  // A lesson that counts something else now begins anew.
  if (a.of !== b.of) return later(a, b)
  if (beats(a.of, a.value, b.value)) return a
  return beats(a.of, b.value, a.value) || b.at < a.at ? b : a
}

function union<T>(
  a: Readonly<Record<string, T>>,
  b: Readonly<Record<string, T>>,
  both: (a: T, b: T) => T,
) {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)])
  const rows = [...keys].map((key) => [
    key,
    key in a && key in b ? both(a[key], b[key]) : (a[key] ?? b[key]),
  ])
  return Object.fromEntries(rows) as Record<string, T>
}

const begun = (seed: number, now: Date): LessonProgress => ({
  seed,
  step: null,
  at: now.toISOString(),
  finished: null,
  round: 0,
  steps: {},
})

/** A lesson as it is left now. */
export function left(
  progress: Progress,
  lesson: string,
  step: string | null,
  seed: number,
  now: Date,
): Progress {
  const before = progress.lessons[lesson] ?? begun(seed, now)
  return withLesson(progress, lesson, { ...before, seed, step, at: now.toISOString() })
}

/** It was played to its end. */
export function finished(progress: Progress, lesson: string, now: Date): Progress {
  const before = progress.lessons[lesson]
  if (!before) return progress
  const at = now.toISOString()
  return withLesson(progress, lesson, {
    ...before,
    step: null,
    at,
    finished: before.finished ?? at,
  })
}

/**
 * It is played once more from its beginning. What was done before is kept until it is done again.
 */
export function anew(progress: Progress, lesson: string, now: Date): Progress {
  const before = progress.lessons[lesson]
  if (!before) return progress
  return withLesson(progress, lesson, {
    ...before,
    step: null,
    at: now.toISOString(),
    round: before.round + 1,
  })
}

/** What was done of the steps since the lesson was begun anew. */
export const stepsNow = ({
  round,
  steps,
}: LessonProgress): Readonly<Record<string, StepProgress>> =>
  Object.fromEntries(Object.entries(steps).filter(([, step]) => step.round === round))

/** Something about a step of a lesson. */
export function noted(
  progress: Progress,
  lesson: string,
  step: string,
  change: Partial<StepProgress>,
  now: Date,
): Progress {
  const before = progress.lessons[lesson] ?? begun(1, now)
  const { round } = before
  const known = before.steps[step]
  // Of an earlier round the review schedule and the score are kept.
  const again =
    known && known.round < round && !('review' in change && Object.keys(change).length === 1)
  const kept = { review: known?.review, ...(known?.best && { best: known.best }) }
  const was = known && !again ? known : { state: 'open' as const, hints: 0, round, ...kept }
  const one = { ...was, ...change, at: now.toISOString() }
  return withLesson(progress, lesson, { ...before, steps: { ...before.steps, [step]: one } })
}

/** A score of a task: kept where it is the best so far. */
export function scored(
  progress: Progress,
  lesson: string,
  step: string,
  score: { readonly of: ScoreName; readonly value: number; readonly seed: number },
  now: Date,
): Progress {
  const known = progress.lessons[lesson]?.steps[step]?.best
  if (known?.of === score.of && !beats(score.of, score.value, known.value)) return progress
  return noted(progress, lesson, step, { best: { ...score, at: now.toISOString() } }, now)
}

/** The same with this of one lesson. */
export const withLesson = (progress: Progress, id: string, lesson: LessonProgress): Progress => ({
  ...progress,
  lessons: { ...progress.lessons, [id]: lesson },
})
