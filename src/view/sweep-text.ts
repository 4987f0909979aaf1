/** A finished sweep as plain text that reads well in a log. */
import type { Findings, Sweep } from '../lab/report.ts'
import { wrapCommand } from './command.ts'
import { significant } from './number.ts'
import { table } from './table.ts'
import type { ViewText } from './text.ts'
import { cut, wrap } from './width.ts'

/** Lines of at most `width` columns: a row for each point, and how to get the same again. */
export function sweepText(sweep: Sweep, text: ViewText, width = 80): string {
  const lines = [
    ...pointsTable(sweep, text, width),
    '',
    ...wrap(text.compare.again, width),
    ...wrapCommand(sweep.command, width),
  ]
  return `${lines.map((line) => cut(line.trimEnd(), width)).join('\n')}\n`
}

function pointsTable({ axes, points }: Sweep, text: ViewText, width: number): string[] {
  const heads = [
    ...axes.map(({ option }) => ({ head: option, right: true })),
    ...(['rnn', 'lstm'] as const).map((cell) => ({ head: text.cell[cell], right: true })),
  ]
  const rows = points.map((point) => [
    ...Object.values(point.at).map((value) => String(value ?? 'none')),
    ...(['rnn', 'lstm'] as const).map((cell) => solvedOf(point, cell)),
  ])
  return table(heads, rows, width)
}

function solvedOf({ summary }: Findings, cell: 'rnn' | 'lstm'): string {
  const found = summary[cell]
  return found ? `${found.solved}/${found.of} ${significant(found.medianSolvedAt)}` : ''
}
