/** How far a net generalises beyond the strings of its training. */

import type { Shape } from '../engine/memory-plan.ts'
import { Net } from '../engine/net.ts'
import type { Sizes, Weights } from '../engine/types.ts'
import type { Run } from '../results/report.ts'
import type { Reach, Task } from '../tasks/shared/task.ts'
import { reachNet, reachShape } from './setup/net-sizes.ts'

/** A net of these sizes and weights, and the task that it was trained on. */
export interface TrainedNet {
  readonly module: WebAssembly.Module
  readonly sizes: Sizes
  readonly weights: Weights
  readonly task: Task
}

type Found = NonNullable<Run['reach']>

/**
 * The largest n such that the net accepts every string from 1 to n. Null if `cancelled` returns
 * true meanwhile.
 */
export function reachOf(
  trained: TrainedNet,
  reach: Reach,
  cancelled: () => boolean = () => false,
): Found | null {
  let accepted = 0
  while (accepted < reach.most) {
    if (cancelled()) return null
    const shape = reachShape(trained.sizes, trained.task, reach, accepted + 1)
    const found = acceptedOf(trained, shape, reach, accepted + 1)
    accepted += found
    if (found < shape.B) break
  }
  return { trained: reach.trained, accepted }
}

/** How many of the strings from `first` on, B at most, are accepted before one is not. */
function acceptedOf(
  { module, weights }: TrainedNet,
  shape: Shape,
  reach: Reach,
  first: number,
): number {
  const { T, B, sizes } = shape
  const net = Net.create(module, reachNet(shape), shape)
  net.load(weights)
  const batch = {
    x: new Float32Array(T * B * sizes.input),
    y: new Float32Array(T * B * sizes.output),
    weight: new Float32Array(T * B),
  }
  reach.fill(batch, B, first)
  net.evaluation?.setBatch(batch)
  net.evaluate()
  const readout = net.evaluation?.logits() ?? new Float32Array(0)
  let accepted = 0
  while (accepted < B && reach.accepts(readout, batch, B, accepted)) accepted++
  return accepted
}
