/** The text for standard output of a command's events. */

import type { CommandEvent } from '../commands/grammar/command.ts'
import type { Interface } from '../commands/grammar/options.ts'
import type { NetEvent } from '../inspection/given-net/inspect-file.ts'
import type { PresetName } from '../specs/preset-names.ts'
import type { Text } from '../text/index.ts'
import { significant } from '../view/shared/number.ts'
import type { LabResult } from '../workbench/result-kinds.ts'
import {
  keptText,
  noticeResult,
  type Result,
  refusalLines,
  sanitizeMessage,
} from './error-output.ts'
import { helpPage } from './help-page.ts'
import {
  codeOfCheck,
  codeOfClass,
  codeOfReport,
  type ReportEvent,
  taskInWords,
} from './json-output.ts'

/**
 * The text of a comparison or sweep, with a message on standard error if it did not come out as
 * expected.
 */
async function reportText(event: ReportEvent, { view }: Text, width: number): Promise<Result> {
  const { expected, met, open = null } = event
  const errors =
    expected && met === false ? `gatelab: ${view.verdict.unexpected(expected, open)}\n` : null
  const [{ compareText }, { sweepText }] = await Promise.all([
    import('../view/report/compare-text.ts'),
    import('../view/report/sweep-text.ts'),
  ])
  const output =
    event.type === 'sweep'
      ? sweepText(event.sweep, view, width)
      : compareText(event.report, view, width)
  return { output, code: codeOfReport(event), ...(errors ? { errors } : {}) }
}

/** Lesson by lesson for people; as a whole at the end for programs. */
async function checkText(
  event: Extract<CommandEvent, { type: 'check' | 'check-lesson' }>,
  { lessons }: Text,
): Promise<Result> {
  const {
    junit,
    lessonText,
    lessonErrorText: problemText,
    sumText,
    tap,
  } = await import('../view/printed/check-report.ts')
  if (event.type === 'check-lesson') {
    const problem = problemText(event.lesson, lessons)
    const output = event.reporter ? '' : lessonText(event.lesson, lessons)
    return { output, code: 0, ...(problem === null ? {} : { errors: `gatelab: ${problem}\n` }) }
  }
  const { report, reporter } = event
  const write = reporter === 'junit' ? junit : reporter === 'tap' ? tap : sumText
  return { output: write(report, lessons), code: codeOfCheck(report) }
}

/** A term of the glossary, or all of them. */
async function topicText(topic: string, text: Text, width: number): Promise<string> {
  const [{ glossaryText, termText }, { glossaries }] = await Promise.all([
    import('../view/shared/glossary-text.ts'),
    import('../text/glossary.ts'),
  ])
  const all = await glossaries()
  const here = text.language
  if (topic === 'glossary') return glossaryText(all[here], width)
  return termText(topic, all[here], all[here === 'en' ? 'zh-CN' : 'en'], width)
}

async function resultText(
  result: LabResult,
  text: Text,
  width: number,
  door: Interface,
): Promise<string> {
  if (result.kind === 'help') {
    return result.topic === undefined
      ? helpPage(result.command, text.commands, width, door)
      : topicText(result.topic, text, width)
  }
  const { labText } = await import('../view/lab/lab-text.ts')
  return labText(result, text, width)
}

/** Columns that text is written for at least. */
const NARROWEST = 20

