/**
 * How far one comes without remembering: a constant, a linear readout of the last input, and one of
 * the sum of all inputs so far. Fitted to training sequences of the seed, measured on its held-out
 * ones by the task's own rule.
 */
import { random } from '../engine/random.ts'
import type { Measured } from '../results/difficulty-report.ts'
import { isBetter, isSolved } from '../rules/solved.ts'
import type { Batch, Task } from '../tasks/shared/task.ts'
import { emptyBatch, metricOf, type ScoreSum } from '../training/evaluation.ts'
import { heldOutBatch, heldOutBatches } from '../training/held-out.ts'
import { evaluationRows } from '../training/setup/net-sizes.ts'
import { type Chance, chanceOf } from './chance.ts'
import { Constant, commonest } from './constant-answers.ts'
import { leastSquares, logistic, type Readout } from './linear-fit.ts'
import { Collection, eachPosition, type InputView } from './readout-inputs.ts'
import { type Log, partOf } from './scoring.ts'

export interface Readouts {
  readonly fittedOn: number
  readonly constant: Measured
  readonly lastInput: Measured
  readonly bagOfInputs: Measured
  /** What chance alone would come to on the few sequences of a file; null of what is made up. */
  readonly chance: Chance | null
}

/** Puts a readout [L, B, O] of a batch into `into`. */
type Answer = (batch: Batch, B: number, into: Float32Array) => void

/** Training sequences at least and at most; time steps that are drawn where these do not decide. */
const FEWEST = 256
const MAX_SEQUENCES = 2048
const DRAWN = 2 ** 20
/**
 * Positions to which the linear readouts are fitted, about, and sequences from which they come at
 * least.
 */
const POSITIONS = 2048
const FROM = 64
const VIEWS = ['lastInput', 'bagOfInputs'] as const satisfies readonly InputView[]

/**
 * Bytes of the batches as they are drawn, of the constant, and of the positions to which readouts
 * are fitted.
 */
export function bytesOfReadouts(task: Task): number {
  const { timeSteps: T, inputSize: I, outputSize: O, answerSteps: L } = task
  const batches = 4 * evaluationRows(task) * (2 * T * I + L * (3 * O + 2))
  return batches + 8 * 2 * L * O + 8 * 4 * POSITIONS * (2 * I + O + 2)
}

/**
 * Null when `cancelled` returns true meanwhile. `log` is a logarithm that is
 * the same everywhere.
 */
export function measureReadouts(
  task: Task,
  seed: number,
  log: Log,
  cancelled: () => boolean,
): Readouts | null {
  const rows = evaluationRows(task)
  const batches = (sequences: number) => Math.ceil(sequences / rows) * rows
  const fittedOn = batches(Math.min(MAX_SEQUENCES, Math.max(FEWEST, DRAWN / task.timeSteps)))
  const collected = Math.min(fittedOn, batches(Math.max(FROM, POSITIONS / task.answerSteps)))
  const constant = new Constant(task)
  const collection = new Collection(task, Math.min(1, POSITIONS / (collected * task.answerSteps)))
  const batch = emptyBatch(task, rows)
  const numbers = random(seed, 'train')
  for (let n = 0; n < fittedOn; n += rows) {
    if (cancelled()) return null
    task.sample(numbers, batch, rows)
    constant.add(batch, rows)
    if (n < collected) collection.add(batch, rows, numbers)
  }
  const constants = [constant.answer(log), commonest(task, collection.samples('lastInput'))]
  const ways = constants.map((answer) => constantly(task, answer))
  const answers: Answer[] = [task.metric === 'accuracy' ? better(task, ways, batch, log) : ways[0]]
  for (const view of VIEWS) {
    if (cancelled()) return null
    answers.push(linearly(task, view, fitted(task, collection, view, log)))
  }
  const measured = measure(task, seed, answers, log, cancelled)
  if (!measured) return null
  const [best, lastInput, bagOfInputs] = measured
  const chance = collection.empty
    ? null
    : chanceOf(task, collection.samples('lastInput'), best.metric, log)
  return { fittedOn, constant: best, lastInput, bagOfInputs, chance }
}

/** The best of some ways to answer, by the task's own rule on one batch. */
function better(task: Task, ways: readonly Answer[], batch: Batch, log: Log): Answer {
  const B = evaluationRows(task)
  const readout = new Float32Array(task.answerSteps * B * task.outputSize)
  const metrics = ways.map((answer) => {
    answer(batch, B, readout)
    return metricOf([partOf(task, readout, batch, B, log)])
  })
  return ways[
    metrics.reduce((best, metric, n) => (isBetter(task, metric, metrics[best]) ? n : best), 0)
  ]
}

function fitted(
  { loss, inputSize, outputSize }: Task,
  collection: Collection,
  view: InputView,
  log: Log,
): Readout {
  if (collection.empty)
    return { slopes: new Float64Array(inputSize * outputSize), bias: new Float64Array(outputSize) }
  const samples = collection.samples(view)
  return loss === 'mse' ? leastSquares(samples) : logistic(samples, log)
}

const constantly =
  ({ outputSize: O }: Task, answer: Float64Array): Answer =>
  (_, B, into) => {
    for (let n = 0; n < into.length; n++) into[n] = answer[Math.floor(n / (B * O)) * O + (n % O)]
  }

const linearly =
  (task: Task, view: InputView, { slopes, bias }: Readout): Answer =>
  (batch, B, into) => {
    const { inputSize: I, outputSize: O } = task
    const sums = new Float64Array(O)
    eachPosition(task, batch, B, view, (n, features, at) => {
      sums.set(bias)
      for (let i = 0; i < I; i++) {
        const value = features[at + i]
        // One-hot inputs are nearly all 0; with hundreds of symbols skipping them saves most of the
        // time.
        if (value === 0) continue
        for (let o = 0; o < O; o++) sums[o] += slopes[i * O + o] * value
      }
      into.set(sums, n * O)
    })
  }

/** The metric of each of these ways to answer, on all held-out sequences. */
function measure(
  task: Task,
  seed: number,
  answers: readonly Answer[],
  log: Log,
  cancelled: () => boolean,
) {
  const rows = evaluationRows(task)
  const batch = heldOutBatch(task, rows)
  const readout = new Float32Array(task.answerSteps * rows * task.outputSize)
  const parts = answers.map((): ScoreSum[] => [])
  for (const _ of heldOutBatches(task, seed, batch, rows)) {
    for (const [k, answer] of answers.entries()) {
      if (cancelled()) return null
      answer(batch, rows, readout)
      parts[k].push(partOf(task, readout, batch, rows, log))
    }
  }
  return parts.map((batches): Measured => {
    const metric = metricOf(batches)
    return { metric, solves: isSolved(task, metric) }
  })
}
