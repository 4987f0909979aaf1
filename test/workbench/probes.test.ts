import { describe, expect, it } from 'vitest'
import { stepsPerDecade } from '../../src/rules/profile-trend.ts'
import { taskOf } from '../../src/training/setup/resolve-spec.ts'
import { attribution } from '../../src/workbench/probes/attribution.ts'
import { gradient, readProfile } from '../../src/workbench/probes/gradient.ts'
import { memory } from '../../src/workbench/probes/memory.ts'
import { states } from '../../src/workbench/probes/states.ts'
import { verification } from '../../src/workbench/probes/verification.ts'
import { walk } from '../../src/workbench/probes/walk.ts'
import { equationsOf } from '../../src/workbench/receipts/equations.ts'
import { activationsOf } from '../../src/workbench/sequence-activations.ts'
import { intervene } from '../../src/workbench/surgery.ts'
import { clamp } from '../support/operations.ts'
import { smallBench, trained } from '../support/small-bench.ts'

describe('gradient', () => {
  it('reads slopes and bounds off a profile of known slope', () => {
    // 10^(t − 51): a factor of ten a step, 1e-50 at t = 1, 1e-1 at t = 50.
    const hidden = Array.from({ length: 50 }, (_, n) => n - 50)
    expect(stepsPerDecade(hidden)).toBeCloseTo(1, 12)
    const facts = readProfile({ hidden, cell: null, belt: null, rest: null, input: [] })
    // Below 10^−6 up to t = 44 (10^−7), below 2^−126 = 10^−37.9 up to t = 13 (10^−38), below 2^−150
    // = 10^−45.15 up to t = 5.
    expect(facts).toMatchObject({ belowMillionth: 44, below1e38: 13, float32Zero: 5 })
    expect(stepsPerDecade([0, 0, 0])).toBeNull()
    expect(stepsPerDecade([null, -3])).toBeNull()
    expect(
      readProfile({ hidden: [0, 0], cell: null, belt: null, rest: null, input: [] }).belowMillionth,
    ).toBeNull()
  })

  it('with f = 1 and the other ways back cut keeps ∂L/∂c whole over 1,000 steps', async () => {
    const bench = smallBench({ length: 1000, hidden: 4, batch: 4, cells: ['lstm'] })
    const operations = [
      clamp('f', 1, { from: 2 }),
      clamp('i', 0, { from: 2 }),
      clamp('o', 0, { to: 999 }),
    ]
    await intervene(bench, 'clamp', operations)
    const { lstm } = await gradient.answer(bench, { cells: ['lstm'] }, 'gradient')
    const cell = lstm?.log10.cell ?? []
    expect(cell).toHaveLength(1000)
    expect(new Set(cell.slice(1)).size).toBe(1)
    const { lstm: planes } = await states.answer(bench, { sequence: 2 }, 'state')
    const c = planes?.c ?? []
    expect(c[0].some((value) => value !== 0)).toBe(true)
    for (const row of c) expect(row).toEqual(c[0])
  })
})

