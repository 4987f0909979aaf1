import { describe, expect, it } from 'vitest'
import { textbookGradients } from '../../../src/engine/reference/index.ts'
import { cellNorms, hiddenNorms } from '../../../src/engine/reference/jacobian-products.ts'
import { log10SingularValues } from '../../../src/engine/reference/singular-values.ts'
import {
  cellJacobian,
  type LstmJacobian,
  stateJacobian,
  stepJacobians,
} from '../../../src/engine/reference/step-jacobians.ts'
import { isExponential, VARIANTS } from '../../../src/engine/types.ts'
import { OPERATIONS } from '../../support/operations.ts'
import { sample } from '../../support/samples.ts'

const SHAPE = { loss: 'mse', I: 2, H: 3, O: 2, T: 6, B: 1, L: 1 } as const
const { H, T } = SHAPE

type Rows = number[][]
const product = (A: Rows, B: Rows): Rows =>
  A.map((row) => B[0].map((_, j) => row.reduce((sum, value, k) => sum + value * B[k][j], 0)))
const rowsOf = (A: Float64Array, n: number): Rows =>
  Array.from({ length: A.length / n }, (_, row) => [...A.subarray(row * n, (row + 1) * n)])
const unit = (n: number): Rows =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? 1 : 0)))
const log10 = (A: Rows) => log10SingularValues(Float64Array.from(A.flat()))[0]
const near = (logs: readonly number[]) =>
  logs.map((log) => (log === -Infinity ? log : expect.closeTo(log, 10)))

describe.each(['rnn', 'gru'] as const)('∂h_T/∂h_t of the %s', (name) => {
  it('is the product of all steps', () => {
    const cells = { rnn: { cell: 'rnn' }, gru: { cell: 'lstm', variant: 'gru' } } as const
    const { run } = textbookGradients(sample(4, { ...SHAPE, ...cells[name] }))
    const steps = stepJacobians(run)
    if (steps.of !== 'hidden') throw new Error('no h')
    const norms = hiddenNorms(T, H, steps.into)
    let all = unit(H)
    const expected = [log10(all)]
    for (let t = T - 1; t > 0; t--) {
      all = product(all, rowsOf(steps.into(t), H))
      expected.unshift(log10(all))
    }
    expect(norms.products).toEqual(near(expected))
    expect(norms.steps).toEqual(near([1, 2, 3, 4, 5].map((t) => log10(rowsOf(steps.into(t), H)))))
  })
})

const nets = VARIANTS.filter((variant) => variant !== 'gru').flatMap((variant) => [
  { variant, name: 'no surgery', operations: [] },
  ...OPERATIONS.map((one) => ({ variant, ...one })),
])

describe.each(nets)('∂c_T/∂c_t of $variant, $name', ({ variant, operations }) => {
  const input = sample(6, { ...SHAPE, cell: 'lstm', variant })
  const { run } = textbookGradients({ ...input, operations })
  const steps = stepJacobians(run)
  if (steps.of !== 'cell') throw new Error('no c')
  const { into } = steps
  const { belt, full } = cellNorms(T, H, into)

  it('is the product of the whole state, seen from c', () => {
    const wide = isExponential(input.sizes) ? 3 * H : 2 * H
    let all = unit(wide)
    const expected = [0]
    for (let t = T - 1; t > 0; t--) {
      all = product(all, rowsOf(stateJacobian(into(t)), wide))
      const { shown } = into(t - 1)
      // c_{t−1} moves h_{t−1}, too: ∂(h, c)/∂c_{t−1} = (diag(shown), 1), and no ln n_{t−1}
      const ways = [...unit(H).map((row, k) => row.map((one) => one * shown[k])), ...unit(H)]
      const none = unit(wide - 2 * H).map(() => new Array<number>(H).fill(0))
      expected.unshift(log10(product(all.slice(H, 2 * H), [...ways, ...none])))
    }
    expect(full.products).toEqual(near(expected))
  })

  it('down the belt is the largest product of f', () => {
    let all = new Array(H).fill(1)
    const expected = [0]
    for (let t = T - 1; t > 0; t--) {
      all = all.map((one, k) => one * into(t).belt[k])
      expected.unshift(Math.log10(Math.max(...all.map(Math.abs))))
    }
    expect(belt.products).toEqual(near(expected))
    const steps = [1, 2, 3, 4, 5]
    expect(belt.steps).toEqual(
      near(steps.map((t) => Math.log10(Math.max(...into(t).belt.map(Math.abs))))),
    )
    expect(full.steps).toEqual(
      near(steps.map((t) => log10(rowsOf(cellJacobian(into(t), into(t - 1).shown), H)))),
    )
  })
})

describe('below the underflow', () => {
  /** log10 of a whole number of any size. */
  const log10Big = (value: bigint) => {
    const digits = value.toString()
    return Math.log10(Number(`0.${digits.slice(0, 17)}`)) + digits.length
  }

  it('1500 products are those of whole numbers, exactly', () => {
    // Entries k/16; two that do not commute, so that the order counts.
    const pair = [
      [3n, -1n, 2n, 1n],
      [1n, 4n, -2n, 1n],
    ]
    const steps = 1500
    const into = (t: number) => Float64Array.from(pair[t % 2], (value) => Number(value) / 16)
    const { products } = hiddenNorms(steps + 1, 2, into)
    let [a, b, c, d] = [1n, 0n, 0n, 1n]
    for (let t = steps; t > 0; t--) {
      const [e, f, g, h] = pair[t % 2]
      ;[a, b, c, d] = [a * e + b * g, a * f + b * h, c * e + d * g, c * f + d * h]
    }
    // σ² = (s + √(s² − 4 det²)) / 2 with s the sum of squares; the root as a ratio to s.
    const s = a * a + b * b + c * c + d * d
    const det = a * d - b * c
    const ratio = Number((4n * det * det * 10n ** 40n) / (s * s)) / 1e40
    const square = log10Big(s) + Math.log10((1 + Math.sqrt(1 - ratio)) / 2)
    const exact = square / 2 - 4 * steps * Math.log10(2)
    expect(exact).toBeLessThan(-800)
    expect(products[0]).toBeCloseTo(exact, 8)
  })

  it('a belt of 0.25 for 2000 steps is 2^−4000, and severed it is 0', () => {
    const zeros = new Float64Array(4)
    const step = (f: number): LstmJacobian => ({
      belt: Float64Array.of(f, f / 2),
      gates: zeros,
      output: zeros,
      shown: Float64Array.of(1, 1),
    })
    const { belt, full } = cellNorms(2001, 2, () => step(0.25))
    expect(belt.products[0]).toBeCloseTo(-4000 * Math.log10(2), 8)
    expect(full.products[0]).toBeCloseTo(-4000 * Math.log10(2), 8)
    const severed = cellNorms(5, 2, (t) => step(t === 2 ? 0 : 0.5))
    for (const { products } of [severed.belt, severed.full])
      expect(products.map((log) => log === -Infinity)).toEqual([true, true, false, false, false])
  })

  it('of one time step there is nothing but the state itself', () => {
    const none = () => {
      throw new Error('no step')
    }
    expect(hiddenNorms(1, 2, none)).toEqual({ steps: [], products: [0] })
  })
})
