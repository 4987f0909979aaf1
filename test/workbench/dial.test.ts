/** A dial shows what its command would do, and does nothing. */
import { describe, expect, it } from 'vitest'
import type { Cell } from '../../src/engine/types.ts'
import { proposalAt, standsAt, valuesOf } from '../../src/workbench/dial-positions.ts'
import { type DialName, dial } from '../../src/workbench/probes/dial.ts'
import { gradient } from '../../src/workbench/probes/gradient.ts'
import { memory } from '../../src/workbench/probes/memory.ts'
import { intervene } from '../../src/workbench/surgery.ts'
import type { Workbench } from '../../src/workbench/workbench.ts'
import { smallBench, trained } from '../support/small-bench.ts'

const clampOf = (gate: 'i' | 'f' | 'g' | 'o', value: number) =>
  ({ kind: 'clamp', gate, value, units: null, from: null, to: null }) as const

const tableOf = (bench: Workbench, what: DialName, from: number, to: number, count: number) =>
  dial.answer(bench, { what, from, to, count }, 'dial')

describe('dial', () => {
  it('of a gate measures what separate clamps measure, to the bit', async () => {
    const bench = smallBench()
    await trained(bench, { steps: 20 })
    const { digest } = bench.facts()
    const { positions, now } = await tableOf(bench, 'f', 0.2, 1, 3)
    expect(bench.facts()).toMatchObject({ digest, undo: bench.facts().undo })
    expect(positions.map(({ value }) => value)).toEqual([0.2, 0.6, 1])
    expect(now).toMatchObject({ value: null, line: null, digest })
    for (const position of positions) {
      const other = smallBench()
      await trained(other, { steps: 20 })
      const { after } = await intervene(other, position.line ?? '', [
        clampOf('f', position.value ?? 0),
      ])
      const { lstm } = position.cells
      expect(position.digest).toBe(other.facts().digest)
      expect(lstm).toMatchObject({ metric: after.metric, loss: after.loss, log10: after.log10 })
      const lives = await memory.answer(other, {}, 'memory')
      expect(lstm?.halfLife).toEqual({
        median: lives.after.median,
        longest: lives.after.longest,
        longEnough: lives.after.longEnough,
      })
    }
    // c_t = f c_{t−1} + …: with f = 1 throughout nothing is ever forgotten.
    expect(positions[2].cells.lstm?.halfLife?.median).toBeNull()
    expect(positions[0].cells.lstm?.halfLife?.median).toBeCloseTo(Math.LN2 / -Math.log(0.2), 5)
  })

  it.each([
    ['forget-bias', 'forgetBias', 0, 3],
    ['lag', 'length', 12, 16],
    ['scale', 'gain', 0.5, 2],
  ] as const)('of %s measures both nets as the setting makes them', async (what, key, from, to) => {
    const bench = smallBench()
    await trained(bench, { steps: 5 })
    const { positions } = await tableOf(bench, what, from, to, 2)
    expect(bench.stepOf('lstm')).toBe(5)
    for (const { value, digest, cells, length, restarted } of positions) {
      const other = smallBench({ [key]: value })
      const same = value === bench.spec[key]
      expect(restarted).toBe(!same)
      if (same) continue
      expect(digest).toBe(other.facts().digest)
      expect(length).toBe(other.task.timeSteps)
      const found = await gradient.answer(other, {}, 'gradient')
      for (const cell of ['rnn', 'lstm'] as const satisfies readonly Cell[])
        expect(cells[cell]).toMatchObject({
          loss: found[cell]?.loss,
          log10: found[cell]?.log10,
          stepsPerDecade: found[cell]?.stepsPerDecade,
        })
    }
  })

  it('starts where the gate is clamped, or where it keeps as the median unit does', async () => {
    const bench = smallBench()
    const open = () => dial.answer(bench, { what: 'f', keys: true }, 'dial')
    const { now, positions } = await open()
    const median = now.cells.lstm?.halfLife?.median ?? 0
    expect(positions[0].value).toBeCloseTo(2 ** (-1 / median), 2)
    const { line, state } = proposalAt(bench, 'f', 0.4)
    bench.become(line, state)
    const held = await open()
    expect([held.now.value, held.positions[0].value]).toEqual([0.4, 0.4])
    const scaled = { ...clampOf('f', 2), kind: 'scale' } as const
    expect(standsAt('f', { ...state, operations: [...state.operations, scaled] })).toBeNull()
  })

  it('needs a value where there are no keys, and takes what its command would take', async () => {
    const bench = smallBench()
    const asked = (values: object) => dial.answer(bench, { what: 'f', ...values }, 'dial')
    await expect(asked({})).rejects.toMatchObject({ code: 'dial-needs-value' })
    await expect(asked({ what: 'lag', from: 10.5 })).rejects.toMatchObject({ code: 'not-a-number' })
    await expect(asked({ what: 'scale', from: -1 })).rejects.toMatchObject({ code: 'not-a-number' })
    await expect(asked({ what: 'lag', from: 1 })).rejects.toMatchObject({ code: /length|short/ })
    const gru = smallBench({ variant: 'gru' })
    await expect(dial.answer(gru, { what: 'o', from: 1 }, 'dial')).rejects.toMatchObject({
      code: 'gate-of-other-cell',
    })
    const bias = await dial.answer(gru, { what: 'forget-bias', from: 2 }, 'dial')
    expect(bias.positions[0].cells.lstm?.halfLife?.median).toBeGreaterThan(
      bias.now.cells.lstm?.halfLife?.median ?? 0,
    )
  })

  it('has whole numbers where there are no others, each once', () => {
    expect(valuesOf('lag', 10, 13, 6)).toEqual([10, 11, 12, 13])
    expect(valuesOf('f', 0.1, 0.4, 4)).toEqual([0.1, 0.2, 0.3, 0.4])
    expect(valuesOf('g', 1, -1, 3)).toEqual([1, 0, -1])
  })
})
