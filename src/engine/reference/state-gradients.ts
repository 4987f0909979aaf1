/**
 * A gradient's way back through one sequence, step by step: each step multiplies it by its
 * Jacobian's transpose. The same numbers as BPTT's, without the weights' gradients, and with the
 * factors at hand.
 */

import { weightEntries } from '../types.ts'
import { transposeTimes } from './affine.ts'
import { type ForwardRun, ownGradients, runForward } from './index.ts'
import { plus, type Scaled, times, zero } from './scaled-vector.ts'
import { type StepJacobians, stepJacobians } from './step-jacobians.ts'
import type { TextbookInput } from './types.ts'

/** Of one sequence: lists over t, vectors [H]. */
interface StateGradients {
  /** What the loss itself asks of h_t. */
  readonly own: readonly Scaled[]
  /** ∂L/∂h_t. */
  readonly hidden: readonly Scaled[]
  /** ∂L/∂c_t = belt + rest of an LSTM, as in lstm.ts. */
  readonly cell: readonly Scaled[] | null
  readonly belt: readonly Scaled[] | null
  readonly rest: readonly Scaled[] | null
  /** ∂L/∂ln n_t of exponential gates; absent for others. */
  readonly normaliser?: readonly Scaled[]
}

export interface BackwardRun {
  readonly run: ForwardRun
  readonly steps: StepJacobians
  readonly gradients: StateGradients
}

/**
 * Forward and back, from the last list index to `first`; gradients before it are left out.
 * RangeError on wrong lengths, or for more than one sequence.
 */
export function backwardRun(input: TextbookInput, first = 0): BackwardRun {
  if (input.B !== 1) throw new RangeError(`one sequence, not ${input.B}`)
  const run = runForward(input)
  const readouts = weightEntries(run.weights).filter(([name]) => name.startsWith('readout.'))
  const scratch = Object.fromEntries(
    readouts.map(([name, { length }]) => [name, new Float64Array(length)]),
  )
  const own = ownGradients(input, run, { ...run.weights, ...scratch })
  const steps = stepJacobians(run)
  const gradients =
    steps.of === 'hidden' ? hiddenBack(own, steps.into, first) : cellBack(own, steps.into, first)
  return { run, steps, gradients }
}

type Into<K extends StepJacobians['of']> = Extract<StepJacobians, { readonly of: K }>['into']

function hiddenBack(own: readonly Scaled[], into: Into<'hidden'>, first: number): StateGradients {
  const H = own[0].values.length
  const room = new Float64Array(H * H)
  const hidden: Scaled[] = []
  let later = zero(H)
  for (let t = own.length - 1; t >= first; t--) {
    hidden[t] = plus(own[t], later)
    // J_tᵀ ∂L/∂h_t goes on to h_{t−1}
    if (t > 0) later = transposeTimes(into(t, room), hidden[t], 1)
  }
  return { own, hidden, cell: null, belt: null, rest: null }
}

function cellBack(own: readonly Scaled[], into: Into<'cell'>, first: number): StateGradients {
  const H = own[0].values.length
  const room = new Float64Array(3 * H * H)
  const nothing = zero(H)
  const [hidden, cell, belt, rest, normaliser]: Scaled[][] = [[], [], [], [], []]
  let later = nothing //     what the gates of t+1 ask of h_t
  let laterBelt = nothing // f_{t+1} ⊙ belt_{t+1}
  let laterRest = nothing // f_{t+1} ⊙ rest_{t+1}
  let laterLog = nothing //  what the gates of t+1 ask of ln n_t
  for (let t = own.length - 1; t >= first; t--) {
    const step = into(t, room)
    hidden[t] = plus(own[t], later)
    const { throughInput, throughOutput, shown } = step
    // By the peephole of o_t the loss reaches c_t through a gate.
    const direct = throughOutput ? shown.map((all, k) => all - throughOutput[k]) : shown
    belt[t] = plus(laterBelt, times(own[t], direct))
    rest[t] = plus(laterRest, times(later, shown))
    if (throughOutput) rest[t] = plus(rest[t], times(own[t], throughOutput))
    cell[t] = plus(belt[t], rest[t])
    later = plus(transposeTimes(step.gates, cell[t], 1), transposeTimes(step.output, hidden[t], 1))
    laterBelt = times(belt[t], step.belt)
    laterRest = times(rest[t], step.belt)
    if (throughInput) laterRest = plus(laterRest, times(cell[t], throughInput))
    if (step.normaliser) {
      const { kept, toCell, ofHidden } = step.normaliser
      normaliser[t] = laterLog
      later = plus(later, transposeTimes(ofHidden, laterLog, 1))
      laterLog = plus(times(laterLog, kept), times(cell[t], toCell))
    }
  }
  const weighed = normaliser.length > 0 ? { normaliser } : {}
  return { own, hidden, cell, belt, rest, ...weighed }
}
