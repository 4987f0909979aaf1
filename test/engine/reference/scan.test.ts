/** Why minLSTM and minGRU need no loop over time: their states are a parallel scan. */
import { expect, it } from 'vitest'
import { runForward } from '../../../src/engine/reference/index.ts'
import { sample } from '../../support/samples.ts'

/** h → a⊙h + b, [H]. */
interface Step {
  readonly a: Float64Array
  readonly b: Float64Array
}

const after = (next: Step, before: Step): Step => ({
  a: next.a.map((value, k) => value * before.a[k]),
  b: next.a.map((value, k) => value * before.b[k] + next.b[k]),
})

/** All prefixes at once (Hillis & Steele 1986): every round joins each step with one further back. */
function scan(steps: readonly Step[]): { readonly prefixes: readonly Step[]; rounds: number } {
  let prefixes = steps
  let rounds = 0
  for (let distance = 1; distance < steps.length; distance *= 2) {
    const before = prefixes
    // Each of these is independent of the others.
    prefixes = before.map((step, t) => (t >= distance ? after(step, before[t - distance]) : step))
    rounds++
  }
  return { prefixes, rounds }
}

const stepsOf = ({ states }: ReturnType<typeof runForward>): Step[] => {
  if (states.cell !== 'lstm') throw new Error('no LSTM')
  const { f, i, g } = states.gates
  return f.map((a, t) => ({ a, b: i[t].map((value, k) => value * g[t][k]) }))
}

const off = (a: Float64Array, b: Float64Array) => Math.max(...a.map((v, k) => Math.abs(v - b[k])))

it.each([
  ['min-lstm', 1, 0],
  ['min-lstm', 100, 7],
  ['min-gru', 64, 6],
  ['min-gru', 65, 7],
] as const)('%s: the scan is the loop, T = %i in %i rounds', (variant, T, rounds) => {
  const shape = { cell: 'lstm', variant, loss: 'mse', I: 2, H: 5, O: 1, T, B: 1, L: 1 } as const
  const run = runForward(sample(3, shape))
  const found = scan(stepsOf(run))
  expect(found.rounds).toBe(rounds)
  run.states.h.forEach((h, t) => {
    expect(off(found.prefixes[t].b, h)).toBeLessThan(1e-13)
  })
})

it('no gate of theirs knows what h was, and every gate of an LSTM does', () => {
  const shape = { cell: 'lstm', loss: 'mse', I: 2, H: 5, O: 1, T: 3, B: 1, L: 1 } as const
  for (const variant of [
    'min-lstm',
    'min-gru',
    'standard',
    'peephole',
    'no-output-tanh',
  ] as const) {
    const input = sample(4, { ...shape, variant })
    const start = (value: number) => new Float64Array(5).fill(value)
    const [one, other] = [0.5, -0.5].map((value) =>
      stepsOf(runForward({ ...input, h0: start(value), c0: start(value) })),
    )
    const same = one.every(
      (step, t) => off(step.a, other[t].a) === 0 && off(step.b, other[t].b) === 0,
    )
    expect(same, variant).toBe(variant.startsWith('min-'))
  }
})
