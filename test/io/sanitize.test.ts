import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonText, sanitize, sanitizeLines, steeringAt, unseen } from '../../src/io/sanitize.ts'

/**
 * Unicode's own words for what is not to be seen, written out by hand: UAX #44,
 * DerivedCoreProperties.
 */
const EXAMPLES = [
  '\u0000',
  '\u001b',
  '\u007f',
  '\u0085',
  '\u009b',
  '\u00ad',
  '\u034f',
  '\u061c',
  '\u115f',
  '\u180e',
  '\u200b',
  '\u200d',
  '\u200e',
  '\u2028',
  '\u2029',
  '\u202e',
  '\u2060',
  '\u2066',
  '\u206f',
  '\u3164',
  '\ufe00',
  '\ufe0f',
  '\ufeff',
  '\ufff9',
  '\ud800',
  '\u{e0001}',
  '\u{e0100}',
]

test.each(EXAMPLES)('%j is nothing that anybody sees', (one) => {
  expect(unseen(`a${one}b`)).toBe(true)
  expect(sanitize(`a${one}b`, 'message')).toBe('a\ufffdb')
  expect(sanitize(`a${one}b`, 'picture')).toBe('a·b')
  expect(sanitize(`a${one}b`, 'editor')).toHaveLength(2 + one.length)
  expect(sanitize(`a${one}b`, 'removed')).toBe('ab')
  expect(jsonText(`a${one}b`)).toMatch(/^"a(\\u[0-9a-f]{4}|\\[a-z]){1,2}b"$/)
})

test('text of every language stays, and so do emoji', () => {
  for (const text of [
    'plain',
    'naïve Ελληνικά',
    '梯度消失，h_t',
    '½ ∂L/∂h ▸ ░',
    'नमस्ते',
    '❤️ 👩🏽‍🔬 🏳️‍🌈',
    '',
  ]) {
    expect(sanitize(text, 'picture')).toBe(text)
    expect(jsonText(text)).toBe(JSON.stringify(text))
  }
  // Joined to nothing that is drawn, they hide.
  for (const text of ['a\ufe0f', 'a\u200db', '❤\u200db']) expect(unseen(text)).toBe(true)
})

test('JSON reads back as the same, and nothing in it steers', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.string({ unit: 'binary' }), (value, text) => {
      const json = jsonText({ value, [text]: text }, 1)
      expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify({ value, [text]: text })))
      expect(json.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
    }),
    { seed: 3, numRuns: 1000 },
  )
})

test('lines stay lines', () => {
  expect(sanitizeLines('a\u001bb\nc\r\n', 'message')).toBe('a\ufffdb\nc\ufffd\n')
  expect(sanitizeLines('a\nb', 'picture')).toBe('a\nb')
})

test('a page of text may have tabs, line ends and joined letters', () => {
  expect(steeringAt('a\tb\nc\u200dd❤️')).toBe(-1)
  expect(steeringAt('ab\u2028')).toBe(2)
})
