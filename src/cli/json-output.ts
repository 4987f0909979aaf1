/** What a command came to as JSON, and the exit code that it means. */

import type { CommandEvent } from '../commands/grammar/command.ts'
import type { PresetReport } from '../experiments/papers/preset-report.ts'
import { jsonPieces } from '../io/json-pieces.ts'
import { jsonText } from '../io/sanitize.ts'
import type { CheckReport } from '../lessons/check/check-report.ts'
import type { ClassReport } from '../lessons/classes/class-schema.ts'
import type { LessonData } from '../lessons/format/page-types.ts'
import type { LessonProgress } from '../lessons/progress/progress.ts'
import { waiting as questionsOf, sorted } from '../lessons/progress/review.ts'
import { ownScores } from '../lessons/progress/scores.ts'
import type { Report, Run, Sweep } from '../results/report.ts'
import type { TaskRow } from '../results/task-facts.ts'
import type { PresetName } from '../specs/preset-names.ts'
import type { Text } from '../text/index.ts'
import { presetDocument } from '../view/report/preset-document.ts'
import { significant } from '../view/shared/number.ts'
import {
  keptText,
  noticeResult,
  type Result,
  refusalLines,
  sanitizeMessage,
} from './error-output.ts'

/**
 * Whether every run diverged: the work ran without a result. Of a part of the runs nobody can say
 * that.
 */
const allFailed = (runs: readonly Run[]) =>
  runs.length > 0 && runs.every((run) => run.status === 'diverged')

export type ReportEvent = Extract<CommandEvent, { type: 'report' | 'sweep' }>

const runsOf = (event: ReportEvent): readonly Run[] =>
  event.type === 'sweep' ? event.sweep.points.flatMap(({ runs }) => runs) : event.report.runs

export function codeOfReport(event: ReportEvent): number {
  const { partial } = event.type === 'sweep' ? event.sweep : event.report
  return (allFailed(runsOf(event)) && !partial) || event.met === false ? 1 : 0
}

/** Tasks with a score, and the learner's best; nothing for a lesson without any. */
function scoresIn(lesson: LessonData, progress: LessonProgress | undefined) {
  const own = ownScores(lesson, progress ?? null)
  const scores = lesson.script.steps.flatMap(({ id, ...step }) =>
    step.do === 'task' && step.score
      ? [{ step: id, of: step.score.of, best: own.find((one) => one.step === id)?.value ?? null }]
      : [],
  )
  return scores.length > 0 ? { scores } : {}
}

/** 2 if a lesson is invalid, 1 if a claim failed. */
export const codeOfCheck = ({ lessons, failed }: CheckReport): number =>
  lessons.some(({ problem }) => problem) ? 2 : failed > 0 ? 1 : 0

/** 2 where something that was handed in is no report: the others are told of all the same. */
export const codeOfClass = ({ refused }: Extract<CommandEvent, { type: 'class' }>): number =>
  refused.length > 0 ? 2 : 0

/** A task with its words. */
export function taskInWords(row: TaskRow, text: Text) {
  if (row.file !== null) return text.fileTasks[row.file]
  const { title, what, source, baseline, solvedWhen } = text.tasks[row.name as keyof Text['tasks']]
  const threshold = significant(row.threshold)
  return { title, what, source, baseline, solvedWhen: solvedWhen(threshold) }
}

const versionDocument = ({ version, node, simd }: Extract<CommandEvent, { type: 'version' }>) => ({
  schema: 'gatelab.version/1',
  name: 'gatelab',
  version,
  node,
  simd,
})

/** A report as one JSON value: a preset's with its words. */
export const reportDocument = (
  report: Report | Sweep | PresetReport | ClassReport,
  presets: Text['presets'],
): object =>
  report.schema === 'gatelab.preset/1'
    ? presetDocument(report, presets[report.name as PresetName])
    : report

