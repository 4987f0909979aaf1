/**
 * Surgery that severs the way back alone, against scalar autograd in which the same values are
 * detached.
 */
import { describe, expect, it } from 'vitest'
import { lossWithConstants, textbook, textbookLoss } from '../../../src/engine/reference/index.ts'
import { type Operation, WEIGHT_NAMES } from '../../../src/engine/types.ts'
import { lstmByAutograd } from '../../support/autograd.ts'
import { sample } from '../../support/samples.ts'

const BELT: Operation = { kind: 'sever-belt-backward', units: null, from: null, to: null }
const GATES: Operation = { kind: 'sever-gates-backward', from: null, to: null }

const CASES: {
  name: string
  operations: Operation[]
  cuts: Parameters<typeof lstmByAutograd>[1]
}[] = [
  { name: 'belt', operations: [BELT], cuts: { belt: () => true } },
  {
    name: 'belt of units 1 and 3, t = 3..4',
    operations: [{ ...BELT, units: [1, 3], from: 3, to: 4 }],
    cuts: { belt: (t, unit) => unit !== 2 && t >= 3 && t <= 4 },
  },
  { name: 'gates', operations: [GATES], cuts: { gates: () => true } },
  { name: 'gates from 4 on', operations: [{ ...GATES, from: 4 }], cuts: { gates: (t) => t >= 4 } },
  {
    name: 'both',
    operations: [BELT, { ...GATES, to: 3 }],
    cuts: { belt: () => true, gates: (t) => t <= 3 },
  },
]

/** Largest difference, relative to the largest expected entry. */
function offBy(found: ArrayLike<number>, expected: readonly number[]): number {
  const largest = Math.max(1e-9, ...expected.map(Math.abs))
  return Math.max(...expected.map((value, n) => Math.abs(value - found[n]))) / largest
}

describe.each(CASES)('severed backwards: $name', ({ operations, cuts }) => {
  for (const L of [1, 6]) {
    const plain = sample(L, { cell: 'lstm', loss: 'mse', I: 2, H: 3, O: 2, T: 6, B: 2, L })
    const input = { ...plain, operations }
    const book = textbook(input)
    const judge = lstmByAutograd(plain, cuts)

    it(`L = ${L}: every value is that of the net without surgery, to the bit`, () => {
      const uncut = textbook(plain)
      for (const field of ['loss', 'prediction', 'hidden', 'cell', 'gates'] as const)
        expect(book[field]).toEqual(uncut[field])
      expect(book.parameters).not.toEqual(uncut.parameters)
    })

    it(`L = ${L}: the derivatives are those of a net that reads constants there`, () => {
      expect(book.loss).toBeCloseTo(judge.loss, 12)
      for (const name of WEIGHT_NAMES)
        expect(offBy(book.parameters[name], judge.weights[name])).toBeLessThan(1e-11)
      const norms = { hidden: judge.dh, cell: judge.dc }
      for (const [field, steps] of Object.entries(norms)) {
        const found =
          book.profile[field as 'hidden' | 'cell']?.map((log) => (log === null ? 0 : 10 ** log)) ??
          []
        expect(
          offBy(
            found,
            steps.map((step) => Math.hypot(...step)),
          ),
        ).toBeLessThan(1e-11)
      }
    })

    it(`L = ${L}: differences see it where those values are held, and not else`, () => {
      const difference = (
        loss: typeof textbookLoss,
        name: (typeof WEIGHT_NAMES)[number],
        k: number,
      ) => {
        const at = (by: number) => {
          const changed = Array.from(input.weights[name]).with(k, input.weights[name][k] + by)
          return loss({ ...input, weights: { ...input.weights, [name]: changed } })
        }
        return (at(1e-5) - at(-1e-5)) / 2e-5
      }
      const all = (loss: typeof textbookLoss) =>
        judge.weights.weight_ih_l0.map((_, k) => difference(loss, 'weight_ih_l0', k))
      expect(offBy(all(lossWithConstants(input)), judge.weights.weight_ih_l0)).toBeLessThan(1e-6)
      expect(offBy(all(textbookLoss), judge.weights.weight_ih_l0)).toBeGreaterThan(1e-3)
    })
  }
})
