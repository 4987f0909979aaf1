/**
 * A gradient that vanishes is measured, not lost: where float32 would lose something beside what is
 * larger, because a way back is clamped, scaled or severed for all units or for some, or weights
 * are tiny.
 */
import { describe, expect, it } from 'vitest'
import { Net } from '../../../src/engine/net.ts'
import { textbook } from '../../../src/engine/reference/index.ts'
import { Trainer } from '../../../src/engine/trainer.ts'
import { WEIGHT_NAMES, type WeightName } from '../../../src/engine/types.ts'
import { kernelsModule } from '../../support/kernels.ts'
import { OPERATIONS } from '../../support/operations.ts'
import {
  both,
  clamp,
  type Edit,
  expectRight,
  expectSame,
  ODD,
  scale,
} from '../../support/underflow.ts'

describe('a way back of its own', () => {
  it('one unit, i = 0, f = 0.875: ∂L/∂h_{t−1} = ∂L/∂h_t·w·tanh(c_t)·o′ to the last step', () => {
    const T = 300
    const { net, exact } = both(4, { ...ODD, I: 1, H: 1, O: 1, T, B: 1 }, [
      clamp('i', 0, { from: 2 }),
      clamp('f', 0.875),
    ])
    const { hidden, cell } = net.profile()
    const { weight_ih_l0: U, weight_hh_l0: W, bias_ih_l0: b, bias_hh_l0: b2 } = exact.weights
    const z = (gate: number, x: number, h: number) => U[gate] * x + W[gate] * h + b[gate] + b2[gate]
    const sigmoid = (v: number) => 1 / (1 + Math.exp(-v))
    let c = sigmoid(z(0, exact.x[0], 0)) * Math.tanh(z(2, exact.x[0], 0))
    let h = sigmoid(z(3, exact.x[0], 0)) * Math.tanh(c)
    let fall = 0
    for (let t = 1; t < T; t++) {
      const o = sigmoid(z(3, exact.x[t], h))
      c *= 0.875
      fall += Math.log10(Math.abs(W[3] * Math.tanh(c) * o * (1 - o)))
      h = o * Math.tanh(c)
    }
    const [first, last] = [hidden[0] ?? 0, hidden[T - 1] ?? 0]
    expect(first - last).toBeCloseTo(fall, 2)
    expect(fall).toBeLessThan(-1000)
    expect((cell?.[0] ?? 0) - (cell?.[T - 1] ?? 0)).toBeGreaterThan(-20)
  })

  it('i = 0, f = 0.875: ∂L/∂h falls by o alone, beside ∂L/∂c that keeps up', () => {
    const { hidden, cell } = expectRight(5, { ...ODD, T: 200 }, [
      clamp('i', 0, { from: 2 }),
      clamp('f', 0.875),
    ])
    expect(hidden[0]).toBeLessThan(-600)
    expect(cell?.[0]).toBeGreaterThan(-20)
  })

  it('some units clamped: what they keep hides nothing of the others', () => {
    const units = [2, 5, 9]
    const kept = [
      clamp('i', 0, { units }),
      clamp('f', 1, { units }),
      clamp('g', 0, { units }),
      clamp('o', 0, { units, to: 299 }),
    ]
    const { hidden } = expectRight(6, { ...ODD, T: 300 }, [
      ...kept,
      scale('f', 0.5),
      scale('o', 0.0625),
    ])
    expect(hidden[0]).toBeLessThan(-60)
  })

  it('comes to light when the larger one ends', () => {
    const { cell } = expectRight(7, { ...ODD, T: 100 }, [
      clamp('f', 2 ** -20, { from: 30, to: 60 }),
      clamp('i', 0, { units: [1] }),
      clamp('f', 1, { units: [1] }),
      { kind: 'sever-belt', units: [1], from: 10, to: 10 },
    ])
    expect((cell?.[8] ?? 0) - (cell?.[9] ?? 0)).toBeLessThan(-40)
  })

  it('of a cell state, lost while no other gradient was there', () => {
    const others = { units: [2, 3, 4, 5, 6, 7, 8, 9, 10, 11] }
    const { hidden, cell } = expectRight(18, { ...ODD, T: 60 }, [
      clamp('i', 0, others),
      clamp('f', 1, others),
      clamp('g', 0, others),
      clamp('o', 2 ** -20, { ...others, to: 49 }),
      { kind: 'sever-gates', from: 20, to: 35 },
      clamp('f', 2 ** -120, { units: [1], from: 28, to: 28 }),
    ])
    expect(hidden[15]).toBeLessThan(-36)
    expect(cell?.[0]).toBeGreaterThan(-4)
  })

  it('of a unit of an RNN, lost while another’s gradient was large', () => {
    const T = 40
    const apart: Edit = (weights) => {
      weights.weight_hh_l0.set([1, 0, 0, 1])
      weights.weight_ih_l0.set([1, 0, 0, 1])
    }
    const { net, exact } = both(19, { ...ODD, cell: 'rnn', H: 2, O: 1, T, B: 1 }, [], apart)
    // Each is saturated for a while: one late, and so first on the way back, the other early.
    const saturated = (t: number, k: number) => (k === 0 ? t >= 30 && t < 36 : t >= 4 && t < 15)
    const x = Float32Array.from({ length: 2 * T }, (_, n) => (saturated(n >> 1, n % 2) ? 10 : 0))
    net.work.setBatch({ ...exact, x })
    const found = net.profile()
    expectSame(found, textbook({ ...exact, x }).profile)
    expect(found.hidden[3]).toBeGreaterThan(-90)
  })

  it('at 1e-3000 and beyond', () => {
    const profile = expectRight(8, { ...ODD, T: 300, B: 3, H: 5 }, [
      clamp('i', 0, { from: 2 }),
      clamp('f', 0.875),
      scale('o', 2 ** -30),
    ])
    expect(profile.hidden[0]).toBeLessThan(-3000)
  })
})

