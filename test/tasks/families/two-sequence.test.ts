import { describe, expect, it } from 'vitest'
import { twoSequence } from '../../../src/tasks/two-sequence.ts'
import { twoSequenceNoisy } from '../../../src/tasks/two-sequence-noisy.ts'
import { twoSequenceTargets } from '../../../src/tasks/two-sequence-targets.ts'
import {
  askedAt,
  checkSequences,
  draw,
  isOverAfter,
  readoutOf,
  type Sequence,
  sequences,
  unevenness,
} from '../../support/batches.ts'

const KINDS = [twoSequence, twoSequenceNoisy, twoSequenceTargets]
const answerOf = (sequence: Sequence) => sequence.y[sequence.weight.indexOf(1)][0]
const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length
const variance = (values: readonly number[]) => {
  const middle = mean(values)
  return mean(values.map((value) => (value - middle) ** 2))
}

describe.each(KINDS.map((kind) => [kind.name, kind] as const))('%s', (_, kind) => {
  it('has the sizes and rules of its definition', () => {
    expect(kind.make({ length: 100 })).toMatchObject({
      name: kind.name,
      timeSteps: 110,
      inputSize: 1,
      outputSize: 1,
      answerSteps: 11,
      weighted: true,
      loss: 'mse',
      metric: 'accuracy',
      baseline: 0.5,
    })
  })

  it('shows a sign three times, noise up to a length of T to 1.1 T, and asks at the end', () => {
    checkSequences(kind, { min: 4, max: 60 }, (sequence, { task, batch, B, b, length: T }) => {
      const end = askedAt(sequence)
      expect(end >= T - 1 && end < T + Math.floor(T / 10)).toBe(true)
      expect(isOverAfter(end, sequence)).toBe(true)
      expect(task.marks(batch, B, b)).toEqual([0, 1, 2])
      const signs = sequence.x.slice(0, 3).flat()
      if (kind !== twoSequenceNoisy) {
        expect(Math.abs(signs[0])).toBe(1)
        expect(signs).toEqual([signs[0], signs[0], signs[0]])
      }
      if (kind === twoSequence) expect(answerOf(sequence)).toBe(signs[0] === 1 ? 1 : 0)
      if (kind === twoSequenceNoisy) expect([0, 1]).toContain(answerOf(sequence))
    })
  })

  it('draws lengths and classes evenly, and noise of mean 0 and variance 0.2', () => {
    const T = 20
    const drawn = sequences(kind.make({ length: T }), 6_000)
    expect(
      unevenness(
        drawn.map((sequence) => askedAt(sequence) - T + 1),
        3,
      ),
    ).toBeLessThan(4)
    const classes = drawn.map(({ x }) => (x[0][0] + x[1][0] + x[2][0] > 0 ? 0 : 1))
    expect(unevenness(classes, 2)).toBeLessThan(4)
    const noise = drawn.flatMap(({ x }) => x.slice(3, T).flat())
    expect(Math.abs(mean(noise))).toBeLessThan(4 * Math.sqrt(0.2 / noise.length))
    expect(Math.abs(variance(noise) - 0.2)).toBeLessThan(4 * 0.2 * Math.sqrt(2 / noise.length))
  })

  it('counts answers that are near enough, and any constant is blind in half of them', () => {
    const task = kind.make({ length: 20 })
    const B = 1500
    const batch = draw(task, B)
    const meant = (n: number) => {
      if (kind !== twoSequenceTargets) return batch.y[n]
      return batch.x[n % B] === 1 ? 0.2 : 0.8
    }
    const off = (by: number) =>
      readoutOf(batch, 1, (_row, n) => [batch.weight?.[n] === 1 ? meant(n) + by : 99])
    const limit = kind === twoSequenceTargets ? 0.1 : 0.2
    expect(task.score?.(off(limit - 0.001), batch, B)).toEqual({ right: B, of: B })
    expect(task.score?.(off(0.001 - limit), batch, B)).toEqual({ right: B, of: B })
    expect(task.score?.(off(limit + 0.001), batch, B)).toEqual({ right: 0, of: B })
    expect(task.score?.(off(Number.NaN), batch, B)).toEqual({ right: 0, of: B })
    const shares = Array.from({ length: 21 }, (_step, k) => {
      const score = task.score?.(
        readoutOf(batch, 1, () => [k / 20]),
        batch,
        B,
      )
      return (score?.right ?? 0) / B
    })
    expect(Math.abs(Math.max(...shares) - task.baseline)).toBeLessThan(4 * Math.sqrt(0.25 / B))
  })
})

describe('the noise of the other two', () => {
  it('3b: on the first three elements, ±1 plus variance 0.2', () => {
    const drawn = sequences(twoSequenceNoisy.make({ length: 20 }), 10_000)
    const errors = drawn.flatMap((sequence) =>
      sequence.x.slice(0, 3).map(([x]) => x - (answerOf(sequence) === 1 ? 1 : -1)),
    )
    expect(Math.abs(mean(errors))).toBeLessThan(4 * Math.sqrt(0.2 / errors.length))
    expect(Math.abs(variance(errors) - 0.2)).toBeLessThan(4 * 0.2 * Math.sqrt(2 / errors.length))
  })

  it('3c: on the target, 0.2 or 0.8 plus variance 0.1', () => {
    const drawn = sequences(twoSequenceTargets.make({ length: 20 }), 10_000)
    const errors = drawn.map(
      (sequence) => answerOf(sequence) - (sequence.x[0][0] === 1 ? 0.2 : 0.8),
    )
    expect(Math.abs(mean(errors))).toBeLessThan(4 * Math.sqrt(0.1 / errors.length))
    expect(Math.abs(variance(errors) - 0.1)).toBeLessThan(4 * 0.1 * Math.sqrt(2 / errors.length))
  })

  it('the criteria: none wrong of 256, or fewer than 6, as a share of 512', () => {
    const thresholds = KINDS.map((kind) => kind.make({ length: 20 }).threshold)
    expect(thresholds[0]).toBe(1)
    expect(thresholds[2]).toBe(1)
    const passes = (wrong: number) => (512 - wrong) / 512 >= thresholds[1]
    expect([passes(11), passes(12)]).toEqual([true, false])
  })
})