/** What a command came to, as text for so many columns, for whoever gave it at that door. */
export async function asText(
  event: CommandEvent,
  text: Text,
  columns: number,
  door: Interface = 'shell',
): Promise<Result | null> {
  // A narrower terminal wraps the lines itself, so that nothing is cut.
  const width = Math.max(NARROWEST, columns)
  switch (event.type) {
    case 'report':
    case 'sweep':
      return reportText(event, text, width)
    case 'preset': {
      const { presetText } = await import('../view/report/preset-text.ts')
      const words = text.presets[event.preset.name as PresetName]
      const output = presetText(event.preset, words, text.view, width)
      if (event.met !== false || !event.expected) return { output, code: 0 }
      const { unexpected, verdicts } = text.view.preset
      return { output, code: 1, errors: `gatelab: ${unexpected(verdicts[event.expected])}\n` }
    }
    case 'presets': {
      const { presetsText } = await import('../view/report/preset-text.ts')
      const rows = event.presets.map((one) => ({ ...one, words: text.presets[one.name] }))
      return { output: presetsText(rows, text.view, width), code: 0 }
    }
    case 'wrote':
      return {
        output: '',
        code: 0,
        errors: `${text.commands.wrote(sanitizeMessage(event.path))}\n`,
      }
    case 'kept':
      return { output: '', code: 0, errors: keptText(event, text) }
    case 'inspection': {
      const { inspectText } = await import('../view/printed/inspect-text.ts')
      const { operationWords } = await import('../view/lab/operation-words.ts')
      const surgery = event.inspection.operations.map((one) => operationWords(one, text))
      return { output: inspectText(event.inspection, text.view, width, surgery), code: 0 }
    }
    case 'stack-inspection': {
      const { stackText } = await import('../view/printed/stack-text.ts')
      return { output: stackText(event.shown, text.view, width, event.back), code: 0 }
    }
    case 'net-head':
    case 'net-layer':
    case 'net':
      return { output: await netInText(event, text, width), code: 0 }
    case 'net-map': {
      const { netMapText } = await import('../view/printed/net-map-text.ts')
      return { output: netMapText(event.template), code: 0 }
    }
    case 'lab':
      return { output: await resultText(event.result, text, width, door), code: 0 }
    case 'version':
      return { output: `${event.version}\n`, code: 0 }
    case 'check-lesson':
    case 'check':
      return checkText(event, text)
    case 'notice':
      return noticeResult(event.notice, text)
    case 'course':
    case 'lesson':
    case 'review':
    case 'written': {
      const { learningText } = await import('./learning-text.ts')
      return { output: await learningText(event, text, width), code: 0 }
    }
    case 'class': {
      const { classText } = await import('../view/report/class-page.ts')
      const errors = refusalLines(event.refused, text)
      return { output: classText(event.found, text, width), code: codeOfClass(event), errors }
    }
    case 'certificates': {
      const { certificatesText } = await import('../view/report/difficulty-text.ts')
      return {
        output: certificatesText(event.certificates, event.partial, text.view, width),
        code: 0,
      }
    }
    case 'tasks':
      return { output: await tasksInText(event, text, width), code: 0 }
    case 'own-data':
    case 'reads':
      return { output: await ownDataInText(event, text, width), code: 0 }
    default:
      return null
  }
}

async function netInText(event: NetEvent, { view }: Text, width: number): Promise<string> {
  if (event.type === 'net-head') {
    const { netHeadText } = await import('../view/printed/net-text.ts')
    return netHeadText(event.head, view, width)
  }
  const { netLayerText, netOddText } = await import('../view/printed/net-layer-text.ts')
  return event.type === 'net'
    ? netOddText(event.net, view, width)
    : netLayerText(event.layer, event, view, width)
}

async function ownDataInText(
  { type, understood }: Extract<CommandEvent, { type: 'own-data' | 'reads' }>,
  { ownData, view }: Text,
  width: number,
): Promise<string> {
  const { understoodBriefly, understoodText } = await import('../view/printed/data-summary-text.ts')
  const path = sanitizeMessage(understood.file.path)
  if (type === 'own-data') return understoodText(understood, path, ownData, view, width)
  const { wrap } = await import('../view/shared/width.ts')
  const lines = understoodBriefly(understood, path, ownData, view)
  return `${lines.flatMap((line) => wrap(line, width)).join('\n')}\n\n`
}

async function tasksInText(
  { tasks, example }: Extract<CommandEvent, { type: 'tasks' }>,
  text: Text,
  width: number,
): Promise<string> {
  const { tasksText } = await import('../view/printed/tasks-text.ts')
  const rows = tasks.map((row) => {
    const words = taskInWords(row, text)
    const { name, file, defaultLength, defaultSymbols, metric, nGrams } = row
    const called = text.view.metric[metric as keyof Text['view']['metric']]
    const measured = row.baseline === null ? [] : [`${called} ${significant(row.baseline)}`]
    const baseline = [...measured, words.baseline].join(text.view.join)
    const sizes = { defaultLength, defaultSymbols, ...(nGrams && { nGrams }) }
    return { ...words, name, file, ...sizes, baseline }
  })
  const list = tasksText(rows, text.view, width)
  if (!example) return list
  const { exampleText } = await import('../view/printed/example-text.ts')
  return `${list}\n${exampleText(example, text.view, width)}`
}
