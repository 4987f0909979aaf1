import { describe, expect, it } from 'vitest'
import { byLoss } from '../../src/workbench/probes/by-loss.ts'
import { jacobian } from '../../src/workbench/probes/jacobian.ts'
import { intervene } from '../../src/workbench/surgery.ts'
import { smallBench, trained } from '../support/small-bench.ts'

const answered = (bench: ReturnType<typeof smallBench>, values = {}) =>
  byLoss.answer(bench, values, 'gradient')

const near = (logs: readonly (number | null)[] = []) =>
  logs.map((log) => (log === null ? null : expect.closeTo(log, 3)))

describe('gradient --by-loss', () => {
  it.each(['standard', 'coupled', 'gru'] as const)(
    '%s: the parts add up to what the engine measures on its own way back',
    async (variant) => {
      const bench = smallBench({ task: 'parity-each-step', variant })
      await trained(bench, { steps: 20 })
      const { asked, cells } = await answered(bench, { sequence: 2 })
      expect(asked).toEqual(Array.from({ length: 12 }, (_, t) => t + 1))
      for (const one of [cells.rnn, cells.lstm]) {
        expect(one?.sum).toEqual(near(one?.measured))
        expect(one?.parts.map((row) => row.length)).toEqual(asked)
        // The last step has no later answer than its own.
        expect(one?.sum[11]).toBe(one?.parts[11][11])
      }
    },
  )

  it('follows surgery: behind a cut both ways nothing of a later answer is left', async () => {
    const bench = smallBench({ task: 'parity-each-step', cells: ['lstm'] })
    await intervene(bench, 'x', [
      { kind: 'sever-belt', units: null, from: 6, to: 6 },
      { kind: 'sever-gates', from: 6, to: 6 },
    ])
    const { cells } = await answered(bench)
    const { parts = [], sum, measured } = cells.lstm ?? {}
    expect(sum).toEqual(near(measured))
    for (const row of parts.slice(5))
      expect(row.slice(0, 5)).toEqual([null, null, null, null, null])
    expect(parts.slice(5).every((row) => row.slice(5).every((log) => log !== null))).toBe(true)
  })

  it('of a task that asks once is the whole gradient, as the Jacobians have it', async () => {
    const bench = smallBench()
    const { asked, cells } = await answered(bench)
    expect(asked).toEqual([12])
    const { cells: bounds } = await jacobian.answer(bench, {}, 'jacobian')
    expect(cells.rnn?.parts[0]).toEqual(near(bounds.rnn?.gradient))
  })

  it('asks only where the sequence does', async () => {
    const bench = smallBench({ task: 'anbn', length: 6 })
    const { asked, cells } = await answered(bench, { sequence: 1 })
    expect(asked.length).toBe(asked.at(-1))
    expect(cells.rnn?.parts).toHaveLength(asked.length)
    expect(cells.rnn?.sum.slice(asked.length).every((log) => log === null)).toBe(true)
  })
})