/** What a command came to, as one JSON value; null for events on the way there. */
export async function documentOf(
  event: CommandEvent,
  text: Text,
): Promise<{ readonly value: object; readonly code: number } | null> {
  switch (event.type) {
    case 'report':
      return { value: event.report, code: codeOfReport(event) }
    case 'sweep':
      return { value: event.sweep, code: codeOfReport(event) }
    case 'preset':
      return {
        value: reportDocument(event.preset, text.presets),
        code: event.met === false ? 1 : 0,
      }
    case 'presets': {
      const rows = event.presets.map(({ name, minutes }) => {
        const { source, reports, same, differs, rows: what } = text.presets[name]
        return { name, source, reports, minutes, same, differs, what }
      })
      return { value: rows, code: 0 }
    }
    case 'inspection':
      return { value: event.inspection, code: 0 }
    case 'stack-inspection':
      return { value: event.document(), code: 0 }
    case 'net':
      return { value: event.net, code: 0 }
    case 'net-map':
      return { value: event.template, code: 0 }
    case 'lab':
      return { value: (await import('./lab-document.ts')).withAxis(event.result), code: 0 }
    case 'version':
      return { value: versionDocument(event), code: 0 }
    case 'check':
      return { value: event.report, code: codeOfCheck(event.report) }
    case 'course': {
      const lessons = event.entries.map(({ key, lesson }) => {
        const { section = '', minutes, needs, steps } = lesson.script
        const title = { en: lesson.prose.en.title, 'zh-CN': lesson.prose['zh-CN'].title }
        return {
          id: key,
          title,
          section,
          minutes,
          needs,
          steps: steps.length,
          progress: event.progress.lessons[key] ?? null,
          ...scoresIn(lesson, event.progress.lessons[key]),
        }
      })
      return { value: { schema: 'gatelab.lessons/1', lessons }, code: 0 }
    }
    case 'lesson': {
      const { lesson } = event.entry
      return {
        value: {
          schema: 'gatelab.lesson/1',
          // A lesson from outside the course is named by its folder, which is the same on any
          // machine.
          id: lesson.id,
          script: lesson.script,
          prose: lesson.prose,
        },
        code: 0,
      }
    }
    case 'review':
      return {
        value: {
          schema: 'gatelab.review/1',
          questions: sorted(questionsOf(event.progress), event.entries),
        },
        code: 0,
      }
    case 'class':
      return { value: event.found, code: codeOfClass(event) }
    case 'written':
      return { value: { schema: 'gatelab.written/1', what: event.what, path: event.path }, code: 0 }
    case 'certificates': {
      const { certificates, partial } = event
      return { value: { schema: 'gatelab.certificate/1', partial, certificates }, code: 0 }
    }
    case 'own-data':
      return { value: event.understood, code: 0 }
    case 'tasks': {
      const tasks = event.tasks.map((row) => {
        const { title, what, source, solvedWhen, baseline } = taskInWords(row, text)
        return { ...row, title, what, source, baselineIs: baseline, solvedWhen }
      })
      const { example } = event
      const value = { schema: 'gatelab.tasks/1', tasks, ...(example && { example }) }
      return { value, code: 0 }
    }
    default:
      return null
  }
}

/** What a command came to, as one JSON document. */
export async function asJson(event: CommandEvent, text: Text): Promise<Result | null> {
  if (event.type === 'notice') return noticeResult(event.notice, text)
  if (event.type === 'wrote')
    return { output: '', code: 0, errors: `${text.commands.wrote(sanitizeMessage(event.path))}\n` }
  if (event.type === 'kept') return { output: '', code: 0, errors: keptText(event, text) }
  const document = await documentOf(event, text)
  if (document && (event.type === 'report' || event.type === 'sweep'))
    return { output: '', pieces: linesOf(document.value), code: document.code }
  const errors = event.type === 'class' ? { errors: refusalLines(event.refused, text) } : {}
  return document && { output: `${jsonText(document.value)}\n`, code: document.code, ...errors }
}

/** A document and the end of its line, in pieces: many runs make more than one text can hold. */
export function* linesOf(value: object): Generator<Uint8Array> {
  yield* jsonPieces(value)
  yield Uint8Array.of(10)
}
