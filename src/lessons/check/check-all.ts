/** Checks lessons, as many at a time as there are cores, and tells of each in their order. */
import { InputError } from '../../rules/input-error.ts'
import { LessonError, lessonErrorOf } from '../format/lesson-error.ts'
import { linesOfStep } from '../format/script-lines.ts'
import { idOf, lessonsOf } from '../load/course.ts'
import type { Lesson } from '../load/lesson.ts'
import { loadLesson } from '../load/load-lesson.ts'
import { type CheckOptions, checkLesson } from './check-lesson.ts'
import type { CheckedInReport, CheckReport } from './check-report.ts'
import { Lanes } from './lanes.ts'

export type CheckEvent =
  | { readonly type: 'check-lesson'; readonly lesson: CheckedInReport }
  | { readonly type: 'check'; readonly report: CheckReport }

interface Shared {
  /** Cores to share among the lessons, seeds and mutants that are played at the same time; 1. */
  readonly cores?: number
}

/**
 * The events of a check. The report comes last, also when it is stopped. An invalid lesson does not
 * keep the others from being checked.
 */
export async function* checkAll(
  asked: readonly string[],
  options: CheckOptions & Shared,
): AsyncGenerator<CheckEvent> {
  const lessons: CheckedInReport[] = []
  let stopped = false
  try {
    for await (const lesson of each(asked, options)) {
      lessons.push(lesson)
      yield { type: 'check-lesson', lesson }
    }
  } catch (error) {
    if (!(error instanceof InputError && error.code === 'stopped')) throw error
    stopped = true
  }
  const claims = lessons.flatMap(({ claims }) => claims)
  const broken = lessons.filter(({ problem }) => problem).length
  const passed = claims.filter(({ ok }) => ok).length
  const failed = claims.length - passed + broken
  const seeds = [...options.seeds]
  yield {
    type: 'check',
    report: { schema: 'gatelab.check/1', seeds, lessons, passed, failed, stopped },
  }
}

async function* each(
  asked: readonly string[],
  { cores, ...options }: CheckOptions & Shared,
): AsyncGenerator<CheckedInReport> {
  const folders = await lessonsOf(asked).catch((error) => {
    if (error instanceof LessonError) return error
    throw error
  })
  if (folders instanceof LessonError) return yield broken(folders.file ?? '', folders)
  const lessons = await Promise.all(
    folders.map((folder) => loadLesson(folder).catch((error) => brokenAt(folder, error))),
  )
  const plays = lessons.map((lesson) => ('script' in lesson ? playsOf(lesson, options) : 0))
  const lanes = new Lanes(
    cores,
    plays.reduce((sum, n) => sum + n, 0),
  )
  const leaving = new AbortController()
  const signal = AbortSignal.any([leaving.signal, options.signal ?? leaving.signal])
  const checks = new Map<number, Promise<CheckedInReport>>()
  // Who takes longest begins, so that nobody waits for one that has come last.
  for (const n of [...lessons.keys()].sort((a, b) => length(lessons[b]) - length(lessons[a]))) {
    const check = checkOne(folders[n], lessons[n], { ...options, signal }, lanes)
    check.catch(() => {})
    checks.set(n, check)
  }
  try {
    for (const n of lessons.keys()) yield await (checks.get(n) as Promise<CheckedInReport>)
  } finally {
    leaving.abort(new InputError('stopped', {}))
    await Promise.allSettled(checks.values())
  }
}

/** How often a lesson is played. */
const playsOf = ({ script }: Lesson, { seeds, mutants, challenges }: CheckOptions): number =>
  seeds.length * (1 + (challenges ? script.challenges.length : 0)) +
  (mutants ? script.mutants.length : 0)

/** Lines that a lesson runs: what can be known of its length beforehand. */
const length = (lesson: Lesson | CheckedInReport): number =>
  'script' in lesson
    ? lesson.script.steps.reduce((sum, _, n) => sum + linesOfStep(lesson.script, n).length, 0)
    : 0

async function checkOne(
  folder: string,
  lesson: Lesson | CheckedInReport,
  options: CheckOptions,
  lanes: Lanes,
): Promise<CheckedInReport> {
  if (!('script' in lesson)) return lesson
  try {
    const { id, seconds, claims } = await checkLesson(lesson, options, lanes)
    const said = <T>(values: readonly T[]) => (options.seeds.length === 1 ? values[0] : [...values])
    return {
      id,
      seconds,
      claims: claims.map((claim) => ({
        ...claim,
        covers: [...claim.covers],
        measured: said(claim.measured),
        mutants: claim.mutants.map((mutant) => ({ ...mutant })),
        challenges: options.challenges
          ? claim.challenges.map((one) => ({ ...one, measured: said(one.measured) }))
          : undefined,
      })),
    }
  } catch (error) {
    return brokenAt(folder, error)
  }
}

/** What is wrong with a lesson, as its report; throws what is no fault of the lesson's. */
function brokenAt(folder: string, error: unknown): CheckedInReport {
  if (error instanceof InputError && (error.code === 'stopped' || error.code === 'no-webassembly'))
    throw error
  return broken(idOf(folder), lessonErrorOf(error).at(folder, null))
}

const broken = (id: string, { code, file, line, seed, facts }: LessonError): CheckedInReport => ({
  id,
  seconds: 0,
  claims: [],
  problem: { code, file, line, seed, facts },
})
