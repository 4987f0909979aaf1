/** Readouts of all hidden states: kernels, textbook, PyTorch's autograd, finite differences. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  adamState,
  adamStep,
  lossWithConstants,
  textbook,
} from '../../src/engine/reference/index.ts'
import { MEASURE, measureSequences, runSequences, sumGradients } from '../../src/engine/step.ts'
import { Trainer } from '../../src/engine/trainer.ts'
import {
  type PooledReadout,
  type Sizes,
  type Weights,
  weightEntries,
} from '../../src/engine/types.ts'
import { drawn, inBoth, NAMED, SIZES } from '../support/readout-nets.ts'
import { expectSame } from '../support/underflow.ts'
import { offBy } from '../support/variant-nets.ts'

type Nested = number | readonly Nested[]
interface Case {
  readonly cell: 'rnn' | 'lstm' | 'gru'
  readonly readout: PooledReadout
  readonly kind: 'mse' | 'cross-entropy'
  readonly I: number
  readonly H: number
  readonly O: number
  readonly T: number
  readonly B: number
  readonly weights: Readonly<Record<string, Nested>>
  readonly x: Nested
  readonly y: Nested
  readonly loss: number
  readonly prediction: Nested
  readonly hidden: Nested
  readonly grad: {
    readonly hidden: readonly number[]
    readonly cell: readonly number[] | null
    readonly input: readonly number[]
    readonly parameters: Readonly<Record<string, Nested>>
  }
}
const flat = (values: Nested): number[] =>
  typeof values === 'number' ? [values] : values.flatMap(flat)
const cases: readonly Case[] = JSON.parse(
  readFileSync(new URL('../fixtures/readouts.json', import.meta.url), 'utf8'),
)

it.each(cases)('PyTorch: $cell, $readout, $kind: kernels to 1e-5, textbook to 1e-9', (given) => {
  const { I, H, O, T, B, readout, kind: loss } = given
  const cell: Pick<Sizes, 'cell' | 'variant'> =
    given.cell === 'gru' ? { cell: 'lstm', variant: 'gru' } : { cell: given.cell }
  const weights = Object.fromEntries(
    Object.entries(given.weights).map(([name, values]) => [name, Float32Array.from(flat(values))]),
  ) as unknown as Weights
  const [x, y] = [given.x, given.y].map((values) => Float32Array.from(flat(values)))
  const sizes = { ...cell, readout, input: I, hidden: H, output: O }
  const input = { sizes, weights, x, y, T, B, L: 1, loss }
  const inside = inBoth(input).inspect()
  for (const [found, within] of [
    [textbook(input), 1e-9],
    [{ ...inside, prediction: inside.logits }, 1e-5],
  ] as const) {
    expect(offBy([found.loss], [given.loss])).toBeLessThan(within)
    expect(offBy(found.prediction, flat(given.prediction))).toBeLessThan(within)
    expect(offBy(found.hidden, flat(given.hidden))).toBeLessThan(within)
    for (const [name, values] of weightEntries<ArrayLike<number>>(found.parameters))
      expect(offBy(values, flat(given.grad.parameters[name])), name).toBeLessThan(within)
    for (const field of ['hidden', 'cell', 'input'] as const)
      given.grad[field]?.forEach((norm, t) => {
        const log = found.profile[field]?.[t] ?? Number.NaN
        expect(Math.abs(10 ** log / norm - 1), `${field} at ${t + 1}`).toBeLessThan(within)
      })
  }
})

describe.each(NAMED)('$cell $variant, $readout', (kind) => {
  it('kernels are as the textbook: outputs, profile, gradients, and without BPTT’s planes', () => {
    SIZES.forEach((size, seed) => {
      const input = drawn(seed + 1, kind, size, size.O > 1 ? 'cross-entropy' : 'mse')
      const net = inBoth(input)
      const inside = net.inspect()
      const book = textbook(input)
      expect(offBy([inside.loss], [book.loss])).toBeLessThan(1e-5)
      expect(offBy(inside.logits, book.prediction)).toBeLessThan(1e-5)
      expectSame(inside.profile, book.profile, 0.002)
      for (const [name, expected] of weightEntries(book.parameters))
        expect(offBy(inside.parameters[name] ?? [], expected), name).toBeLessThan(1e-4)
      net.evaluation?.setBatch(input)
      expect(net.evaluate()).toBe(inside.loss)
    })
  })

  it('gradients are the finite differences of the loss, to 1e-6', () => {
    const input = drawn(5, kind, { I: 2, H: 4, O: 2, T: 7, B: 3 })
    const weights = Object.fromEntries(
      weightEntries(input.weights).map(([name, values]) => [name, Float64Array.from(values)]),
    ) as never
    const { parameters } = textbook({ ...input, weights })
    const lossOf = lossWithConstants({ ...input, weights })
    for (const [name, values] of weightEntries<Float64Array>(weights)) {
      const numeric = values.map((value, n) => {
        const at = (w: number) => {
          values[n] = w
          return lossOf({ ...input, weights })
        }
        const slope = (at(value + 1e-5) - at(value - 1e-5)) / 2e-5
        values[n] = value
        return slope
      })
      // W_hh is none where gates see x alone: moved, it would be.
      if (name === 'weight_hh_l0' && 'variant' in kind && kind.variant.startsWith('min')) continue
      expect(offBy(parameters[name] ?? [], numeric), name).toBeLessThan(1e-6)
    }
  })

  it('gives the same bits in turn and beside each other, on 1 to 5 threads', () => {
    const input = drawn(6, kind, { I: 3, H: 10, O: 2, T: 8, B: 29 })
    const inTurn = inBoth(input, { record: false })
    measureSequences(inTurn.kernels, inTurn.place, true)
    for (let size = 1; size <= 5; size++) {
      const net = inBoth(input, { record: false, shared: true })
      const ranks = Array.from({ length: size }, (_, rank) => ({ rank, size }))
      for (const share of ranks) runSequences(net.kernels, net.place, share, MEASURE.everything)
      for (const share of ranks) sumGradients(net.kernels, net.place, share)
      expect(net.work.loss()).toBe(inTurn.work.loss())
      expect(net.gradients()).toEqual(inTurn.gradients())
    }
  })

  it('trains by Adam as the textbook does, the query too', () => {
    const input = drawn(7, kind, { I: 2, H: 5, O: 1, T: 6, B: 4 })
    const net = inBoth(input)
    const trainer = new Trainer(net, { optimizer: 'adam', learningRate: 0.01, clip: null })
    const start = weightEntries<ArrayLike<number>>(net.weights())
    const book = new Map(start.map(([name, values]) => [name, Float64Array.from(values)]))
    const moments = start.map(([, { length }]) => adamState(length))
    for (let step = 0; step < 5; step++) {
      trainer.train()
      const { parameters } = textbook({ ...input, weights: Object.fromEntries(book) as never })
      if (!('variant' in kind && kind.variant === 'gru')) parameters.bias_hh_l0.fill(0)
      else parameters.bias_hh_l0.fill(0, 0, 10)
      weightEntries(parameters).forEach(([name, gradient], n) => {
        const values = book.get(name)
        if (values) adamStep(values, gradient, moments[n], 0.01)
      })
    }
    for (const [name, values] of weightEntries(net.weights()))
      expect(offBy(values, book.get(name) ?? []), name).toBeLessThan(0.01)
  })
})
