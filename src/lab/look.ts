/** A look at a net in training: its metric on held-out data, and its gradient profile on a fixed batch of them. */
import type { Net } from '../engine/net.ts'
import { random } from '../engine/random.ts'
import type { Log10Profile } from '../engine/types.ts'
import type { Batch, Task } from '../tasks/task.ts'
import { lookRows } from './shapes.ts'
import { HELD_OUT } from './spec.ts'

/** Room for B sequences of a task. */
export function emptyBatch(task: Task, B: number): Batch {
  return {
    x: new Float32Array(task.timeSteps * B * task.inputSize),
    y: new Float32Array(task.answerSteps * B * task.outputSize),
  }
}

/** How many of the positions [L·B] have their largest readout where the target has its one. */
function countRight(logits: Float32Array, y: Float32Array, O: number): number {
  let right = 0
  for (let n = 0; n < logits.length; n += O) {
    let best = 0
    for (let o = 1; o < O; o++) if (logits[n + o] > logits[n + best]) best = o
    if (y[n + best] === 1) right++
  }
  return right
}

/** Looks at one net again and again, always at the same held-out sequences of its seed. */
export class Looker {
  private readonly rows: number
  private readonly batch: Batch
  private readonly probe: Batch

  constructor(
    private readonly net: Net,
    private readonly task: Task,
    private readonly seed: number,
    B: number,
  ) {
    this.rows = lookRows(task)
    this.batch = emptyBatch(task, this.rows)
    this.probe = emptyBatch(task, B)
    task.sample(random(seed, 'heldOut'), this.probe, B)
  }

  /** The task's metric over all held-out sequences; null if `over` says meanwhile that nobody wants it any more. */
  metric(over: () => boolean = () => false): number | null {
    const scores = this.scores(0, HELD_OUT, over)
    return scores && metricOf(this.task, scores)
  }

  /**
   * The scores of the held-out sequences from..to (multiples of the number looked at at a time), one for each such
   * lot: right answers, or the mean loss. The sequences are drawn anew each time: cheaper than keeping long ones.
   */
  scores(from: number, to: number, over: () => boolean = () => false): number[] | null {
    const { task, net, batch, rows } = this
    const numbers = random(this.seed, 'heldOut')
    const scores: number[] = []
    for (let n = 0; n < to; n += rows) {
      if (over()) return null
      task.sample(numbers, batch, rows)
      if (n < from) continue
      net.evaluation?.setBatch(batch)
      const loss = net.evaluate()
      const accuracy = task.metric === 'accuracy' && net.evaluation
      scores.push(accuracy ? countRight(accuracy.logits(), batch.y, task.outputSize) : loss)
    }
    return scores
  }

  /** Loss and gradient profile of the first held-out sequences, as many as a training batch has. */
  profile(): { loss: number; profile: Log10Profile } {
    this.net.work.setBatch(this.probe)
    const profile = this.net.profile()
    return { loss: this.net.work.loss(), profile }
  }
}

/** The metric from the scores of all lots of held-out sequences, in their order. */
export function metricOf(task: Task, scores: readonly number[]): number {
  const sum = scores.reduce((total, score) => total + score, 0)
  return task.metric === 'accuracy' ? sum / (HELD_OUT * task.answerSteps) : sum / scores.length
}

/** Whether a metric counts as solved. */
export function isSolved(task: Task, metric: number): boolean {
  return task.metric === 'accuracy' ? metric >= task.threshold : metric < task.threshold
}

/** Whether metric a is better than b. */
export function isBetter(task: Task, a: number, b: number): boolean {
  return task.metric === 'accuracy' ? a > b : a < b
}
