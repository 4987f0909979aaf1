/** Checks lessons one after the other, and tells of each when it is through. */
import { InputError } from '../../rules/input-error.ts'
import { LessonError } from '../format/lesson-error.ts'
import { idOf, lessonsOf } from '../load/course.ts'
import { lessonErrorOf, loadLesson } from '../load/load-lesson.ts'
import { type CheckOptions, checkLesson } from './check-lesson.ts'
import type { CheckedInReport, CheckReport } from './check-report.ts'

export type CheckEvent =
  | { readonly type: 'check-lesson'; readonly lesson: CheckedInReport }
  | { readonly type: 'check'; readonly report: CheckReport }

/**
 * The events of a check. The report comes last, also when it is stopped. An invalid lesson does not
 * keep the others from being checked.
 */
export async function* checkAll(
  asked: readonly string[],
  options: CheckOptions,
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
  options: CheckOptions,
): AsyncGenerator<CheckedInReport> {
  const folders = await lessonsOf(asked).catch((error) => {
    if (error instanceof LessonError) return error
    throw error
  })
  if (folders instanceof LessonError) yield broken(folders.file ?? '', folders)
  else for (const folder of folders) yield await checkOne(folder, options)
}

async function checkOne(folder: string, options: CheckOptions): Promise<CheckedInReport> {
  try {
    const { id, seconds, claims } = await checkLesson(await loadLesson(folder), options)
    const one = options.seeds.length === 1
    return {
      id,
      seconds,
      claims: claims.map((claim) => ({
        ...claim,
        covers: [...claim.covers],
        measured: one ? claim.measured[0] : [...claim.measured],
        mutants: claim.mutants.map((mutant) => ({ ...mutant })),
      })),
    }
  } catch (error) {
    if (
      error instanceof InputError &&
      (error.code === 'stopped' || error.code === 'no-webassembly')
    )
      throw error
    return broken(idOf(folder), lessonErrorOf(error).at(folder, null))
  }
}

const broken = (id: string, { code, file, line, seed, facts }: LessonError): CheckedInReport => ({
  id,
  seconds: 0,
  claims: [],
  problem: { code, file, line, seed, facts },
})
