/**
 * Plans of many points of which hardly any is finished: what a report lists, and what it says of
 * the others.
 */
import { describe, expect, it } from 'vitest'
import { planOf } from '../../src/experiments/plan.ts'
import { concluded, concludedLater } from '../../src/experiments/summary.ts'
import type { Sweep } from '../../src/results/report.ts'
import { type Design, single } from '../../src/specs/design.ts'
import { view as en } from '../../src/text/en/view.ts'
import { view as zh } from '../../src/text/zh-CN/view.ts'
import { resolveSpec } from '../../src/training/setup/resolve-spec.ts'
import { figureSvg } from '../../src/view/report/svg.ts'
import { sweepText } from '../../src/view/report/sweep-text.ts'
import { sweep } from '../support/reports.ts'

const values = (count: number) => Array.from({ length: count }, (_, n) => n + 2)
const planned = (across: number, down: number): Design => ({
  ...single(resolveSpec({ task: 'adding', hidden: 3, batch: 4, seeds: [1, 2, 3] })),
  axes: [
    { option: 'length', values: values(across) },
    { option: 'hidden', values: values(down) },
  ],
})
const ORIGIN = { command: 'gatelab compare adding', version: '1.2.3' }
const [finished] = sweep().points[0].runs

describe('a report of a large plan', () => {
  const design = planned(101, 101)
  const plan = planOf(design)
  // The 12th point's second run, and the last point's first.
  const results = new Map([11 * 6 + 1, 10_200 * 6].map((index) => [index, finished]))

  it('lists the first point and those with a finished run, and counts the others', async () => {
    const found = (await concludedLater(design, plan, ORIGIN, results, new Map())) as Sweep
    expect(found).toEqual(concluded(design, plan, ORIGIN, results, new Map()))
    expect(found.partial).toBe(true)
    expect(found.points.map(({ at, runs }) => [at.length, at.hidden, runs.length])).toEqual([
      [2, 2, 0],
      [2, 13, 1],
      [102, 102, 1],
    ])
    expect(found.leftOut).toEqual({ points: 10_201 - 3, runs: 6 * (10_201 - 3) })
    const text = sweepText(found, en, 200)
    expect(text).toContain('10201 points with 3 seeds each, 61206 runs.')
    expect(text).toContain('So far 2 of 61206 runs are finished.')
    expect(text).toContain(
      '10198 more points have no finished run: they are not listed, and nothing is drawn.',
    )
    expect(sweepText(found, zh, 200)).toContain('另有 10198 个点还没有完成的训练')
    expect(figureSvg(found, en)).toContain('10198 more points')
  })

  it('lists all of a plan of 10,000', () => {
    const smaller = planned(100, 100)
    const found = concluded(smaller, planOf(smaller), ORIGIN, new Map(), new Map()) as Sweep
    expect([found.points.length, found.leftOut, found.partial]).toEqual([10_000, undefined, true])
  })
})
