/** Hidden sizes that make a comparison fair. */
import { countParameters } from '../engine/parameters.ts'
import {
  type Cell,
  hasPeepholes,
  hasQuery,
  isInputOnly,
  type Sizes,
  usedBlocks,
} from '../engine/types.ts'
import type { Fair } from '../specs/design.ts'
import type { Spec } from '../specs/spec.ts'
import type { Task } from '../tasks/shared/task.ts'
import { sizesOf } from '../training/setup/net-sizes.ts'

/**
 * Multiply-adds of one sequence's forward pass: G·H·(I + H) a time step, 3·H more where gates see
 * c, O·H for each answer; and H a time step where the readout reads all of them, 2·H where it
 * attends.
 * BPTT doubles both alike.
 */
export function multiplyAdds(sizes: Sizes, task: Task): number {
  const { input: I, hidden: H, output: O } = sizes
  const peepholes = hasPeepholes(sizes) ? 3 * H : 0
  const sources = I + (isInputOnly(sizes) ? 0 : H)
  const step = usedBlocks(sizes) * H * sources + peepholes
  const read = sizes.readout ? (hasQuery(sizes) ? 2 * H : H) : 0
  return task.timeSteps * (step + read) + task.answerSteps * O * H
}

/**
 * H of a cell in a comparison that is fair in this way: the H asked for, but for an RNN beside an
 * LSTM the H that makes the quantity equal.
 */
export function hiddenFor(fair: Fair, cell: Cell, spec: Spec, task: Task): number {
  if (cell === 'lstm' || fair === 'hidden' || !spec.cells.includes('lstm')) return spec.hidden
  const amount = (of: Cell, hidden: number) => {
    const sizes = { ...sizesOf(spec, task, of), hidden }
    return fair === 'parameters' ? countParameters(sizes) : multiplyAdds(sizes, task)
  }
  return nearest((hidden) => amount('rnn', hidden), amount('lstm', spec.hidden))
}

/** The H ≥ 1 at which a monotone quantity comes closest to the target; the smaller one of a tie. */
function nearest(amount: (hidden: number) => number, wanted: number): number {
  let low = 1
  let high = 2
  while (amount(high) < wanted) [low, high] = [high, 2 * high]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (amount(middle) < wanted) low = middle
    else high = middle
  }
  return wanted - amount(low) <= amount(high) - wanted ? low : high
}
