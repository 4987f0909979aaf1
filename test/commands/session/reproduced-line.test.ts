import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { choicesOf } from '../../../src/commands/compare.ts'
import { tokenise } from '../../../src/commands/grammar/tokenise.ts'
import { parse } from '../../../src/commands/session/parse.ts'
import { reproduce } from '../../../src/specs/command-line.ts'
import { single } from '../../../src/specs/design.ts'
import { resolveSpec } from '../../../src/training/setup/resolve-spec.ts'
import { compareValues } from '../../support/compare-values.ts'

describe('the line that reproduces a report', () => {
  it('holds every word as one, whatever is in it', () => {
    const path = "it's; rm -rf ~ $(reboot)"
    const spec = {
      ...resolveSpec({ task: 'adding' }),
      task: 'text',
      file: { path, digest: `sha256:${'7'.repeat(64)}` },
    }
    const [{ tokens }, ...others] = tokenise(reproduce(single(spec)))
    expect(others).toEqual([])
    expect(parse(tokens.map(({ text }) => text)).values).toMatchObject({ task: 'text', text: path })
  })

  it('is read back as the same spec', () => {
    const spec = fc.record({
      task: fc.constantFrom('adding', 'recall', 'temporal-order', 'copy'),
      length: fc.integer({ min: 2, max: 500 }),
      hidden: fc.integer({ min: 1, max: 300 }),
      batch: fc.integer({ min: 1, max: 300 }),
      steps: fc.integer({ min: 1, max: 1e6 }),
      learningRate: fc.double({ min: 1e-9, max: 10, noNaN: true }),
      optimizer: fc.constantFrom('adam' as const, 'sgd' as const, 'momentum' as const),
      clip: fc.option(fc.double({ min: 1e-6, max: 100, noNaN: true })),
      init: fc.constantFrom('uniform' as const, 'xavier' as const, 'orthogonal' as const),
      forgetBias: fc.oneof(
        fc.constant('chrono' as const),
        fc.double({ min: -9, max: 9, noNaN: true }),
      ),
      inputBias: fc.constantFrom(null, 'chrono' as const, -2.5, 1e-9),
      cells: fc.constantFrom(
        ['rnn' as const],
        ['lstm' as const],
        ['rnn' as const, 'lstm' as const],
      ),
      seeds: fc.uniqueArray(fc.integer({ min: 0, max: 2 ** 31 - 1 }), {
        minLength: 1,
        maxLength: 5,
      }),
      evalEvery: fc.integer({ min: 1, max: 1000 }),
      untilSolved: fc.boolean(),
    })
    fc.assert(
      fc.property(spec, (choices) => {
        // A text cannot tell −0 from 0, and nothing in training does.
        const bias = choices.forgetBias === 0 ? 0 : choices.forgetBias
        const whole = resolveSpec({ ...choices, forgetBias: bias })
        const values = compareValues(reproduce(single(whole)).split(' ').slice(1))
        expect(resolveSpec(choicesOf(values))).toEqual(whole)
      }),
      { numRuns: 500 },
    )
  })
})
