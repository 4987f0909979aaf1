/** What was said in the lab, and scrolling in it. */
import { describe, expect, test } from 'vitest'
import type { Language } from '../../../src/text/index.ts'
import { labFrame } from '../../../src/ui/lab/frame.ts'
import { add, type LabState } from '../../../src/ui/lab/state.ts'
import { at, everything, start, words } from '../../support/lab-frames.ts'
import { textIn } from '../../support/texts.ts'

describe('the transcript', () => {
  const lines = (count: number, name: string) => () =>
    Array.from({ length: count }, (_, n) => [{ text: `${name}${n}` }])
  const shown = (state: LabState) => {
    const frame = labFrame(state, at(80, 24))
    return {
      ...frame,
      first: words(frame.lines[4]),
      last: words(frame.lines[frame.lines.length - 3]),
    }
  }
  // 24 rows: one stays free, four are the panel's, two the prompt's.
  const PAGE = 17
  const long = add(add(start('en'), lines(5, 'old')), lines(30, 'new'), { begins: true })

  test('ends at the prompt where all of it fits', () => {
    const few = shown(add(start('en'), lines(3, 'a')))
    expect([few.first, few.last, few.page, few.scroll, few.most]).toEqual(['', 'a2', PAGE, 0, 0])
  })

  test('begins with the newest command where that is longer than a page', () => {
    const { first, last, page, scroll, most, lines: all } = shown(long)
    // Its first line is the blank one above it.
    expect([first, last, page]).toEqual(['new1', `new${PAGE}`, PAGE])
    expect([scroll, most]).toEqual([29 - PAGE, 35 - PAGE])
    expect(words(all[all.length - 1])).toMatch(/^↓ 12 more lines, PgDn · Tab completes/)
  })

  test('names the lines below also while something else is told', () => {
    const { lines: all, scroll, page } = shown({ ...long, told: () => 'That was all.' })
    expect(words(all[all.length - 2])).toBe('That was all.')
    expect(words(all[all.length - 1])).toBe(`↓ ${scroll} more lines, PgDn`)
    expect([page, scroll]).toEqual([PAGE - 1, 30 - PAGE])
    const few = labFrame(
      { ...add(start('en'), lines(3, 'a')), told: () => 'That was all.' },
      at(80, 24),
    )
    expect(words(few.lines[few.lines.length - 1])).toBe('That was all.')
  })

  test('is scrolled, and no further than there are lines', () => {
    const end = shown({ ...long, scroll: 0 })
    expect(end.last).toBe('new29')
    expect(words(end.lines[end.lines.length - 1])).toMatch(/^↑ 18 more lines, PgUp/)
    expect(shown({ ...long, scroll: 1000 }).first).toBe('old0')
    expect(shown(add({ ...long, scroll: 1000 }, lines(1, 'next'), { begins: true })).last).toBe(
      'next0',
    )
  })

  test('is drawn anew in another language', async () => {
    const state = (await everything('en')).at(-1) as LabState
    const chinese = labFrame(
      { ...state, text: textIn('zh-CN'), scroll: null },
      at(80, 24),
    ).lines.map(words)
    expect(chinese.join('\n')).toContain(textIn('zh-CN').labUi.prompt)
    const pages = (language: Language) =>
      labFrame({ ...state, text: textIn(language) }, at(80, 400))
        .lines.map(words)
        .join('\n')
    expect(pages('en')).not.toBe(pages('zh-CN'))
    expect(pages('zh-CN')).toMatch(/遗忘门/)
  })
})
