/** What is kept of evaluations: bounded, and the same however the run was interrupted. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Profile } from '../../src/results/report.ts'
import { added, isKept, limitsOf, strideFor } from '../../src/results/thinning.ts'
import { resolveSpec, taskOf } from '../../src/training/setup/resolve-spec.ts'
import { type Seen, TrainingRecord } from '../../src/training/training-record.ts'

const count = fc.integer({ min: 1, max: 700 })
const most = fc.integer({ min: 1, max: 40 })

/** Those of 0 … count − 1 that are kept, added one after the other. */
function keptOf(count: number, most: number): number[] {
  let kept: number[] = []
  for (let n = 0; n < count; n++) kept = added(kept, n, n, most)
  return kept
}

describe('a thinned list', () => {
  it('keeps all up to the limit', () => {
    fc.assert(
      fc.property(most, (most) => void expect(keptOf(most, most)).toEqual([...Array(most).keys()])),
    )
  })

  it('keeps the first, the last and even ones between, at most the limit and one', () => {
    fc.assert(
      fc.property(count, most, (count, most) => {
        const kept = keptOf(count, most)
        expect(kept.length).toBeLessThanOrEqual(most + 1)
        expect([kept[0], kept.at(-1)]).toEqual([0, count - 1])
        const gaps = new Set(kept.slice(1, -1).map((n, k) => n - kept[k]))
        expect(gaps.size).toBeLessThanOrEqual(1)
        // Not thinner than needed: half the stride would be too many.
        const stride = strideFor(count, most)
        if (stride > 1) expect(Math.ceil(count / (stride / 2))).toBeGreaterThan(most)
        expect(kept).toEqual([...Array(count).keys()].filter((n) => isKept(n, count, most)))
      }),
    )
  })
})

describe('the limits', () => {
  it('leave room for all runs of a plan together, and each its first and last profile', () => {
    for (const T of [1, 50, 1000, 1_000_000])
      for (const runs of [1, 6, 2000, 1_000_000]) {
        const { profiles } = limitsOf(T, runs)
        expect(profiles).toBeGreaterThanOrEqual(2)
        if (profiles > 2) expect(profiles * 5 * T * runs).toBeLessThanOrEqual(2 ** 24)
      }
    expect(limitsOf(50, 6).profiles).toBe(128)
  })
})

describe('the record of a run', () => {
  const task = taskOf(resolveSpec({ task: 'adding', length: 3 }))
  const limits = { points: 16, profiles: 4, gates: false }
  const profile = (step: number): Profile => ({
    step,
    log10: { hidden: [step], cell: null, belt: null, rest: null, input: [] },
  })
  const metrics = fc.array(fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: null }), {
    minLength: 1,
    maxLength: 300,
  })
  const looks = (values: readonly (number | null)[]) =>
    values.map((metric, step): Seen => ({ step, loss: metric, metric, profile: profile(step) }))

  it('finds best and solvedAt among all evaluations, whatever is kept of them', () => {
    fc.assert(
      fc.property(metrics, (values) => {
        const [all, few] = [
          new TrainingRecord(task, null, { points: 1000, profiles: 1000, gates: false }),
          new TrainingRecord(task, null, limits),
        ]
        for (const one of looks(values)) for (const record of [all, few]) record.add(one)
        expect(few.best).toEqual(all.best)
        expect(few.solvedAt).toEqual(all.solvedAt)
        expect(few.evaluations).toBe(values.length)
        expect(few.seen.length).toBeLessThanOrEqual(limits.points + 1)
        const profiles = few.seen.flatMap(({ profile }) => profile?.step ?? [])
        expect(profiles).toEqual(
          [...values.keys()].filter((n) => isKept(n, values.length, limits.profiles)),
        )
      }),
    )
  })

  it('is the same where it was written down in between and gone on from', () => {
    fc.assert(
      fc.property(metrics, fc.nat(300), (values, at) => {
        const [whole, first, second] = Array.from(
          { length: 3 },
          () => new TrainingRecord(task, null, limits),
        )
        for (const [n, one] of looks(values).entries()) {
          whole.add(one)
          if (n < at) first.add(one)
        }
        const { seen, evaluations, best, solvedAt } = first
        const past = { step: 0, seen, evaluations, best, solvedAt, sum: 0, seconds: 0 }
        second.goOn(JSON.parse(JSON.stringify(past)))
        for (const one of looks(values).slice(at)) second.add(one)
        for (const key of ['seen', 'evaluations', 'best', 'solvedAt'] as const)
          expect(second[key]).toEqual(whole[key])
      }),
    )
  })

  it('takes up what was written down when nothing was thinned', () => {
    const values = looks(Array.from({ length: 50 }, (_, n) => (n === 7 ? 0 : 0.5)))
    const record = new TrainingRecord(task, null, limits)
    record.goOn({ step: 49, seen: values, sum: 0, seconds: 0 })
    expect(record).toMatchObject({ evaluations: 50, best: { step: 7, metric: 0 }, solvedAt: 7 })
    expect(record.seen.length).toBeLessThanOrEqual(17)
  })
})
