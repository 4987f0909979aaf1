import { describe, expect, it } from 'vitest'
import { gradient } from '../../src/workbench/probes/gradient.ts'
import { memory } from '../../src/workbench/probes/memory.ts'
import { states } from '../../src/workbench/probes/states.ts'
import { verification } from '../../src/workbench/probes/verification.ts'
import { walk } from '../../src/workbench/probes/walk.ts'
import { equationsOf } from '../../src/workbench/receipts/equations.ts'
import { checkOperation, intervene } from '../../src/workbench/surgery.ts'
import { ALL, clamp } from '../support/operations.ts'
import { smallBench, trained } from '../support/small-bench.ts'

describe('surgery', () => {
  it('f = 0, i = 1, o = 1 and plain output leave tanh of the candidate, step by step', async () => {
    const bench = smallBench({ cells: ['lstm'] })
    await intervene(bench, 'x', [
      clamp('f', 0),
      clamp('i', 1),
      clamp('o', 1),
      { kind: 'plain-output' },
    ])
    const gates = await states.answer(bench, { sequence: 3 }, 'gates')
    const inner = await states.answer(bench, { sequence: 3 }, 'state')
    expect(inner.lstm?.h).toEqual(gates.lstm?.g)
    expect(gates.lstm?.f.flat().every((f) => f === 0)).toBe(true)
  })

  it('o at one time step leaves c of that step alone and changes it only later', async () => {
    const bench = smallBench({ cells: ['lstm'] })
    const before = await states.answer(bench, { sequence: 1 }, 'state')
    await intervene(bench, 'x', [clamp('o', 0, { from: 5, to: 5 })])
    const after = await states.answer(bench, { sequence: 1 }, 'state')
    expect(after.lstm?.c.slice(0, 5)).toEqual(before.lstm?.c.slice(0, 5))
    expect(after.lstm?.h[4].every((h) => h === 0)).toBe(true)
    expect(after.lstm?.c[5]).not.toEqual(before.lstm?.c[5])
  })

  it('tells the effect before and after, and measures the present state once more', async () => {
    const bench = smallBench({ cells: ['lstm'] })
    await trained(bench, { steps: 40 })
    const { metric } = bench.facts().nets.lstm ?? {}
    const cut = await intervene(bench, 'sever belt', [{ kind: 'sever-belt', ...ALL }])
    expect(cut.before.metric).toBe(metric)
    expect(cut.after.metric).not.toBe(metric)
    const back = await intervene(bench, 'release', [])
    expect(back.after).toEqual(cut.before)
    expect(back.before).toEqual(cut.after)
  })

  it('severed gates leave the belt alone to carry the gradient', async () => {
    const bench = smallBench({ cells: ['lstm'] })
    await intervene(bench, 'sever gates', [{ kind: 'sever-gates', from: null, to: null }])
    const { lstm } = await gradient.answer(bench, { cells: ['lstm'] }, 'gradient')
    expect(lstm?.log10.rest?.every((value) => value === null)).toBe(true)
    expect(lstm?.log10.belt).toEqual(lstm?.log10.cell)
  })

  it('a cut of the way back alone keeps the answers, cuts the gradient and verifies', async () => {
    const bench = smallBench({ cells: ['lstm'] })
    await trained(bench, { steps: 20 })
    const uncut = await verification.answer(bench, { cells: ['lstm'] }, 'verify')
    expect(uncut.heldConstants).toBe(false)
    const { before, after } = await intervene(bench, 'x', [{ kind: 'sever-belt-backward', ...ALL }])
    expect([after.metric, after.loss]).toEqual([before.metric, before.loss])
    expect(after.log10.cell?.[0]).toBeLessThan((before.log10.cell?.[0] ?? 0) - 1)
    // The belt's own part ends where it begins: at the last step, where the loss comes in.
    expect(after.log10.belt?.slice(0, -1).every((log) => log === null)).toBe(true)
    const checked = await verification.answer(bench, { cells: ['lstm'] }, 'verify')
    expect(checked.heldConstants).toBe(true)
    expect(checked.cells.lstm?.largest.textbook).toBeLessThan(1e-6)
    expect(checked.cells.lstm?.largest.engine).toBeLessThan(1e-3)
  })

  it('a cut of the way back alone stands beside none and the full one', async () => {
    const cut = { ...ALL, from: 4, to: 4 }
    const full = smallBench({ cells: ['lstm'] })
    await trained(full, { steps: 20 })
    const severed = await intervene(full, 'x', [{ kind: 'sever-belt', ...cut }])
    expect(severed.beside).toBeUndefined()
    const bench = smallBench({ cells: ['lstm'] })
    await trained(bench, { steps: 20 })
    const found = await intervene(bench, 'x', [{ kind: 'sever-belt-backward', ...cut }])
    expect(found.beside).toEqual({ uncut: severed.before, full: severed.after })
    // The values differ, and so do the gradients on either side of the cut.
    expect(found.beside?.full.metric).not.toBe(found.after.metric)
    expect(found.beside?.full.log10.cell).not.toEqual(found.after.log10.cell)
    // A clamp is no cut: it stays in all three, and what stood before is another net.
    const held = clamp('o', 1)
    await intervene(bench, 'x', [held])
    const more = await intervene(bench, 'x', [
      held,
      { kind: 'sever-gates-backward', from: null, to: null },
    ])
    expect(more.beside?.uncut).toEqual(more.before)
    // What comes on top, and what is taken back, is told before and after.
    const { operations } = more
    const plain = await intervene(bench, 'x', [...operations, { kind: 'plain-output' }])
    expect(plain.beside).toBeUndefined()
    const again = await intervene(bench, 'x', [held])
    expect(again.beside).toBeUndefined()
    expect(again.after).toEqual(more.beside?.uncut)
  })

  it('a severed belt keeps nothing, whatever f is; one severed backwards keeps all', async () => {
    const bench = smallBench({ cells: ['lstm'] })
    const { after: plain } = await memory.answer(bench, {}, 'memory')
    await intervene(bench, 'x', [{ kind: 'sever-belt-backward', ...ALL }])
    expect((await memory.answer(bench, {}, 'memory')).after).toEqual(plain)
    await intervene(bench, 'x', [{ kind: 'sever-belt', units: [2], from: 5, to: 5 }])
    const { after } = await memory.answer(bench, {}, 'memory')
    expect(after.halfLife[1]).toBe(0)
    expect(after.halfLife.filter((steps) => steps === 0)).toHaveLength(1)
    const step = await walk.answer(bench, { t: 5, unit: [2], sequence: 1 }, 'walk')
    const line = equationsOf(step, bench.spec).find(({ equation }) => equation.startsWith('c_t'))
    expect(line?.equation).toBe('c_t = i_t ⊙ g_t')
  })

  it('does not reach beyond the net', () => {
    const bench = smallBench()
    expect(() => checkOperation(bench.spec, clamp('f', 1, { units: [10] }))).toThrow(
      'beyond-the-net',
    )
    expect(() => checkOperation(bench.spec, clamp('f', 1, { to: 13 }))).toThrow('beyond-the-net')
    expect(() => checkOperation(bench.spec, clamp('f', 1, { from: 5, to: 4 }))).toThrow(
      'from-after-to',
    )
    expect(() => checkOperation(smallBench({ cells: ['rnn'] }).spec, clamp('f', 1))).toThrow(
      'surgery-needs-lstm',
    )
    const { spec: gru } = smallBench({ variant: 'gru' })
    expect(() => checkOperation(gru, clamp('f', 1))).toThrow('gate-of-other-cell')
    expect(() => checkOperation(bench.spec, clamp('z', 1))).toThrow('gate-of-other-cell')
    expect(() => checkOperation(gru, { kind: 'plain-output' })).toThrow('surgery-on-cell')
    expect(() => checkOperation(gru, clamp('z', 1, { units: [10] }))).toThrow('beyond-the-net')
    checkOperation(gru, clamp('z', 1, { units: [9], from: 12 }))
  })
})
