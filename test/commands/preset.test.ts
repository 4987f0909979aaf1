/** What is asked of a preset: lines of its studies, expectations, and what is refused. */

import { describe, expect, it } from 'vitest'
import { choicesOf } from '../../src/commands/compare.ts'
import { presetExpecting } from '../../src/commands/expectations.ts'
import { tokenise } from '../../src/commands/grammar/tokenise.ts'
import { Session } from '../../src/commands/session/session.ts'
import { digestOfDesign } from '../../src/experiments/design-digest.ts'
import { PRESETS } from '../../src/experiments/papers/index.ts'
import type { PresetEvent, PresetReport } from '../../src/experiments/papers/preset-report.ts'
import { reproduce } from '../../src/specs/command-line.ts'
import type { Swept } from '../../src/specs/design-names.ts'
import { SWEPT } from '../../src/specs/design-names.ts'
import { resolveSpec } from '../../src/training/setup/resolve-spec.ts'
import { compareValues } from '../support/compare-values.ts'
import { refused } from '../support/refused.ts'
import { eventsOf, host } from '../support/sessions.ts'

describe('the line of a study of a preset', () => {
  const studies = PRESETS.flatMap((preset) =>
    [false, true].flatMap((full) =>
      Object.entries(preset.parts(full)).flatMap(([name, part]) =>
        'spec' in part
          ? [[`${preset.name} ${full ? 'full' : 'short'} ${name}`, part] as const]
          : [],
      ),
    ),
  )
  it.each(studies)('%s makes that study again', (_, design) => {
    const [{ tokens }] = tokenise(reproduce(design))
    const values = compareValues(tokens.map(({ text }) => text))
    const axes = Object.entries(values).flatMap(([option, given]) =>
      option in SWEPT && Array.isArray(given) ? [{ option: option as Swept, values: given }] : [],
    )
    const again = { ...design, spec: resolveSpec(choicesOf(values)), axes }
    // Where an axis puts its values, the base has no say.
    const plain = (one: typeof design) => ({
      ...one,
      spec: resolveSpec({
        ...one.spec,
        ...Object.fromEntries(one.axes.map(({ option, values }) => [SWEPT[option], values[0]])),
      }),
    })
    expect(digestOfDesign(plain(again))).toBe(digestOfDesign(plain(design)))
  })
})

const refusal = async (line: string) => {
  const session = new Session(host())
  const found = await refused(() => eventsOf(session, line))
  await session.close()
  return found
}

describe('refused', () => {
  const words = { comparison: ['lstm', 'rnn', 'none'], preset: ['reproduces', 'right-order'] }
  it.each([
    [
      'compare --preset claims-adding --expect lstm',
      'expect-of',
      { value: 'lstm', what: 'preset', choices: words.preset },
    ],
    [
      'compare --expect right-order',
      'expect-of',
      { value: 'right-order', what: 'comparison', choices: words.comparison },
    ],
    [
      'compare --preset claims-adding --expect reproduces --shard 1/2 --results x',
      'either-option',
      { one: 'expect' },
    ],
    [
      'compare --preset hochreiter1997-temporal-order --report a.md --report a.svg',
      'preset-no-picture',
      { path: 'a.svg' },
    ],
    [
      'compare --preset list --report a.md',
      'either-option',
      { one: 'preset list', other: 'report' },
    ],
    ['compare --preset claims-adding --report a.pdf', 'report-ending', {}],
    ['compare --preset claims-adding --shard 1/2', 'needs-option', { other: 'results' }],
    [
      'compare --preset claims-adding --save-weights x',
      'either-option',
      { one: 'preset', other: 'save-weights' },
    ],
    ['compare --preset claims-adding --report /dev/null/x.md', 'cannot-write', {}],
  ])('%s', async (line, code, facts) =>
    expect(await refusal(line)).toMatchObject({ code, details: facts }),
  )
})

it('an expected verdict is met by it or a better one, and never by none at all', async () => {
  const verdicts = ['reproduces', 'right-order', 'does-not-reproduce', null] as const
  const met = async (
    verdict: (typeof verdicts)[number],
    expected: 'reproduces' | 'right-order',
  ) => {
    async function* events(): AsyncIterable<PresetEvent> {
      yield { type: 'preset', preset: { verdict } as PresetReport }
    }
    for await (const event of presetExpecting(events(), expected))
      return event.type === 'preset' && event.met
  }
  expect(await Promise.all(verdicts.map((one) => met(one, 'reproduces')))).toEqual([
    true,
    false,
    false,
    false,
  ])
  expect(await Promise.all(verdicts.map((one) => met(one, 'right-order')))).toEqual([
    true,
    true,
    false,
    false,
  ])
})
