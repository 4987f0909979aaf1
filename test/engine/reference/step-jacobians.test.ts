import { describe, expect, it } from 'vitest'
import { textbookGradients } from '../../../src/engine/reference/index.ts'
import { plain } from '../../../src/engine/reference/scaled-vector.ts'
import {
  cellJacobian,
  stateJacobian,
  stepJacobians,
} from '../../../src/engine/reference/step-jacobians.ts'
import {
  isBackwardOnly,
  isExponential,
  type Operation,
  VARIANTS,
} from '../../../src/engine/types.ts'
import { float64 } from '../../support/float64.ts'
import { operationsOn } from '../../support/operations.ts'
import { sample } from '../../support/samples.ts'

const SHAPE = { loss: 'mse', I: 2, H: 3, O: 2, T: 6, B: 1, L: 1 } as const
const { H, T } = SHAPE
type Input = ReturnType<typeof sample>

/** Those that reach list index t, as those of a sequence of one step. */
const at = (operations: readonly Operation[], t: number) =>
  operations
    .filter((one) => !('from' in one) || (t + 1 >= (one.from ?? 1) && t + 1 <= (one.to ?? t + 1)))
    .map((one) => ('from' in one ? { ...one, from: null, to: null } : one))

/**
 * (h_t, c_t) of (h_{t−1}, c_{t−1}) by the equations of papers, [2H]; of an sLSTM with ln n, [3H].
 */
function step(input: Input, operations: readonly Operation[], t: number, state: number[]) {
  const { variant } = input.sizes
  const cell = variant === 'gru' ? ('gru' as const) : input.sizes.cell
  const x = [[Array.from(input.x).slice(t * SHAPE.I, (t + 1) * SHAPE.I)]]
  const {
    hidden,
    cell: c,
    normaliser,
  } = float64(
    { ...SHAPE, weights: input.weights, cell, variant, operations: at(operations, t) },
    {
      ...{ x, h0: [state.slice(0, H)], c0: [state.slice(H, 2 * H)] },
      n0: [state.slice(2 * H).map(Math.exp)],
    },
  )
  const logs = state.length > 2 * H ? normaliser[0][0].map(Math.log) : []
  return [...hidden[0][0], ...c[0][0], ...logs]
}

/** [2H, 2H], or [3H, 3H], by central differences. */
function differences(input: Input, operations: readonly Operation[], t: number, state: number[]) {
  const size = 1e-5
  const columns = state.map((value, k) => {
    const above = step(input, operations, t, state.with(k, value + size))
    const below = step(input, operations, t, state.with(k, value - size))
    return above.map((one, row) => (one - below[row]) / (2 * size))
  })
  return state.flatMap((_, row) => columns.map((column) => column[row]))
}

const worst = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Math.max(...Array.from(a, (value, k) => Math.abs(value - b[k])))

const zeros = () => new Float64Array(H)

function expectDifferences(input: Input, operations: readonly Operation[]) {
  const { run } = textbookGradients({ ...input, operations })
  const steps = stepJacobians(run)
  for (let t = 1; t < T; t++) {
    const c = 'c' in run.states ? run.states.c[t - 1] : zeros()
    const logs = 'logNormaliser' in run.states ? (run.states.logNormaliser?.[t - 1] ?? []) : []
    const numeric = differences(input, operations, t, [...run.states.h[t - 1], ...c, ...logs])
    const expected =
      steps.of === 'cell' ? numeric : numeric.filter((_, k) => k < 2 * H * H && k % (2 * H) < H)
    const analytic = steps.of === 'cell' ? stateJacobian(steps.into(t)) : steps.into(t)
    expect(worst(analytic, expected)).toBeLessThan(1e-8)
  }
}

