/**
 * The gradient itemised by the answers that it comes from (RNNbow: Cashman et al. 2018): the loss
 * is a sum over the time steps s that are asked, L = Σ_s L_s, and so is ∂L/∂h_t = Σ_{s ≥ t}
 * ∂L_s/∂h_t. Each part goes its own way back, with an exponent of its own, so that none drowns in
 * another and none underflows.
 */
import { transposeTimes } from './affine.ts'
import { plus, type Scaled, times, zero } from './scaled-vector.ts'
import type { BackwardRun } from './state-gradients.ts'
import { cellToCell, type StepJacobians } from './step-jacobians.ts'

export interface ByAnswer {
  /** ∂L_s/∂h_t, [H]: by the answer's place in the list of those asked, and by t = 0..s. */
  readonly parts: readonly (readonly Scaled[])[]
  /** Their sum over s, by t = 0..T − 1. */
  readonly sums: readonly Scaled[]
}

/** How one answer's part goes back: what is carried from t + 1, and what it comes to at t. */
interface Carried {
  /** What later steps ask of h_t, of c_t of an LSTM, and of ln n_t of exponential gates. */
  readonly hidden: Scaled
  readonly cell: Scaled
  readonly normaliser: Scaled
}

/**
 * The parts of one sequence whose way forward and back is known.
 *
 * @param asked the time steps s, from 0 and rising, at which the loss asks
 */
export function byAnswer(
  { run: { surgery, pooled }, steps, gradients: { own } }: BackwardRun,
  asked: readonly number[],
): ByAnswer {
  const T = own.length
  const nothing = zero(own[0].values.length)
  const parts = asked.map((): Scaled[] => [])
  const sums: Scaled[] = []
  const carried: Carried[] = asked.map(() => ({
    ...{ hidden: nothing, cell: nothing, normaliser: nothing },
  }))
  for (let t = T - 1; t >= 0; t--) {
    // A step's Jacobian serves all answers behind it.
    const back = t > 0 ? wayBack(steps, t) : null
    let sum = nothing
    for (let n = asked.length - 1; n >= 0 && asked[n] >= t; n--) {
      const { hidden, cell, normaliser } = carried[n]
      // A readout of all h_t has one answer, which asks at each of them.
      const part = pooled ? plus(own[t], hidden) : asked[n] === t ? own[t] : hidden
      // Where h is c, ∂L_s/∂h_t is that of c.
      const state =
        surgery.inputOnly && steps.of === 'cell'
          ? plus(cell, times(part, steps.into(t).shown))
          : part
      parts[n][t] = state
      sum = plus(sum, state)
      if (back) carried[n] = back(part, cell, normaliser)
    }
    sums[t] = sum
  }
  return { parts, sums }
}

/**
 * From ∂L_s/∂h_t, f_{t+1} ⊙ ∂L_s/∂c_{t+1} of an LSTM and ∂L_s/∂ln n_t to what is carried to t − 1.
 */
function wayBack(
  steps: StepJacobians,
  t: number,
): (hidden: Scaled, cell: Scaled, normaliser: Scaled) => Carried {
  if (steps.of === 'hidden') {
    const into = steps.into(t)
    return (hidden, cell, normaliser) => ({
      ...{ hidden: transposeTimes(into, hidden, 1), cell, normaliser },
    })
  }
  const step = steps.into(t)
  const own = cellToCell(step)
  return (hidden, below, ofLog) => {
    // ∂L/∂c_t = f_{t+1} ⊙ ∂L/∂c_{t+1} + ∂h_t/∂c_t ⊙ ∂L/∂h_t
    const cell = plus(below, times(hidden, step.shown))
    const toHidden = plus(
      transposeTimes(step.gates, cell, 1),
      transposeTimes(step.output, hidden, 1),
    )
    if (!step.normaliser) return { hidden: toHidden, cell: times(cell, own), normaliser: ofLog }
    const { kept, toCell, ofHidden } = step.normaliser
    return {
      hidden: plus(toHidden, transposeTimes(ofHidden, ofLog, 1)),
      cell: times(cell, own),
      normaliser: plus(times(ofLog, kept), times(cell, toCell)),
    }
  }
}
