import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nGramsOf } from '../../../src/tasks/from-files/n-grams.ts'

const log2 = Math.log2

/** p(a | history) by looking through the counted part anew, from the definition. */
function probability(counted: readonly number[], V: number, history: readonly number[], a: number) {
  if (history.length === 0)
    return (counted.filter((one) => one === a).length + 1) / (counted.length + V)
  const shorter: number = probability(counted, V, history.slice(1), a)
  const after = counted.filter(
    (_, n) =>
      n >= history.length && history.every((one, k) => counted[n - history.length + k] === one),
  )
  if (after.length === 0) return shorter
  const kinds = new Set(after).size
  return (after.filter((one) => one === a).length + kinds * shorter) / (after.length + kinds)
}

const texts = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 20, maxLength: 60 })

describe('tables of n symbols', () => {
  it('are as by hand', () => {
    // Counted: 0 0 1 six times; asked: the 1 behind 0.
    const symbols = [...Array.from({ length: 18 }, (_, n) => (n % 3 === 2 ? 1 : 0)), 0, 1]
    const { uniform, tables } = nGramsOf(symbols, 2, 18, 19, 20)
    expect(uniform).toBe(1)
    expect(tables[0]).toBeCloseTo(-log2(7 / 20), 12)
    // 0 is followed 12 times, by 0 six and by 1 six: two kinds.
    expect(tables[1]).toBeCloseTo(-log2((6 + 2 * (7 / 20)) / 14), 12)
  })

  it('say what the definition says', () => {
    fc.assert(
      fc.property(texts, (symbols) => {
        const split = symbols.length - 8
        const counted = symbols.slice(0, split)
        const { tables } = nGramsOf(symbols, 4, split, split + 1, symbols.length)
        expect(tables).toHaveLength(5)
        for (const [known, bits] of tables.entries()) {
          let sum = 0
          for (let n = split + 1; n < symbols.length; n++)
            sum -= log2(probability(counted, 4, symbols.slice(n - known, n), symbols[n]))
          expect(bits).toBeCloseTo(sum / 7, 10)
        }
      }),
    )
  })

  it('are distributions: over all continuations the probabilities add up to 1', () => {
    fc.assert(
      fc.property(texts, (symbols) => {
        for (let known = 0; known <= 4; known++) {
          const total = [0, 1, 2, 3].reduce((sum, a) => {
            const asked = [...symbols, a]
            const { tables } = nGramsOf(asked, 4, symbols.length, symbols.length, asked.length)
            return sum + 2 ** -tables[known]
          }, 0)
          expect(total).toBeCloseTo(1, 10)
        }
      }),
    )
  })
})
