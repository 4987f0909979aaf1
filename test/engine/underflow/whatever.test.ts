/** Profiles of random nets with saturated gates and with surgery, whatever is lost beside what. */
import fc from 'fast-check'
import { it } from 'vitest'
import { textbook } from '../../../src/engine/reference/index.ts'
import { type Operation, VARIANTS } from '../../../src/engine/types.ts'
import { bias, both, clamp, edits, expectSame, scale } from '../../support/underflow.ts'

/**
 * The textbook's forward pass is float64: where states or slopes come to the end of that it is no
 * oracle.
 */
function expectRightIfKnown(...given: Parameters<typeof both>): void {
  const { net, exact } = both(...given)
  const { profile, hidden, cell } = textbook(exact)
  const known = (value: number) =>
    value === 0 || (Math.abs(value) > 1e-200 && Math.abs(value) < 300)
  fc.pre([hidden, cell ?? []].every((states) => states.every(known)))
  // Norms of few numbers, each of which may be a small difference of large ones.
  expectSame(net.profile(), profile, 0.02)
}

const reach = fc.record({
  units: fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 3 })),
  from: fc.option(fc.integer({ min: 1, max: 6 })),
  to: fc.option(fc.integer({ min: 6, max: 12 })),
})
const gate = fc.constantFrom('i' as const, 'f' as const, 'g' as const, 'o' as const)
const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc
    .tuple(gate, fc.constantFrom(0, 1, 0.5, 0.875, 2 ** -40), reach)
    .map(([g, v, r]) => clamp(g, v, r)),
  fc
    .tuple(gate, fc.constantFrom(0.5, 2 ** -20, 2 ** -70, 3), reach)
    .map(([g, v, r]) => scale(g, v, r)),
  reach.map((r): Operation => ({ kind: 'sever-belt', ...r })),
  reach.map(({ from, to }): Operation => ({ kind: 'sever-gates', from, to })),
  fc.constant<Operation>({ kind: 'plain-output' }),
)
/** A gate shut or open for all units, or for every second or third. */
const saturation = fc.tuple(gate, fc.constantFrom(-200, 200), fc.integer({ min: 1, max: 3 }))
const saturations = fc.array(saturation, { maxLength: 2 })
const sizes = fc.record({
  I: fc.integer({ min: 2, max: 10 }),
  H: fc.integer({ min: 5, max: 11 }),
  O: fc.integer({ min: 1, max: 3 }),
  T: fc.integer({ min: 12, max: 40 }),
  B: fc.integer({ min: 2, max: 10 }),
  L: fc.integer({ min: 1, max: 12 }),
  loss: fc.constantFrom('mse' as const, 'cross-entropy' as const),
})
const seed = fc.integer({ min: 1, max: 1e6 })

it('an LSTM of any variant, and what is done to it', () => {
  const variant = fc.constantFrom(...VARIANTS.filter((name) => name !== 'gru'))
  const operations = fc.array(operation, { maxLength: 4 })
  const right = fc.property(
    sizes,
    variant,
    operations,
    saturations,
    seed,
    (shape, v, done, ends, n) => {
      // z_g is not a gate's: without its tanh it would be 200 itself.
      const edit = edits(...ends.filter(([g]) => g !== 'g').map((end) => bias(...end)))
      expectRightIfKnown(n, { cell: 'lstm', ...shape, variant: v }, done, edit)
    },
  )
  fc.assert(right, { numRuns: 150 })
})

/** The same surgery on a GRU, whose r, z, n have the places of i, f, g. */
const IN_GRU = { i: 'r', f: 'z', g: 'n', o: 'r' } as const
const onGru = fc.array(operation, { maxLength: 4 }).map((all) =>
  all.flatMap((one): Operation[] => {
    if (one.kind === 'plain-output') return []
    return ['gate' in one ? { ...one, gate: IN_GRU[one.gate as 'i'] } : one]
  }),
)

it.each(['rnn', 'gru'] as const)('%s', (name) => {
  const kind =
    name === 'rnn' ? { cell: 'rnn' as const } : { cell: 'lstm' as const, variant: 'gru' as const }
  const operations = name === 'rnn' ? fc.constant([]) : fc.oneof(fc.constant([]), onGru)
  const right = fc.property(sizes, operations, saturations, seed, (shape, done, ends, n) => {
    // r and z have the places of i and f; an RNN has one.
    const edit = edits(
      ...ends
        .filter(([g]) => g === 'i' || (g === 'f' && name === 'gru'))
        .map((end) => bias(...end)),
    )
    expectRightIfKnown(n, { ...kind, ...shape }, done, edit)
  })
  fc.assert(right, { numRuns: name === 'rnn' ? 60 : 120 })
})
