/** What a class did: as text, as a page, as a table. */
import type { ClassReport } from '../../lessons/classes/class-schema.ts'
import type { LessonLanguage } from '../../lessons/format/page-types.ts'
import type { classes as ClassTable } from '../../text/en/classes.ts'
import { significant } from '../shared/number.ts'
import type { ViewText } from '../shared/text-types.ts'
import { type Page, paragraph, type ReportBlock, sections } from './blocks.ts'
import { table as csvTable } from './csv.ts'
import { html } from './html.ts'
import { markdown } from './markdown.ts'
import { textOfBlocks, textOfParts } from './text.ts'

type Words = typeof ClassTable

export function classText(
  found: ClassReport,
  { classes, view, language }: { classes: Words; view: ViewText; language: LessonLanguage },
  width: number,
): string {
  const page = pageOf(found, classes, language)
  const blocks = page.sections.flatMap(({ title, blocks }) => [
    { kind: 'heading', text: title } as const,
    ...blocks,
  ])
  const parts = textOfBlocks([...page.lead.map(paragraph), ...blocks], view, width)
  return textOfParts([[page.title], ...parts], width)
}

export function classAs(
  found: ClassReport,
  format: 'md' | 'html' | 'csv' | 'svg',
  words: Words,
  language: LessonLanguage,
): string {
  if (format === 'csv') return classCsv(found)
  return (format === 'md' ? markdown : html)(pageOf(found, words, language))
}

const dayOf = (time: string): string => time.slice(0, 10)

function pageOf(found: ClassReport, words: Words, language: LessonLanguage): Page {
  const unread = found.refused.map(({ path }) => path)
  const days = found.learners.map(({ written }) => dayOf(written)).toSorted()
  return {
    language,
    title: words.title,
    lead: [
      words.lead(days.length, days[0] ?? '', days.at(-1) ?? ''),
      ...(unread.length > 0 ? [words.refused(unread.length, unread.join(words.list))] : []),
    ],
    sections: sections(
      [words.sections.needs, needs(found, words)],
      [words.sections.misconceptions, misconceptions(found, words, language)],
      [words.sections.left, left(found, words, language)],
      [words.sections.lessons, [lessons(found, words, language)]],
      [words.sections.questions, questions(found, words, language)],
      [words.sections.learners, [learners(found, words)]],
    ),
    foot: words.madeBy(found.version),
  }
}

/** A lesson by its title; by its name where this program does not have it. */
function titleOf(id: string, { lessons }: ClassReport, language: LessonLanguage): string {
  return lessons.find((one) => one.id === id)?.title?.[language] ?? id
}

const columns = (heads: readonly string[], right = 0) =>
  heads.map((head, n) => ({ head, right: n >= heads.length - right }))

function needs({ learners }: ClassReport, words: Words): ReportBlock[] {
  const facts = learners
    .filter(({ needs }) => needs.length > 0)
    .map(({ name, needs }): readonly [string, string] => [
      name,
      needs.map(({ why, count }) => words.needs[why](count)).join(words.list),
    ])
  const who: ReportBlock = facts.length === 0 ? paragraph(words.noNeeds) : { kind: 'facts', facts }
  return [who, paragraph(words.rules)]
}

function misconceptions(found: ClassReport, words: Words, language: LessonLanguage): ReportBlock[] {
  if (found.misconceptions.length === 0) return [paragraph(words.noMisconceptions)]
  const items = found.misconceptions.map(({ lesson, text, count, confident, of }) =>
    words.misconception({ count, of, confident }, text[language], titleOf(lesson, found, language)),
  )
  return [paragraph(words.misconceptionsAre), { kind: 'list', items }]
}

function left(found: ClassReport, words: Words, language: LessonLanguage): ReportBlock[] {
  const rows = found.lessons.flatMap(({ id, steps, left }) =>
    left.map(({ step, number, names }) => [
      titleOf(id, found, language),
      words.step(step, number, steps),
      names.join(words.list),
    ]),
  )
  if (rows.length === 0) return [paragraph(words.nobodyStopped)]
  const { lesson, where, who } = words.columns
  return [{ kind: 'table', caption: '', columns: columns([lesson, where, who]), rows }]
}

function lessons(found: ClassReport, words: Words, language: LessonLanguage): ReportBlock {
  return {
    kind: 'facts',
    facts: found.lessons.map((one) => [titleOf(one.id, found, language), words.lesson(one)]),
  }
}

/** Each question under its lesson and step, with what could be chosen. */
function questions(found: ClassReport, words: Words, language: LessonLanguage): ReportBlock[] {
  if (found.questions.length === 0) return [paragraph(words.noQuestions)]
  return found.questions.flatMap((one): ReportBlock[] => {
    const head = `${titleOf(one.lesson, found, language)} · ${one.step} (${words.asks[one.asks]})`
    const said = one.numbers.map((number) => significant(number)).join(words.list)
    const choices: ReportBlock[] =
      one.choices.length > 0 ? [{ kind: 'list', items: choicesOf(one, words, language) }] : []
    return [{ kind: 'heading', text: head }, paragraph(words.answers(one, said)), ...choices]
  })
}

const choicesOf = (
  { choices }: ClassReport['questions'][number],
  words: Words,
  language: LessonLanguage,
): string[] => choices.map((one) => words.choice(one, one.text[language]))

function learners(found: ClassReport, words: Words): ReportBlock {
  const { name, begun, finished, steps, skipped, hints, right, answered, wrong, last } =
    words.columns
  return {
    kind: 'table',
    caption: '',
    columns: columns(
      [name, begun, finished, steps, skipped, hints, answered, right, wrong, last],
      9,
    ),
    rows: found.learners.map((one) => [
      one.name,
      ...[one.begun, one.finished, one.done, one.skipped, one.hints].map(String),
      ...[one.answered, one.right, one.confidentlyWrong].map(String),
      one.last === null ? words.none : dayOf(one.last),
    ]),
  }
}

/** A row a learner. */
const classCsv = ({ learners }: ClassReport): string =>
  csvTable(
    [
      'name',
      'written',
      'begun',
      'finished',
      'done',
      'skipped',
      'hints',
      'answered',
      'right',
      'confidentlyWrong',
      'waiting',
      'lesson',
      'step',
      'last',
      'needs',
    ],
    learners.map((one) => [
      one.name,
      one.written,
      one.begun,
      one.finished,
      one.done,
      one.skipped,
      one.hints,
      one.answered,
      one.right,
      one.confidentlyWrong,
      one.waiting,
      one.at?.lesson ?? null,
      one.at?.step ?? null,
      one.last,
      one.needs.map(({ why }) => why).join(' '),
    ]),
  )
