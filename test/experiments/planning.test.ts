/** Planning of large studies: the same plan, with room for whatever else goes on. */
import { describe, expect, it } from 'vitest'
import { planLater, planOf } from '../../src/experiments/plan.ts'
import type { Point } from '../../src/experiments/points.ts'
import { type Design, single } from '../../src/specs/design.ts'
import { resolveSpec } from '../../src/training/setup/resolve-spec.ts'

const values = (count: number) => Array.from({ length: count }, (_, n) => n + 2)
const swept: Design = {
  ...single(resolveSpec({ task: 'adding', hidden: 3, batch: 4, seeds: [1, 2, 3] })),
  axes: [
    { option: 'length', values: values(90) },
    { option: 'hidden', values: values(90) },
  ],
}

describe('planLater', () => {
  it('plans the same, and timers come to their turn meanwhile', async () => {
    const told: number[] = []
    let turns = 0
    const timer = setInterval(() => {
      turns++
    })
    const plan = await planLater(swept, (points, of) => {
      expect(of).toBe(8100)
      told.push(points)
    })
    clearInterval(timer)
    const whole = planOf(swept)
    const settings = ({ index, at, spec, task, comparisons }: Point) => ({
      index,
      at,
      spec,
      task,
      comparisons,
    })
    expect(plan.points.map(settings)).toEqual(whole.points.map(settings))
    expect(plan.runs.map((run) => ({ ...run, spec: run.spec }))).toEqual(
      whole.runs.map((run) => ({ ...run, spec: run.spec })),
    )
    expect(told).toEqual([...told].sort((a, b) => a - b))
    expect(told.length).toBeGreaterThan(0)
    expect(turns).toBeGreaterThan(0)
  })

  it('a run has its own spec: its H, its cell, its seed', () => {
    for (const { cell, seed, hidden, point, spec } of planOf(swept).runs.slice(0, 60)) {
      expect(spec).toMatchObject({
        cells: [cell],
        seeds: [seed],
        hidden,
        length: swept.axes[0].values[(point / 90) | 0],
      })
    }
  })
})
