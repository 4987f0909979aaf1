import { describe, expect, it } from 'vitest'
import { Net } from '../../src/engine/net.ts'
import { random, resumeRandom } from '../../src/engine/random.ts'
import { adamState, adamStep, textbook } from '../../src/engine/reference/index.ts'
import { Trainer } from '../../src/engine/trainer.ts'
import {
  type Operation,
  VARIANTS,
  type Variant,
  WEIGHT_NAMES,
  type Weights,
} from '../../src/engine/types.ts'
import { float64 } from '../support/float64.ts'
import { kernelsModule } from '../support/kernels.ts'
import { ALL, clamp, OPERATIONS } from '../support/operations.ts'
import { type Shape, sample } from '../support/samples.ts'

/** Sizes that are multiples of nothing, and one of several row blocks and panels. */
const SHAPES = [
  { loss: 'mse', I: 2, H: 3, O: 2, T: 6, B: 2, L: 2 },
  { loss: 'cross-entropy', I: 3, H: 11, O: 5, T: 9, B: 13, L: 1 },
  { loss: 'mse', I: 9, H: 17, O: 1, T: 7, B: 20, L: 7 },
] as const

/** The same random net and batch in kernels and textbook, weights ±1/√H. */
function both(seed: number, shape: Omit<Shape, 'cell'>, operations: readonly Operation[] = []) {
  const input = sample(seed, { cell: 'lstm', ...shape })
  const entries = WEIGHT_NAMES.map((name) => [
    name,
    Float32Array.from(input.weights[name], (w) => w / Math.sqrt(shape.H)),
  ])
  const weights: Weights = Object.fromEntries(entries)
  const exact = {
    ...input,
    weights,
    x: Float32Array.from(input.x),
    y: Float32Array.from(input.y),
    weight: undefined,
    operations,
  }
  const { T, B, L, loss } = shape
  const common = { sizes: input.sizes, T, B, L, loss, operated: operations.length > 0 }
  const net = Net.create(kernelsModule, { ...common, record: true }, common)
  if (operations.length > 0) net.intervene(operations)
  net.load(weights)
  net.work.setBatch(exact)
  return { net, exact, weights }
}

/** Largest difference, relative to the largest entry (or to 1e-3). */
function offBy(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  const values = Array.from(expected)
  const largest = Math.max(1e-3, ...values.map(Math.abs))
  return Math.max(...values.map((value, n) => Math.abs(found[n] - value))) / largest
}

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
  for (const name of WEIGHT_NAMES)
    expect(offBy(inside.parameters[name], book.parameters[name])).toBeLessThan(1e-4)
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

  it.each(variant === 'gru' ? [] : OPERATIONS)('$name', ({ operations }) => {
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
    const book = Object.fromEntries(
      WEIGHT_NAMES.map((name) => [name, Float64Array.from(weights[name])]),
    )
    // Where two biases act as one they are trained as one.
    const apart = variant === 'gru' ? 2 * 11 : book.bias_ih_l0.length
    for (let k = 0; k < apart; k++) {
      book.bias_ih_l0[k] += book.bias_hh_l0[k]
      book.bias_hh_l0[k] = 0
    }
    const moments = WEIGHT_NAMES.map((name) => adamState(book[name].length))
    for (let step = 0; step < 5; step++) {
      trainer.train()
      const { parameters } = textbook({ ...exact, weights: book as never })
      parameters.bias_hh_l0.fill(0, 0, apart)
      WEIGHT_NAMES.forEach((name, n) => {
        adamStep(book[name], parameters[name], moments[n], 0.01)
      })
    }
    const trained = net.weights()
    // What weights() cannot show, the halves of a GRU's map that are not there, is zero: without it
    // the loss is the same.
    const { net: fresh } = both(6, { ...SHAPES[1], variant })
    fresh.load(trained)
    expect(fresh.forward()).toBe(net.forward())
    for (const name of WEIGHT_NAMES) {
      const worst = Math.max(
        ...Array.from(trained[name], (value, k) => Math.abs(value - book[name][k])),
      )
      expect(worst).toBeLessThan(2e-3)
      const moved = Math.max(
        ...Array.from(book[name], (value, k) => Math.abs(value - weights[name][k])),
      )
      if (moved > 0) expect(worst).toBeLessThan(moved / 10)
    }
  })
})

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
    const rows = (name: keyof Weights, columns: number) =>
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
})

describe('going on', () => {
  const settings = { optimizer: 'adam', learningRate: 0.02, clip: 1 } as const
  it.each(['standard', 'gru'] as const satisfies Variant[])(
    '%s: weights, moments and step are all that training goes on from',
    (variant) => {
      const shape = { ...SHAPES[1], variant }
      const whole = both(12, shape).net
      const one = new Trainer(whole, settings)
      for (let n = 0; n < 9; n++) one.train()
      const part = both(12, shape).net
      const two = new Trainer(part, settings)
      for (let n = 0; n < 4; n++) two.train()
      const { net, exact } = both(13, shape)
      net.work.setBatch({ x: both(12, shape).exact.x, y: both(12, shape).exact.y })
      expect(exact.x).not.toEqual(both(12, shape).exact.x)
      net.load(part.weights())
      const { moment1, moment2 } = part.moments()
      net.loadMoments(moment1, moment2)
      const three = new Trainer(net, settings)
      three.resume(4)
      for (let n = 0; n < 5; n++) three.train()
      expect(net.weights()).toEqual(whole.weights())
      expect(net.moments()).toEqual(whole.moments())
    },
  )

  it('a stream of random numbers goes on where it was', () => {
    const stream = random(5, 'train')
    for (let n = 0; n < 1000; n++) stream.uniform()
    const again = resumeRandom(stream.state())
    expect(Array.from({ length: 50 }, again.uniform)).toEqual(
      Array.from({ length: 50 }, stream.uniform),
    )
    for (const bad of [[], [1, 2, 3], [0, 0, 0, 0], [1, 2, 3, 0.5], [1, 2, 3, Number.NaN]])
      expect(() => resumeRandom(bad)).toThrow(RangeError)
  })
})
