/** Norms of steps and products whose singular values lie close together, or below all numbers. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { cellNorms, hiddenNorms } from '../../../src/engine/reference/jacobian-products.ts'
import { kernelProducts } from '../../../src/engine/stack/kernel-products.ts'
import { type MatrixProducts, plainProducts } from '../../../src/engine/stack/matrix-products.ts'
import { kernelsModule } from '../../support/kernels.ts'

interface Case<Step> {
  readonly name: string
  readonly steps: readonly Step[]
  readonly norms: readonly (number | null)[]
  readonly products: Readonly<Record<string, number | null>>
}
type Ways = Readonly<Record<'belt' | 'gates' | 'output' | 'shown', number[]>>

const FOUND: { T: number; hidden: Case<number[]>[]; cell: Case<Ways>[] } = JSON.parse(
  readFileSync('test/fixtures/jacobian-norms.json', 'utf8'),
)
const { T } = FOUND

const near = (log10: number | null, digits: number) =>
  log10 === null ? -Infinity : expect.closeTo(log10, digits)

function expectSame(found: { steps: number[]; products: number[] }, of: Case<unknown>) {
  const times = Object.keys(of.products).map(Number)
  expect(times.map((t) => found.products[t])).toEqual(times.map((t) => near(of.products[t], 9)))
  const steps = of.steps.map((_, k) => T - 1 - ((T - 1 - k) % of.steps.length))
  expect(steps.map((t) => found.steps[t - 1])).toEqual(of.norms.map((log) => near(log, 11)))
}

const BY: [string, MatrixProducts][] = [
  ['plain loops', plainProducts],
  ['the kernels', kernelProducts(kernelsModule)],
]

describe.each(BY)('by %s', (_, products) => {
  it.each(FOUND.hidden)('∂h_T/∂h_t is NumPy’s: $name', (one) => {
    const steps = one.steps.map((values) => Float64Array.from(values))
    const H = Math.sqrt(steps[0].length)
    expectSame(
      hiddenNorms(T, H, (t) => steps[t % steps.length], products),
      one,
    )
  })

  it.each(FOUND.cell)('∂c_T/∂c_t is NumPy’s: $name', (one) => {
    const steps = one.steps.map(({ belt, gates, output, shown }) => ({
      belt: Float64Array.from(belt),
      gates: Float64Array.from(gates),
      output: Float64Array.from(output),
      shown: Float64Array.from(shown),
    }))
    const { full } = cellNorms(T, steps[0].belt.length, (t) => steps[t % steps.length], products)
    expectSame(full, one)
  })
})
