/** A comparison while it goes: what its events come to, and what is seen of it. */
import { describe, expect, it } from 'vitest'
import type { CommandEvent } from '../../../src/commands/grammar/command.ts'
import {
  type Comparing,
  compared,
  comparingLines,
} from '../../../src/ui/shared/comparison-progress.ts'
import { textOf } from '../../../src/view/shared/spans.ts'
import { widthOf } from '../../../src/view/shared/width.ts'
import { textIn } from '../../support/texts.ts'

const runs = [1, 2, 3].flatMap((seed, n) =>
  (['rnn', 'lstm'] as const).map((cell, k) => ({
    index: 2 * n + k,
    point: 0,
    cell,
    seed,
    hidden: 4,
  })),
)
const event = (type: string, n: number, more: object = {}) =>
  ({ type, run: runs[n], ...more }) as CommandEvent
const plan = { type: 'plan', runs, spec: { steps: 400 } } as unknown as CommandEvent
const fold = (events: readonly CommandEvent[]) => events.reduce<Comparing | null>(compared, null)
const SO_FAR = [
  plan,
  event('start', 0),
  event('start', 1),
  event('observation', 1, { observation: { step: 100, metric: 0.5 } }),
  event('end', 1, { result: { status: 'solved' } }),
  event('end', 0, { result: { status: 'diverged' } }),
  event('start', 2),
  event('start', 3),
  event('observation', 3, { observation: { step: 50, metric: 0.2 } }),
  event('observation', 3, { observation: { step: 100, metric: 0.1 } }),
  event('progress', 3, { step: 130 }),
]
const drawn = (language: 'en' | 'zh-CN', width: number, screenReader = false) => {
  const comparing = fold(SO_FAR)
  if (!comparing) throw new Error('nothing goes on')
  return comparingLines(comparing, textIn(language), { width, colors: 'none', screenReader }).map(
    textOf,
  )
}

describe('a comparison that goes', () => {
  it('has a mark for each seed of each cell, and step and curve of the net that trains', () => {
    const [rnn, lstm] = drawn('en', 80)
    expect(rnn).toMatch(/^RNN +✗◐· +solved 0 of 3 · step 0 of 400 *$/)
    expect(lstm).toMatch(/^LSTM +●◐· +solved 1 of 3 · step 130 of 400 +[▁-█]{2}$/)
  })

  it('keeps to its width in either language, and has only words for ears', () => {
    for (const language of ['en', 'zh-CN'] as const)
      for (const width of [20, 40])
        for (const one of drawn(language, width)) expect(widthOf(one)).toBeLessThanOrEqual(width)
    for (const one of drawn('en', 80, true)) expect(one).not.toMatch(/[●○◐✗▁-█]/u)
  })

  it('is over with its report, and nothing before its plan', () => {
    expect(compared(fold(SO_FAR), { type: 'report' } as CommandEvent)).toBeNull()
    expect(fold(SO_FAR.slice(1))).toBeNull()
  })
})
