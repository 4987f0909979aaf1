/**
 * The textbook: the cells in plain float64, written to be read in one sitting. Start with rnn.ts,
 * then lstm.ts, gru.ts; the rest is what variants and surgery change (surgery.ts), the readout and
 * the loss (readout.ts), matrices (affine.ts, activations.ts), and numbers below float64's range
 * (scaled-vector.ts). It is the oracle that the fast engine is tested against. What one step does
 * to a gradient, as a matrix, stands in step-jacobians.ts, and its size in singular-values.ts
 * and spectral-norm.ts.
 */
import {
  blocksOf,
  hasPeepholes,
  hasQuery,
  isBackwardOnly,
  isGru,
  isInputOnly,
  weightEntries,
} from '../types.ts'
import { attentionOf, pooledBackward, pooledForward } from './attention.ts'
import { gruBackward, gruForward } from './gru.ts'
import { type LstmGradients, type LstmStates, lstmBackward, lstmForward } from './lstm.ts'
import { lossAndDerivative, readoutBackward, readoutForward } from './readout.ts'
import { rnnBackward, rnnForward } from './rnn.ts'
import { log10Norm, plain, type Scaled, zero } from './scaled-vector.ts'
import { endsOf } from './sequence-ends.ts'
import { surgeryOf } from './surgery.ts'
import type { Float64Weights, TextbookInput, TextbookResult } from './types.ts'

export { adamState, adamStep } from './adam.ts'
export type { Float64Weights, TextbookInput, TextbookResult } from './types.ts'

/**
 * Forward through time, the loss, and back: everything there is to know about one batch. RangeError
 * on wrong lengths.
 */
export function textbook(input: TextbookInput): TextbookResult {
  const { run, back, parameters } = textbookGradients(input)
  const { states } = run
  return {
    loss: run.loss,
    prediction: run.prediction,
    hidden: joined(states.h),
    cell: states.cell === 'lstm' ? joined(states.c) : null,
    gates:
      states.cell === 'rnn'
        ? null
        : Object.fromEntries(
            Object.entries(states.gates).map(([gate, steps]) => [gate, joined(steps)]),
          ),
    profile: {
      // Where h is c, and nothing but the readout reads it, it is that of c.
      hidden: ((isInputOnly(input.sizes) && back.dc) || back.dh).map(log10Norm),
      cell: back.dc?.map(log10Norm) ?? null,
      belt: back.belt?.map(log10Norm) ?? null,
      rest: back.rest?.map(log10Norm) ?? null,
      input: back.dx.map(log10Norm),
    },
    parameters,
    inputGradient: joined(back.dx.map(plain)),
  }
}

/** The total derivatives of every time step, lists over time; of an LSTM those of c, too. */
type StateGradients = Pick<LstmGradients, 'dh' | 'dx'> & Partial<LstmGradients>

/** The same as vectors, and the states on which they were found. RangeError on wrong lengths. */
export function textbookGradients(input: TextbookInput): {
  readonly run: ForwardRun
  readonly back: StateGradients
  readonly parameters: Float64Weights
} {
  const run = runForward(input)
  const { weights, x, states, ends, nonlinearity } = run
  const { B } = input
  const { hidden: H } = input.sizes
  const parameters = Object.fromEntries(
    weightEntries(weights).map(([name, { length }]) => [name, new Float64Array(length)]),
  ) as Float64Weights

  const own = ownGradients(input, run, parameters)
  const back: StateGradients =
    states.cell === 'rnn'
      ? rnnBackward(weights, parameters, x, states, own, nonlinearity, ends, B, H)
      : states.cell === 'gru'
        ? gruBackward(weights, parameters, x, states, own, run.surgery, ends, B, H)
        : lstmBackward(weights, parameters, x, states, own, run.surgery, ends, B, H)
  return { run, back, parameters }
}

/**
 * What the loss itself asks of each h_t, [B, H]: nothing before the first answered step, unless the
 * readout reads all of them. Adds to the readout's gradient.
 */
export function ownGradients(
  { T, B, L, sizes: { hidden: H, output: O } }: TextbookInput,
  { weights, states, dp, attention, pooled }: ForwardRun,
  gradient: Float64Weights,
): Scaled[] {
  if (attention && pooled) {
    const asked = readoutBackward(weights, gradient, dp, pooled, B)
    return pooledBackward(weights, gradient, asked, states.h, attention, pooled, B)
  }
  return states.h.map((h, t) => {
    const answer = t - (T - L)
    if (answer < 0) return zero(B * H)
    return readoutBackward(
      weights,
      gradient,
      dp.subarray(answer * B * O, (answer + 1) * B * O),
      h,
      B,
    )
  })
}

/** The loss alone, forward only: what finite differences need. RangeError on wrong lengths. */
export function textbookLoss(input: TextbookInput): number {
  return runForward(input).loss
}