describe('the order of units', () => {
  it('is that of half-lives: from the gate that holds to the one that forgets', async () => {
    const bench = smallBench({ cells: ['rnn', 'lstm'] })
    await intervene(bench, 'x', [
      clamp('f', 0.999, { units: [4] }),
      clamp('f', 0.01, { units: [2] }),
    ])
    const { order, sort } = await states.answer(bench, { sort: 'half-life' }, 'state')
    expect(sort).toBe('half-life')
    expect(order?.lstm?.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect([order?.lstm?.[0], order?.lstm?.at(-1)]).toEqual([4, 2])
    // An RNN has no gate to tell it by.
    expect(order).not.toHaveProperty('rnn')
  })

  it('by value is that of c at T, of an RNN that of h', async () => {
    const bench = smallBench({ cells: ['rnn', 'lstm'] })
    const { lstm, rnn, order } = await states.answer(bench, { sort: 'value' }, 'state')
    for (const [values, units] of [
      [lstm?.c, order?.lstm],
      [rnn?.h, order?.rnn],
    ] as const) {
      const last = values?.at(-1) ?? []
      const sorted = (units ?? []).map((unit) => last[unit - 1])
      expect(sorted).toEqual([...last].sort((a, b) => b - a))
    }
  })

  it('is none unless asked for, and pinned in the receipt', async () => {
    const bench = smallBench({ cells: ['lstm'] })
    const plain = await states.answer(bench, {}, 'gates')
    expect(plain).not.toHaveProperty('order')
    const result = await states.answer(bench, { sort: 'half-life' }, 'gates')
    const line = states.receipt.question?.({ result, state: bench.state })
    expect(line).toBe('gates --sequence 1 --sort half-life')
  })
})

describe('memory', () => {
  it('a forget gate of 0.9 has a half-life of ln 2 / −ln 0.9', async () => {
    const bench = smallBench({ cells: ['lstm', 'rnn'] })
    await intervene(bench, 'x', [clamp('f', 0.9), clamp('f', 1, { units: [2] })])
    const { after, before, lag, neededForget, neededBias } = await memory.answer(
      bench,
      {},
      'memory',
    )
    expect(after.halfLife[0]).toBeCloseTo(Math.LN2 / -Math.log(0.9), 4)
    expect(after.halfLife[1]).toBeNull()
    expect(after.longest).toBeNull()
    expect(after.longEnough).toBe(1)
    expect(before.forget).toHaveLength(9)
    expect(neededForget ** lag).toBeCloseTo(0.5, 12)
    expect(1 / (1 + Math.exp(-neededBias))).toBeCloseTo(neededForget, 12)
  })
})

describe('half-lives', () => {
  it('of a gate made negative are those of its size, here and in the order', async () => {
    const bench = smallBench({ cells: ['lstm', 'rnn'] })
    await intervene(bench, 'x', [clamp('f', -0.5), clamp('f', -0.9, { units: [3] })])
    const { after } = await memory.answer(bench, {}, 'memory')
    expect(after.halfLife[0]).toBeCloseTo(1, 6)
    expect(after.halfLife[2]).toBeCloseTo(Math.LN2 / -Math.log(0.9), 4)
    expect(after.median).toBeCloseTo(1, 6)
    expect(after.forget[0]).toBeCloseTo(0.5, 6)
    const { order } = await states.answer(bench, { sort: 'half-life' }, 'gates')
    expect(order?.lstm?.[0]).toBe(3)
  })
})

describe('memory of a GRU', () => {
  it('half-lives are those of z, in PyTorch’s form h_t = (1 − z)⊙n + z⊙h_{t−1}', async () => {
    const bench = smallBench({ variant: 'gru', cells: ['lstm', 'rnn'] })
    const { after, gate } = await memory.answer(bench, {}, 'memory')
    expect(gate).toBe('z')
    const { spec } = bench
    const of = async (sequence: number) => (await activationsOf(bench, 'lstm', sequence)).planes.z
    const [T, H] = [taskOf(spec).timeSteps, spec.hidden]
    const all = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(of))
    // At t = 1 it multiplies h_0 = 0.
    const logs = all.flatMap((z) =>
      Array.from({ length: T - 1 }, (_, t) => Math.log(z[(t + 1) * H])),
    )
    const mean = logs.reduce((sum, one) => sum + one, 0) / logs.length
    expect(after.halfLife[0]).toBeCloseTo(Math.LN2 / -mean, 5)
  })
})

describe('attribution', () => {
  it('an LSTM that only looks at its own time step owes everything to the last one', async () => {
    const bench = smallBench({ cells: ['lstm'] })
    await intervene(bench, 'x', [clamp('f', 0), { kind: 'sever-gates', from: null, to: null }])
    const found = await attribution.answer(bench, { cells: ['lstm'], sequence: 4 }, 'attribution')
    const log10 = found.cells.lstm?.log10 ?? []
    expect(log10.slice(0, -1).every((value) => value === null)).toBe(true)
    expect(log10.at(-1)).not.toBeNull()
    expect(found.cells.lstm?.share).toBe(found.sequence.marks.includes(12) ? 1 : 0)
    expect(found.chance).toBeCloseTo(2 / 12)
  })
})

describe('verify gradient', () => {
  it.each(['standard', 'coupled', 'gru'] as const)(
    '%s agrees with finite differences, trained or under surgery',
    async (variant) => {
      const bench = smallBench({ variant })
      await trained(bench, { steps: 20 })
      if (variant !== 'gru')
        await intervene(bench, 'x', [clamp('o', 0.7, { units: [1, 4], from: 3 })])
      const { cells } = await verification.answer(bench, { cells: ['rnn', 'lstm'] }, 'verify')
      for (const { tensors } of Object.values(cells)) {
        for (const { textbook, engine } of tensors) {
          expect(textbook).toBeLessThan(1e-6)
          expect(engine).toBeLessThan(1e-3)
        }
      }
    },
  )
})

describe('walk', () => {
  it('puts the numbers of one unit and one time step into the equations', async () => {
    const bench = smallBench()
    const found = await walk.answer(bench, { t: 7, unit: [5], sequence: 2 }, 'walk')
    const { i, f, g, o, c, h } = found.now
    expect(f * (found.before.c ?? 0) + i * g).toBeCloseTo(c, 6)
    expect(o * Math.tanh(c)).toBeCloseTo(h, 6)
    expect(found.cell?.[6][4]).toBe(c)
    const lines = equationsOf(found, bench.spec)
    expect(lines.map(({ equation }) => equation)).toContain('c_t = f_t ⊙ c_{t−1} + i_t ⊙ g_t')
    await expect(walk.answer(bench, { t: 13, unit: [1], sequence: 1 }, 'walk')).rejects.toThrow(
      'beyond-the-net',
    )
  })
})
