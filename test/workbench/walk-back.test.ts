import { describe, expect, it } from 'vitest'
import { jacobian } from '../../src/workbench/probes/jacobian.ts'
import { walkBack } from '../../src/workbench/probes/walk-back.ts'
import { activationsOf } from '../../src/workbench/sequence-activations.ts'
import { intervene } from '../../src/workbench/surgery.ts'
import { weightsJob } from '../../src/workbench/workers/shared-jobs.ts'
import { ALL } from '../support/operations.ts'
import { smallBench, trained } from '../support/small-bench.ts'

type Bench = ReturnType<typeof smallBench>
const answered = (bench: Bench, values = {}) => walkBack.answer(bench, values, 'walk')

describe('walk --back', () => {
  it('begins at T, and of one unit multiplies by (1 − h²) w', async () => {
    const bench = smallBench({ hidden: 1 })
    await trained(bench, { steps: 20 })
    const { t, cells } = await answered(bench, { sequence: 2 })
    expect(t).toBe(12)
    const h = (await activationsOf(bench, 'rnn', 2)).planes.h
    const { weight_hh_l0: w } = await bench.ask('rnn', weightsJob, bench.subject('rnn'))
    const { factor, pass, steps = [] } = cells.rnn ?? {}
    const slope = 1 - h[11] ** 2
    expect(pass).toBeCloseTo(slope, 5)
    for (const size of [factor?.largest, factor?.smallest, factor?.gain])
      expect(size).toBeCloseTo(Math.abs(slope * w[0]), 5)
    expect(steps.map((step) => step.t)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3])
  })

  it('has the unit that the engine measures, and its products are the engine’s norms', async () => {
    const one = smallBench({ hidden: 1 })
    const { cells: norms } = await jacobian.answer(one, { sequence: 3 }, 'jacobian')
    for (const t of [12, 7, 1]) {
      const { rnn, lstm } = (await answered(one, { t, sequence: 3 })).cells
      expect(rnn?.hidden.log10).toBeCloseTo(norms.rnn?.gradient[t - 1] ?? 0, 4)
      expect(lstm?.cell?.log10).toBeCloseTo(norms.lstm?.gradient[t - 1] ?? 0, 4)
    }
    const bench = smallBench({ hidden: 9 })
    for (const t of [12, 6, 2]) {
      for (const trace of Object.values((await answered(bench, { t })).cells)) {
        expect(trace.steps.length).toBeGreaterThan(0)
        for (const { product, measured } of trace.steps)
          expect(product).toBeCloseTo(measured ?? 0, 4)
      }
    }
  })

  it('has a gain between the singular values, and a unit’s sum that adds up', async () => {
    const bench = smallBench({ hidden: 9 })
    await trained(bench, { steps: 20 })
    for (const t of [12, 5, 2]) {
      const { rnn, lstm } = (await answered(bench, { t, unit: [4] })).cells
      for (const size of [rnn?.factor, lstm?.factor, lstm?.full]) {
        expect(size?.gain).toBeGreaterThanOrEqual(size?.smallest ?? 1)
        expect(size?.gain).toBeLessThanOrEqual(size?.largest ?? 0)
      }
      const plain = (one: { sign: number; log10: number | null } | null | undefined) =>
        one?.log10 == null ? 0 : one.sign * 10 ** one.log10
      const before = lstm?.before
      const sum =
        (lstm?.pass ?? 0) * plain(lstm?.cell) + (before?.shown ?? 0) * plain(before?.hidden)
      expect(sum / plain(before?.cell)).toBeCloseTo(1, 4)
    }
  })

  it('goes on below the underflow at T = 1000', async () => {
    const bench = smallBench({ length: 1000, hidden: 4, cells: ['rnn'], gain: 0.2 })
    const { rnn } = (await answered(bench, { t: 3 })).cells
    expect(rnn?.hidden.log10).toBeLessThan(-400)
    expect(rnn?.hidden.sign).not.toBe(0)
    const [last] = rnn?.steps.slice(-1) ?? []
    expect(last.product).toBeLessThan(-400)
    expect(Math.abs((last.product ?? 0) - (last.measured ?? 0))).toBeLessThan(0.01)
  })

  it('ends at t = 1, where there is no step', async () => {
    const { rnn, lstm } = (await answered(smallBench(), { t: 1 })).cells
    const end = { before: null, factor: null, full: null, steps: [] }
    expect(rnn).toMatchObject(end)
    expect(lstm).toMatchObject(end)
  })

  it('sees surgery on the way back alone', async () => {
    const bench = smallBench({ cells: ['lstm'] })
    await intervene(bench, 'x', [{ kind: 'sever-belt-backward', ...ALL, from: 8, to: 8 }])
    const { lstm } = (await answered(bench, { t: 9 })).cells
    expect(lstm?.steps.map(({ pass }) => pass === 0)).toEqual(
      [9, 8, 7, 6, 5, 4, 3, 2].map((t) => t === 8),
    )
    // Behind the cut nothing is left of the belt, and the engine finds so, too.
    expect(lstm?.steps.map(({ product }) => product === null)).toEqual([
      false,
      ...Array(7).fill(true),
    ])
    expect(lstm?.steps.map(({ measured }) => measured === null)).toEqual([
      false,
      ...Array(7).fill(true),
    ])
    expect(lstm?.steps.map(({ whole }) => whole === null)).not.toContain(true)
  })

  it('says where the loss asks anew, and follows h in a GRU', async () => {
    const bench = smallBench({ task: 'copy', symbols: 2, length: 4, variant: 'gru', hidden: 5 })
    const { rnn, lstm } = (await answered(bench)).cells
    expect(rnn?.asked.length).toBeGreaterThan(1)
    expect(lstm).toMatchObject({ gru: true, state: 'h', cell: null, full: null })
    expect(Object.keys(lstm?.gates ?? {}).sort()).toEqual(['n', 'r', 'z'])
  })

  it('refuses what is beyond the net', async () => {
    const bench = smallBench()
    await expect(answered(bench, { t: 13 })).rejects.toMatchObject({ code: 'beyond-the-net' })
    await expect(answered(bench, { unit: [10] })).rejects.toMatchObject({ code: 'beyond-the-net' })
    await expect(answered(bench, { unit: [1, 2] })).rejects.toMatchObject({ code: 'one-unit-only' })
  })
})
