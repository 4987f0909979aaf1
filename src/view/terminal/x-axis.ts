/** The line below a chart: words at the ends of its x axis, and numbers between them. */
import { wholeNumbers } from '../shared/scale.ts'
import { cut, widthOf } from '../shared/width.ts'

export interface XAxis {
  readonly first: string
  readonly last: string
  /** Whole numbers stand between the ends, where they have room: the places are numbers to read. */
  readonly between?: boolean
  /** In place of all these: words at places along the axis. */
  readonly ticks?: readonly XTick[]
}

interface XTick {
  readonly at: number
  readonly words: string
}

/** Columns, or what takes as much room, for one number at least. */
const APART = 10

/** The line of so many columns for an axis between two places. */
export function xAxisLine(
  x: XAxis,
  [from, to]: readonly [number, number],
  columns: number,
): string {
  if (x.ticks) return tickLine(x.ticks, [from, to], columns)
  const inner = x.between ? wholeNumbers(from, to, columns / APART) : []
  const ends = widthOf(x.first) + widthOf(x.last)
  if (inner.length === 0 || x.last === '' || ends + 2 > columns) return plainLine(x, columns)
  // An inner number gives way where it would touch the last words.
  const free = (columns - widthOf(x.last) - 2) / Math.max(1, columns - 1)
  const fitting = inner.filter((at) => {
    const end = (at - from) / (to - from) + (String(at).length / 2 + 1) / columns
    return end < free
  })
  const words = fitting.map((at) => ({ at, words: String(at) }))
  const ticks = [{ at: from, words: x.first }, ...words, { at: to, words: x.last }]
  return tickLine(ticks, [from, to], columns)
}

function plainLine({ first, last }: XAxis, columns: number): string {
  const room = columns - widthOf(first) - widthOf(last) - 2
  return room < 0 || last === '' ? cut(first, columns) : `${first} ${'─'.repeat(room)} ${last}`
}

/** Words around their places, as many as have room between them. */
function tickLine(
  ticks: readonly XTick[],
  [from, to]: readonly [number, number],
  columns: number,
): string {
  let line = ''
  for (const { at, words } of ticks) {
    const width = widthOf(words)
    const place = to > from ? Math.round(((at - from) / (to - from)) * (columns - 1)) : 0
    const start = Math.min(Math.max(0, place - Math.floor(width / 2)), columns - width)
    const gap = start - widthOf(line)
    if (gap < (line === '' ? 0 : 2)) continue
    // From the words before to these, with a blank on either side of the axis.
    const between = line === '' ? '' : ' '
    const axis = '─'.repeat(Math.max(0, gap - 1 - between.length))
    line += `${between}${axis}${gap > 0 ? ' ' : ''}${words}`
  }
  const rest = columns - widthOf(line)
  return rest > 1 ? `${line} ${'─'.repeat(rest - 1)}` : line
}
