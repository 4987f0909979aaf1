/**
 * Pages of a step: each block whole where it fits, every line on one page, and no page of nothing.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  paged,
  pageNumber,
  type ScreenBlock,
  seenFrom,
  turnedFrom,
} from '../../../src/ui/learn/paging.ts'
import { line, textOf } from '../../../src/view/shared/spans.ts'

const block = (length: number, n: number): ScreenBlock =>
  Array.from({ length }, (_, k) => line(`${n}:${k}`))

/** What is seen page by page, from the first to the last. */
function pagesOf(sizes: readonly number[], page: number) {
  const { lines, view } = paged(sizes.map(block), page)
  const pages: { readonly number: number; readonly lines: string[] }[] = []
  for (let scroll = 0; ; ) {
    const { from, to } = seenFrom(view, scroll)
    pages.push({
      number: pageNumber(view, from),
      lines: lines.slice(from, Math.min(to, from + page)).map(textOf),
    })
    if (to >= view.lines) return { view, pages }
    scroll = turnedFrom(view, scroll, 1)
  }
}

describe('pages', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 9 })
  it('have every line once, in order, none empty, and are counted', () => {
    fc.assert(
      fc.property(sizes, fc.integer({ min: 4, max: 30 }), (lengths, page) => {
        const { view, pages } = pagesOf(lengths, page)
        const seen = pages.flatMap(({ lines }) => lines.filter((one) => one !== ''))
        expect(seen).toEqual(lengths.flatMap((length, n) => block(length, n).map(textOf)))
        for (const { lines } of pages) {
          expect(lines.length).toBeLessThanOrEqual(page)
          expect(lines[0]).not.toBe('')
        }
        expect(pages.map(({ number }) => number)).toEqual(view.stops.map((_, n) => n + 1))
      }),
    )
  })

  it('keep a block whole that fits on one', () => {
    fc.assert(
      fc.property(sizes, fc.integer({ min: 4, max: 30 }), (lengths, page) => {
        const { pages } = pagesOf(lengths, page)
        for (const [n, length] of lengths.entries()) {
          const on = pages.filter(({ lines }) => lines.some((one) => one.startsWith(`${n}:`)))
          if (length <= page) expect(on).toHaveLength(1)
        }
      }),
    )
  })

  it('are turned back as they were turned on', () => {
    const { view } = pagesOf([10, 31, 8, 32], 20)
    const forth = [0]
    while (seenFrom(view, forth.at(-1) ?? 0).to < view.lines)
      forth.push(turnedFrom(view, forth.at(-1) ?? 0, 1))
    const back = [forth.at(-1) ?? 0]
    while ((back.at(-1) ?? 0) > 0) back.push(turnedFrom(view, back.at(-1) ?? 0, -1))
    expect(back.reverse()).toEqual(forth)
  })
})
