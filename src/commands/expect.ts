/** `--expect`: what a comparison or a preset has to come to, for scripts. */
import type { CompareEvent } from '../lab/events.ts'
import { PRESET_EXPECTATIONS, type PresetExpectation } from '../lab/presets/names.ts'
import type { PresetEvent } from '../lab/presets/preset-data.ts'
import { EXPECTATIONS, type Expectation } from '../lab/study/names.ts'
import { InputError } from '../refusal.ts'
import type { Values } from './command.ts'

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
  const { testClaim: judge } = await import('../lab/verdict.ts')
  for await (const event of events) yield judge(event, expected)
}

export async function* presetExpecting(
  events: AsyncIterable<PresetEvent>,
  expected: PresetExpectation,
): AsyncGenerator<PresetEvent> {
  const { meets } = await import('../lab/presets/preset.ts')
  for await (const event of events) {
    yield event.type === 'preset'
      ? { ...event, expected, met: meets(event.preset.verdict, expected) }
      : event
  }
}
