/**
 * What `check` found, as text for a log, as JUnit XML, and as TAP (version 14): for people and for
 * CI.
 */

import { jsonText } from '../../io/sanitize.ts'
import type { CheckedInReport, CheckReport } from '../../lessons/check/check-report.ts'
import type { LessonErrorCode } from '../../lessons/format/lesson-error.ts'
import type { lessons as LessonsTable } from '../../text/en/lessons.ts'
import { significant } from '../shared/number.ts'
import { sanitizeLine } from '../shared/spans.ts'

type Words = typeof LessonsTable
type Checked = CheckedInReport['claims'][number]

/** A lesson in lines: its claims, each with what was measured and what was expected. */
export function lessonText(lesson: CheckedInReport, words: Words): string {
  if (lesson.problem) return `${sanitizeLine(words.broken(lesson.id))}\n`
  const lines = lesson.claims.map((claim) => claimLine(claim, words))
  const head = words.heading(lesson.id, lesson.claims.length, lesson.seconds.toFixed(1))
  return `${[sanitizeLine(head), ...lines].join('\n')}\n`
}

/** Why a lesson is none, in one line with file and line. */
export function lessonErrorText({ problem }: CheckedInReport, words: Words): string | null {
  if (!problem) return null
  const say = words.problems[problem.code as LessonErrorCode] as (facts: unknown) => string
  const sentence = words.onSeed(say(problem.facts), problem.seed)
  return sanitizeLine(`${words.place(problem.file ?? '', problem.line)}: ${sentence}`)
}

function claimLine(claim: Checked, words: Words): string {
  const parts = [words.measured(textOf(claim.measured), words.inSeeds(claim.bound, claim.ofTen))]
  if (claim.mutants.length > 0) {
    const killed = claim.mutants.filter((mutant) => mutant.killed).length
    parts.push(words.mutants(killed, claim.mutants.length))
    for (const { name, killed: dead, measured } of claim.mutants)
      if (!dead) parts.push(words.survivor(name, valueText(measured)))
  }
  const { challenges = [] } = claim
  if (challenges.length > 0) {
    const right = challenges.filter(({ ok }) => ok).length
    parts.push(words.challenges(right, challenges.length))
    for (const { name, ok, expected, measured } of challenges)
      if (!ok) parts.push(words[expected === 'holds' ? 'fallen' : 'stood'](name, textOf(measured)))
  }
  return sanitizeLine(`  ${claim.ok ? words.ok : words.failed}  ${claim.id}: ${parts.join('; ')}`)
}

const textOf = (measured: Checked['measured']): string =>
  Array.isArray(measured) ? measured.map(valueText).join(', ') : valueText(measured)

const valueText = (value: number | boolean): string =>
  typeof value === 'number' ? significant(value, 4) : String(value)

export const sumText = ({ passed, failed, stopped }: CheckReport, words: Words): string =>
  `${stopped ? `${words.stopped}\n` : ''}${words.sum(passed, failed)}\n`

/** What XML has no way to write. */
const UNWRITABLE = /[\ufffe\uffff\p{Cs}]/gu

const escaped = (text: string): string =>
  sanitizeLine(text)
    .replaceAll(UNWRITABLE, '·')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

/** One test suite a lesson, one test case a claim. */
export function junit(report: CheckReport, words: Words): string {
  const suites = report.lessons.map((lesson) => {
    const problem = lessonErrorText(lesson, words)
    const id = escaped(lesson.id)
    const error = problem && `<error message="${escaped(problem)}"/>`
    const cases = error
      ? [`    <testcase classname="${id}" name="lesson">${error}</testcase>`]
      : lesson.claims.map((claim) => junitCase(lesson.id, claim, words))
    const failures = lesson.claims.filter(({ ok }) => !ok).length
    const counts = `tests="${cases.length}" failures="${failures}" errors="${problem ? 1 : 0}"`
    const head = `name="${id}" ${counts} time="${lesson.seconds}"`
    return `  <testsuite ${head}>\n${cases.join('\n')}\n  </testsuite>`
  })
  const head = '<?xml version="1.0" encoding="UTF-8"?>'
  return `${head}\n<testsuites>\n${suites.join('\n')}\n</testsuites>\n`
}

function junitCase(lesson: string, claim: Checked, words: Words): string {
  const head = `<testcase classname="${escaped(lesson)}" name="${escaped(claim.id)}"`
  return claim.ok
    ? `    ${head}/>`
    : `    ${head}><failure message="${escaped(claimLine(claim, words).trim())}"/></testcase>`
}

export function tap(report: CheckReport, words: Words): string {
  const rows = report.lessons.flatMap((lesson) => {
    const problem = lessonErrorText(lesson, words)
    if (problem) return [{ ok: false, name: lesson.id, why: problem }]
    return lesson.claims.map((claim) => ({
      ok: claim.ok,
      name: `${lesson.id}/${claim.id}`,
      why: claimLine(claim, words).trim(),
    }))
  })
  const lines = rows.flatMap(({ ok, name, why }, n) => {
    const line = `${ok ? 'ok' : 'not ok'} ${n + 1} - ${sanitizeLine(name).replaceAll('#', '\\#')}`
    return ok ? [line] : [line, '  ---', `  message: ${jsonText(why)}`, '  ...']
  })
  const end = report.stopped ? [`Bail out! ${sanitizeLine(words.stopped)}`] : []
  return `${['TAP version 14', `1..${rows.length}`, ...lines, ...end].join('\n')}\n`
}
