/** `--expect`: what a comparison or a preset has to come to, for scripts. */

import type { PresetEvent } from '../experiments/papers/preset-report.ts'
import type { CompareEvent } from '../results/events.ts'
import { InputError } from '../rules/input-error.ts'
import { EXPECTATIONS, type Expectation } from '../specs/design-names.ts'
import { PRESET_EXPECTATIONS, type PresetExpectation } from '../specs/preset-names.ts'
import type { OptionValues } from './grammar/kinds.ts'
import type { EXPECT } from './grammar/options.ts'

type What = 'comparison' | 'preset'
type Choice = { readonly comparison: Expectation; readonly preset: PresetExpectation }
const CHOICES: { readonly [W in What]: readonly Choice[W][] } = {
  comparison: EXPECTATIONS,
  preset: PRESET_EXPECTATIONS,
}

/**
 * What is expected; undefined where nothing is. Throws InputError 'expect-of' for a word that is
 * about the other kind.
 */
export function expectedOf<W extends What>(
  { expect }: OptionValues<readonly [typeof EXPECT]>,
  what: W,
): Choice[W] | undefined {
  if (expect === undefined) return undefined
  const choices: readonly Choice[W][] = CHOICES[what]
  const found = choices.find((one) => one === expect)
  if (found === undefined) throw new InputError('expect-of', { value: expect, what, choices })
  return found
}

/** The same events; the last one says whether the result was as expected. */
export async function* expecting(
  events: AsyncIterable<CompareEvent>,
  expected: Expectation,
): AsyncGenerator<CompareEvent> {
  const { testClaim: judge } = await import('../results/verdict/test-claim.ts')
  for await (const event of events) yield judge(event, expected)
}

export async function* presetExpecting(
  events: AsyncIterable<PresetEvent>,
  expected: PresetExpectation,
): AsyncGenerator<PresetEvent> {
  const { meets } = await import('../experiments/papers/preset.ts')
  for await (const event of events) {
    yield event.type === 'preset'
      ? { ...event, expected, met: meets(event.preset.verdict, expected) }
      : event
  }
}
