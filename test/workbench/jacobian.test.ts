import { describe, expect, it } from 'vitest'
import { jacobian } from '../../src/workbench/probes/jacobian.ts'
import { states } from '../../src/workbench/probes/states.ts'
import { activationsOf } from '../../src/workbench/sequence-activations.ts'
import { intervene } from '../../src/workbench/surgery.ts'
import { weightsJob } from '../../src/workbench/workers/shared-jobs.ts'
import { ALL, clamp } from '../support/operations.ts'
import { smallBench, trained } from '../support/small-bench.ts'

const answered = (bench: ReturnType<typeof smallBench>, values = {}) =>
  jacobian.answer(bench, values, 'jacobian')

describe('jacobian', () => {
  it('of one unit is the product of (1 − h²) w, and of its belt that of f', async () => {
    const bench = smallBench({ hidden: 1 })
    await trained(bench, { steps: 20 })
    const { cells } = await answered(bench, { sequence: 2 })
    const h = [...(await activationsOf(bench, 'rnn', 2)).planes.h]
    const { weight_hh_l0: w } = await bench.ask('rnn', weightsJob, bench.subject('rnn'))
    const steps = h.slice(1).map((value) => Math.log10(Math.abs((1 - value * value) * w[0])))
    expect(cells.rnn?.full.steps).toEqual(steps.map((log) => expect.closeTo(log, 5)))
    const sum = steps.reduce((a, b) => a + b)
    expect(cells.rnn?.full.products[0]).toBeCloseTo(sum, 5)
    const { lstm } = await states.answer(bench, { sequence: 2 }, 'gates')
    const f = lstm?.f.slice(1).map(([value]) => Math.log10(value)) ?? []
    expect(cells.lstm?.belt?.steps).toEqual(f.map((log) => expect.closeTo(log, 5)))
    expect(cells.lstm?.belt?.products[0]).toBeCloseTo(
      f.reduce((a, b) => a + b),
      5,
    )
  })

  it('bounds what the engine measures of ∂L/∂h_t where the loss asks h_T alone', async () => {
    const bench = smallBench({ hidden: 9 })
    const { cells } = await answered(bench)
    const { gradient = [], full } = cells.rnn ?? {}
    gradient.forEach((log10, t) => {
      const grown = (log10 ?? 0) - (gradient.at(-1) ?? 0)
      expect(grown).toBeLessThanOrEqual((full?.products[t] ?? 0) + 1e-5)
    })
  })

  it('goes on below the underflow at T = 1000', async () => {
    const bench = smallBench({ length: 1000, hidden: 4, cells: ['rnn'], gain: 0.2 })
    const { cells } = await answered(bench)
    const { full, gradient = [] } = cells.rnn ?? {}
    const product = full?.products[0] ?? 0
    const grown = (gradient[0] ?? 0) - (gradient.at(-1) ?? 0)
    expect(product).toBeLessThan(-400)
    // One direction is left after so many steps, and the gradient has some of it.
    expect(Math.abs(product - grown)).toBeLessThan(2)
  })

  it('sees surgery, and calls a severed way zero', async () => {
    const bench = smallBench({ cells: ['lstm'] })
    await intervene(bench, 'x', [clamp('f', 0.5), { kind: 'sever-gates', from: null, to: null }])
    const { cells } = await answered(bench)
    const half = Array.from({ length: 12 }, (_, t) => (11 - t) * Math.log10(0.5))
    const near = half.map((log) => expect.closeTo(log, 5))
    expect(cells.lstm?.belt?.products).toEqual(near)
    expect(cells.lstm?.full.products).toEqual(near)
    await intervene(bench, 'x', [{ kind: 'sever-belt-backward', ...ALL, from: 7, to: 7 }])
    const { lstm } = (await answered(bench)).cells
    expect(lstm?.belt?.steps.indexOf(null)).toBe(5)
    expect(lstm?.belt?.products.lastIndexOf(null)).toBe(5)
    expect(lstm?.full.products).not.toContain(null)
  })

  it('of a GRU is that of h, and of one time step there is none', async () => {
    const gru = smallBench({ variant: 'gru', cells: ['lstm'] })
    const { lstm } = (await answered(gru)).cells
    expect(lstm).toMatchObject({ gru: true, state: 'h', belt: null })
    expect(lstm?.full.steps).toHaveLength(11)
    const short = smallBench({ task: 'recall', symbols: 2, length: 2, hidden: 1 })
    const { sequence, cells } = await answered(short)
    expect(cells.rnn?.full.steps).toHaveLength(sequence.length - 1)
    expect(cells.lstm?.full.products.at(-1)).toBe(0)
  })
})
