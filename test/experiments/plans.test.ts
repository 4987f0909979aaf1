/**
 * Order, parts, threads and stops never change a result: random plans, each run in several ways.
 */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { INITS, OPTIMIZERS, VARIANTS } from '../../src/engine/types.ts'
import { joined } from '../../src/experiments/store/merge-results.ts'
import type { Report, Sweep } from '../../src/results/report.ts'
import { type Axis, type Design, single } from '../../src/specs/design.ts'
import { FAIRS } from '../../src/specs/design-names.ts'
import { resolveSpec } from '../../src/training/setup/resolve-spec.ts'
import { inLongJob } from '../support/in-long-job.ts'
import { newFolder, reportOf } from '../support/studies.ts'
import { timeless } from '../support/timeless.ts'

const spec = fc.record({
  task: fc.constantFrom('adding', 'recall', 'temporal-order'),
  length: fc.integer({ min: 3, max: 9 }),
  hidden: fc.integer({ min: 1, max: 7 }),
  batch: fc.integer({ min: 1, max: 18 }),
  steps: fc.integer({ min: 1, max: 12 }),
  evalEvery: fc.integer({ min: 1, max: 8 }),
  optimizer: fc.constantFrom(...OPTIMIZERS),
  init: fc.constantFrom(...INITS),
  variant: fc.constantFrom(...VARIANTS),
  cells: fc.constantFrom(['rnn' as const], ['lstm' as const], ['rnn' as const, 'lstm' as const]),
  seeds: fc.uniqueArray(fc.integer({ min: 0, max: 2 ** 31 - 1 }), { minLength: 1, maxLength: 3 }),
  untilSolved: fc.boolean(),
})

const axes: fc.Arbitrary<Axis[]> = fc.subarray<Axis>([
  { option: 'length', values: [3, 8] },
  { option: 'forget-bias', values: [0, 'chrono'] },
  { option: 'clip', values: [null, 0.5] },
])

const design: fc.Arbitrary<Design> = fc
  .record({
    spec,
    axes,
    fair: fc.constantFrom(['hidden' as const], FAIRS),
    tune: fc.constantFrom(0, 0, 2),
  })
  .map(({ spec, ...rest }) => ({ ...single(resolveSpec(spec)), ...rest }))

/** Every run by its place, its digest and its curve; nothing of how long it took. */
const digests = (found: Report | Sweep) =>
  (found.schema === 'gatelab.sweep/1' ? found.points : [found]).flatMap((point, n) =>
    point.runs.map(({ cell, seed, hidden, digest, curve }) => ({
      n,
      cell,
      seed,
      hidden,
      digest,
      curve,
    })),
  )

it('one thread or many, whole or in parts, at once or with a stop, comes to the same', async () => {
  await fc.assert(
    fc.asyncProperty(
      design,
      fc.integer({ min: 2, max: 4 }),
      fc.integer({ min: 0, max: 6 }),
      async (plan, of, after) => {
        const straight = await reportOf(plan, { workers: 1 })
        expect(digests(straight).length).toBeGreaterThan(0)
        expect(digests(await reportOf(plan, { workers: 5 }))).toEqual(digests(straight))
        const folders = await Promise.all(Array.from({ length: of }, () => newFolder()))
        // The last part first: no part knows of the others.
        for (const [n, directory] of folders.entries()) {
          await reportOf(plan, {
            results: { directory, resume: false },
            shard: { part: of - n, of },
          })
        }
        const whole = { whole: true, lean: false }
        expect(timeless(await joined(folders, whole))).toEqual(timeless(straight))
        const directory = await newFolder()
        let ended = 0
        await reportOf(plan, {
          results: { directory, resume: false },
          hear: (event, control) =>
            void (event.type === 'end' && ended++ >= after && control.stop()),
        })
        const resumed = await reportOf(plan, { results: { directory, resume: true } })
        expect(timeless(resumed)).toEqual(timeless(straight))
      },
    ),
    // Each is a dozen studies.
    { numRuns: inLongJob ? 12 : 3 },
  )
}, 480_000)
