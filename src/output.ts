/** What goes to standard output of a command's events, as text and as JSON. */
import type { CommandEvent, TaskRow } from './commands/command.ts'
import type { PresetName } from './lab/presets/names.ts'
import type { PresetReport } from './lab/presets/preset-data.ts'
import type { Run } from './lab/report.ts'
import type { LabResult } from './lab/workbench/results.ts'
import { Problem } from './lessons/problem.ts'
import type { Notice } from './lessons/progress-file.ts'
import type { CheckReport } from './lessons/report.ts'
import { waiting as questionsOf, sorted } from './lessons/review.ts'
import { Refusal, type Refusals } from './refusal.ts'
import type { Text } from './text/index.ts'
import { significant } from './view/number.ts'

/** What an event comes to: text for standard output and for standard error, and the exit code so far. */
export interface Result {
  readonly output: string
  readonly code: number
  readonly complaint?: string
}

/** What came from outside (names, paths) must not steer the terminal. */
export const harmless = (line: string): string =>
  line.replace(/[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '�')

/** What is wrong, in one line of the user's language. */
export function sentenceOf(error: Error, text: Text): string {
  if (error instanceof Problem) return problemSentence(error, text)
  if (error instanceof Refusal && error.code === 'bad-lesson') {
    const { file, line, problem } = error.facts as Refusals['bad-lesson']
    return problemSentence({ file, line, ...problem }, text)
  }
  if (!(error instanceof Refusal)) return `${text.commands.trouble}: ${harmless(error.message.split('\n')[0])}`
  const say = text.refusals[error.code as 'bad-seeds'] as (facts: unknown) => string
  return harmless(say(error.facts))
}

type PlacedProblem = Pick<Problem, 'file' | 'line'> & Partial<Pick<Problem, 'seed'>>

/** What is wrong with a lesson, and where. */
function problemSentence(
  { file, line, seed = null, code, facts }: PlacedProblem & { code: string; facts: unknown },
  { lessons }: Text,
): string {
  const say = lessons.problems[code as 'lesson-time'] as (facts: unknown) => string
  return harmless(`${lessons.place(file ?? '', line)}: ${lessons.onSeed(say(facts), seed)}`)
}

/** What is to be told of the file of a learner's progress. */
export function noticesOf(notice: Notice | null, { learn }: Text): string[] {
  if (!notice) return []
  const say = learn.notice
  return [
    harmless(
      'reason' in notice ? say[notice.kind](notice.path, notice.reason) : say[notice.kind](notice.path, notice.kept),
    ),
  ]
}

/** Every run diverged: the work ran, and nothing came of it. Of a part that is not all, nobody knows that. */
const allFailed = (runs: readonly Run[]) => runs.length > 0 && runs.every((run) => run.status === 'diverged')

type ReportEvent = Extract<CommandEvent, { type: 'report' | 'sweep' }>

const runsOf = (event: ReportEvent): readonly Run[] =>
  event.type === 'sweep' ? event.sweep.points.flatMap(({ runs }) => runs) : event.report.runs

function codeOfReport(event: ReportEvent): number {
  const { partial } = event.type === 'sweep' ? event.sweep : event.report
  return (allFailed(runsOf(event)) && !partial) || event.met === false ? 1 : 0
}

/** The text of a comparison or a sweep, and a word on standard error where it came out otherwise than expected. */
async function reportText(event: ReportEvent, { view }: Text, width: number): Promise<Result> {
  const { expected, met } = event
  const complaint = expected && met === false ? `gatelab: ${view.verdict.unexpected(expected)}\n` : null
  const [{ compareText }, { sweepText }] = await Promise.all([
    import('./view/compare-text.ts'),
    import('./view/sweep-text.ts'),
  ])
  const output = event.type === 'sweep' ? sweepText(event.sweep, view, width) : compareText(event.report, view, width)
  return { output, code: codeOfReport(event), ...(complaint ? { complaint } : {}) }
}

function taskInWords(row: TaskRow, text: Text) {
  if (row.file !== null) return text.fileTasks[row.file]
  const { title, what, source, baseline, solvedWhen } = text.tasks[row.name as keyof Text['tasks']]
  const threshold = significant(row.threshold)
  return { title, what, source, baseline, solvedWhen: solvedWhen(threshold) }
}

/** 2 where a lesson is none, 1 where a claim failed. */
const codeOf = ({ lessons, failed }: CheckReport): number =>
  lessons.some(({ problem }) => problem) ? 2 : failed > 0 ? 1 : 0

/** Lesson by lesson for people; as a whole at the end for programs. */
async function checkText(
  event: Extract<CommandEvent, { type: 'check' | 'check-lesson' }>,
  { lessons }: Text,
): Promise<Result> {
  const { junit, lessonText, problemText, sumText, tap } = await import('./view/check-report.ts')
  if (event.type === 'check-lesson') {
    const problem = problemText(event.lesson, lessons)
    const output = event.reporter ? '' : lessonText(event.lesson, lessons)
    return { output, code: 0, ...(problem === null ? {} : { complaint: `gatelab: ${problem}\n` }) }
  }
  const { report, reporter } = event
  const write = reporter === 'junit' ? junit : reporter === 'tap' ? tap : sumText
  return { output: write(report, lessons), code: codeOf(report) }
}

/** A preset with its words. */
function presetDocument(preset: PresetReport, text: Text): object {
  const { source, reports, same, differs, rows } = text.presets[preset.name as PresetName]
  const { schema, name, studies, trials, certificates, ...facts } = preset
  const said = preset.rows.map((row) => ({ ...row, what: rows[row.id] ?? row.id }))
  return { schema, name, source, reports, same, differs, ...facts, rows: said, studies, trials, certificates }
}

/** What a command came to, as one JSON value; null for events on the way there. */
export function documentOf(event: CommandEvent, text: Text): { readonly value: object; readonly code: number } | null {
  switch (event.type) {
    case 'report':
      return { value: event.report, code: codeOfReport(event) }
    case 'sweep':
      return { value: event.sweep, code: codeOfReport(event) }
    case 'preset':
      return { value: presetDocument(event.preset, text), code: 0 }
    case 'presets': {
      const rows = event.presets.map(({ name, minutes }) => {
        const { source, reports } = text.presets[name]
        return { name, source, reports, minutes }
      })
      return { value: rows, code: 0 }
    }
    case 'inspection':
      return { value: event.inspection, code: 0 }
    case 'lab':
      return { value: event.result, code: 0 }
    case 'version':
      return { value: { version: event.version }, code: 0 }
    case 'check':
      return { value: event.report, code: codeOf(event.report) }
    case 'course': {
      const lessons = event.entries.map(({ key, lesson }) => {
        const { section, minutes, needs, steps } = lesson.script
        const title = { en: lesson.prose.en.title, 'zh-CN': lesson.prose['zh-CN'].title }
        return {
          id: key,
          title,
          section,
          minutes,
          needs,
          steps: steps.length,
          progress: event.progress.lessons[key] ?? null,
        }
      })
      return { value: { schema: 'gatelab.lessons/1', lessons }, code: 0 }
    }
    case 'lesson': {
      const { key, lesson } = event.entry
      return { value: { schema: 'gatelab.lesson/1', id: key, script: lesson.script, prose: lesson.prose }, code: 0 }
    }
    case 'review':
      return {
        value: { schema: 'gatelab.review/1', questions: sorted(questionsOf(event.progress), event.entries) },
        code: 0,
      }
    case 'written':
      return { value: { schema: 'gatelab.written/1', what: event.what, path: event.path }, code: 0 }
    case 'certificates': {
      const { certificates, partial } = event
      return { value: { schema: 'gatelab.certificate/1', partial, certificates }, code: 0 }
    }
    case 'tasks': {
      const tasks = event.tasks.map((row) => {
        const { title, what, source, solvedWhen, baseline } = taskInWords(row, text)
        return { ...row, title, what, source, baselineIs: baseline, solvedWhen }
      })
      return { value: { schema: 'gatelab.tasks/1', tasks }, code: 0 }
    }
    default:
      return null
  }
}

/** Something that is to be told of the file of a learner's progress, beside what the command came to. */
const noticed = (notice: Notice, text: Text): Result => ({
  output: '',
  code: 0,
  complaint: noticesOf(notice, text)
    .map((one) => `gatelab: ${one}\n`)
    .join(''),
})

/** What a command came to, as one JSON document. */
export function asJson(event: CommandEvent, text: Text): Result | null {
  if (event.type === 'notice') return noticed(event.notice, text)
  if (event.type === 'wrote')
    return { output: '', code: 0, complaint: `${text.commands.wrote(harmless(event.path))}\n` }
  const document = documentOf(event, text)
  return document && { output: `${JSON.stringify(document.value)}\n`, code: document.code }
}

/** The help page of a command, or of the program for null. */
export async function helpPage(name: string | null, text: Text, width: number): Promise<string> {
  const [{ helpText }, { COMMANDS }] = await Promise.all([import('./commands/help.ts'), import('./commands/table.ts')])
  const command = COMMANDS.find((one) => one.name === name) ?? null
  return `${await helpText(command, text.commands, width)}\n`
}

async function resultText(result: LabResult, text: Text, width: number): Promise<string> {
  if (result.kind === 'help') return helpPage(result.command, text, width)
  const { labText } = await import('./view/lab/lab-text.ts')
  return labText(result, text, width)
}

/** What a command came to, as text for so many columns. */
export async function asText(event: CommandEvent, text: Text, width: number): Promise<Result | null> {
  switch (event.type) {
    case 'report':
    case 'sweep':
      return reportText(event, text, width)
    case 'preset': {
      const { presetText } = await import('./view/preset-text.ts')
      const words = text.presets[event.preset.name as PresetName]
      return { output: presetText(event.preset, words, text.view, width), code: 0 }
    }
    case 'presets': {
      const { presetsText } = await import('./view/preset-text.ts')
      const rows = event.presets.map((one) => ({ ...one, words: text.presets[one.name] }))
      return { output: presetsText(rows, text.view, width), code: 0 }
    }
    case 'wrote':
      return { output: '', code: 0, complaint: `${text.commands.wrote(harmless(event.path))}\n` }
    case 'inspection': {
      const { inspectText } = await import('./view/inspect-text.ts')
      return { output: inspectText(event.inspection, text.view, width), code: 0 }
    }
    case 'lab':
      return { output: await resultText(event.result, text, width), code: 0 }
    case 'version':
      return { output: `${event.version}\n`, code: 0 }
    case 'check-lesson':
    case 'check':
      return checkText(event, text)
    case 'notice':
      return noticed(event.notice, text)
    case 'course':
    case 'lesson':
    case 'review':
    case 'written':
      return { output: await learningText(event, text, width), code: 0 }
    case 'certificates': {
      const { certificatesText } = await import('./view/certificate-text.ts')
      return { output: certificatesText(event.certificates, event.partial, text.view, width), code: 0 }
    }
    case 'tasks':
      return { output: await tasksInText(event.tasks, text, width), code: 0 }
    default:
      return null
  }
}

type Learning = Extract<CommandEvent, { type: 'course' | 'lesson' | 'review' | 'written' }>

async function learningText(event: Learning, text: Text, width: number): Promise<string> {
  if (event.type === 'written') {
    const { created, reported } = text.learn
    return `${event.what === 'lesson' ? created(harmless(event.path)) : reported(harmless(event.path))}\n`
  }
  const { courseText, lessonPage, reviewText } = await import('./view/lesson/course-text.ts')
  const { blocksOf, PLACEHOLDER } = await import('./lessons/blocks.ts')
  const { languageOfText } = await import('./text/index.ts')
  const language = languageOfText(text)
  if (event.type === 'lesson') {
    // Nothing is run here, so nothing was measured.
    const read = (markdown: string) => blocksOf(markdown.replaceAll(PLACEHOLDER, text.learn.measuredThere))
    return lessonPage(event.entry.lesson, language, text.learn, width, read)
  }
  if (event.type === 'course') return courseText(await courseRows(event), language, text.learn, width)
  return reviewText(sorted(questionsOf(event.progress), event.entries), event.entries, language, text.learn, width)
}

/** The lessons of a list, each with how far somebody has come. */
async function courseRows({ entries, progress }: Extract<CommandEvent, { type: 'course' }>) {
  const { standingOf } = await import('./lessons/overview.ts')
  return entries.map((entry) => ({ ...entry, ...standingOf(entry, progress) }))
}

async function tasksInText(tasks: readonly TaskRow[], text: Text, width: number): Promise<string> {
  const { tasksText } = await import('./view/tasks-text.ts')
  const rows = tasks.map((row) => {
    const words = taskInWords(row, text)
    const { name, file, defaultLength, defaultSymbols, metric } = row
    const called = text.view.metric[metric as keyof Text['view']['metric']]
    const measured = row.baseline === null ? [] : [`${called} ${significant(row.baseline)}`]
    const baseline = [...measured, words.baseline].join(text.view.join)
    return { ...words, name, file, defaultLength, defaultSymbols, baseline }
  })
  return tasksText(rows, text.view, width)
}
