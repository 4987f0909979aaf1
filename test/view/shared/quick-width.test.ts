/** The short way to a width against string-width itself, and to what is unseen against Unicode. */
import stringWidth from 'string-width'
import { expect, it } from 'vitest'
import { isPlain } from '../../../src/io/sanitize.ts'
import quickWidth from '../../../src/view/shared/quick-width.ts'

const UNITS = Array.from({ length: 0x10000 }, (_, unit) => String.fromCharCode(unit))
const PLAIN = UNITS.filter(isPlain)

it('is that of string-width for every character of one UTF-16 unit', () => {
  expect(PLAIN.length).toBeGreaterThan(20_000)
  expect(UNITS.filter((one) => quickWidth(one) !== stringWidth(one))).toEqual([])
})

it('adds up: no two plain characters join to another width, nor to one character', () => {
  const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  // Each plain character between its neighbours, and before one from far away.
  for (let from = 0; from < PLAIN.length; from += 64) {
    const some = PLAIN.slice(from, from + 65)
    const others = some.map((one, at) => one + PLAIN[((from + at) * 7919) % PLAIN.length])
    const line = some.join('') + others.join('')
    expect(quickWidth(line)).toBe(stringWidth(line))
    expect([...segmenter.segment(line)]).toHaveLength(line.length)
  }
})

it('counts no change of colour, and leaves other escapes to string-width', () => {
  for (const text of [
    '\u001b[32m∂L\u001b[39m',
    '\u001b[1;38;5;7m中文\u001b[0m ',
    '\u001b[2J',
    '\u001b[3',
  ])
    expect(quickWidth(text)).toBe(stringWidth(text))
})

it('takes for plain nothing that is unseen or that joins what stands before it', () => {
  expect(
    PLAIN.filter((one) => /[\p{C}\p{M}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u.test(one)),
  ).toEqual(PLAIN.filter((one) => /\p{Cn}/u.test(one)))
})
