import { describe, expect, test } from 'vitest'
import { view as en } from '../../../src/text/en/view.ts'
import { view as zh } from '../../../src/text/zh-CN/view.ts'
import {
  type CurveFacts,
  curveSentence,
  gradientSentence,
  gradientSentences,
} from '../../../src/view/shared/sentences.ts'
import { TASK } from '../../support/comparison.ts'

const falling = (every: number, T = 50) =>
  Array.from({ length: T }, (_, t) => -1 - (T - 1 - t) / every)
const rnn = (log10: (number | null)[]) => ({ cell: 'rnn', quantity: 'hidden', log10 }) as const
const lstm = (log10: (number | null)[]) => ({ cell: 'lstm', quantity: 'cell', log10 }) as const

describe('gradient sentences', () => {
  test('say how fast it falls', () => {
    const both = [rnn(falling(3.1)), lstm(falling(41))]
    expect(gradientSentence(both, en)).toBe(
      'RNN: ∂L/∂h falls ×10 every 3.1 steps going back; LSTM: ∂L/∂c ×10 every 41.',
    )
    expect(gradientSentence(both, zh)).toBe(
      'RNN：∂L/∂h 每往回 3.1 步缩小到 1/10；LSTM：∂L/∂c 每往回 41 步缩小到 1/10。',
    )
  })

  test('say what else it can do', () => {
    expect(gradientSentence([rnn(falling(-5)), lstm(falling(9999))], en)).toBe(
      'RNN: ∂L/∂h grows ×10 every 5 steps going back; LSTM: ∂L/∂c keeps its size going back.',
    )
    expect(gradientSentence([rnn([null, null]), lstm([-2])], en)).toBe(
      'RNN: ∂L/∂h is exactly zero; LSTM: ∂L/∂c is 1e-2 at the only time step.',
    )
    expect(gradientSentence([rnn(falling(-5)), lstm(falling(9))], en)).toBe(
      'RNN: ∂L/∂h grows ×10 every 5 steps going back; LSTM: ∂L/∂c falls ×10 every 9 steps going back.',
    )
    expect(gradientSentence([], en)).toBe('No gradient was recorded.')
  })

  test('say where float32 would lose it', () => {
    expect(gradientSentences([rnn(falling(1)), lstm(falling(41))], en)).toBe(
      'RNN: ∂L/∂h falls ×10 every step going back; LSTM: ∂L/∂c ×10 every 41. RNN: for t ≤ 5 float32 would call this zero.',
    )
    expect(gradientSentences([rnn([null, -1, -1])], zh)).toBe(
      'RNN：∂L/∂h 往回大小基本不变。RNN：t ≤ 1 时恰好为零。',
    )
  })
})

describe('curve sentences', () => {
  const facts = (cell: 'rnn' | 'lstm', more: Partial<CurveFacts>): CurveFacts => ({
    cell,
    status: 'unsolved',
    solvedAt: null,
    metric: 0.149,
    steps: 2000,
    ...more,
  })
  const say = (...curves: CurveFacts[]) => curveSentence(curves, TASK, en)

  test('name the first to solve first', () => {
    const solved = { status: 'solved', solvedAt: 550, metric: 0.002 } as const
    expect(say(facts('rnn', {}), facts('lstm', solved))).toBe(
      'LSTM below 0.01 at step 550; RNN still at 0.149, about the 0.1667 of always saying 1.',
    )
    expect(say(facts('rnn', solved), facts('lstm', {}))).toBe(
      'RNN below 0.01 at step 550; LSTM still at 0.149, about the 0.1667 of always saying 1.',
    )
    expect(say(facts('rnn', solved), facts('lstm', { ...solved, solvedAt: 900 }))).toBe(
      'RNN below 0.01 at step 550; LSTM below 0.01 at step 900.',
    )
    expect(curveSentence([facts('rnn', {}), facts('lstm', solved)], TASK, zh)).toBe(
      'LSTM 在第 550 步低于 0.01；RNN 仍为 0.149，与总是回答 1 时的 0.1667 差不多。',
    )
  })

  test('are honest about failure', () => {
    expect(say(facts('rnn', { metric: 0.5 }), facts('lstm', { metric: 0.02 }))).toBe(
      'RNN still at 0.5, worse than the 0.1667 of always saying 1; LSTM still at 0.02, better than the 0.1667 of always saying 1, not solved.',
    )
    const lost = facts('lstm', { status: 'solved', solvedAt: 550, metric: 0.3 })
    expect(say(lost)).toBe('LSTM below 0.01 at step 550, lost again: 0.3 at the end.')
    expect(say(facts('rnn', { status: 'diverged', metric: null, steps: 120 }))).toBe(
      'RNN diverged at step 120.',
    )
    expect(say({ ...lost, status: 'diverged', metric: null, steps: 700 })).toBe(
      'LSTM below 0.01 at step 550, diverged at step 700.',
    )
    expect(say(facts('rnn', { metric: null }))).toBe('RNN: nothing measured.')
    expect(say()).toBe('No run was finished.')
  })

  test('speak of a run that is still going on, and of accuracy the other way round', () => {
    expect(say(facts('rnn', { status: 'training', steps: 50, metric: 0.3 }))).toBe(
      'RNN at 0.3 after 50 steps, worse than the 0.1667 of always saying 1.',
    )
    const recall = {
      ...TASK,
      name: 'recall',
      metric: 'accuracy',
      threshold: 0.95,
      baseline: 0.5,
    } as const
    const solved = facts('rnn', { status: 'solved', solvedAt: 350, metric: 0.99 })
    expect(curveSentence([facts('lstm', { metric: 0.75 }), solved], recall, en)).toBe(
      'RNN reaches 0.95 at step 350; LSTM still at 0.75, better than the 0.5 of answering blindly, not solved.',
    )
  })
})
