import { describe, expect, it } from 'vitest'
import { byLag, log10Mean } from '../../src/workbench/probes/by-lag.ts'
import { byLoss } from '../../src/workbench/probes/by-loss.ts'
import { intervene } from '../../src/workbench/surgery.ts'
import { smallBench, trained } from '../support/small-bench.ts'

const answered = (bench: ReturnType<typeof smallBench>) => byLag.answer(bench, {}, 'gradient')

describe('gradient --by-lag', () => {
  it.each(['standard', 'min-lstm', 'gru'] as const)(
    '%s: is the mean of what the single answers of the same sequences send back',
    async (variant) => {
      const bench = smallBench({ task: 'parity-each-step', variant })
      await trained(bench, { steps: 20 })
      const { answers, sequences, cells } = await answered(bench)
      const T = 12
      expect(answers).toEqual(Array.from({ length: T }, (_, k) => sequences * (T - k)))
      const sums = { rnn: new Array(T).fill(0), lstm: new Array(T).fill(0) }
      for (let sequence = 1; sequence <= sequences; sequence++) {
        const one = await byLoss.answer(bench, { sequence }, 'gradient')
        for (const cell of ['rnn', 'lstm'] as const)
          for (const row of one.cells[cell]?.parts ?? [])
            for (const [k, log10] of row.toReversed().entries())
              sums[cell][k] += log10 === null ? 0 : 10 ** log10
      }
      for (const cell of ['rnn', 'lstm'] as const)
        expect(cells[cell]?.log10).toEqual(
          sums[cell].map((sum, k) => expect.closeTo(Math.log10(sum / answers[k]), 4)),
        )
    },
  )

  it('reaches no further back than a cut both ways lets it', async () => {
    const bench = smallBench({ task: 'parity-each-step', cells: ['lstm'] })
    await intervene(bench, 'x', [
      { kind: 'sever-belt', units: null, from: null, to: null },
      { kind: 'sever-gates', from: null, to: null },
    ])
    const { cells } = await answered(bench)
    expect(cells.lstm?.reach).toBe(0)
    expect(cells.lstm?.log10.slice(1).every((one) => one === null)).toBe(true)
  })

  it('takes the mean of numbers that float64 does not hold', () => {
    expect(log10Mean([-3000, -3000])).toBeCloseTo(-3000, 12)
    expect(log10Mean([-3000, null])).toBeCloseTo(-3000 - Math.log10(2), 12)
    expect(log10Mean([0, -4000])).toBeCloseTo(-Math.log10(2), 12)
    expect(log10Mean([null, null])).toBeNull()
    expect(log10Mean([])).toBeNull()
  })
})
