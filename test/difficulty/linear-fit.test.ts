import { describe, expect, it } from 'vitest'
import { cholesky, solve } from '../../src/difficulty/cholesky.ts'
import {
  leastSquares,
  logistic,
  type Readout,
  type Samples,
} from '../../src/difficulty/linear-fit.ts'
import { allocate, instantiate } from '../../src/engine/kernels.ts'
import { FIRST_FREE } from '../../src/engine/memory-plan.ts'
import { random } from '../../src/engine/random.ts'
import { logisticOf, softmax } from '../../src/tasks/shared/softmax.ts'
import { kernelsModule } from '../support/kernels.ts'

const { log } = instantiate(kernelsModule, allocate(FIRST_FREE))
const numbers = (seed: number, n: number): number[] => {
  const { uniform } = random(seed, 'train')
  return Array.from({ length: n }, () => 2 * uniform() - 1)
}

const answer = ({ slopes, bias }: Readout, { features, D, O }: Samples, s: number): number[] =>
  Array.from({ length: O }, (_, o) => {
    let sum = bias[o]
    for (let d = 0; d < D; d++) sum += slopes[d * O + o] * features[s * D + d]
    return sum
  })

/** Mean cross-entropy by the language's own mathematics. */
function crossEntropy(readout: Readout, samples: Samples): number {
  const { targets, weights, O } = samples
  let sum = 0
  let total = 0
  for (let s = 0; s < weights.length; s++) {
    const z = answer(readout, samples, s)
    const norm = Math.log(z.reduce((all, one) => all + Math.exp(one), 0))
    for (let o = 0; o < O; o++) sum += weights[s] * targets[s * O + o] * (norm - z[o])
    total += weights[s]
  }
  return sum / total
}

it('the logistic function is that of the language, and ends at 0 and 1', () => {
  for (const z of [-30, -1.5, 0, 0.3, 20])
    expect(logisticOf(z)).toBeCloseTo(1 / (1 + Math.exp(-z)), 14)
  expect([logisticOf(-1e4), logisticOf(1e4)]).toEqual([0, 1])
})

it('softmax keeps its sum and its ratios, far out too', () => {
  const z = Float64Array.of(1000, 998, -1000)
  const norm = softmax(z, log)
  expect(norm).toBeCloseTo(1000 + Math.log(1 + Math.exp(-2)), 10)
  expect(z[0] / z[1]).toBeCloseTo(Math.exp(2), 10)
  expect(z[0] + z[1] + z[2]).toBeCloseTo(1, 14)
})

it('solves a symmetric system', () => {
  const n = 7
  const m = numbers(1, n * n)
  const a = Float64Array.from({ length: n * n }, (_, k) => {
    const [i, j] = [Math.floor(k / n), k % n]
    return m.slice(0, n).reduce((sum, _, c) => sum + m[i * n + c] * m[j * n + c], i === j ? 0.1 : 0)
  })
  const b = Float64Array.from(numbers(2, n * 2))
  const x = solve(cholesky(a.slice(), n), n, b, 2)
  for (let i = 0; i < n; i++) {
    for (let c = 0; c < 2; c++) {
      let sum = 0
      for (let k = 0; k < n; k++) sum += a[i * n + k] * x[k * 2 + c]
      expect(sum).toBeCloseTo(b[i * 2 + c], 9)
    }
  }
})

