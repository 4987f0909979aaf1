/** Surgery in the kernels does what its equation says, to the bit where that can be. */
import { describe, expect, it } from 'vitest'
import { Net } from '../../src/engine/net.ts'
import { textbook } from '../../src/engine/reference/index.ts'
import type { WeightName } from '../../src/engine/types.ts'
import { kernelsModule } from '../support/kernels.ts'
import { ALL, clamp } from '../support/operations.ts'
import { both, offBy, SHAPES } from '../support/variant-nets.ts'

describe('surgery is exact', () => {
  it('f = 0, i = 1, o = 1 and plain output make the LSTM a tanh RNN of the candidate', () => {
    const shape = { loss: 'mse', I: 3, H: 13, O: 2, T: 20, B: 9, L: 1 } as const
    const { net, exact, weights } = both(8, shape, [
      clamp('f', 0),
      clamp('i', 1),
      clamp('o', 1),
      { kind: 'plain-output' },
    ])
    const { I, H, O, T, B, L } = shape
    const rows = (name: WeightName, columns: number) =>
      weights[name].slice(2 * H * columns, 3 * H * columns)
    const rnn = Net.create(kernelsModule, {
      sizes: { cell: 'rnn', input: I, hidden: H, output: O },
      T,
      B,
      L,
      loss: 'mse',
      record: true,
    })
    rnn.load({
      ...weights,
      weight_ih_l0: rows('weight_ih_l0', I),
      weight_hh_l0: rows('weight_hh_l0', H),
      bias_ih_l0: rows('bias_ih_l0', 1),
      bias_hh_l0: rows('bias_hh_l0', 1),
    })
    rnn.work.setBatch(exact)
    const [a, b] = [net.inspect(), rnn.inspect()]
    expect(offBy(a.hidden, b.hidden)).toBeLessThan(1e-6)
    expect(Math.abs(a.loss - b.loss)).toBeLessThan(1e-6)
    a.profile.hidden.forEach((log, t) => {
      expect(Math.abs((log ?? 0) - (b.profile.hidden[t] ?? 0))).toBeLessThan(1e-5)
    })
    for (const [name, columns] of [
      ['weight_hh_l0', H],
      ['weight_ih_l0', I],
      ['bias_ih_l0', 1],
    ] as const) {
      const ofCandidate = a.parameters[name].slice(2 * H * columns, 3 * H * columns)
      expect(offBy(ofCandidate, b.parameters[name])).toBeLessThan(1e-6)
    }
    expect(a.parameters.weight_hh_l0.slice(0, 2 * H * H).every((value) => value === 0)).toBe(true)
  })

  it('f = 1 and i = 0 carry c through 1,000 steps to the bit, and its gradient with it', () => {
    const operations = [
      clamp('f', 1, { from: 2 }),
      clamp('i', 0, { from: 2 }),
      clamp('o', 0, { to: 999 }),
    ]
    const { net } = both(9, { loss: 'mse', I: 2, H: 9, O: 1, T: 1000, B: 5, L: 1 }, operations)
    const { cell, profile } = net.inspect()
    const first = cell?.slice(0, 5 * 9) ?? new Float32Array()
    expect(first.some((value) => value !== 0)).toBe(true)
    for (let t = 1; t < 1000; t++) expect(cell?.slice(t * 45, (t + 1) * 45)).toEqual(first)
    expect(profile.cell?.[999]).not.toBeNull()
    expect(new Set(profile.cell?.slice(1)).size).toBe(1)
  })

  it('f just below 1 does not: after n steps f^n is left', () => {
    const operations = [clamp('f', 0.99, { from: 2 }), clamp('i', 0, { from: 2 })]
    const { net } = both(9, { loss: 'mse', I: 2, H: 9, O: 1, T: 301, B: 5, L: 1 }, operations)
    const { cell } = net.states()
    const left = (cell?.[300 * 45] ?? 0) / (cell?.[0] ?? 1)
    expect(left).toBeCloseTo(0.99 ** 300, 5)
  })

  it('o at one time step leaves c of that step the same bits, and acts later through h', () => {
    const shape = { loss: 'mse', I: 2, H: 9, O: 1, T: 10, B: 5, L: 1 } as const
    const before = both(10, shape).net.states()
    const after = both(10, shape, [clamp('o', 0, { from: 4, to: 4 })]).net.states()
    expect(after.cell?.slice(0, 4 * 45)).toEqual(before.cell?.slice(0, 4 * 45))
    expect(after.hidden.slice(3 * 45, 4 * 45).every((h) => h === 0)).toBe(true)
    expect(after.cell?.slice(4 * 45, 5 * 45)).not.toEqual(before.cell?.slice(4 * 45, 5 * 45))
  })

  it('a way severed backwards alone changes no value of any state, and its gradient', () => {
    const shape = { loss: 'mse', I: 3, H: 13, O: 2, T: 20, B: 9, L: 2 } as const
    const plain = both(11, shape).net.inspect()
    for (const kind of ['sever-belt-backward', 'sever-gates-backward'] as const) {
      const cut = both(11, shape, [{ kind, ...ALL }]).net.inspect()
      for (const field of ['loss', 'logits', 'hidden', 'cell', 'gates'] as const)
        expect(cut[field]).toEqual(plain[field])
      expect(cut.profile.hidden[0]).not.toBe(plain.profile.hidden[0])
      expect(cut.parameters.weight_hh_l0).not.toEqual(plain.parameters.weight_hh_l0)
    }
  })

  it('under a severed belt f is still the forget gate', () => {
    const pair = both(11, SHAPES[1], [{ kind: 'sever-belt', ...ALL }])
    const { gates } = pair.net.states()
    expect(offBy(gates?.f ?? [], textbook(pair.exact).gates?.f ?? [])).toBeLessThan(1e-5)
  })

  it('nothing done is nothing changed: room for surgery alone gives the same bits', () => {
    const shape = { loss: 'mse', I: 3, H: 13, O: 2, T: 20, B: 9, L: 2 } as const
    const scaledByOne = both(11, shape, [{ kind: 'scale', gate: 'f', value: 1, ...ALL }]).net
    expect(scaledByOne.inspect()).toEqual(both(11, shape).net.inspect())
    const released = both(11, shape, [clamp('f', 0)]).net
    released.intervene([])
    expect(released.inspect()).toEqual(both(11, shape).net.inspect())
  })

  it('z = 1 keeps h of a GRU through 1,000 steps to the bit, and its gradient with it', () => {
    const shape = { variant: 'gru', loss: 'mse', I: 2, H: 9, O: 1, T: 1000, B: 5, L: 1 } as const
    const { net } = both(9, shape, [clamp('z', 1, { from: 2 })])
    const { hidden, profile, gates } = net.inspect()
    const first = hidden.slice(0, 5 * 9)
    expect(first.some((value) => value !== 0)).toBe(true)
    for (let t = 1; t < 1000; t++) expect(hidden.slice(t * 45, (t + 1) * 45)).toEqual(first)
    expect(gates?.z.slice(45).every((z) => z === 1)).toBe(true)
    expect(profile.hidden[999]).not.toBeNull()
    expect(new Set(profile.hidden.slice(1)).size).toBe(1)
  })

  it('z = 0.99 and n = 0 leave 0.99^n of it after n steps', () => {
    const shape = { variant: 'gru', loss: 'mse', I: 2, H: 9, O: 1, T: 301, B: 5, L: 1 } as const
    const operations = [clamp('z', 0.99, { from: 2 }), clamp('n', 0, { from: 2 })]
    const { hidden } = both(9, shape, operations).net.states()
    expect(hidden[300 * 45] / hidden[0]).toBeCloseTo(0.99 ** 300, 5)
  })

  it('z = 0 and r = 1 make the GRU a tanh RNN of its candidate', () => {
    const shape = { loss: 'mse', I: 3, H: 13, O: 2, T: 20, B: 9, L: 1 } as const
    const operations = [clamp('z', 0), clamp('r', 1)]
    const { net, exact, weights } = both(8, { ...shape, variant: 'gru' }, operations)
    const { I, H, O, T, B, L } = shape
    const rows = (name: WeightName, columns: number) =>
      weights[name].slice(2 * H * columns, 3 * H * columns)
    const sizes = { cell: 'rnn', input: I, hidden: H, output: O } as const
    const rnn = Net.create(kernelsModule, { sizes, T, B, L, loss: 'mse', record: true })
    rnn.load({
      ...weights,
      weight_ih_l0: rows('weight_ih_l0', I),
      weight_hh_l0: rows('weight_hh_l0', H),
      bias_ih_l0: rows('bias_ih_l0', 1),
      bias_hh_l0: rows('bias_hh_l0', 1),
    })
    rnn.work.setBatch(exact)
    const [a, b] = [net.inspect(), rnn.inspect()]
    expect(offBy(a.hidden, b.hidden)).toBeLessThan(1e-6)
    a.profile.hidden.forEach((log, t) => {
      expect(Math.abs((log ?? 0) - (b.profile.hidden[t] ?? 0))).toBeLessThan(1e-5)
    })
    const ofCandidate = a.parameters.weight_hh_l0.slice(2 * H * H, 3 * H * H)
    expect(offBy(ofCandidate, b.parameters.weight_hh_l0)).toBeLessThan(1e-6)
    expect(a.parameters.weight_hh_l0.slice(0, 2 * H * H).every((value) => value === 0)).toBe(true)
  })

  it('of a GRU, too, nothing done is nothing changed', () => {
    const shape = { variant: 'gru', loss: 'mse', I: 3, H: 13, O: 2, T: 20, B: 9, L: 2 } as const
    const scaledByOne = both(11, shape, [{ kind: 'scale', gate: 'z', value: 1, ...ALL }]).net
    expect(scaledByOne.inspect()).toEqual(both(11, shape).net.inspect())
  })
})
