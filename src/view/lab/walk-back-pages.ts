/**
 * A walk back for screens with too few rows for all of it: as many blocks of a cell at a time as
 * fit, and below them what comes next. Two cells that stand side by side have one page in common.
 */
import type { WalkBackResult } from '../../workbench/probes/walk-back.ts'
import { line, sideBySide } from '../shared/spans.ts'
import type { Page } from './lab-view.ts'
import { type PictureContext, prose, quiet, type ResultPart } from './picture-context.ts'
import { sequenceSentences } from './sequence-words.ts'
import {
  blockOf,
  columnOf,
  GAP,
  isWide,
  LEFT,
  type Traced,
  titleLines,
  tracesOf,
} from './walk-back-blocks.ts'

const BLOCKS = ['diagram', 'step', 'table', 'words'] as const
type BlockName = (typeof BLOCKS)[number]

interface Block {
  readonly name: BlockName
  /** Which part of it, where it takes more than one page; from 0. */
  readonly part: number
  readonly lines: ResultPart
}

/** Blocks that stand above one another, and the title of those that don't begin with theirs. */
interface Group {
  readonly id: string
  readonly name: string
  readonly title: ResultPart
  readonly blocks: readonly Block[]
}

/** One page where there is nothing to be left out. */
export function walkBackPages(
  result: WalkBackResult,
  context: PictureContext,
  rows: number,
): Page[] {
  const { lab } = context.words
  // The last line says where one is.
  const room = Math.max(2, rows - 1)
  const pages = groupsOf(result, context).flatMap((group) =>
    packed(group, room).map((blocks) => ({ group, blocks })),
  )
  const nameOf = ({ group, blocks }: (typeof pages)[number]) =>
    lab.walkBack.pageName(group.name, lab.walkBack.blocks[blocks[0].name])
  return pages.map((page, index) => {
    const { group, blocks } = page
    const words = lab.walkBack.page(
      nameOf(page),
      { at: index + 1, of: pages.length },
      nameOf(pages[(index + 1) % pages.length]),
    )
    return {
      blocks: blocks.map(({ name, part }) => `${group.id} ${name} ${part}`),
      lines: [...stacked(group, blocks, room), line(words, quiet(context))],
    }
  })
}

function groupsOf(result: WalkBackResult, context: PictureContext): Group[] {
  const traces = tracesOf(result)
  const names = context.words.view.cell
  const head = prose(sequenceSentences(result.sequence, context.words), context)
  const groups = traces.map((traced, index): Group => {
    const [cell] = traced
    const room = isWide(result, context) ? columnOf(index, context) : context
    return { id: cell, name: names[cell], ...blocksOf(traced, result, room) }
  })
  if (!isWide(result, context))
    return groups.map((group) => ({ ...group, blocks: withHead(group.blocks, head) }))
  const [left, right] = groups
  const beside = (a: ResultPart, b: ResultPart) => sideBySide(a, b, LEFT, GAP)
  const both = left.blocks.map(({ lines, ...block }, n) => ({
    ...block,
    lines: beside(lines, right.blocks[n].lines),
  }))
  const title = beside(left.title, right.title)
  const name = `${left.name}, ${right.name}`
  return [{ id: 'both', name, title, blocks: withHead(both, head) }]
}

const blocksOf = (traced: Traced, result: WalkBackResult, context: PictureContext) => ({
  title: titleLines(traced, result, context),
  blocks: blockOf(traced, result, context).map((lines, n) => ({ name: BLOCKS[n], part: 0, lines })),
})

/** What is said of the sequence stands with the words. */
const withHead = (blocks: readonly Block[], head: ResultPart): Block[] =>
  blocks.map((one) => (one.name === 'words' ? { ...one, lines: [...one.lines, ...head] } : one))

const isFirst = ({ name }: Block) => name === BLOCKS[0]

/** As many blocks on each page as fit; one that is too long by itself is cut, and goes on. */
function packed({ title, blocks }: Group, room: number): Block[][] {
  const most = Math.max(1, room - title.length)
  const pages: Block[][] = []
  let used = room
  for (const block of blocks.flatMap((one) => cutUp(one, isFirst(one) ? room : most))) {
    if (block.lines.length === 0) continue
    if (used + block.lines.length > room || pages.length === 0) {
      pages.push([])
      used = isFirst(block) ? 0 : title.length
    }
    pages[pages.length - 1].push(block)
    used += block.lines.length
  }
  return pages
}

function cutUp(block: Block, most: number): Block[] {
  const { part, lines } = block
  if (lines.length <= most) return [block]
  const rest = { ...block, part: part + 1, lines: lines.slice(most) }
  return [{ ...block, lines: lines.slice(0, most) }, ...cutUp(rest, most)]
}

/** The page's lines; blocks have empty lines between them where there is room. */
function stacked({ title }: Group, blocks: readonly Block[], room: number): ResultPart {
  const head = isFirst(blocks[0]) ? [] : title
  const all = blocks.reduce((sum, { lines }) => sum + lines.length, head.length)
  const isRoomy = all + blocks.length - 1 <= room
  return [
    ...head,
    ...blocks.flatMap(({ lines }, n) => (isRoomy && n > 0 ? [[], ...lines] : [...lines])),
  ]
}