/** What the steps make of ∂L/∂h_T, back to t = 1, is what BPTT makes of it. */
function expectBptt(input: Input, operations: readonly Operation[]) {
  const { run, back } = textbookGradients({ ...input, operations })
  const steps = stepJacobians(run)
  const wide = (steps.of === 'hidden' ? 1 : isExponential(input.sizes) ? 3 : 2) * H
  // Of the LSTM ∂L/∂c_T at constant h_T: the loss asks h_T alone.
  let gradient = [...plain(back.dh[T - 1]), ...new Array(wide - H).fill(0)]
  let largest = 0
  for (let t = T - 1; t > 0; t--) {
    const J = steps.of === 'cell' ? stateJacobian(steps.into(t)) : steps.into(t)
    gradient = gradient.map((_, column) =>
      gradient.reduce((sum, value, row) => sum + J[row * wide + column] * value, 0),
    )
    largest = Math.max(largest, ...gradient.map(Math.abs))
    const rounding = 1e-14 * largest
    expect(worst(gradient.slice(0, H), plain(back.dh[t - 1]))).toBeLessThanOrEqual(rounding)
    if (steps.of !== 'cell' || !back.dc) continue
    const { shown } = steps.into(t - 1)
    const cell = shown.map((value, k) => value * gradient[k] + gradient[H + k])
    expect(worst(cell, plain(back.dc[t - 1]))).toBeLessThanOrEqual(rounding)
  }
}

describe('the RNN', () => {
  const input = sample(5, { ...SHAPE, cell: 'rnn' })

  it('has the differences of its step', () => expectDifferences(input, []))
  it('takes a gradient back as BPTT does', () => expectBptt(input, []))
  it('with relu has 0 or the weights in a row', () => {
    const { run } = textbookGradients({ ...input, nonlinearity: 'relu' })
    const steps = stepJacobians(run)
    if (steps.of !== 'hidden') throw new Error('no h')
    for (let t = 1; t < T; t++) {
      const on = Array.from(run.states.h[t], (h) => (h > 0 ? 1 : 0))
      const rows = Array.from(input.weights.weight_hh_l0, (w, k) => w * on[Math.floor(k / H)])
      expect(worst(steps.into(t), rows)).toBe(0)
    }
  })
})

describe.each(VARIANTS)('%s', (variant) => {
  const input = sample(7, { ...SHAPE, cell: 'lstm', variant })

  it('has the differences of its step', () => expectDifferences(input, []))
  it('takes a gradient back as BPTT does', () => expectBptt(input, []))

  it.each(operationsOn(variant))(
    'takes it back as BPTT does under surgery: $name',
    ({ operations }) => expectBptt(input, operations),
  )
  // What is severed backwards alone is no derivative of the values.
  const both = operationsOn(variant).filter(({ operations }) => !operations.some(isBackwardOnly))
  it.each(both)('has the differences of its step under surgery: $name', ({ operations }) =>
    expectDifferences(input, operations),
  )
})

it('joins all ways from c_{t−1} to c_t where h_{t−1} is o ⊙ tanh(c_{t−1})', () => {
  const input = sample(8, { ...SHAPE, cell: 'lstm' })
  const { run } = textbookGradients(input)
  const steps = stepJacobians(run)
  if (steps.of !== 'cell' || run.states.cell !== 'lstm') throw new Error('no LSTM')
  const { c, gates } = run.states
  for (let t = 1; t < T; t++) {
    const cellOf = (past: number[]) => {
      const h = past.map((value, k) => gates.o[t - 1][k] * Math.tanh(value))
      return step(input, [], t, [...h, ...past]).slice(H)
    }
    const past = Array.from(c[t - 1])
    const columns = past.map((value, k) => {
      const [above, below] = [1e-5, -1e-5].map((by) => cellOf(past.with(k, value + by)))
      return above.map((one, row) => (one - below[row]) / 2e-5)
    })
    const numeric = past.flatMap((_, row) => columns.map((column) => column[row]))
    const found = cellJacobian(steps.into(t), steps.into(t - 1).shown)
    expect(worst(found, numeric)).toBeLessThan(1e-8)
  }
})
