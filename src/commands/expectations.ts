/** `--expect`: what a comparison or a preset has to come to, for scripts. */

import type { PresetEvent } from '../experiments/papers/preset-report.ts'
import type { CompareEvent } from '../results/events.ts'
import { InputError } from '../rules/input-error.ts'
import { EXPECTATIONS, type Expectation } from '../specs/design-names.ts'
import { PRESET_EXPECTATIONS, type PresetExpectation } from '../specs/preset-names.ts'
import type { Values } from './grammar/command.ts'

type What = 'comparison' | 'preset'
const CHOICES = { comparison: EXPECTATIONS, preset: PRESET_EXPECTATIONS } as const
type Choice = { readonly comparison: Expectation; readonly preset: PresetExpectation }

/**
 * What is expected; undefined where nothing is. Throws InputError 'expect-of' for a word that is
 * about the other kind.
 */
export function expectedOf<W extends What>({ expect }: Values, what: W): Choice[W] | undefined {
  const choices: readonly string[] = CHOICES[what]
  if (expect === undefined || choices.includes(expect as string))
    return expect as Choice[W] | undefined
  throw new InputError('expect-of', { value: expect as string, what, choices })
}

/** The same events; what is told at the end says whether it came out as expected. */
export async function* expecting(
  events: AsyncIterable<CompareEvent>,
  expected: Expectation,
): AsyncGenerator<CompareEvent> {
  const { testClaim: judge } = await import('../results/verdict.ts')
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
