/** The readers for text and JSON: each makes of a command's events what goes to standard output. */
import type { CommandEvent, TaskRow } from './commands/command.ts'
import type { Run } from './lab/report.ts'
import type { Text } from './text/index.ts'
import { significant } from './view/number.ts'

/** What a command came to: the text to print, and the exit code. */
export interface Result {
  readonly output: string
  readonly code: number
}

/** Every run diverged: the work ran, and nothing came of it. */
const allFailed = (runs: readonly Run[]) => runs.length > 0 && runs.every((run) => run.status === 'diverged')

function taskInWords(row: TaskRow, text: Text) {
  const { title, what, source, baseline, solvedWhen } = text.tasks[row.name as keyof Text['tasks']]
  const threshold = significant(row.threshold)
  return { title, what, source, baseline, solvedWhen: solvedWhen(threshold) }
}

/** The last event of a command as one JSON document. */
export function asJson(event: CommandEvent, text: Text): Result | null {
  const document = (value: unknown, code = 0) => ({ output: `${JSON.stringify(value)}\n`, code })
  if (event.type === 'report') return document(event.report, allFailed(event.report.runs) ? 1 : 0)
  if (event.type === 'inspection') return document(event.inspection)
  if (event.type !== 'tasks') return null
  const tasks = event.tasks.map((row) => {
    const { title, what, source, solvedWhen, baseline } = taskInWords(row, text)
    return { ...row, title, what, source, baselineIs: baseline, solvedWhen }
  })
  return document({ schema: 'gatelab.tasks/1', tasks })
}

/** The last event of a command as text for so many columns. */
export async function asText(event: CommandEvent, text: Text, width: number): Promise<Result | null> {
  if (event.type === 'report') {
    const { compareText } = await import('./view/compare-text.ts')
    return { output: compareText(event.report, text.view, width), code: allFailed(event.report.runs) ? 1 : 0 }
  }
  if (event.type === 'inspection') {
    const { inspectText } = await import('./view/inspect-text.ts')
    return { output: inspectText(event.inspection, text.view, width), code: 0 }
  }
  if (event.type !== 'tasks') return null
  const { tasksText } = await import('./view/tasks-text.ts')
  const rows = event.tasks.map((row) => {
    const words = taskInWords(row, text)
    const baseline = [`${row.metric} ${significant(row.baseline)}`, words.baseline].join(text.view.join)
    return { ...words, name: row.name, defaultLength: row.defaultLength, baseline }
  })
  return { output: tasksText(rows, text.view, width), code: 0 }
}

/** A line for standard error while a comparison goes on off a terminal; null for events that need none. */
export function progressLine(event: CommandEvent, { commands }: Text): string | null {
  if (event.type === 'plan') return `${commands.training(event.runs.length, event.spec.task)}\n`
  if (event.type !== 'end') return null
  const { cell, seed, status, solvedAt, steps } = event.result
  const { solved, unsolved, diverged } = commands.status
  const result =
    status === 'solved' ? solved(solvedAt ?? steps) : status === 'diverged' ? diverged(steps) : unsolved(steps)
  return `${commands.progress(cell, seed, result)}\n`
}
