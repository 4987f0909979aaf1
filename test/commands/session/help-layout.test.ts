import fc from 'fast-check'
import stringWidth from 'string-width'
import { expect, it } from 'vitest'
import { list, paragraphs, table } from '../../../src/commands/session/help-layout.ts'

const words = fc
  .array(
    fc.constantFrom('a', 'gate', '--forget-bias', '时间步', '遗忘门、输入门：', '（', '（i）'),
    {
      minLength: 1,
      maxLength: 30,
    },
  )
  .chain((parts) => fc.constantFrom(parts.join(' '), parts.join('')))
const columns = fc.integer({ min: 20, max: 100 })
const withoutBlanks = (text: string) => text.replaceAll(/\s/g, '')

it('loses nothing of a text and fits the columns', () => {
  fc.assert(
    fc.property(words, columns, (text, wide) => {
      for (const lines of [paragraphs(text, wide), list('', [text], wide)]) {
        expect(withoutBlanks(lines.join(''))).toBe(withoutBlanks(text))
        for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(wide)
      }
    }),
  )
})

it('keeps tables within the columns, and every word of them', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ name: words, what: words })), columns, (rows, wide) => {
      const lines = table('', rows, wide)
      for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(wide)
      const found = withoutBlanks(lines.join(''))
      expect(found).toHaveLength(withoutBlanks(rows.flatMap(Object.values).join('')).length)
    }),
  )
})
