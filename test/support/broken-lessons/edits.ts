/** How a small lesson is broken. */
import { expect } from 'vitest'
import type { LessonError } from '../../../src/lessons/format/lesson-error.ts'
import { type Files, PROSE, SCRIPT } from '../small-lesson.ts'

export const YAML = 'lesson.yaml'

/**
 * What is wrong, the files that are so, and the file and the line where it stands (null: the file
 * as a whole).
 */
export type BrokenLesson = readonly [string, LessonError['code'], Files, string, number | null]

/** The script or the prose with something else in place of a text that is there. */
export const script = (from: string, to: string): Files => ({ script: replaced(SCRIPT, from, to) })
export const prose = (from: string, to: string): Files => ({ en: replaced(PROSE, from, to) })

/** The prediction with something else to be asked. */
export function asks(question: string): Files {
  const choices = /choose:\n.*\n.*/.exec(SCRIPT)?.[0] ?? ''
  const page = replaced(PROSE, '- [kept] All of it\n- [lost] Less\n', '')
  return { script: replaced(SCRIPT, choices, question), en: page, zh: page }
}

/** The claim with an expression that takes long. */
export const long = (measure: string) =>
  script('measure: end.lstm.c[5] == end.lstm.c[0]', `measure: '${measure}'`)
/** Numbers, gone through once for each of as many, and so on: 24⁸ times would take hours. */
const NUMBERS = `[${Array(24).fill('1').join(',')}]`
export const deep = (macro: string, inner: string) =>
  [...'abcdefgh'].reduceRight((found, name) => `${NUMBERS}.${macro}(${name}, ${found})`, inner)

/** The claim over a challenge `mine`. */
export const challenged = (claim: string, challenge: string): Files => ({
  script: `${replaced(
    SCRIPT,
    'mutants: [almost]',
    `mutants: [almost]\n        ${claim}`,
  )}challenges:\n  - { id: mine, ${challenge} }\n`,
})

/** The task with a score, and lines of a best answer. */
export const withScore = (of: string, measure: string, ...best: readonly string[]): Files =>
  script(
    'hints: 1',
    `score:\n      of: ${of}\n      measure: '${measure}'\n      best:\n${best
      .map((one) => `        - ${one}\n`)
      .join('')}    hints: 1`,
  )
export const SOLVED = '{ line: state, as: solved }'
export const SHOWN = 'most(solved.lstm.h[0])'

/** A change at the end, with what it measures, and what is said of it. */
export function changed(words: string): Files {
  const step = `  - id: mine
    do: change
    try:
      - { line: state, as: mine }
    claims:
      - id: kept-too
        measure: 'mine.lstm.c[1] == mine.lstm.c[1]'
        holds: true
        mutants: [almost]
`
  const page = `${PROSE}\n## mine\n\n${words}\n`
  return {
    script: replaced(SCRIPT, 'mutants:\n  - {', `${step}mutants:\n  - {`),
    en: page,
    zh: page,
  }
}

export function replaced(text: string, from: string, to: string): string {
  expect(text).toContain(from)
  return text.replace(from, () => to)
}

/** Aliases of aliases: a billion entries from ten lines. */
export function bomb(): string {
  const levels = Array.from(
    { length: 12 },
    (_, n) =>
      `a${n}: &a${n} [${
        n === 0
          ? 'x'
          : Array(10)
              .fill(`*a${n - 1}`)
              .join(', ')
      }]`,
  )
  return `${SCRIPT}${levels.join('\n')}\n`
}
