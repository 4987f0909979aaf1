/** The tests of a verdict agree with SciPy, and the interval holds what it says. */
import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { random } from '../../../src/engine/random.ts'
import {
  medianInterval,
  signedRankTest,
  signTest,
} from '../../../src/results/verdict/statistics.ts'
import { fixturePath } from '../../support/fixture-path.ts'

const file = fixturePath('statistics.json')
const scipy = JSON.parse(await readFile(file, 'utf8')) as {
  signs: { k: number; n: number; p: number }[]
  ranks: { values: number[]; p: number }[]
  many: { values: number[]; method: string; p: number }[]
}

describe('the tests agree with SciPy', () => {
  it.each(scipy.signs)('sign test, $k of $n', ({ k, n, p }) =>
    expect(signTest(k, n)).toBeCloseTo(p, 12),
  )
  it.each(scipy.ranks)('signed ranks, %#', ({ values, p }) =>
    expect(signedRankTest(values).p).toBeCloseTo(p, 12),
  )
  it.each(scipy.many)('signed ranks of $values.length, $method', ({ values, method, p }) =>
    expect(signedRankTest(values).p).toBeCloseTo(p, method === 'exact' ? 12 : 6),
  )
  it('of nothing is sure of nothing', () =>
    expect([signTest(0, 0), signedRankTest([0, 0])]).toEqual([1, { p: 1, sign: 0 }]))
})

it('the interval holds the true median 19 times of 20', () => {
  const { uniform } = random(7, 'train')
  let within = 0
  const trials = 300
  for (let n = 0; n < trials; n++) {
    const [low, high] = medianInterval(
      Array.from({ length: 21 }, () => uniform() + uniform() - 1),
    ) ?? [0, 0]
    if (low <= 0 && high >= 0) within++
  }
  // 0.95 of 300, give or take three standard deviations.
  expect(Math.abs(within / trials - 0.95)).toBeLessThan(3 * Math.sqrt((0.95 * 0.05) / trials))
})
