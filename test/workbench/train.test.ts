import { describe, expect, it } from 'vitest'
import { VARIANTS } from '../../src/engine/types.ts'
import { compare } from '../../src/experiments/compare.ts'
import type { Report } from '../../src/results/report.ts'
import { gradient } from '../../src/workbench/probes/gradient.ts'
import { smallBench, trained } from '../support/small-bench.ts'

const digestOf = (bench: ReturnType<typeof smallBench>) => bench.facts().digest

describe('training on the workbench', () => {
  it('comes to the same in one go, in parts, and with more threads', async () => {
    const whole = smallBench()
    await trained(whole, { steps: 60 })
    const parts = smallBench({}, 4)
    for (const steps of [1, 19, 33, 7]) await trained(parts, { steps })
    expect(digestOf(parts)).toBe(digestOf(whole))
    const apart = smallBench()
    await trained(apart, { steps: 60, cells: ['lstm'] })
    expect(digestOf(apart)).not.toBe(digestOf(whole))
    await trained(apart, { steps: 60, cells: ['rnn'] })
    expect(digestOf(apart)).toBe(digestOf(whole))
  })

  it.each(['gru', 'coupled'] as const)(
    'a %s comes to the same in a team of threads',
    async (variant) => {
      const alone = smallBench({ variant, batch: 40, cells: ['lstm'] })
      const threadGroup = smallBench({ variant, batch: 40, cells: ['lstm'] }, 3)
      await trained(alone, { steps: 15 })
      await trained(threadGroup, { steps: 15 })
      expect(digestOf(threadGroup)).toBe(digestOf(alone))
    },
  )

  it('is what compare does: weights, curve and gradient profile of the same run', async () => {
    const bench = smallBench({ forgetBias: 'chrono', init: 'orthogonal', seeds: [4] })
    const { cells } = await trained(bench, { steps: 40 })
    const now = await gradient.answer(bench, { cells: ['rnn', 'lstm'] }, 'gradient')
    const { events } = compare(
      { ...bench.spec, steps: 40 },
      { workers: 2, command: '', version: '' },
    )
    let report: Report | null = null
    for await (const event of events) if (event.type === 'report') report = event.report
    expect(report?.runs).toHaveLength(2)
    for (const run of report?.runs ?? []) {
      expect(cells[run.cell]?.digest).toBe(run.digest)
      // Both are held against the same guess.
      expect(run.baseline).toBeGreaterThan(0)
      expect(cells[run.cell]?.baseline).toBe(run.baseline)
      expect(bench.facts().nets[run.cell]?.baseline).toBe(run.baseline)
      expect(cells[run.cell]?.curve).toEqual(run.curve)
      expect(now[run.cell]?.log10).toEqual(run.gradient.at(-1)?.log10)
    }
  })

  it('stopped, keeps the steps that were made and goes on from there as before', async () => {
    const bench = smallBench()
    let asked = false
    const result = await trained(bench, {
      steps: 1_000_000,
      // Once: asked a second time, training would be ended at once, without a result.
      hear({ type }) {
        if (type === 'bench-observation' && !asked) bench.stop()
        asked ||= type === 'bench-observation'
      },
    })
    expect(result.stopped).toBe(true)
    const { rnn, lstm } = bench.facts().nets
    const [a, b] = [rnn?.step ?? 0, lstm?.step ?? 0]
    expect(Math.max(a, b)).toBeLessThan(1_000_000)
    const most = Math.max(a, b)
    if (a < most) await trained(bench, { steps: most - a, cells: ['rnn'] })
    if (b < most) await trained(bench, { steps: most - b, cells: ['lstm'] })
    const whole = smallBench()
    if (most > 0) await trained(whole, { steps: most })
    expect(digestOf(bench)).toBe(digestOf(whole))
  })

  it('until solved ends at the look that found it solved, and does nothing more', async () => {
    const bench = smallBench({
      task: 'recall',
      symbols: 2,
      length: 4,
      evalEvery: 10,
      learningRate: 0.02,
    })
    const { cells } = await trained(bench, { steps: 400, untilSolved: true })
    expect(cells.lstm?.status).toBe('solved')
    expect(cells.lstm?.to).toBe(cells.lstm?.solvedAt)
    const before = digestOf(bench)
    const again = await trained(bench, { steps: 400, untilSolved: true, cells: ['lstm'] })
    expect(again.cells.lstm).toMatchObject({ from: cells.lstm?.to, to: cells.lstm?.to })
    expect(digestOf(bench)).toBe(before)
  })

  it('ends where numbers are finite no more', async () => {
    const bench = smallBench({ optimizer: 'sgd', learningRate: 1e6, clip: null, cells: ['lstm'] })
    const { cells } = await trained(bench, { steps: 200 })
    expect(cells.lstm?.status).toBe('diverged')
    const before = digestOf(bench)
    await trained(bench, { steps: 5 })
    expect(digestOf(bench)).toBe(before)
  })

  it('trains every variant, each to weights of its own', async () => {
    const digests = new Set<string | null | undefined>()
    for (const variant of VARIANTS) {
      const bench = smallBench({ variant, cells: ['lstm'] })
      const { cells } = await trained(bench, { steps: 20 })
      expect(cells.lstm?.status).not.toBe('diverged')
      digests.add(cells.lstm?.digest)
    }
    expect(digests.size).toBe(VARIANTS.length)
  })
})
