/** A net of 1997 and its task, sequence by sequence. */
import { lstm1997Weights } from '../../engine/lstm1997/architecture.ts'
import { Lstm1997Net } from '../../engine/lstm1997/net.ts'
import { type Random, random } from '../../engine/random.ts'
import { findTask } from '../../tasks/index.ts'
import type { Batch, Task } from '../../tasks/shared/task.ts'
import type { CriterionOutcome } from './criterion.ts'
import type { Experiment1997 } from './settings-of-1997.ts'

/** How a net did on sequences that it doesn't learn from. */
export interface Test {
  readonly of: number
  readonly wrong: number
  /** The mean absolute error, and the mean squared one, over outputs. */
  readonly meanError: number
  readonly meanSquaredError: number
}

export class Trial {
  readonly net: Lstm1997Net
  readonly task: Task
  private readonly batch: Required<Batch>

  constructor(
    private readonly experiment: Experiment1997,
    seed: number,
    exp: (x: number) => number,
  ) {
    const { length, symbols } = experiment
    const task = findTask(experiment.task).make({ length, symbols })
    this.task = task
    const architecture = { ...experiment.net, input: task.inputSize, output: task.outputSize }
    this.net = new Lstm1997Net(
      architecture,
      lstm1997Weights(architecture, experiment.start, random(seed, 'weights')),
      exp,
    )
    this.batch = {
      x: new Float32Array(task.timeSteps * task.inputSize),
      y: new Float32Array(task.answerSteps * task.outputSize),
      weight: new Float32Array(task.answerSteps).fill(1),
    }
  }

  /** Draws a sequence, answers it, and learns from it. */
  train(numbers: Random): CriterionOutcome {
    return this.present(numbers, true)
  }

  /**
   * How it does on the next so many sequences of a stream; null if `cancelled` returns true
   * meanwhile.
   */
  test(numbers: Random, sequences: number, cancelled: () => boolean): Test | null {
    let wrong = 0
    let sum = 0
    let squares = 0
    for (let n = 0; n < sequences; n++) {
      if (cancelled()) return null
      const { worst, mean, square } = this.present(numbers, false)
      if (!(worst < this.experiment.tolerance)) wrong++
      sum += mean
      squares += square
    }
    return {
      of: sequences,
      wrong,
      meanError: sum / sequences,
      meanSquaredError: squares / sequences,
    }
  }

  /** Draws so many sequences of a stream and looks at none. */
  skip(numbers: Random, sequences: number): void {
    for (let n = 0; n < sequences; n++) this.task.sample(numbers, this.batch, 1)
  }

  /** One sequence, up to the last step at which something is asked. */
  private present(
    numbers: Random,
    learning: boolean,
  ): CriterionOutcome & { readonly square: number } {
    const { net, task, batch } = this
    const { timeSteps: T, answerSteps: L, inputSize: I, outputSize: O } = task
    task.sample(numbers, batch, 1)
    net.reset()
    const last = T - L + batch.weight.findLastIndex((weight) => weight > 0)
    let asked = 0
    let worst = 0
    let sum = 0
    let square = 0
    for (let t = 0; t <= last; t++) {
      net.step(batch.x, t * I)
      if (learning) net.carry()
      const place = t - (T - L)
      if (place < 0 || batch.weight[place] === 0) continue
      const answer = net.respond()
      for (let k = 0; k < O; k++) {
        const error = Math.abs(batch.y[place * O + k] - answer[k])
        worst = Math.max(worst, error)
        sum += error
        square += error * error
      }
      asked += O
      if (learning) net.learn(batch.y, place * O, this.experiment.learningRate)
    }
    if (learning) net.update()
    return { worst, mean: sum / asked, square: square / asked }
  }
}
