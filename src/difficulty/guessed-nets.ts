/** The nets whose weights are guessed. */

import { zeroWeights } from '../engine/parameters.ts'
import type { Random } from '../engine/random.ts'
import { type Cell, GATE_BLOCKS, type Sizes, type Weights } from '../engine/types.ts'
import type { Guessing } from '../results/difficulty-report.ts'
import { largest } from '../rules/extremes.ts'
import type { Task } from '../tasks/shared/task.ts'

/**
 * Sizes of nets and ranges of weights. The literature's [−100, 100] finds no more than [−30, 30].
 */
export const HOW = {
  nets: [
    { cell: 'rnn', hidden: 1 },
    { cell: 'rnn', hidden: 2 },
    { cell: 'rnn', hidden: 5 },
    { cell: 'lstm', hidden: 1 },
  ],
  ranges: [1, 10, 30],
  screened: 8,
} as const

export type SmallNet = NonNullable<Guessing['first']>

/**
 * As in the literature the output is logistic, too, where the loss is the squared error; softmax is
 * a part of the cross-entropy.
 */
export const outputsFor = ({ loss }: Task): SmallNet['output'][] =>
  loss === 'mse' ? ['linear', 'logistic'] : ['linear']

/**
 * The net of the guess of this number, from 0: the nets come first, then the ranges, then the
 * outputs.
 */
export function netOf(task: Task, guess: number): SmallNet {
  const { nets, ranges } = HOW
  const outputs = outputsFor(task)
  const round = Math.floor(guess / nets.length)
  const range = ranges[round % ranges.length]
  return {
    ...nets[guess % nets.length],
    range,
    output: outputs[Math.floor(round / ranges.length) % outputs.length],
  }
}

/** Sizes in which every one of the small nets with this cell has room. */
export function sizesFor(cell: Cell, input: number, output: number): Sizes {
  const hidden = largest(HOW.nets.filter((net) => net.cell === cell).map((net) => net.hidden))
  return { cell, input, hidden, output }
}

/**
 * All weights of a small net, readout and biases too, from U[−range, range), in the order of
 * PyTorch's names and rows. The units that it lacks have zeros for weights, so that they stay at
 * zero and act on nothing.
 */
export function draw(
  { hidden, range }: Pick<SmallNet, 'hidden' | 'range'>,
  sizes: Sizes,
  random: Random,
): Weights {
  const { cell, input: I, hidden: H, output: O } = sizes
  const weights = zeroWeights(sizes)
  const fill = (into: Float32Array, from: number, count: number) => {
    for (let n = from; n < from + count; n++) into[n] = (2 * random.uniform() - 1) * range
  }
  for (let row = 0; row < GATE_BLOCKS[cell] * H; row++) {
    if (row % H >= hidden) continue
    fill(weights.weight_ih_l0, row * I, I)
    fill(weights.weight_hh_l0, row * H, hidden)
    fill(weights.bias_ih_l0, row, 1)
  }
  for (let o = 0; o < O; o++) {
    fill(weights['readout.weight'], o * H, hidden)
    fill(weights['readout.bias'], o, 1)
  }
  return weights
}