it('surgery of every kind, for longer', () => {
  for (const { operations } of OPERATIONS)
    expectRight(15, { ...ODD, T: 120, H: 3, B: 2 }, operations)
})

describe('weights below what float32 can multiply', () => {
  const times =
    (name: WeightName, factor: number): Edit =>
    (weights) => {
      weights[name].forEach((w, k) => {
        weights[name][k] = w * factor
      })
    }
  it.each([
    ['rnn', times('weight_hh_l0', 1e-30)],
    ['rnn', times('weight_hh_l0', 1e-42)],
    ['lstm', times('weight_hh_l0', 1e-30)],
    ['lstm', times('weight_ih_l0', 1e-36)],
    ['lstm', times('readout.weight', 1e-40)],
  ] as const)('%s', (cell, edit) => {
    expectRight(14, { ...ODD, cell, T: 60 }, [], edit)
  })
})

describe('measuring it', () => {
  const operations = [clamp('i', 0, { from: 2 }), clamp('f', 0.875)]

  it('changes nothing that is learned, in planes of several blocks and in planes of one', () => {
    // Twelve rows: half of the second block is not there.
    const shape = { ...ODD, B: 12 }
    const learned = [false, true].map((threadGroup) => {
      const { exact } = both(16, shape, operations)
      const { T, B, L, loss } = shape
      const given = {
        sizes: exact.sizes,
        T,
        B,
        L,
        loss,
        operated: true,
        record: false,
        shared: threadGroup,
      } as const
      const [measured, plain] = [
        Net.create(kernelsModule, given),
        Net.create(kernelsModule, given),
      ].map((net) => {
        net.intervene(operations)
        net.load(exact.weights)
        net.work.setBatch(exact)
        return {
          net,
          trainer: new Trainer(net, { optimizer: 'adam', learningRate: 0.01, clip: 1 }),
        }
      })
      for (let step = 0; step < 5; step++) {
        measured.net.profile()
        measured.trainer.train()
        plain.trainer.train()
      }
      expect(measured.net.weights()).toEqual(plain.net.weights())
      return measured.net.weights()
    })
    expect(learned[1]).toEqual(learned[0])
  })

  it('comes to the same, measured again, inspected, and among other sequences', () => {
    const { net, exact } = both(17, { ...ODD, B: 4 }, operations)
    const profile = net.profile()
    expect(net.profile()).toEqual(profile)
    const inspected = Net.create(kernelsModule, { ...net.shape, record: true })
    inspected.intervene(operations)
    inspected.load(exact.weights)
    inspected.work.setBatch(exact)
    const { profile: again, parameters } = inspected.inspect()
    expect(again).toEqual(profile)
    // The weights get what float32 adds.
    const expected = textbook(exact).parameters
    for (const name of WEIGHT_NAMES) {
      const largest = Math.max(1e-3, ...expected[name].map(Math.abs))
      expected[name].forEach((value, k) => {
        expect(Math.abs(parameters[name][k] - value)).toBeLessThan(1e-4 * largest)
      })
    }
  })
})
