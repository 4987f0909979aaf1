/**
 * The tables of lessons/README.md: which claim covers which row of the notes' claims, and which
 * refutes which error.
 */

import type { Claim } from '../../src/lessons/format/lesson-schema.ts'
import { claimsOf } from '../../src/lessons/format/script-lines.ts'
import { course } from '../../src/lessons/load/course.ts'
import type { Lesson } from '../../src/lessons/load/lesson.ts'
import { loadLesson } from '../../src/lessons/load/load-lesson.ts'

export interface Place {
  readonly lesson: Lesson
  readonly step: string
  readonly claim: Claim
}

export const lessons = async (): Promise<Lesson[]> => Promise.all((await course()).map(loadLesson))

/** Whether the gate has a newcomer play the n-th lesson on a terminal. */
export const isNewcomers = (n: number): boolean => n % 4 === 1

/** Every claim of the course, in its order. */
export const places = (all: readonly Lesson[]): Place[] =>
  all.flatMap((lesson) =>
    lesson.script.steps.flatMap((step) =>
      claimsOf(step).map((claim) => ({ lesson, step: step.id, claim })),
    ),
  )

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
const cells = ({ lesson, step, claim }: Place) => [
  lesson.id,
  step,
  claim.id,
  claim.mutants.join(', '),
]

/** Row by row of the notes' claims. */
export function rowTable(all: readonly Place[]): string {
  const rows = [...new Set(all.flatMap(({ claim }) => claim.covers ?? []))].toSorted(
    (a, b) => a - b,
  )
  const lines = rows.flatMap((n) =>
    all
      .filter(({ claim }) => claim.covers?.includes(n))
      .map((place) => row([String(n), ...cells(place)])),
  )
  return [
    '| row | lesson | step | claim | mutants |',
    '| --: | --- | --- | --- | --- |',
    ...lines,
  ].join('\n')
}

/** Error by error. */
export function errorTable(all: readonly Place[]): string {
  const lines = all.flatMap((place) =>
    (place.claim.refutes ?? []).map((error) => row([error, ...cells(place)])),
  )
  return [
    '| error | lesson | step | claim | mutants |',
    '| --- | --- | --- | --- | --- |',
    ...lines,
  ].join('\n')
}
