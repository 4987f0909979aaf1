/** The lessons in plain text: the list, one lesson to be read, the questions that wait. */

import type { LessonData, LessonLanguage } from '../../lessons/format/page-types.ts'
import type { ProseBlock } from '../../lessons/format/prose-blocks.ts'
import { largest } from '../../rules/extremes.ts'
import type { learn as LearnTable } from '../../text/en/learn.ts'
import { significant } from '../shared/number.ts'
import { sanitizeLine, textOf } from '../shared/spans.ts'
import type { ViewText } from '../shared/text-types.ts'
import { padEnd, padStart, widthOf, wrap } from '../shared/width.ts'
import { proseLines } from './prose.ts'

type Words = typeof LearnTable

interface CourseWords {
  readonly learn: Words
  readonly view: Pick<ViewText, 'between' | 'comma' | 'list'>
}
type Step = LessonData['script']['steps'][number]

export interface CourseRow {
  readonly key: string
  /** Its number in the course, as 3 or 3b. */
  readonly number: string
  readonly lesson: LessonData
  readonly step: number | null
  readonly of: number
  readonly finished: string | null
  /** What the learner's best answers to its tasks came to. */
  readonly scores: readonly {
    readonly of: keyof Words['score']['goal']
    readonly value: number
  }[]
}

/** Numbers below one another: " 3 " and " 3b". */
export const numbered = (number: string): string =>
  padStart(number.replace(/\D/g, ''), 2) + padEnd(number.replace(/\d/g, ''), 1)

/**
 * A line for each lesson: number, name by which it is opened, minutes, title, the lessons that it
 * needs, how far.
 */
export function courseText(
  rows: readonly CourseRow[],
  language: LessonLanguage,
  { learn: words, view }: CourseWords,
  width: number,
): string {
  const names = largest(
    rows.map(({ key }) => widthOf(key)),
    0,
  )
  const minutes = rows.map(({ lesson }) => words.list.row(lesson.script.minutes))
  const longest = largest(minutes.map(widthOf), 0)
  const lines = rows.map(({ key, number, lesson, step, of, finished, scores }, n) => {
    const state = words.list.standing(step, of, finished !== null)
    const needs = lesson.script.needs.map((need) => {
      const found = rows.find((row) => row.lesson.id === need)
      return found ? found.number : need
    })
    const about = [
      lesson.prose[language].title,
      needs.length > 0 ? words.list.after(needs.join(view.list)) : '',
      [state, ...scores.map(({ of, value }) => words.score.listed(of, significant(value, 6)))]
        .filter((one) => one !== '')
        .join(view.comma),
    ]
    const head = sanitizeLine(
      `${numbered(number)} ${padEnd(key, names)}  ${padStart(minutes[n], longest)}`,
    )
    // If there is no room for a column of titles, they go below.
    const room = width - widthOf(head) - 2
    const narrow = room < 20
    const lines = wrap(
      sanitizeLine(about.filter((one) => one !== '').join(' ')),
      narrow ? Math.max(20, width - 4) : room,
    )
    const left = narrow ? '    ' : ' '.repeat(widthOf(head) + 2)
    return [
      ...(narrow ? [head] : []),
      ...lines.map((one, k) => (k === 0 && !narrow ? `${head}  ` : left) + one),
    ].join('\n')
  })
  return `${lines.join('\n')}\n`
}

/**
 * A lesson from its first word to its last: what is said, asked and run, without the answers; on
 * the first seed.
 */
export function lessonPage(
  lesson: LessonData,
  language: LessonLanguage,
  { learn: words, view }: CourseWords,
  width: number,
  blocksOf: (markdown: string) => readonly ProseBlock[],
  best: Readonly<Record<string, number>> = {},
): string {
  const { title, intro, steps } = lesson.prose[language]
  const text = (markdown: string) => proseLines(blocksOf(markdown), width, 'none').map(textOf)
  const scoreOf = (step: Step) =>
    step.do === 'task' && step.score
      ? wrap(
          [
            words.score.toBeat(words.score.goal[step.score.of]),
            ...(step.id in best ? [words.score.known(significant(best[step.id], 6))] : []),
          ].join(view.between),
          width,
        )
      : []
  const parts = lesson.script.steps.flatMap((step, n) => {
    const { body, choices, look, after } = steps[step.id]
    const commands = 'run' in step ? step.run : 'try' in step ? step.try : []
    const lines = commands.map(
      (one) => `  > ${(typeof one === 'string' ? one : one.line).replaceAll('{seed}', '1')}`,
    )
    const head = `${n + 1}. ${step.id}`
    const asked = Object.values(choices).flatMap((choice) => text(`- ${choice}`))
    // The words about what is run come after it.
    const rest =
      step.do === 'run'
        ? [...lines, ...text(body)]
        : [...text(body), ...asked, ...lines, ...text(after), ...scoreOf(step)]
    return ['', head, ...text(look), ...rest]
  })
  const about = words.list.about(lesson.script.section, lesson.script.minutes)
  return `${[title, about, '', ...text(intro), ...parts].map(sanitizeLine).join('\n')}\n`
}

/** The questions that will come back, the first due first. */
export function reviewText(
  questions: readonly {
    readonly lesson: string
    readonly step: string
    readonly due: string
    readonly there: boolean
  }[],
  entries: readonly { readonly key: string; readonly lesson: LessonData }[],
  language: LessonLanguage,
  words: Words,
  width: number,
): string {
  if (questions.length === 0) return `${wrap(words.review.none, width).join('\n')}\n`
  const lines = questions.map(({ lesson, step, due, there }) => {
    const found = entries.find(({ key }) => key === lesson)
    const title = found?.lesson.prose[language].title ?? lesson
    return sanitizeLine(
      there ? words.review.row(title, step, due.slice(0, 10)) : words.review.goneRow(title, step),
    )
  })
  return `${lines.join('\n')}\n`
}
