/** A page as Markdown that GitHub shows well: tables, and pictures in characters. */
import { sanitizeLine } from '../shared/spans.ts'
import type { TableColumn } from '../shared/table.ts'
import { padEnd, padStart, widthOf } from '../shared/width.ts'
import type { FactList, Page, ReportBlock } from './blocks.ts'

/** Columns of the pictures. */
const WIDTH = 80

export function markdown({ title, lead, sections, foot }: Page): string {
  const parts = [
    `# ${escaped(title)}`,
    ...lead.map(escaped),
    ...sections.flatMap((section) => [
      `## ${escaped(section.title)}`,
      ...section.blocks.flatMap(blockText),
    ]),
    '---',
    escaped(foot),
  ]
  return `${parts.join('\n\n')}\n`
}

function blockText(block: ReportBlock): string[] {
  switch (block.kind) {
    case 'paragraph':
      return [escaped(block.text)]
    case 'heading':
      return [`### ${escaped(block.text)}`]
    case 'answer':
      return [`### ${escaped(block.question)} **${escaped(block.answer)}**`, factTable(block.facts)]
    case 'facts':
      return [factTable(block.facts)]
    case 'list':
      return [block.items.map((item) => `- ${escaped(item)}`).join('\n')]
    case 'quote':
      return [`> **${escaped(block.title)}**\\\n> ${escaped(block.text)}`]
    case 'table':
      return [
        ...(block.caption ? [escaped(block.caption)] : []),
        tableText(block.columns, block.rows),
      ]
    case 'figure':
      return [
        `**${escaped(block.title)}**`,
        fenced(block.lines(WIDTH)),
        ...(block.sentence ? [escaped(block.sentence)] : []),
      ]
    case 'lines':
      return [fenced(block.lines(WIDTH))]
    case 'command':
      return [fenced([block.line], 'sh')]
    case 'fold':
      return [
        `<details>\n<summary>${forHtml(block.title)}</summary>`,
        ...block.blocks.flatMap(blockText),
        '</details>',
      ]
  }
}

/** Names and values; a table in Markdown has a head, which stays empty. */
const factTable = (facts: FactList): string => tableText([{ head: '' }, { head: '' }], facts)

function tableText(columns: readonly TableColumn[], rows: readonly (readonly string[])[]): string {
  const heads = columns.map(({ head }) => escaped(head))
  const body = rows.map((row) => columns.map((_, n) => escaped(row[n] ?? '')))
  const widths = heads.map((head, n) =>
    body.reduce((most, row) => Math.max(most, widthOf(row[n])), Math.max(3, widthOf(head))),
  )
  const padded = (cell: string, n: number) =>
    (columns[n].right ? padStart : padEnd)(cell, widths[n])
  const line = (cells: readonly string[]) => `| ${cells.map(padded).join(' | ')} |`
  const rule = columns.map(({ right }, n) =>
    right ? `${'-'.repeat(widths[n] - 1)}:` : '-'.repeat(widths[n]),
  )
  return [line(heads), line(rule), ...body.map(line)].join('\n')
}

/** Lines between fences that are longer than any row of backticks in them. */
function fenced(lines: readonly string[], language = 'text'): string {
  const clean = lines.map((one) => sanitizeLine(one).trimEnd())
  const ticks = clean
    .flatMap((one) => one.match(/`+/g) ?? [])
    .reduce((most, one) => Math.max(most, one.length), 2)
  const fence = '`'.repeat(ticks + 1)
  return [`${fence}${language}`, ...clean, fence].join('\n')
}

/**
 * Words that mean nothing but themselves: no markup, no HTML, no new line, in a table or out of it.
 */
const escaped = (text: string): string =>
  sanitizeLine(text)
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replace(/[\\`*_[\]|~]/g, '\\$&')
    .replaceAll('<', '&lt;')
    .replace(/^[-+=#>]/, '\\$&')
    .replace(/^(\d+)([.)])(?= |$)/, '$1\\$2')

const forHtml = (text: string): string =>
  sanitizeLine(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
