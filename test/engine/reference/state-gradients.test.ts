import { describe, expect, it } from 'vitest'
import { textbookGradients } from '../../../src/engine/reference/index.ts'
import { plain, type Scaled } from '../../../src/engine/reference/scaled-vector.ts'
import { backwardRun } from '../../../src/engine/reference/state-gradients.ts'
import { type Operation, VARIANTS, type Variant } from '../../../src/engine/types.ts'
import { operationsOn } from '../../support/operations.ts'
import { sample } from '../../support/samples.ts'

const SHAPE = { loss: 'mse', I: 2, H: 3, O: 2, T: 6, B: 1, L: 3 } as const

function expectSame(found: readonly Scaled[] | null, expected: readonly Scaled[] | undefined) {
  const numbers = (list: readonly Scaled[]) => list.flatMap((one) => [...plain(one)])
  if (!found || !expected) return expect(found ?? undefined).toBe(expected)
  const all = numbers(expected)
  const rounding = 1e-14 * Math.max(...all.map(Math.abs))
  const worst = numbers(found).map((value, k) => Math.abs(value - all[k]))
  expect(Math.max(...worst)).toBeLessThanOrEqual(rounding)
}

const nets: readonly {
  readonly name: string
  readonly cell: 'rnn' | 'lstm'
  readonly variant?: Variant
  readonly operations: readonly Operation[]
}[] = [
  { name: 'rnn', cell: 'rnn', operations: [] },
  ...VARIANTS.flatMap((variant) => [
    { name: variant, cell: 'lstm' as const, variant, operations: [] },
    ...operationsOn(variant).map(({ name, operations }) => ({
      name: `${variant}, ${name}`,
      cell: 'lstm' as const,
      variant,
      operations,
    })),
  ]),
]

describe.each(nets)('$name', ({ cell, variant, operations }) => {
  it('goes back as BPTT does', () => {
    const input = { ...sample(9, { ...SHAPE, cell, variant }), operations }
    const { back } = textbookGradients(input)
    const { hidden, cell: c, belt, rest } = backwardRun(input).gradients
    expectSame(hidden, back.dh)
    expectSame(c, back.dc)
    expectSame(belt, back.belt)
    expectSame(rest, back.rest)
  })
})

it('is of one sequence', () => {
  expect(() => backwardRun(sample(1, { ...SHAPE, cell: 'rnn', B: 2 }))).toThrow(RangeError)
})
