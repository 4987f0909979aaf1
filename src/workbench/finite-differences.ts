/**
 * Whether BPTT is right, here and now: central differences of the textbook's float64 loss against
 * its own backward pass and against the engine's, on the very weights that are on the bench.
 */

import { random } from '../engine/random.ts'
import {
  type Float64Weights,
  lossWithConstants,
  type TextbookInput,
  textbook,
} from '../engine/reference/index.ts'
import { isGru, type Weights, weightEntries } from '../engine/types.ts'
import { shapesOf } from '../io/safetensors/net-file.ts'
import { largest } from '../rules/extremes.ts'
import { emptyBatch } from '../training/evaluation.ts'
import type { NetJobContext } from './workers/job.ts'
import type { NetSubject } from './workers/worker-messages.ts'

export interface VerifiedTensor {
  readonly tensor: keyof Weights
  /** Entries compared. */
  readonly checked: number
  /**
   * Largest |analytic − numeric| / largest |numeric| of the tensor: the textbook's float64 BPTT,
   * and the engine's float32 one.
   */
  readonly textbook: number
  readonly engine: number
  /** Where the engine's is largest: row and column from 1, and the values there. */
  readonly at: readonly number[]
  readonly analytic: number
  readonly numeric: number
}

export interface VerifyAsk extends NetSubject {
  readonly sequences: number
  /** The step of the differences. */
  readonly epsilon: number
}

/** Multiplications of the textbook that a check may take: about two seconds. */
const EFFORT = 8e8
const MOST_ENTRIES = 24

/**
 * The largest relative error of each weight tensor. Gives up with an empty list when `cancelled`
 * says so.
 */
export function verify(
  { nets, task, cancelled }: NetJobContext,
  { sequences, epsilon, ...subject }: VerifyAsk,
): VerifiedTensor[] {
  const { spec, operations } = subject
  const batch = emptyBatch(task, sequences)
  task.sample(random(spec.seeds[0], 'heldOut'), batch, sequences, 0)
  const net = nets.of(subject, sequences, { record: true })
  net.work.setBatch(batch)
  const engine = net.inspect().parameters
  const weights = net.weights()
  const exact = Object.fromEntries(
    weightEntries(weights).map(([name, values]) => [name, Float64Array.from(values)]),
  ) as Float64Weights
  const { sizes } = net.shape
  // Both biases have one gradient, but in the GRU, where they act apart.
  const names = weightEntries(weights).flatMap(([name]) =>
    name === 'bias_hh_l0' && !isGru(sizes) ? [] : [name],
  )
  const input: TextbookInput = {
    sizes,
    weights: exact,
    ...batch,
    T: task.timeSteps,
    B: sequences,
    L: task.answerSteps,
    loss: task.loss,
    operations,
  }
  const backward = textbook(input).parameters
  // Finite differences of the plain loss do not see a cut of the derivative alone.
  const lossOf = lossWithConstants(input)
  const size = weightEntries(weights).reduce((sum, [, { length }]) => sum + length, 0)
  const pass = 2 * size * task.timeSteps * sequences
  const entries = Math.max(
    2,
    Math.min(MOST_ENTRIES, Math.floor(EFFORT / (2 * pass * names.length))),
  )
  const shapes = shapesOf(sizes)
  const found: VerifiedTensor[] = []
  const none: Float64Array = new Float64Array(0)
  for (const name of names) {
    const compared: Compared[] = []
    const [ofTextbook, ofEngine = none] = [backward[name] ?? none, engine[name]]
    for (const index of chosen(ofTextbook, entries)) {
      if (cancelled()) return []
      const numeric = difference(() => lossOf(input), exact[name] ?? none, index, epsilon)
      compared.push({
        index,
        numeric,
        textbook: ofTextbook[index],
        engine: ofEngine[index],
      })
    }
    found.push(summarise(name, shapes[name] ?? [], compared))
  }
  return found
}

interface Compared {
  readonly index: number
  readonly numeric: number
  readonly textbook: number
  readonly engine: number
}

/** The entry with the largest gradient, and others spread over the tensor. */
function chosen(gradient: Float64Array, count: number): number[] {
  let largest = 0
  gradient.forEach((value, n) => {
    if (Math.abs(value) > Math.abs(gradient[largest])) largest = n
  })
  const all = Math.min(count, gradient.length)
  return [
    ...new Set([
      largest,
      ...Array.from({ length: all }, (_, n) => Math.floor(((n + 0.5) * gradient.length) / all)),
    ]),
  ]
}

/** (L(w + ε) − L(w − ε)) / 2ε */
function difference(
  loss: () => number,
  weights: Float64Array,
  index: number,
  epsilon: number,
): number {
  const value = weights[index]
  weights[index] = value + epsilon
  const above = loss()
  weights[index] = value - epsilon
  const below = loss()
  weights[index] = value
  return (above - below) / (2 * epsilon)
}

function summarise(
  tensor: keyof Weights,
  shape: readonly number[],
  compared: readonly Compared[],
): VerifiedTensor {
  const scale = largest(
    compared.map(({ numeric, textbook }) => Math.max(Math.abs(numeric), Math.abs(textbook))),
  )
  const errorOf = (analytic: number, numeric: number) =>
    scale > 0 ? Math.abs(analytic - numeric) / scale : 0
  const worst = compared.reduce((a, b) =>
    errorOf(b.engine, b.numeric) > errorOf(a.engine, a.numeric) ? b : a,
  )
  const at =
    shape.length === 2
      ? [Math.floor(worst.index / shape[1]) + 1, (worst.index % shape[1]) + 1]
      : [worst.index + 1]
  return {
    tensor,
    checked: compared.length,
    textbook: largest(compared.map(({ textbook, numeric }) => errorOf(textbook, numeric))),
    engine: errorOf(worst.engine, worst.numeric),
    at,
    analytic: worst.engine,
    numeric: worst.numeric,
  }
}
