/** Both questions as one test: p against all exchanges of the cells, one after another. */
import { expect, it } from 'vitest'
import { random } from '../../src/engine/random.ts'
import { adjusted, COUNTED_JOINTLY } from '../../src/lab/joint-test.ts'
import { signedRankTest, signTest } from '../../src/lab/statistics.ts'

/** What each question has by itself. */
function alone(differences: readonly number[], solved: readonly number[]) {
  const [plus, minus] = [1, -1].map((sign) => solved.filter((one) => one === sign).length)
  return { metric: signedRankTest(differences).p, solved: signTest(Math.min(plus, minus), plus + minus) }
}

/** Every one of the 2^n exchanges, with the tests themselves. */
function byTrying(differences: readonly number[], solved: readonly number[]) {
  const own = alone(differences, solved)
  const below = { metric: 0, solved: 0 }
  const all = 2 ** differences.length
  for (let exchange = 0; exchange < all; exchange++) {
    const flip = (one: number, at: number) => (exchange & (1 << at) ? -one : one)
    const { metric, solved: solving } = alone(differences.map(flip), solved.map(flip))
    const least = Math.min(metric, solving)
    for (const question of ['metric', 'solved'] as const) {
      if (least <= own[question] * (1 + 1e-9)) below[question]++
    }
  }
  return { metric: below.metric / all, solved: below.solved / all }
}

it('is the share of all exchanges in which either question has so small a p', () => {
  const { below, uniform } = random(11, 'train')
  for (let trial = 0; trial < 30; trial++) {
    const n = 1 + below(9)
    // Coarse, so that there are ties and zeros; some without bound.
    const differences = Array.from({ length: n }, () => (below(12) === 0 ? Number.POSITIVE_INFINITY : below(5) - 2))
    const solved = differences.map((one) => (uniform() < 0.6 ? Math.sign(one) : below(3) - 1))
    const tried = byTrying(differences, solved)
    const found = adjusted(differences, solved, alone(differences, solved))
    expect(found.metric).toBeCloseTo(tried.metric, 10)
    expect(found.solved).toBeCloseTo(tried.solved, 10)
  }
})

it('is never below what a question has by itself, and never above twice the smaller of both', () => {
  const { below, uniform } = random(12, 'train')
  for (let trial = 0; trial < 40; trial++) {
    const n = 1 + below(COUNTED_JOINTLY)
    const differences = Array.from({ length: n }, () => uniform() - 0.3)
    const solved = differences.map((one) => (uniform() < 0.5 ? Math.sign(one) : 0))
    const own = alone(differences, solved)
    const { metric, solved: solving } = adjusted(differences, solved, own)
    for (const [p, by] of [
      [metric, own.metric],
      [solving, own.solved],
    ]) {
      expect(p).toBeGreaterThanOrEqual(by * (1 - 1e-9))
      expect(p).toBeLessThanOrEqual(Math.min(1, 2 * by) * (1 + 1e-9))
    }
  }
})

it('doubles p of more seeds than can be counted out, and is 1 where nothing differs', () => {
  const many = new Array(COUNTED_JOINTLY + 1).fill(1)
  expect(adjusted(many, many, { metric: 0.01, solved: 0.7 })).toEqual({ metric: 0.02, solved: 1 })
  expect(adjusted([0, 0, 0], [0, 0, 0], { metric: 1, solved: 1 })).toEqual({ metric: 1, solved: 1 })
  expect(adjusted([], [], { metric: 1, solved: 1 })).toEqual({ metric: 1, solved: 1 })
})
