/** What holds of every plain text, in either language. */
import { expect } from 'vitest'
import { view as en } from '../../src/text/en/view.ts'
import { view as zh } from '../../src/text/zh-CN/view.ts'
import { widthOf } from '../../src/view/shared/width.ts'

export const LANGUAGES = { en, zh }
const widest = (text: string) => Math.max(...text.split('\n').map(widthOf))
/** Nothing but print: no escape codes, nothing that was never there. */
export const expectClean = (text: string, width: number) => {
  expect(widest(text)).toBeLessThanOrEqual(width)
  expect(text).not.toMatch(/\p{Cc}(?<!\n)|undefined|NaN|Infinity|\[object/u)
  expect(text.endsWith('\n')).toBe(true)
}

export const flat = (text: string) => text.replace(/\n */g, ' ')
