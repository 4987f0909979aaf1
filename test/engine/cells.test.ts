/** Cells that PyTorch has no module for, held to its autograd of their papers' equations. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { Net } from '../../src/engine/net.ts'
import { textbook } from '../../src/engine/reference/index.ts'
import {
  VARIANTS,
  type Variant,
  type Weights,
  type WeightsOf,
  weightEntries,
} from '../../src/engine/types.ts'
import { kernelsModule } from '../support/kernels.ts'
import { offBy } from '../support/variant-nets.ts'

type Nested = number | readonly Nested[]
interface Case {
  readonly cell: Variant
  readonly I: number
  readonly H: number
  readonly O: number
  readonly T: number
  readonly B: number
  readonly weights: Readonly<Record<keyof Weights, Nested>>
  readonly x: Nested
  readonly y: Nested
  readonly loss: number
  readonly prediction: Nested
  readonly hidden: Nested
  readonly gates: Readonly<Record<string, Nested>>
  readonly grad: Readonly<Record<'hidden' | 'cell' | 'belt' | 'rest' | 'input', number[]>> & {
    readonly parameters: Readonly<Record<keyof Weights, Nested>>
  }
}

const flat = (values: Nested): number[] =>
  typeof values === 'number' ? [values] : values.flatMap(flat)
const cases: readonly Case[] = JSON.parse(
  readFileSync(new URL('../fixtures/cells.json', import.meta.url), 'utf8'),
)

/** Net, textbook's input, and PyTorch's answers. */
function both(given: Case) {
  const { cell: variant, I, H, O, T, B } = given
  const sizes = { cell: 'lstm', variant, input: I, hidden: H, output: O } as const
  const weights: Weights = Object.fromEntries(
    Object.entries(given.weights).map(([name, values]) => [name, Float32Array.from(flat(values))]),
  ) as never
  const batch = { x: Float32Array.from(flat(given.x)), y: Float32Array.from(flat(given.y)) }
  const shape = { sizes, T, B, L: 1, loss: 'mse' } as const
  const net = Net.create(kernelsModule, { ...shape, record: true })
  net.load(weights)
  net.work.setBatch(batch)
  return { net, exact: { ...shape, ...batch, weights } }
}

it('has cases of cells that are there', () => {
  for (const { cell } of cases) expect(VARIANTS).toContain(cell)
})

it.each(cases)('$cell of PyTorch, H = $H, T = $T: kernels to 1e-5, textbook to 1e-9', (given) => {
  const { net, exact } = both(given)
  const book = textbook(exact)
  const inside = net.inspect()
  for (const [found, within] of [
    [book, 1e-9],
    [{ ...inside, prediction: inside.logits }, 1e-5],
  ] as const) {
    expect(offBy([found.loss], [given.loss])).toBeLessThan(within)
    expect(offBy(found.prediction, flat(given.prediction))).toBeLessThan(within)
    expect(offBy(found.hidden, flat(given.hidden))).toBeLessThan(within)
    for (const [gate, values] of Object.entries(given.gates))
      expect(offBy(found.gates?.[gate] ?? [], flat(values)), gate).toBeLessThan(within)
    const parameters: WeightsOf<Float32Array | Float64Array> = found.parameters
    for (const [name, values] of weightEntries(parameters))
      expect(offBy(values, flat(given.grad.parameters[name])), name).toBeLessThan(within)
    for (const field of ['hidden', 'cell', 'belt', 'rest', 'input'] as const)
      given.grad[field].forEach((norm, t) => {
        const log = found.profile[field]?.[t] ?? null
        // PyTorch's difference of two equal vectors is its rounding.
        if (log === null) expect(norm, `${field} at ${t + 1}`).toBeLessThan(1e-12)
        else expect(Math.abs(10 ** log / norm - 1), `${field} at ${t + 1}`).toBeLessThan(within)
      })
  }
})
