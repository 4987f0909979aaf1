import { describe, expect, it } from 'vitest'
import { byAnswer } from '../../../src/engine/reference/by-answer.ts'
import {
  type TextbookInput,
  textbookGradients,
  textbookLoss,
} from '../../../src/engine/reference/index.ts'
import { log10Norm, plain, type Scaled } from '../../../src/engine/reference/scaled-vector.ts'
import { backwardRun } from '../../../src/engine/reference/state-gradients.ts'
import { isInputOnly, VARIANTS } from '../../../src/engine/types.ts'
import { OPERATIONS } from '../../support/operations.ts'
import { sample } from '../../support/samples.ts'

const [T, L, I, H, O] = [7, 4, 2, 3, 2]
const SHAPE = { loss: 'mse', I, H, O, T, B: 1, L } as const
/** Positions that count unequally, and one that doesn't. */
const WEIGHT = [1, 0.5, 0, 2]
const ASKED = [3, 4, 6]

const nets = [
  { name: 'rnn', cell: 'rnn' as const, variant: undefined, operations: [] },
  ...VARIANTS.map((variant) => ({ name: variant, cell: 'lstm' as const, variant, operations: [] })),
  ...OPERATIONS.map(({ name, operations }) => ({
    name: `lstm, ${name}`,
    cell: 'lstm' as const,
    variant: undefined,
    operations,
  })),
]

function near(found: Scaled, expected: ArrayLike<number>, tolerance: number) {
  const values = Array.from(expected)
  const size = Math.max(1e-12, ...values.map(Math.abs))
  const worst = Array.from(plain(found), (value, k) => Math.abs(value - values[k]))
  expect(Math.max(...worst) / size).toBeLessThan(tolerance)
}

/** ∂L/∂h_t of BPTT; where h is c, that of c. */
function stateGradients(input: TextbookInput): readonly Scaled[] {
  const { back } = textbookGradients(input)
  return (isInputOnly(input.sizes) && back.dc) || back.dh
}

/** The loss of the answer at s alone, as a part of the whole. */
const only = (input: TextbookInput, s: number): TextbookInput => ({
  ...input,
  weight: WEIGHT.map((one, n) => (n === s - (T - L) ? one : 0)),
})
const share = (s: number) => WEIGHT[s - (T - L)] / WEIGHT.reduce((sum, one) => sum + one, 0)

describe.each(nets)('$name', ({ cell, variant, operations }) => {
  const input: TextbookInput = {
    ...sample(9, { ...SHAPE, cell, variant }),
    weight: WEIGHT,
    operations,
  }
  const { parts, sums } = byAnswer(backwardRun(input), ASKED)

  it('adds up as vectors to ∂L/∂h_t of BPTT', () => {
    const found = stateGradients(input)
    for (let t = 0; t < T; t++) near(sums[t], plain(found[t]), 1e-12)
  })

  it('has as its row s what BPTT gives where the answer at s alone counts', () => {
    for (const [n, s] of ASKED.entries()) {
      const found = stateGradients(only(input, s))
      expect(parts[n]).toHaveLength(s + 1)
      for (let t = 0; t <= s; t++)
        near(
          parts[n][t],
          plain(found[t]).map((one) => one * share(s)),
          1e-12,
        )
    }
  })
})

it.each(['rnn', 'lstm'] as const)('%s: is the derivative of L_s, by finite differences', (cell) => {
  const input: TextbookInput = { ...sample(5, { ...SHAPE, cell }), weight: WEIGHT }
  const way = backwardRun(input)
  const { parts } = byAnswer(way, ASKED)
  const { states } = way.run
  const [s, n] = [6, 2]
  for (const t of [0, 1, 4]) {
    const steps = T - 1 - t
    const asked = Math.min(L, steps)
    /** L_s where h_t is moved and c_t stays: the rest of the sequence, begun there. */
    const moved = (k: number, by: number) =>
      share(s) *
      textbookLoss({
        ...input,
        x: Array.from(input.x).slice((t + 1) * I),
        y: Array.from(input.y).slice((L - asked) * O),
        weight: Array.from({ length: asked }, (_, m) => (m === asked - 1 ? 1 : 0)),
        ...{ T: steps, L: asked, h0: states.h[t].map((value, j) => value + (j === k ? by : 0)) },
        ...(states.cell === 'lstm' && { c0: states.c[t] }),
      })
    const differences = Array.from(
      { length: H },
      (_, k) => (moved(k, 1e-5) - moved(k, -1e-5)) / 2e-5,
    )
    near(parts[n][t], differences, 1e-6)
  }
})

it('knows parts far below the underflow', () => {
  const [long, w] = [400, 0.1]
  const base = sample(3, { ...SHAPE, H: 1, O: 1, T: long, L: long, cell: 'rnn' })
  const input: TextbookInput = { ...base, weights: { ...base.weights, weight_hh_l0: [w] } }
  const way = backwardRun(input)
  const { parts } = byAnswer(
    way,
    Array.from({ length: long }, (_, s) => s),
  )
  const h = way.run.states.h.map(([value]) => value)
  // ∂L_T/∂h_1 = own_T · Π_{t=2..T} (1 − h_t²) w
  const logs = h.slice(1).map((value) => Math.log10((1 - value * value) * w))
  const expected = logs.reduce((sum, one) => sum + one, log10Norm(way.gradients.own[long - 1]) ?? 0)
  expect(expected).toBeLessThan(-380)
  expect(log10Norm(parts[long - 1][0])).toBeCloseTo(expected, 8)
})
