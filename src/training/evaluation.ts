/**
 * An evaluation of a net in training: its metric on held-out data, and its gradient profile on a
 * fixed batch of them.
 */
import type { Net } from '../engine/net.ts'
import { random } from '../engine/random.ts'
import type { Log10Profile } from '../engine/types.ts'
import { metricScale } from '../tasks/shared/standardize.ts'
import type { Batch, Score, Task } from '../tasks/shared/task.ts'
import { emptyBatch, heldOutBatch, heldOutBatches, keptBytes } from './held-out.ts'
import { evaluationRows } from './setup/net-sizes.ts'

export { emptyBatch } from './held-out.ts'

/**
 * How many of the positions [L·B] that count have their largest readout where the target has its
 * one.
 */
function countRight(logits: Float32Array, { y, weight }: Batch, O: number): Score {
  let right = 0
  let of = 0
  for (let n = 0; n < logits.length / O; n++) {
    if (weight?.[n] === 0) continue
    let best = 0
    for (let o = 1; o < O; o++) if (logits[n * O + o] > logits[n * O + best]) best = o
    of++
    if (y[n * O + best] === 1) right++
  }
  return { right, of }
}

/** What a batch of held-out sequences adds to the metric: a sum, and of how much it is the sum. */
export interface ScoreSum {
  readonly sum: number
  readonly of: number
}

/** Evaluates one net repeatedly, always on the same held-out sequences of its seed. */
export class Evaluator {
  private readonly rows: number
  private readonly batch: Batch
  private readonly probe: Batch
  /** All batches as they were drawn, once they have been and if they are to be kept. */
  private kept: readonly Batch[] | null = null

  constructor(
    private readonly net: Net,
    private readonly task: Task,
    private readonly seed: number,
    B: number,
  ) {
    this.rows = evaluationRows(task)
    this.batch = heldOutBatch(task, this.rows)
    this.probe = emptyBatch(task, B)
    task.sample(random(seed, 'heldOut'), this.probe, B, 0)
  }

  /**
   * The task's metric over all held-out sequences; null if `cancelled` returns true meanwhile.
   */
  metric(cancelled: () => boolean = () => false): number | null {
    const scores = this.scores(0, Number.POSITIVE_INFINITY, cancelled)
    return scores && metricOf(scores)
  }

  /**
   * The scores of the held-out sequences from..to (multiples of the number looked at at a time),
   * one for each such lot: right answers, or losses. Each sequence of a file counts once.
   */
  scores(from: number, to: number, cancelled: () => boolean = () => false): ScoreSum[] | null {
    const { task, net, rows } = this
    const scores: ScoreSum[] = []
    for (const [n, batch] of this.batches()) {
      if (cancelled()) return null
      if (n < from) continue
      if (n >= to) break
      net.evaluation?.setBatch(batch)
      const loss = net.evaluate()
      const accuracy = task.metric === 'accuracy' && net.evaluation
      scores.push(
        accuracy
          ? rightOf(task, accuracy.logits(), batch, rows)
          : lossOf(loss * metricScale(task), batch),
      )
    }
    return scores
  }

  /** The held-out batches, each with the number, from 0, of its first sequence. */
  private *batches(): Generator<[number, Batch]> {
    const { task, rows, batch } = this
    if (this.kept) {
      for (const [n, one] of this.kept.entries()) yield [n * rows, one]
      return
    }
    const drawn: Batch[] = []
    for (const n of heldOutBatches(task, this.seed, batch, rows)) {
      if (keptBytes(task) > 0) drawn.push(structuredClone(batch))
      yield [n, batch]
    }
    if (drawn.length > 0) this.kept = drawn
  }

  /**
   * The first held-out sequence as a batch of one, and the readout of it that the last profile
   * left, [L, O].
   */
  first(): { readonly batch: Batch; readonly readout: Float32Array } {
    const { task, probe, net } = this
    const { timeSteps: T, answerSteps: L, inputSize: I, outputSize: O } = task
    const ofFirst = (values: Float32Array, rows: number, size: number) => {
      const stride = values.length / rows
      const row = new Float32Array(rows * size)
      for (let n = 0; n < rows; n++)
        row.set(values.subarray(n * stride, n * stride + size), n * size)
      return row
    }
    const { x, y, weight } = probe
    return {
      batch: {
        x: ofFirst(x, T, I),
        y: ofFirst(y, L, O),
        ...(weight && { weight: ofFirst(weight, L, 1) }),
      },
      readout: ofFirst(net.work.logits(), L, O),
    }
  }

  /** Loss and gradient profile of the first held-out sequences, as many as a training batch has. */
  profile(): { loss: number; profile: Log10Profile } {
    this.net.work.setBatch(this.probe)
    const profile = this.net.profile()
    return { loss: this.net.work.loss(), profile }
  }
}

/** The right answers of a batch of B sequences, by the task's own count where it has one. */
export function rightOf(task: Task, readout: Float32Array, batch: Batch, B: number): ScoreSum {
  const { right, of } =
    task.score?.(readout, batch, B) ?? countRight(readout, batch, task.outputSize)
  return { sum: right, of }
}

/** A batch's loss is a weighted mean; batches count by the weight that is in them. */
export function lossOf(loss: number, { weight }: Batch): ScoreSum {
  const of = weight ? weight.reduce((total, one) => total + one, 0) : 1
  return { sum: loss * of, of }
}

/**
 * The metric from the scores of all batches of held-out sequences, in their order; 0 where nothing
 * was asked.
 */
export function metricOf(scores: readonly ScoreSum[]): number {
  const sum = scores.reduce((total, part) => total + part.sum, 0)
  const of = scores.reduce((total, part) => total + part.of, 0)
  return of === 0 ? 0 : sum / of
}