/**
 * The loss as a function of the weights in which whatever surgery severs on the way back alone
 * keeps the value that it has with the weights of now: its differences are the derivative under
 * that surgery. Without such surgery it is {@link textbookLoss}.
 */
export function lossWithConstants(input: TextbookInput): (input: TextbookInput) => number {
  if (!(input.operations ?? []).some(isBackwardOnly)) return textbookLoss
  const { states } = runForward(input)
  return (moved) => runForward(moved, states).loss
}

/** The states of a run that stand for constants, where surgery severs the way back to them. */
type Held = Pick<LstmStates, 'h'> & Partial<Pick<LstmStates, 'c'>>

/** A forward pass with all that goes into it. */
export type ForwardRun = ReturnType<typeof runForward>

/** RangeError on wrong lengths. */
export function runForward(input: TextbookInput, held?: Held) {
  checkLengths(input)
  const { T, B, L, nonlinearity = 'tanh' } = input
  const { cell, hidden: H, variant = 'standard' } = input.sizes
  const weights = Object.fromEntries(
    weightEntries(input.weights).map(([name, values]) => [name, Float64Array.from(values)]),
  ) as Float64Weights
  const x = cut(Float64Array.from(input.x), T)
  const surgery = surgeryOf(variant, input.operations ?? [], H)
  const ends = endsOf(input, B, H)
  const states =
    cell === 'rnn'
      ? { cell, ...rnnForward(weights, x, nonlinearity, ends, B, H) }
      : isGru(input.sizes)
        ? { cell: 'gru' as const, ...gruForward(weights, x, surgery, ends, B, H, held) }
        : { cell, ...lstmForward(weights, x, surgery, ends, B, H, cellsOf(held)) }
  // a_t of every step and Σ_t a_t h_t, where that is read in place of h_t
  const { readout } = input.sizes
  const attention = readout ? attentionOf(readout, weights, states.h, B) : null
  const pooled = attention && pooledForward(states.h, attention, B)
  const read = pooled ? [pooled] : states.h.slice(T - L)
  const prediction = joined(read.map((h) => readoutForward(weights, h, B)))
  const weight = input.weight ? Float64Array.from(input.weight) : new Float64Array(L * B).fill(1)
  const { loss, dp } = lossAndDerivative(input.loss, prediction, Float64Array.from(input.y), weight)
  const answer = { attention, pooled, prediction, loss, dp }
  return { weights, x, states, surgery, ends, nonlinearity, ...answer }
}

const cellsOf = (held?: Held) => (held?.c ? { c: held.c, h: held.h } : undefined)

/** One array over all time steps as a list over time. */
function cut(all: Float64Array, T: number): Float64Array[] {
  const size = all.length / T
  return Array.from({ length: T }, (_, t) => all.subarray(t * size, (t + 1) * size))
}

/** A list over time as one array. */
function joined(steps: Float64Array[]): Float64Array {
  const size = steps[0].length
  const all = new Float64Array(steps.length * size)
  for (const [t, step] of steps.entries()) all.set(step, t * size)
  return all
}

function checkLengths({
  sizes,
  weights,
  x,
  y,
  T,
  B,
  L,
  weight,
  h0,
  c0,
  lengths,
}: TextbookInput): void {
  const { input: I, hidden: H, output: O } = sizes
  const rows = blocksOf(sizes) * H
  const expected: [string, ArrayLike<number>, number][] = [
    ['weight_ih_l0', weights.weight_ih_l0, rows * I],
    ['weight_hh_l0', weights.weight_hh_l0, rows * H],
    ['bias_ih_l0', weights.bias_ih_l0, rows],
    ['bias_hh_l0', weights.bias_hh_l0, rows],
    ['readout.weight', weights['readout.weight'], O * H],
    ['readout.bias', weights['readout.bias'], O],
    ['x', x, T * B * I],
    ['y', y, L * B * O],
  ]
  if (hasPeepholes(sizes)) {
    const { weight_peephole_l0: peepholes = [] } = weights
    expected.push(['weight_peephole_l0', peepholes, 3 * H])
  }
  if (hasQuery(sizes)) expected.push(['readout.query', weights['readout.query'] ?? [], H])
  if (weight) expected.push(['weight', weight, L * B])
  if (h0) expected.push(['h0', h0, B * H])
  if (c0) expected.push(['c0', c0, B * H])
  if (lengths) expected.push(['lengths', lengths, B])
  for (const [name, values, length] of expected) {
    if (values.length !== length)
      throw new RangeError(`${name}: ${values.length} numbers instead of ${length}`)
  }
  if (!(L >= 1 && L <= T)) throw new RangeError(`L = ${L} of T = ${T}`)
  if (sizes.readout && (L > 1 || lengths))
    throw new RangeError(`readout ${sizes.readout}, L = ${L}`)
}
