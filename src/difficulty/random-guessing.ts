/**
 * Random weight guessing: a task that it solves is no test of memory (Hochreiter & Schmidhuber
 * 1996, "LSTM can solve hard long time lag problems"; Schmidhuber, Hochreiter & Bengio 2001). All
 * weights of a small net are drawn at once; the net is tried on a few held-out sequences, and where
 * it solves these by the task's own rule, on all of them.
 */

import { memoryOf, type Shape } from '../engine/memory-plan.ts'
import { Net } from '../engine/net.ts'
import { random } from '../engine/random.ts'
import type { Cell, Weights } from '../engine/types.ts'
import { isSolved } from '../rules/solved.ts'
import { logisticOf } from '../tasks/shared/softmax.ts'
import { metricScale } from '../tasks/shared/standardize.ts'
import type { Batch, Task } from '../tasks/shared/task.ts'
import { emptyBatch, lossOf, metricOf, type ScoreSum } from '../training/evaluation.ts'
import { heldOutBatch, heldOutBatches, heldOutCount } from '../training/held-out.ts'
import { evaluationRows } from '../training/setup/net-sizes.ts'
import { draw, HOW, netOf, type SmallNet, sizesFor } from './guessed-nets.ts'
import { partOf } from './scoring.ts'

/** Guesses that share a stream of random numbers: what a thread takes at a time. */
const TOGETHER = 1000

/** How much is guessed at all. */
export interface Budget {
  readonly guesses: number
  /**
   * Time steps of one sequence in an RNN, that guesses may take on the first few sequences, and as
   * many again on all of them; one in an LSTM counts as four.
   */
  readonly work: number
}

/** What some guesses came to. */
export interface Guessed {
  readonly guesses: number
  readonly solved: number
  /** Number of the first that solves the task among these, from 1. */
  readonly firstSolvedAt: number | null
  readonly first: SmallNet | null
}

const COSTS: Readonly<Record<Cell, number>> = { rnn: 1, lstm: 4 }
const CELLS = ['rnn', 'lstm'] as const
const meanCost = HOW.nets.reduce((sum, { cell }) => sum + COSTS[cell], 0) / HOW.nets.length

/** Guesses that the budget allows for. */
const allowed = (task: Task, { guesses, work }: Budget): number =>
  Math.min(guesses, Math.floor(work / (HOW.screened * task.timeSteps * meanCost)))

/** Parts into which the guesses come, whatever the number of threads. */
export const partsOf = (task: Task, budget: Budget): number =>
  Math.ceil(allowed(task, budget) / TOGETHER)

const shapeOf = (task: Task, cell: Cell, B: number): Shape => ({
  sizes: sizesFor(cell, task.inputSize, task.outputSize),
  T: task.timeSteps,
  L: task.answerSteps,
  B,
  loss: task.loss,
  record: false,
  keep: false,
  shared: false,
})

/** A net is only evaluated; what it would be trained on takes as little room as can be. */
const smallest = (shape: Shape): Shape => ({ ...shape, T: 1, L: 1, B: 1, keep: true })

/** Bytes of the nets and of the batches as they are drawn. */
export function bytesOfGuessing(task: Task): number {
  const rows = [HOW.screened, evaluationRows(task)]
  const nets = CELLS.flatMap((cell) =>
    rows.map((B) => memoryOf(smallest(shapeOf(task, cell, B)), shapeOf(task, cell, B))),
  )
  const drawn = 4 * (task.timeSteps * task.inputSize + task.answerSteps * task.outputSize)
  return nets.reduce((sum, bytes) => sum + bytes, 0) + 2 * drawn * (rows[0] + rows[1])
}

/**
 * The nets of one cell: whatever its weights, it answers the first few held-out sequences, then
 * all.
 */
class GuessEvaluator {
  private readonly few: Net
  private readonly all: Net
  private readonly heldOut: Batch

  constructor(
    module: WebAssembly.Module,
    private readonly task: Task,
    private readonly seed: number,
    cell: Cell,
    private readonly batch: Batch,
  ) {
    const make = (B: number) => {
      const shape = shapeOf(task, cell, B)
      return Net.create(module, smallest(shape), shape)
    }
    this.few = make(HOW.screened)
    this.few.evaluation?.setBatch(batch)
    this.all = make(evaluationRows(task))
    this.heldOut = heldOutBatch(task, evaluationRows(task))
  }

  solvesFew(weights: Weights, { output }: SmallNet): boolean {
    this.few.load(weights)
    return isSolved(
      this.task,
      metricOf([this.answered(this.few, this.batch, HOW.screened, output)]),
    )
  }

  solvesAll(weights: Weights, { output }: SmallNet, cancelled: () => boolean): boolean {
    const { all, task, heldOut } = this
    const rows = evaluationRows(task)
    const parts: ScoreSum[] = []
    all.load(weights)
    for (const _ of heldOutBatches(task, this.seed, heldOut, rows)) {
      if (cancelled()) return false
      all.evaluation?.setBatch(heldOut)
      parts.push(this.answered(all, heldOut, rows, output))
    }
    return isSolved(task, metricOf(parts))
  }

  /** What the answers to the net's batch add to the metric. */
  private answered(net: Net, batch: Batch, B: number, output: SmallNet['output']): ScoreSum {
    const loss = net.evaluate()
    if (output === 'linear' && this.task.metric !== 'accuracy')
      return lossOf(loss * metricScale(this.task), batch)
    const readout = net.evaluation?.logits() ?? new Float32Array()
    return partOf(
      this.task,
      output === 'linear' ? readout : readout.map(logisticOf),
      batch,
      B,
      net.kernels.log,
    )
  }
}

/**
 * A part of the guesses, from 0. Null when `cancelled` returns true meanwhile.
 */
export function guess(
  module: WebAssembly.Module,
  task: Task,
  seed: number,
  budget: Budget,
  part: number,
  cancelled: () => boolean,
): Guessed | null {
  const from = part * TOGETHER
  const end = Math.min(allowed(task, budget), from + TOGETHER)
  const batch = emptyBatch(task, HOW.screened)
  task.sample(random(seed, 'heldOut'), batch, HOW.screened, 0)
  const evaluators = new Map(
    CELLS.map((cell) => [cell, new GuessEvaluator(module, task, seed, cell, batch)]),
  )
  const numbers = random(seed, 'guesses', part)
  let left = (budget.work * (end - from)) / allowed(task, budget)
  let solved = 0
  let first: Pick<Guessed, 'firstSolvedAt' | 'first'> = { firstSolvedAt: null, first: null }
  let n = from
  for (; n < end && left > 0; n++) {
    if (cancelled()) return null
    const net = netOf(task, n)
    const evaluator = evaluators.get(net.cell) as GuessEvaluator
    const weights = draw(net, sizesFor(net.cell, task.inputSize, task.outputSize), numbers)
    if (!evaluator.solvesFew(weights, net)) continue
    left -= heldOutCount(task) * task.timeSteps * COSTS[net.cell]
    if (!evaluator.solvesAll(weights, net, cancelled)) continue
    solved++
    if (solved === 1) first = { firstSolvedAt: n - from + 1, first: net }
  }
  return cancelled() ? null : { guesses: n - from, solved, ...first }
}
