/**
 * Pages of a step: what belongs together, a paragraph or a picture, is not cut where it fits on a
 * page. Pure.
 */
import type { Line } from '../../view/shared/spans.ts'

/** Lines that stay together. */
export type ScreenBlock = readonly Line[]

export interface Viewport {
  /** Lines of a page, and that there are. */
  readonly page: number
  readonly lines: number
  /** The first line of each page. */
  readonly stops: readonly number[]
  /** The first line of what is left where as much as goes of the end is to be seen. */
  readonly end: number
}

/** Lines that are seen: the first, and the one after the last. */
export interface Seen {
  readonly from: number
  readonly to: number
}

/**
 * Blocks one below the other, an empty line between them, and where the pages of so many lines
 * begin.
 */
export function paged(
  blocks: readonly ScreenBlock[],
  page: number,
): { readonly lines: readonly Line[]; readonly view: Viewport } {
  const lines: Line[] = []
  const starts: number[] = []
  const stops = [0]
  for (const block of blocks.filter((one) => one.length > 0)) {
    if (lines.length > 0) lines.push([])
    const start = lines.length
    for (const one of block) lines.push(one)
    starts.push(start)
    if (lines.length - (stops.at(-1) ?? 0) <= page) continue
    if (start > (stops.at(-1) ?? 0)) stops.push(start)
    // What is longer than a page goes on in the next.
    for (let at = start + page; at < lines.length; at += page) stops.push(at)
  }
  const least = Math.max(0, lines.length - page)
  const end = starts.find((start) => start >= least) ?? least
  return { lines, view: { page, lines: lines.length, stops, end } }
}

/** The lines that are seen from one of them on: a whole page where it is the first of one. */
export function seenFrom({ page, lines, stops, end }: Viewport, scroll: number): Seen {
  const from =
    scroll === Number.MAX_SAFE_INTEGER
      ? end
      : Math.min(Math.max(0, scroll), lastOf({ lines, page, stops, end }))
  const next = stops.find((stop) => stop > from)
  // What is empty between two pages is on neither.
  const to = stops.includes(from) && next !== undefined ? next : Math.min(lines, from + page)
  return { from, to }
}

/** The page that is seen, counted from 1. */
export const pageNumber = ({ stops }: Viewport, from: number): number =>
  stops.filter((stop) => stop <= from).length

/** The furthest that can be scrolled to. */
const lastOf = ({ lines, page, stops, end }: Viewport): number =>
  Math.max(end, lines - page, stops.at(-1) ?? 0)

/** The first line of the page after what is seen, or of the one before it. */
export function turnedFrom(view: Viewport, scroll: number, by: 1 | -1): number {
  const { from, to } = seenFrom(view, scroll)
  if (by < 0) return view.stops.findLast((stop) => stop < from) ?? 0
  if (to >= view.lines) return from
  return view.stops.findLast((stop) => stop > from && stop <= to) ?? to
}
