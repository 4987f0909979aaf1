/** Readouts of all hidden states under surgery, where float32 loses, and going back by factors. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { byAnswer } from '../../src/engine/reference/by-answer.ts'
import { textbook } from '../../src/engine/reference/index.ts'
import { log10Norm } from '../../src/engine/reference/scaled-vector.ts'
import { backwardRun } from '../../src/engine/reference/state-gradients.ts'
import { type Weights, weightEntries } from '../../src/engine/types.ts'
import { OPERATIONS } from '../support/operations.ts'
import { drawn, inBoth, KINDS, NAMED, POOLED, SIZES } from '../support/readout-nets.ts'
import { bias, both as bothVanishing, edits, expectSame } from '../support/underflow.ts'
import { offBy } from '../support/variant-nets.ts'

it.each(POOLED)('%s: surgery on the gates of an LSTM, forwards and backwards', (readout) => {
  for (const { operations } of OPERATIONS) {
    const input = { ...drawn(8, { cell: 'lstm', readout }, SIZES[1]), operations }
    const inside = inBoth(input).inspect()
    const book = textbook(input)
    expectSame(inside.profile, book.profile, 0.002)
    for (const [name, expected] of weightEntries(book.parameters))
      expect(offBy(inside.parameters[name] ?? [], expected), name).toBeLessThan(1e-4)
  }
})

it('finds what float32 loses: saturated gates, and time steps that are hardly attended to', () => {
  const gate = fc.constantFrom('i' as const, 'f' as const, 'g' as const, 'o' as const)
  const ends = fc.array(fc.tuple(gate, fc.constantFrom(-60, 60), fc.integer({ min: 1, max: 3 })), {
    maxLength: 2,
  })
  const kind = fc.constantFrom(
    ...KINDS.filter((one) => !('variant' in one) || !one.variant.startsWith('no-candidate')),
  )
  const size = fc.record({
    ...{ I: fc.integer({ min: 2, max: 10 }), H: fc.integer({ min: 5, max: 11 }) },
    ...{ O: fc.integer({ min: 1, max: 9 }), T: fc.integer({ min: 2, max: 40 }) },
    ...{ B: fc.integer({ min: 2, max: 10 }), readout: fc.constantFrom(...POOLED) },
    loss: fc.constantFrom('mse' as const, 'cross-entropy' as const),
  })
  const right = fc.property(
    ...([size, kind, ends, fc.constantFrom(1, 20, 400), fc.integer({ min: 1, max: 1e6 })] as const),
    (shape, cell, saturated, sharp, seed) => {
      const gates = saturated.filter(
        ([g]) => g === 'i' || (cell.cell === 'lstm' && cell.variant !== 'gru' && g !== 'g'),
      )
      const sharpen = (weights: Weights) => {
        const query = weights['readout.query']
        query?.forEach((q, n) => {
          query[n] = q * sharp
        })
      }
      const edit = edits(...gates.map((end) => bias(...end)), sharpen)
      const { net, exact } = bothVanishing(seed, { ...shape, ...cell, L: 1 }, [], edit)
      const { profile, hidden } = textbook(exact)
      fc.pre(hidden.every((h) => h === 0 || (Math.abs(h) > 1e-200 && Math.abs(h) < 300)))
      expectSame(net.profile(), profile, 0.02)
    },
  )
  fc.assert(right, { numRuns: 60 })
})

it.each(NAMED)('going back by factors is BPTT, by answer too: $cell $variant, $readout', (kind) => {
  const input = drawn(9, kind, { I: 2, H: 5, O: 2, T: 8, B: 1 })
  const { profile } = textbook(input)
  const run = backwardRun(input)
  const { sums } = byAnswer(run, [7])
  profile.hidden.forEach((log, t) => {
    const min = 'variant' in kind && kind.variant.startsWith('min')
    const found = log10Norm((min ? run.gradients.cell : run.gradients.hidden)?.[t] ?? sums[t])
    expect(found).toBeCloseTo(log ?? Number.NaN, 9)
    expect(log10Norm(sums[t])).toBeCloseTo(log ?? Number.NaN, 9)
  })
})
