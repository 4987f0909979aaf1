import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  jsonText,
  type Policy,
  sanitize,
  sanitizeLines,
  steeringAt,
  unseen,
} from '../../src/io/sanitize.ts'

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

/** What is written, by the general categories of UAX #44 alone; in the order of code points. */
const WRITTEN = /^[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}\p{Co}\p{Cn}]$/u
/** Nothing of these is written although its category says so: fillers, and what is reserved. */
const IGNORABLE = /^\p{Default_Ignorable_Code_Point}$/u

test('of all code points, every policy lets those through that are seen, and no other', () => {
  const policies: Policy[] = ['message', 'name', 'picture', 'editor', 'removed']
  let hidden = 0
  for (let code = 0; code <= 0x10ffff; code++) {
    const one = String.fromCodePoint(code)
    const text = `a${one}b`
    const seen = WRITTEN.test(one) && !IGNORABLE.test(one)
    if (unseen(text) === seen) throw new Error(`U+${code.toString(16)}`)
    if (seen) continue
    hidden++
    for (const policy of policies) {
      const left = sanitize(text, policy)
      if (left.includes(one) || unseen(left)) throw new Error(`U+${code.toString(16)}, ${policy}`)
    }
    expect(JSON.parse(jsonText(text))).toBe(text)
    if (jsonText(text).includes(one)) throw new Error(`U+${code.toString(16)} in JSON`)
  }
  // 2,048 surrogates, 4,096 of the plane of tags and selectors, and what is named one by one.
  expect(hidden).toBeGreaterThan(6144)
})

test('what is seen stays the same, whole planes of it', () => {
  for (let from = 0; from <= 0x10ffff; from += 0x1000) {
    const block = Array.from({ length: 0x1000 }, (_, n) => String.fromCodePoint(from + n))
    const text = block.filter((one) => WRITTEN.test(one) && !IGNORABLE.test(one)).join('')
    expect(sanitize(text, 'picture') === text && sanitize(text, 'removed') === text).toBe(true)
  }
})

test('a name is cut by characters, not within one', () => {
  expect(sanitize('é'.repeat(60), 'name')).toBe('é'.repeat(60))
  expect(sanitize('🦊'.repeat(61), 'name')).toBe(`${'🦊'.repeat(59)}…`)
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

test('of all code points, a page may have what is seen, and joiners', () => {
  for (let code = 0; code <= 0x10ffff; code++) {
    const one = String.fromCodePoint(code)
    const turns = /^[\p{Bidi_Control}\p{Cc}\p{Cs}\p{Zl}\p{Zp}]$/u.test(one) && !'\n\t'.includes(one)
    const seen = WRITTEN.test(one) && !IGNORABLE.test(one)
    if (turns ? steeringAt(one) !== 0 : seen && steeringAt(one) !== -1)
      throw new Error(`U+${code.toString(16)}`)
  }
})
