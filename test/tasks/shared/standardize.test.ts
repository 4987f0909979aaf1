import { describe, expect, it } from 'vitest'
import { random } from '../../../src/engine/random.ts'
import { data } from '../../../src/tasks/from-files/data.ts'
import { splitOf } from '../../../src/tasks/from-files/folds.ts'
import type { DataContent } from '../../../src/tasks/shared/file-content.ts'
import { metricScale } from '../../../src/tasks/shared/standardize.ts'
import { emptyBatch } from '../../../src/training/evaluation.ts'
import { Gather } from '../../../src/user-data/collect-sequences.ts'
import { readJsonLines } from '../../../src/user-data/json-lines.ts'

function contentOf(sequences: readonly object[]): DataContent {
  const gather = new Gather('f')
  readJsonLines(sequences.map((one) => JSON.stringify(one)).join('\n'), gather)
  return gather.content()
}

/**
 * Inputs far from 0, one of which never changes; lengths 2 to 4; two numbers of very different size
 * as an answer.
 */
const X = Array.from({ length: 30 }, (_, n) =>
  Array.from({ length: 2 + (n % 3) }, (_, t) => [500 + 7 * n + 31 * t, 3, Math.sin(n + t) / 1000]),
)
const Y = X.map((_, n) => [1000 + 40 * n, Math.cos(n)])
const content = contentOf(X.map((x, n) => ({ x, y: Y[n] })))

const meanOf = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length
const varianceOf = (values: readonly number[]) =>
  meanOf(values.map((value) => (value - meanOf(values)) ** 2))

describe('numbers that are standardised', () => {
  it.each([1, 2, 5])('have mean and deviation of what the run of seed %d trains on', (seed) => {
    const { standardize } = data.make({ length: 4, content, standardize: true, seed })
    const train = [...splitOf(content.folds, seed).train]
    for (const i of [0, 1, 2]) {
      const column = train.flatMap((n) => X[n].map((row) => Math.fround(row[i])))
      expect(standardize?.mean[i]).toBeCloseTo(meanOf(column), 9)
      // A column that never changes is left as it is, less its mean.
      expect(standardize?.deviation[i]).toBeCloseTo(i === 1 ? 1 : Math.sqrt(varianceOf(column)), 9)
    }
    const targets = [0, 1].map((o) => train.map((n) => Math.fround(Y[n][o])))
    const common = Math.sqrt((varianceOf(targets[0]) + varianceOf(targets[1])) / 2)
    for (const o of [0, 1]) {
      expect(standardize?.target?.mean[o]).toBeCloseTo(meanOf(targets[o]), 6)
      expect(standardize?.target?.deviation[o]).toBeCloseTo(common, 6)
    }
  })

  it('are the same sequences in other units; behind the end of one stay zeros', () => {
    const make = (standardize: boolean) => data.make({ length: 4, content, standardize, seed: 1 })
    const [plain, scaled] = [make(false), make(true)]
    expect(plain.standardize).toBeUndefined()
    expect([plain.baseline, plain.threshold]).toEqual([scaled.baseline, scaled.threshold])
    const [a, b] = [emptyBatch(plain, 8), emptyBatch(scaled, 8)]
    for (const [task, batch] of [
      [plain, a],
      [scaled, b],
    ] as const) {
      task.sample(random(4, 'train'), batch, 8)
    }
    const { mean = [], deviation = [], target } = scaled.standardize ?? {}
    for (const [k, value] of a.x.entries()) {
      const there = a.x[k - (k % 3) + 1] === 3
      const expected = there ? (value - mean[k % 3]) / deviation[k % 3] : 0
      expect(Math.abs(b.x[k] - expected)).toBeLessThan(1e-5)
    }
    // A squared error is the same in the file's own units.
    const guess = [1200, 0.5]
    let [own, other] = [0, 0]
    for (const [n, weight] of (a.weight ?? []).entries()) {
      for (const o of [0, 1]) {
        own += weight * (a.y[n * 2 + o] - guess[o]) ** 2
        const z = (guess[o] - (target?.mean[o] ?? 0)) / (target?.deviation[o] ?? 0)
        other += weight * (b.y[n * 2 + o] - z) ** 2
      }
    }
    expect((other * metricScale(scaled)) / own).toBeCloseTo(1, 5)
    expect(metricScale(plain)).toBe(1)
  })

  it('are inputs alone where answers are classes', () => {
    const classes = contentOf(X.map((x, n) => ({ x, y: n % 2 ? 'odd' : 'even' })))
    const task = data.make({ length: 4, content: classes, standardize: true, seed: 1 })
    expect(task.standardize?.target).toBeUndefined()
    expect(metricScale(task)).toBe(1)
    const batch = emptyBatch(task, 8)
    task.sample(random(1, 'train'), batch, 8)
    expect(batch.y.reduce((sum, one) => sum + one, 0)).toBe(8)
  })
})