describe('least squares', () => {
  const D = 3
  const features = numbers(3, 50 * D).map((one, n) => (n % D === 2 ? 100 + one : one))
  const weights = numbers(4, 50).map((one) => one + 1.5)

  it('finds a linear function, whatever the scale of its features', () => {
    const targets = Array.from(
      { length: 50 },
      (_, s) => 2 * features[s * D] - 0.5 * features[s * D + 2] + 7,
    )
    const { slopes, bias } = leastSquares({ features, targets, weights, D, O: 1 })
    for (const [d, slope] of [2, 0, -0.5].entries()) expect(slopes[d]).toBeCloseTo(slope, 6)
    expect(bias[0]).toBeCloseTo(7, 4)
  })

  it('leaves what no feature explains: residuals are orthogonal to every feature and to 1', () => {
    const samples = { features, targets: numbers(5, 100), weights, D, O: 2 }
    const readout = leastSquares(samples)
    for (let o = 0; o < 2; o++) {
      for (let d = 0; d <= D; d++) {
        let sum = 0
        for (let s = 0; s < 50; s++) {
          const residual = samples.targets[s * 2 + o] - answer(readout, samples, s)[o]
          sum += weights[s] * residual * (d === D ? 1 : features[s * D + d])
        }
        expect(Math.abs(sum)).toBeLessThan(1e-5)
      }
    }
  })

  it('takes a sample twice as one of twice the weight', () => {
    const sample = (x: readonly number[], y: readonly number[], w: readonly number[]) =>
      leastSquares({ features: x, targets: y, weights: w, D: 1, O: 1 })
    const twice = sample([0, 1, 1, 2], [3, 5, 8, 2], [1, 1, 1, 1])
    // Through (0, 3), (1, 6.5) twice and (2, 2) the least squares are the line 5 − x/2, by hand.
    expect(twice.bias[0]).toBeCloseTo(5, 6)
    expect(twice.slopes[0]).toBeCloseTo(-0.5, 6)
    expect(sample([0, 1, 2], [3, 6.5, 2], [1, 2, 1]).bias[0]).toBeCloseTo(5, 6)
  })

  it('takes features that depend on one another, or never change', () => {
    const doubled = Array.from({ length: 50 }, (_, s) => [
      features[s * D],
      2 * features[s * D],
      5,
    ]).flat()
    const targets = Array.from({ length: 50 }, (_, s) => 3 * features[s * D])
    const samples = { features: doubled, targets, weights, D, O: 1 }
    const readout = leastSquares(samples)
    for (let s = 0; s < 50; s++) expect(answer(readout, samples, s)[0]).toBeCloseTo(targets[s], 6)
  })
})

describe('logistic regression', () => {
  it('of one-hot features comes to the frequencies, so to the conditional entropy', () => {
    // Counts of class o behind symbol d.
    const counts = [
      [30, 10, 2],
      [5, 5, 40],
      [1, 60, 7],
    ]
    const features: number[] = []
    const targets: number[] = []
    const weights: number[] = []
    let entropy = 0
    const all = counts.flat().reduce((sum, one) => sum + one, 0)
    counts.forEach((row, d) => {
      const total = row.reduce((sum, one) => sum + one, 0)
      row.forEach((count, o) => {
        features.push(...[0, 1, 2].map((k) => (k === d ? 1 : 0)))
        targets.push(...[0, 1, 2].map((k) => (k === o ? 1 : 0)))
        weights.push(count)
        entropy -= (count / all) * Math.log(count / total)
      })
    })
    const samples = { features, targets, weights, D: 3, O: 3 }
    expect(crossEntropy(logistic(samples, log), samples)).toBeCloseTo(entropy, 5)
  })

  it('is at a least: no small change of a weight makes it better', () => {
    const n = 200
    const features = numbers(6, n * 2)
    const noise = numbers(7, n)
    const targets = Array.from({ length: n }, (_, s) => {
      const above = features[s * 2] + noise[s] > 0
      return above ? [0, 1] : [1, 0]
    }).flat()
    const samples = { features, targets, weights: Array(n).fill(1), D: 2, O: 2 }
    const readout = logistic(samples, log)
    const least = crossEntropy(readout, samples)
    expect(least).toBeLessThan(0.6)
    for (const part of ['slopes', 'bias'] as const) {
      readout[part].forEach((value, k) => {
        for (const by of [-0.05, 0.05]) {
          readout[part][k] = value + by
          expect(crossEntropy(readout, samples)).toBeGreaterThan(least - 1e-7)
        }
        readout[part][k] = value
      })
    }
  })

  it('comes close to zero where classes can be told apart', () => {
    const features = numbers(8, 100)
    const targets = features.flatMap((one) => (one > 0.1 ? [0, 1] : [1, 0]))
    const samples = { features, targets, weights: Array(100).fill(1), D: 1, O: 2 }
    expect(crossEntropy(logistic(samples, log), samples)).toBeLessThan(0.01)
  })
})
