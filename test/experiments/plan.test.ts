import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digestOfDesign } from '../../src/experiments/design-digest.ts'
import { planOf } from '../../src/experiments/plan.ts'
import { trialRuns, tuningSeeds } from '../../src/experiments/search-settings.ts'
import { runsOfShard } from '../../src/experiments/shards.ts'
import { type Design, single } from '../../src/specs/design.ts'
import { resolveSpec } from '../../src/training/setup/resolve-spec.ts'
import { refused } from '../support/refused.ts'

const base = resolveSpec({
  task: 'adding',
  length: 12,
  hidden: 4,
  batch: 4,
  steps: 10,
  seeds: [1, 2, 3],
})
const swept: Design = {
  ...single(base),
  axes: [
    { option: 'length', values: [10, 20, 50] },
    { option: 'forget-bias', values: [0, 'chrono'] },
  ],
}

describe('a plan', () => {
  it('has a point for every combination, the last option first, and every run once', () => {
    const { points, runs } = planOf(swept)
    expect(points.map(({ at }) => Object.values(at))).toEqual([
      [10, 0],
      [10, 'chrono'],
      [20, 0],
      [20, 'chrono'],
      [50, 0],
      [50, 'chrono'],
    ])
    expect(points.map(({ task }) => task.timeSteps)).toEqual([10, 10, 20, 20, 50, 50])
    expect(runs).toHaveLength(6 * 3 * 2)
    expect(new Set(runs.map(({ point, cell, seed }) => `${point} ${cell} ${seed}`)).size).toBe(
      runs.length,
    )
    expect(runs.map(({ index }) => index)).toEqual(runs.map((_, n) => n))
    for (const { spec, cell, seed, point } of runs) {
      expect(spec).toMatchObject({
        cells: [cell],
        seeds: [seed],
        forgetBias: points[point].at['forget-bias'],
      })
    }
  })

  it('takes what the task takes, and no more runs than anybody would finish', async () => {
    const axes = [{ option: 'symbols' as const, values: [2, 3] }]
    expect(await refused(() => planOf({ ...swept, axes }))).toMatchObject({ code: 'not-for-task' })
    const many = { ...swept, spec: { ...base, seeds: Array.from({ length: 10_000 }, (_, n) => n) } }
    const steps = { option: 'steps' as const, values: Array.from({ length: 100 }, (_, n) => n + 1) }
    expect(await refused(() => planOf({ ...many, axes: [steps] }))).toMatchObject({
      code: 'too-many-runs',
    })
  })

  it('has a digest of its own', () => {
    const others: Design[] = [
      { ...swept, spec: { ...base, steps: 11 } },
      { ...swept, spec: { ...base, seeds: [1, 2] } },
      { ...swept, axes: [swept.axes[1], swept.axes[0]] },
      { ...swept, fair: ['parameters'] },
      { ...swept, tune: 3 },
    ]
    const digests = [swept, ...others].map(digestOfDesign)
    expect(new Set(digests).size).toBe(digests.length)
    expect(digestOfDesign(JSON.parse(JSON.stringify(swept)))).toBe(digests[0])
  })

  it('is dealt out in parts that together are the whole, pairs together', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 5 }), (of, seeds) => {
        const plan = planOf({
          ...swept,
          spec: { ...base, seeds: Array.from({ length: seeds }, (_, n) => n * 7) },
        })
        const parts = Array.from({ length: of }, (_, n) => runsOfShard(plan, { part: n + 1, of }))
        const all = parts.flat().map(({ index }) => index)
        expect(all.toSorted((a, b) => a - b)).toEqual(plan.runs.map(({ index }) => index))
        for (const part of parts) {
          const pairs = new Set(part.map(({ point, seed }) => `${point} ${seed}`))
          expect(part).toHaveLength(2 * pairs.size)
        }
        const sizes = parts.map((part) => part.length)
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(2)
      }),
      { numRuns: 60 },
    )
  })
})

describe('the search for settings', () => {
  const design: Design = { ...swept, tune: 5 }

  it('tries as many for each cell, the given ones first, on seeds that are not reported', () => {
    const { points } = planOf(design)
    const trials = trialRuns(design, points)
    expect(trials).toHaveLength(6 * 2 * 5 * 3)
    expect(tuningSeeds(design).some((seed) => base.seeds.includes(seed))).toBe(false)
    for (const { seed } of trials) expect(tuningSeeds(design)).toContain(seed)
    expect(new Set(trials.map(({ index }) => index)).size).toBe(trials.length)
    expect(trials[0].spec).toMatchObject({ learningRate: 0.01, clip: 1, forgetBias: 0 })
    const settings = (cell: string) =>
      trials
        .filter((trial) => trial.cell === cell && trial.point === 0)
        .map(({ spec }) => [spec.learningRate, spec.clip])
    expect(settings('rnn')).toEqual(settings('lstm'))
  })

  it('has the same places for the trials of a point, whatever other points are asked for', () => {
    const { points } = planOf(design)
    const all = trialRuns(design, points).filter(({ point }) => point === 4)
    expect(trialRuns(design, [points[4]])).toEqual(all)
  })

  it('finds seeds for itself at the end of the numbers, too', () => {
    const last = { ...design, spec: { ...base, seeds: [2 ** 31 - 1] } }
    expect(tuningSeeds(last).every((seed) => seed >= 0 && seed < 2 ** 31 - 1)).toBe(true)
  })
})
