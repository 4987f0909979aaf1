import { describe, expect, it } from 'vitest'
import { adamState, adamStep, textbook } from '../../src/engine/reference/index.ts'
import { Trainer } from '../../src/engine/trainer.ts'
import { VARIANTS, weightEntries } from '../../src/engine/types.ts'
import { float64 } from '../support/float64.ts'
import { operationsOn } from '../support/operations.ts'
import { both, offBy, SHAPES } from '../support/variant-nets.ts'

function expectAgreement({ net, exact }: ReturnType<typeof both>): void {
  const book = textbook(exact)
  const inside = net.inspect()
  expect(offBy([inside.loss], [book.loss])).toBeLessThan(1e-5)
  expect(offBy(inside.logits, book.prediction)).toBeLessThan(1e-5)
  expect(offBy(inside.hidden, book.hidden)).toBeLessThan(1e-5)
  expect(inside.cell === null).toBe(book.cell === null)
  if (book.cell && inside.cell) expect(offBy(inside.cell, book.cell)).toBeLessThan(1e-5)
  for (const field of ['hidden', 'cell', 'belt', 'rest', 'input'] as const) {
    expect(inside.profile[field] === null).toBe(book.profile[field] === null)
    book.profile[field]?.forEach((log, t) => {
      const found = inside.profile[field]?.[t] ?? null
      if (log === null) expect(found).toBeNull()
      else expect(Math.abs((found ?? Number.NaN) - log)).toBeLessThan(0.002)
    })
  }
  for (const [name, expected] of weightEntries(book.parameters))
    expect(offBy(inside.parameters[name] ?? [], expected), name).toBeLessThan(1e-4)
  // Without BPTT's planes the same comes out.
  net.evaluation?.setBatch(exact)
  expect(net.evaluate()).toBe(inside.loss)
}

it.each(VARIANTS)('%s is what its paper says, in a forward pass that shares no code', (variant) => {
  const shape = SHAPES[0]
  const { T, B, I, H, O } = shape
  const { exact, weights } = both(9, { ...shape, variant })
  const x = Array.from({ length: T }, (_, t) =>
    Array.from({ length: B }, (_, b) => [...exact.x.slice((t * B + b) * I, (t * B + b + 1) * I)]),
  )
  const net = {
    cell: variant === 'gru' ? variant : 'lstm',
    variant,
    I,
    H,
    O,
    weights: { ...weights },
  } as const
  expect(offBy(textbook(exact).hidden, float64(net, { x }).hidden.flat(2))).toBeLessThan(1e-12)
})

describe.each(VARIANTS)('the kernels agree with the textbook: %s', (variant) => {
  it.each(SHAPES)('H=$H B=$B T=$T', (shape) => {
    for (const seed of [1, 2, 3]) expectAgreement(both(seed, { ...shape, variant }))
  })

  it.each(operationsOn(variant))('$name', ({ operations }) => {
    for (const shape of SHAPES) expectAgreement(both(4, { ...shape, variant }, operations))
  })

  it('gates are the textbook’s, by name', () => {
    const pair = both(5, { ...SHAPES[1], variant })
    const { gates } = pair.net.states()
    const book = textbook(pair.exact).gates ?? {}
    expect(Object.keys(gates ?? {})).toEqual(
      variant === 'gru' ? ['r', 'z', 'n'] : ['i', 'f', 'g', 'o'],
    )
    for (const [name, values] of Object.entries(gates ?? {}))
      expect(offBy(values, book[name])).toBeLessThan(1e-5)
  })

  it('trains by Adam as the textbook does', () => {
    const { net, exact, weights } = both(6, { ...SHAPES[1], variant })
    const trainer = new Trainer(net, { optimizer: 'adam', learningRate: 0.01, clip: null })
    const all = weightEntries(weights)
    const book = Object.fromEntries(
      all.map(([name, values]) => [name, Float64Array.from(values)]),
    ) as Record<string, Float64Array>
    // Where two biases act as one they are trained as one.
    const apart = variant === 'gru' ? 2 * 11 : book.bias_ih_l0.length
    for (let k = 0; k < apart; k++) {
      book.bias_ih_l0[k] += book.bias_hh_l0[k]
      book.bias_hh_l0[k] = 0
    }
    const moments = all.map(([, { length }]) => adamState(length))
    for (let step = 0; step < 5; step++) {
      trainer.train()
      const { parameters } = textbook({ ...exact, weights: book as never })
      parameters.bias_hh_l0.fill(0, 0, apart)
      weightEntries(parameters).forEach(([name, gradient], n) => {
        adamStep(book[name], gradient, moments[n], 0.01)
      })
    }
    const trained = net.weights()
    // What weights() cannot show, the halves of a GRU's map that are not there, is zero: without it
    // the loss is the same.
    const { net: fresh } = both(6, { ...SHAPES[1], variant })
    fresh.load(trained)
    expect(fresh.forward()).toBe(net.forward())
    for (const [name, values] of weightEntries(trained)) {
      const worst = Math.max(...Array.from(values, (value, k) => Math.abs(value - book[name][k])))
      expect(worst).toBeLessThan(2e-3)
      const before = weights[name] ?? []
      const moved = Math.max(...Array.from(book[name], (value, k) => Math.abs(value - before[k])))
      if (moved > 0) expect(worst).toBeLessThan(moved / 10)
    }
  })
})
