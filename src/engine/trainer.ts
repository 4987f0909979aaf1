/** Trains a net: which update each step makes, alone or with a group of threads. */
import type { Net } from './net.ts'
import { MEASURE, type Measure, SINGLE_THREAD, trainingStep, type Update } from './step.ts'
import type { Optimizer } from './types.ts'

export interface TrainingSettings {
  readonly optimizer: Optimizer
  readonly learningRate: number
  /** Largest global gradient norm, or null for no clipping. */
  readonly clip: number | null
}

/** Does one training step on whatever the net's work batch is; returns the global gradient norm. */
export type Step = (update: Update, measure: Measure) => number

/** A step without other threads. */
export function singleThreadStep(net: Net): Step {
  const squares = new Float64Array(net.memory.buffer)
  const synchronize = () => {}
  return (update, measure) =>
    trainingStep(net.kernels, net.place, SINGLE_THREAD, squares, update, measure, synchronize)
}

export class Trainer {
  /** Updates so far. */
  step = 0
  // β1^t and β2^t as products, not Math.pow: the same bits everywhere.
  private power1 = 1
  private power2 = 1

  constructor(
    readonly net: Net,
    private readonly settings: TrainingSettings,
    private readonly run: Step = singleThreadStep(net),
  ) {}

  /** Goes on after so many updates, as if it had made them; the net must be as they left it. */
  resume(step: number): void {
    this.step = step
    this.power1 = 1
    this.power2 = 1
    for (let n = 0; n < step; n++) {
      this.power1 *= 0.9
      this.power2 *= 0.999
    }
  }

  /**
   * One optimiser update on the net's work batch: Adam (Kingma & Ba 2015; β1 = 0.9, β2 = 0.999),
   * momentum or plain gradient descent. Returns the loss before it, or null where the
   * loss or the gradient is not finite; the weights are then left as they were.
   */
  train(measure: Measure = MEASURE.nothing): number | null {
    const power1 = this.power1 * 0.9
    const power2 = this.power2 * 0.999
    const { optimizer, learningRate, clip } = this.settings
    const norm = this.run(
      {
        optimizer,
        clip: clip ?? Number.POSITIVE_INFINITY,
        rate: optimizer === 'adam' ? learningRate / (1 - power1) : learningRate,
        rootScale: 1 / Math.sqrt(1 - power2),
      },
      measure,
    )
    const loss = this.net.work.loss()
    if (!Number.isFinite(norm) || !Number.isFinite(loss)) return null
    this.step++
    this.power1 = power1
    this.power2 = power2
    return loss
  }
}
