/** Blocks as lines for a terminal or a log. */
import { wrapCommand } from '../shared/copyable-command.ts'
import { sanitizeLine } from '../shared/spans.ts'
import { table } from '../shared/table.ts'
import type { ViewText } from '../shared/text-types.ts'
import { cut, padEnd, widthOf, wrap } from '../shared/width.ts'
import type { FactList, ReportBlock } from './blocks.ts'

const INDENT = '  '

/**
 * Paragraphs of lines of at most `width` columns, an empty line between two, and a line's end at
 * the end; nothing in them steers a terminal.
 */
export function textOfParts(parts: readonly (readonly string[])[], width: number): string {
  const lines = parts
    .filter((part) => part.length > 0)
    .flatMap((part, n) => (n > 0 ? ['', ...part] : part))
  return `${lines.map((line) => cut(sanitizeLine(line).trimEnd(), width)).join('\n')}\n`
}

export const textOfBlocks = (
  blocks: readonly ReportBlock[],
  text: ViewText,
  width: number,
): string[][] => blocks.map((block) => linesOf(block, text, width))

function linesOf(block: ReportBlock, text: ViewText, width: number): string[] {
  const { report, between } = text
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return wrap(block.text, width)
    case 'answer': {
      const head = wrap([block.question, block.answer].join(between), width)
      return [...head, ...factLines(block.facts, report.colon, width)]
    }
    case 'facts':
      return factLines(block.facts, report.colon, width)
    case 'list':
      return block.items.flatMap((item) => wrap(`- ${item}`, width, INDENT))
    case 'quote':
      return wrap(`${block.title}${report.colon}${block.text}`, width, INDENT)
    case 'table':
      return [
        ...wrap(block.caption, width).filter(Boolean),
        ...table(block.columns, block.rows, width),
      ]
    case 'figure':
      return [
        ...wrap(block.title, width),
        ...block.lines(width),
        ...wrap(block.sentence, width).filter(Boolean),
      ]
    case 'lines':
      return [...block.lines(width)]
    case 'command':
      return wrapCommand(block.line, width)
    case 'fold':
      return block.blocks.flatMap((one, n) => [
        ...(n > 0 ? [''] : []),
        ...linesOf(one, text, width),
      ])
  }
}

/** Below this the names don't get a column of their own, nor where they are longer than values. */
const ROOM = 60

function factLines(facts: FactList, colon: string, width: number): string[] {
  const names = facts.reduce((most, [name]) => Math.max(most, widthOf(name)), 0)
  const left = INDENT.length + names + 2
  if (width < ROOM || left > width / 2)
    return facts.flatMap(([name, value]) => wrap(`${name}${colon}${value}`, width, INDENT))
  return facts.flatMap(([name, value]) =>
    wrap(value, width - left).map(
      (line, n) => `${INDENT}${padEnd(n === 0 ? name : '', names)}  ${line}`,
    ),
  )
}
