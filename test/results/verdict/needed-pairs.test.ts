/** What is kept of one kind of outcomes is what would be found anew. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { enough, spread } from '../../../src/results/verdict/held-out-verdict.ts'
import { pairsToDiffer, pairsToSolve } from '../../../src/results/verdict/needed-pairs.ts'
import { signedRankTest, signTest } from '../../../src/results/verdict/statistics.ts'
import { LEVEL, MAX_PAIRS } from '../../../src/rules/verdict-bounds.ts'

it('pairs that it would take are those of these very differences', () => {
  const difference = fc.oneof(
    fc.integer({ min: -4, max: 4 }),
    fc.constantFrom(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY),
  )
  const some = fc.array(difference, { minLength: 1, maxLength: 30 })
  fc.assert(
    fc.property(some, (differences) => {
      const anew = enough(
        differences.length,
        MAX_PAIRS,
        LEVEL,
        (n) => signedRankTest(spread(differences, n), 50).p,
      )
      expect(pairsToDiffer(differences)).toBe(anew)
      expect(pairsToDiffer(differences.map((one) => one * 3))).toBe(anew)
    }),
    { numRuns: 150 },
  )
})

it('and those of these very counts', () => {
  const counts = fc.integer({ min: 1, max: 20 }).chain((pairs) =>
    fc.integer({ min: 0, max: pairs }).chain((lstmOnly) =>
      fc.record({
        pairs: fc.constant(pairs),
        lstmOnly: fc.constant(lstmOnly),
        rnnOnly: fc.integer({ min: 0, max: pairs - lstmOnly }),
      }),
    ),
  )
  fc.assert(
    fc.property(counts, ({ pairs, lstmOnly, rnnOnly }) => {
      const share = (of: number, n: number) => Math.round((of * n) / pairs)
      const anew = enough(pairs, MAX_PAIRS, LEVEL, (n) => {
        const [a, b] = [share(lstmOnly, n), share(rnnOnly, n)]
        return signTest(Math.min(a, b), a + b)
      })
      expect(pairsToSolve(pairs, { lstmOnly, rnnOnly })).toBe(anew)
    }),
    { numRuns: 150 },
  )
})
