import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Net } from '../../src/engine/net.ts'
import { textbook } from '../../src/engine/reference/index.ts'
import { MEASURE, runSequences, SINGLE_THREAD, sumGradients } from '../../src/engine/step.ts'
import { WEIGHT_NAMES, type WeightName, type Weights } from '../../src/engine/types.ts'
import { kernelsModule } from '../support/kernels.ts'
import { sample } from '../support/samples.ts'

const sizes = fc.record({
  cell: fc.constantFrom('rnn' as const, 'lstm' as const),
  loss: fc.constantFrom('mse' as const, 'cross-entropy' as const),
  I: fc.integer({ min: 1, max: 18 }),
  H: fc.integer({ min: 1, max: 19 }),
  O: fc.integer({ min: 1, max: 11 }),
  T: fc.integer({ min: 1, max: 12 }),
  B: fc.integer({ min: 1, max: 21 }),
  L: fc.integer({ min: 1, max: 12 }),
})

/**
 * The kernels and the textbook on the same random input of the given sizes, with weights as PyTorch
 * draws them, ±1/√H: with much larger ones an RNN is chaotic, and any two roundings part.
 */
function both(seed: number, shape: Parameters<typeof sample>[1]) {
  const input = sample(seed, shape)
  const f32 = (values: ArrayLike<number>) => Float32Array.from(values)
  const drawn = (name: WeightName) =>
    Float32Array.from(input.weights[name], (weight) => weight / Math.sqrt(shape.H))
  const weights = Object.fromEntries(
    WEIGHT_NAMES.map((name) => [name, drawn(name)]),
  ) as unknown as Weights
  const exact = { ...input, weights, x: f32(input.x), y: f32(input.y), weight: f32(input.weight) }
  const { cell, I, H, O, T, B, L, loss } = shape
  const net = Net.create(kernelsModule, {
    sizes: { cell, input: I, hidden: H, output: O },
    T,
    B,
    L,
    loss,
    record: true,
  })
  net.load(weights)
  net.work.setBatch(exact)
  net.work.setShares(exact.weight)
  return { net, book: textbook(exact), inside: net.inspect() }
}
/** Largest difference, relative to the largest entry (or to 1e-3 of 1 where all are small). */
function offBy(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  const values = Array.from(expected)
  const largest = Math.max(1e-3, ...values.map(Math.abs))
  return Math.max(...values.map((value, n) => Math.abs(found[n] - value))) / largest
}

describe('the kernels agree with the textbook at every size', () => {
  it('in outputs, states, gates, loss, profile and gradients', () => {
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 1e6 }), (shape, seed) => {
        const L = Math.min(shape.L, shape.T)
        const { book, inside } = both(seed, { ...shape, L })
        expect(offBy([inside.loss], [book.loss])).toBeLessThan(1e-5)
        expect(offBy(inside.logits, book.prediction)).toBeLessThan(1e-5)
        expect(offBy(inside.hidden, book.hidden)).toBeLessThan(1e-5)
        if (book.cell && inside.cell) expect(offBy(inside.cell, book.cell)).toBeLessThan(1e-5)
        for (const field of ['hidden', 'cell', 'input'] as const) {
          const logs = book.profile[field] ?? []
          logs.forEach((log, t) => {
            const found = inside.profile[field]?.[t] ?? null
            if (log === null) expect(found).toBeNull()
            else expect(Math.abs((found ?? Number.NaN) - log)).toBeLessThan(0.001)
          })
        }
        for (const name of WEIGHT_NAMES)
          expect(offBy(inside.parameters[name], book.parameters[name])).toBeLessThan(1e-4)
      }),
      { numRuns: 250 },
    )
  })

  it('in the belt and the rest, where neither is a rounding error of the other', () => {
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 1e6 }), (shape, seed) => {
        const { book, inside } = both(seed, { ...shape, cell: 'lstm', L: 1 })
        for (const field of ['belt', 'rest'] as const) {
          book.profile[field]?.forEach((log, t) => {
            const found = inside.profile[field]?.[t] ?? null
            if (log === null) expect(found).toBeNull()
            else expect(Math.abs((found ?? Number.NaN) - log)).toBeLessThan(0.001)
          })
        }
      }),
      { numRuns: 60 },
    )
  })
})

describe('below the underflow', () => {
  it.each(['rnn', 'lstm'] as const)(
    '%s: log10 at T = 1,000 is the textbook’s, far below −45',
    (cell) => {
      const { book, inside } = both(7, { cell, loss: 'mse', I: 2, H: 9, O: 1, T: 1000, B: 3, L: 1 })
      const scaled = (() => {
        const input = sample(7, { cell, loss: 'mse', I: 2, H: 9, O: 1, T: 1000, B: 3, L: 1 })
        const weights = Object.fromEntries(
          WEIGHT_NAMES.map((name) => [
            name,
            Float32Array.from(input.weights[name], (w) => w * 0.1),
          ]),
        ) as unknown as Weights
        const exact = {
          ...input,
          weights,
          x: Float32Array.from(input.x),
          y: Float32Array.from(input.y),
          weight: undefined,
        }
        const net = Net.create(kernelsModule, {
          sizes: input.sizes,
          T: 1000,
          B: 3,
          L: 1,
          loss: 'mse',
          record: false,
        })
        net.load(weights)
        net.work.setBatch(exact)
        return { found: net.profile(), expected: textbook(exact).profile }
      })()
      for (const { found, expected } of [
        scaled,
        { found: inside.profile, expected: book.profile },
      ]) {
        for (const field of ['hidden', 'cell', 'belt', 'rest', 'input'] as const) {
          expected[field]?.forEach((log, t) => {
            if (log !== null)
              expect(Math.abs((found[field]?.[t] ?? Number.NaN) - log)).toBeLessThan(0.01)
          })
        }
      }
      expect(scaled.found.hidden[0]).toBeLessThan(-200)
    },
  )

  it('a gradient of exactly zero is null, not a number', () => {
    const net = Net.create(kernelsModule, {
      sizes: { cell: 'rnn', input: 1, hidden: 2, output: 1 },
      T: 3,
      B: 1,
      L: 1,
      loss: 'mse',
      record: false,
    })
    net.work.setBatch({ x: [1, 1, 1], y: [1] })
    expect(net.profile().hidden).toEqual([null, null, null])
  })
})

describe('what is measured changes nothing that is learned', () => {
  it.each(['rnn', 'lstm'] as const)(
    '%s: weight gradients are the same bits with and without norms',
    (cell) => {
      const { net } = both(3, {
        cell,
        loss: 'cross-entropy',
        I: 3,
        H: 11,
        O: 5,
        T: 40,
        B: 13,
        L: 2,
      })
      const gradients = [MEASURE.nothing, MEASURE.states, MEASURE.everything].map((measure) => {
        runSequences(net.kernels, net.place, SINGLE_THREAD, measure)
        sumGradients(net.kernels, net.place, SINGLE_THREAD)
        return net.gradients()
      })
      expect(gradients[1]).toEqual(gradients[0])
      expect(gradients[2]).toEqual(gradients[0])
    },
  )
})
