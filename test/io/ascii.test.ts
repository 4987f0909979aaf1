/** Without UTF-8 pictures stay as wide as they are, and no sign becomes another one. */
import { readdirSync, readFileSync } from 'node:fs'
import stringWidth from 'string-width'
import { expect, it } from 'vitest'
import { inAscii } from '../../src/io/ascii.ts'

/** Exponents and fractions would be other numbers; accents are told by the letter below them. */
const NO_ASCII = /[\u0302\u0303\u00b2\u00b3\u00b9\u2070-\u209c\u1d40\u221a]/u

const sources = ['src/text/en', 'src/view', 'src/ui', 'lessons'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$|en\.md$/.test(name))
    .map((name) => readFileSync(`${folder}/${name}`, 'utf8')),
)
const used = [...new Set(sources.join(''))].filter(
  (one) => /[^\n -~]/u.test(one) && !/[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u.test(one),
)

it.each(used.filter((one) => !NO_ASCII.test(one)))('%s has ASCII that is as wide', (one) => {
  for (const text of [`${one} 3`, `${one}${one} |`]) {
    const ascii = inAscii(text)
    expect(ascii).toMatch(/^[ -~]+$/)
    if (!/[≤≥≠±∞]{2}/u.test(text)) expect(stringWidth(ascii)).toBe(stringWidth(text))
  }
})

it('says the same of numbers', () => {
  expect(inAscii('−0.5 ± 0.2, f ≥ 0.9, x ≤3, ∞')).toBe('-0.5 +-0.2, f >=0.9, x <=3, oo')
  expect(inAscii('H² × 10⁻⁷')).toBe('H² x 10⁻⁷')
  expect(inAscii('\u001b[38;5;208m│\u001b[0m 梯度')).toBe('\u001b[38;5;208m|\u001b[0m 梯度')
})
