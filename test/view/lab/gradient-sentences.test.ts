/** What the lab says of gradients. */
import { describe, expect, test } from 'vitest'
import { pictureSvg } from '../../../src/view/lab/lab-svg.ts'
import type { GradientFacts } from '../../../src/workbench/probes/gradient.ts'
import type { LabResult } from '../../../src/workbench/result-kinds.ts'
import {
  attribution,
  bench,
  falling,
  gradient,
  gru,
  lstmProfile,
  spec,
  states,
  surgery,
  training,
  verification,
  walk,
} from '../../support/lab-results.ts'
import { english, words } from '../../support/lab-words.ts'
import { textIn } from '../../support/texts.ts'

const en = textIn('en')
const zh = textIn('zh-CN')

describe('what is said', () => {
  test('the gradient', () => {
    const said = words(gradient)
    expect(said).toContain(
      'RNN: ∂L/∂h falls ×10 every step going back. It is below a millionth for t ≤ 44, below 1e-38 for t ≤ 12, zero to float32 for t ≤ 5.\n',
    )
    expect(said).toContain(
      'LSTM: ∂L/∂h falls ×10 every 20 steps going back. It is nowhere below a millionth.\n',
    )
    // −1 − 49/42 = −2.17 and −1 − 49/7 = −8.
    expect(said).toContain('At t = 1 the belt brings 7e-3, gates and hidden states bring 1e-8.\n')
    expect(words(gradient, zh)).toContain(
      'RNN：∂L/∂h 每往回 1 步缩小到 1/10。它在 t ≤ 44 时小于 1e-6，',
    )
    const grows = {
      ...gradient,
      lstm: undefined,
      rnn: gradient.rnn && { ...gradient.rnn, stepsPerDecade: -4 },
    }
    expect(words(grows)).toContain('∂L/∂h grows ×10 every 4 steps going back')
  })

  describe('a gradient that is exactly zero', () => {
    const of = (hidden: (number | null)[], more: Partial<GradientFacts> = {}): LabResult => {
      const facts = {
        step: 1,
        loss: 1,
        stepsPerDecade: null,
        belowMillionth: null,
        below1e38: null,
        float32Zero: null,
      }
      const log10 = { hidden, cell: null, belt: null, rest: null, input: hidden }
      return {
        kind: 'gradient',
        length: hidden.length,
        batch: 1,
        lstm: { ...facts, ...more, log10 },
      }
    }
    const none = (count: number) => Array<null>(count).fill(null)
    const bounds = (t: number) => ({ belowMillionth: t, below1e38: t, float32Zero: t })

    test('everywhere but at one time step', () => {
      const alone = of([...none(49), -0.699], bounds(49))
      expect(words(alone)).toContain(
        'LSTM: ∂L/∂h is 2e-1 at t = 50. It is exactly zero for t ≤ 49.\n',
      )
      expect(words(alone, zh)).toContain(
        'LSTM：∂L/∂h 在 t = 50 时为 2e-1。它在 t ≤ 49 时恰好为零。\n',
      )
      expect(words(of([-2], {}))).toContain(
        '∂L/∂h is 1e-2 at the only time step. It is nowhere below a millionth.\n',
      )
    })

    test('further back than it is small', () => {
      const log10 = [...none(10), ...falling(2, 40)]
      expect(words(of(log10, { ...bounds(10), stepsPerDecade: 2, belowMillionth: 39 }))).toContain(
        'falls ×10 every 2 steps going back. It is below a millionth for t ≤ 39, exactly zero for t ≤ 10.\n',
      )
    })

    test('in the middle, and throughout', () => {
      const flat = (count: number) => Array<number>(count).fill(-1)
      expect(words(of([...flat(4), ...none(3), ...flat(1), null, ...flat(1)]))).toContain(
        'keeps its size going back. It is exactly zero at t = 5–7, 9.\n',
      )
      expect(words(of(none(50), bounds(50)))).toContain('LSTM: ∂L/∂h is exactly zero.\n')
    })

    test('along the belt, too, and after surgery', () => {
      const log10 = { ...lstmProfile, hidden: [...none(49), -1], cell: [...none(49), -2] }
      expect(words({ ...gradient, lstm: gradient.lstm && { ...gradient.lstm, log10 } })).toContain(
        'LSTM: ∂L/∂c is 1e-2 at t = 50. It is exactly zero for t ≤ 49.',
      )
      expect(words({ ...surgery, after: { ...surgery.after, log10 } })).toContain(
        'Before, ∂L/∂h falls ×10 every 20 steps going back; after, it is 1e-1 at t = 50, exactly zero for t ≤ 49.',
      )
    })
  })

  test('a GRU in the place of the LSTM is called so', () => {
    const { lstm } = gradient
    const { i: r, f: z, g: n, h } = states.lstm ?? {}
    const all: LabResult[] = [
      { ...bench, spec: { ...spec, variant: 'gru' } },
      { ...gradient, lstm },
      { ...gradient, rnn: undefined, lstm },
      { ...states, lstm: { h } },
      { ...states, lstm: { r, z, n, h } },
      gru,
    ]
    for (const one of [...all, training, verification, attribution]) {
      const result: LabResult = { ...one, gru: true }
      for (const said of [
        english(result),
        english(result, 140),
        words(result, zh),
        pictureSvg(result, en) ?? 'GRU',
      ]) {
        expect(said).toContain('GRU')
        expect(said).not.toContain('LSTM')
      }
    }
    for (const result of [bench, gradient, states, walk])
      expect(english(result)).not.toContain('GRU')
  })

  test('the chart of one cell alone is not called that of each', () => {
    for (const say of [
      (one: LabResult) => english(one),
      (one: LabResult) => pictureSvg(one, en) ?? '',
    ]) {
      expect(say({ ...gradient, rnn: undefined })).toContain('∂L/∂h of the LSTM')
      expect(say(gradient)).toContain('∂L/∂h of each cell')
    }
  })
})
