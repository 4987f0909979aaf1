/** Every number that the lab says in words is one of the result. */
import { describe, expect, test } from 'vitest'
import { labText } from '../../../src/view/lab/lab-text.ts'
import type { LabResult } from '../../../src/workbench/result-kinds.ts'
import { attribution, RESULTS, SHORT, states, training, walk } from '../../support/lab-results.ts'
import { words } from '../../support/lab-words.ts'
import { textIn } from '../../support/texts.ts'

const en = textIn('en')
const zh = textIn('zh-CN')

/**
 * Numbers in words, without places in a strip (they are checked by themselves) and those that
 * belong to names and symbols: h_{t−1}, tanh of 2 …, 1e-38, float32.
 */
const numbersIn = (text: string) =>
  text
    .replace(/\(t = \d+, unit \d+\)|（t = \d+，第 \d+ 个单元）/gu, ' ')
    .replace(
      /_\{t−1\}|_t\b|\b1e-38\b|float(32|64)|weight_\w+|×10|1\/10|t = 1(?= |，|,)|L2|2\^\(−1|\(1−f\)|T = /gu,
      ' ',
    )
    .replaceAll('−', '-')
    .match(/-?\d+(?:\.\d+)?(?:e-?\d+)?/gu) ?? []

describe('numbers in words', () => {
  /**
   * What may be said of a result: its single numbers, how many there are of something, and of every
   * list and table its ends, extremes and mean; as they are or in hundredths.
   */
  const sayable = (result: LabResult) => {
    const all: number[] = []
    JSON.stringify(result, (_, value) => {
      if (typeof value === 'number') all.push(value)
      if (!Array.isArray(value)) return value
      const numbers = value.flat().filter((one) => typeof one === 'number')
      const mean = numbers.reduce((sum, one) => sum + one, 0) / numbers.length
      all.push(value.length, numbers.length, mean)
      all.push(...numbers.slice(0, 1), ...numbers.slice(-1))
      all.push(Math.min(...numbers), Math.max(...numbers))
      return numbers.length > 0 ? undefined : value
    })
    return all.flatMap((n) => [n, 100 * n])
  }
  /** Equal but for the digits that are not written. */
  const isRounded = (said: string, n: number) => {
    const [digits, power = '0'] = said.split('e')
    const decimals = digits.split('.')[1]?.length ?? 0
    return Math.abs(Number(said) - n) <= 0.51 * 10 ** (Number(power) - decimals)
  }

  test.each([
    ['walk', walk],
    ['attribution', attribution],
    ['states', states],
    ['training', training],
  ] as const)('%s: every one is in the result', (_, result) => {
    const numbers = sayable(result)
    const digests = new RegExp(SHORT, 'g')
    for (const language of [en, zh]) {
      const said = numbersIn(words(result, language).replace(digests, ''))
      expect(said.length).toBeGreaterThan(5)
      const unknown = said.filter((one) => !numbers.some((n) => isRounded(one, n)))
      expect(unknown, words(result, language)).toEqual([])
    }
  })
})

/** A hyphen before a number that stands for itself: not 1e-5, nor part of a name or an option. */
const TYPED_MINUS = /(?<![\w)\]}.-])-\d[^\s]*/gu

test.each(Object.entries(RESULTS))('%s: what is below zero has a minus sign', (_, result) => {
  for (const text of [en, zh]) expect(labText(result, text, 120).match(TYPED_MINUS)).toBeNull()
})
