/**
 * Sequences of one's own, from a file: numbers in, and at the end or at any steps an answer, a
 * class or numbers.
 *
 * Inputs [T, B, I], T being the longest sequence's steps; behind the end of a shorter one stand
 * zeros, nothing is asked, and so nothing changes. Targets [L, B, O] at the last L steps, with
 * weight 1 where an answer is asked: numbers, or classes one-hot. Of every five sequences one is
 * held out (of more than 2,560, a part of about 512), and which depends on the content and on the
 * run's seed (stratify.ts); training draws from the others with replacement, and each of the
 * held-out ones is looked at once.
 *
 * `standardize` brings each input to mean 0 and deviation 1 over all time steps of the sequences
 * that the run trains on; and answers that are numbers, each less its mean, all by one deviation,
 * so that the metric stays the mean squared error in the file's own units.
 *
 * Classes: cross-entropy, and accuracy as the metric. Numbers: the mean squared error over all O of
 * them. The best constant answer on all sequences is the baseline; solved when at most a tenth of
 * its errors is left.
 */
import { InputError } from '../../rules/input-error.ts'
import type { DataContent } from '../shared/file-content.ts'
import { numbered } from '../shared/notation.ts'
import { Columns, standardized } from '../shared/standardize.ts'
import type { Batch, Standardization, Task, TaskKind } from '../shared/task.ts'
import { heldOutOf, type Split, splitOf } from './folds.ts'

const kind = { name: 'data', defaultLength: 0, minLength: 0, from: 'data' } as const

/** Part of the constant answer's errors that may be left where the task counts as solved. */
const LEFT = 0.1

export const data: TaskKind = {
  ...kind,
  make({ length, content, standardize = false, seed = 1 }): Task {
    if (content?.form !== 'data')
      throw new InputError('file-needed', { task: kind.name, option: kind.from })
    if (length !== content.timeSteps)
      throw new InputError('not-for-task', { name: 'length', task: kind.name })
    const { classes, constant, folds, timeSteps, answerSteps, inputSize, outputSize } = content
    const split = () => splitOf(folds, seed)
    const scaling = standardize ? scalingOf(content, split()) : undefined
    return {
      name: kind.name,
      timeSteps,
      inputSize,
      outputSize,
      answerSteps,
      weighted: true,
      loss: classes ? 'cross-entropy' : 'mse',
      ...(classes && { notation: { outputs: numbered(outputSize) } }),
      metric: classes ? 'accuracy' : 'mse',
      baseline: constant,
      threshold: classes ? 1 - LEFT * (1 - constant) : LEFT * constant,
      heldOut: heldOutOf(folds, seed),
      ...(scaling && { standardize: scaling }),
      sample(random, batch, B, heldOut) {
        const { train, heldOut: apart } = split()
        batch.x.fill(0, 0, timeSteps * B * inputSize)
        batch.y.fill(0, 0, answerSteps * B * outputSize)
        batch.weight?.fill(0, 0, answerSteps * B)
        for (let b = 0; b < B; b++) {
          const n =
            heldOut === undefined
              ? train[random.below(train.length)]
              : apart[(heldOut + b) % apart.length]
          place(content, n, batch, B, b)
          if (scaling) standardizePlace(content, n, batch, B, b, scaling)
        }
      },
      /** Nothing is marked: what an answer depends on is what there is to find out. */
      marks: () => [],
    }
  },
}

/** Puts sequence n of the file in the place of sequence b of a batch that is all zeros. */
function place(
  content: DataContent,
  n: number,
  { x, y, weight }: Batch,
  B: number,
  b: number,
): void {
  const { inputSize: I, outputSize: O, start, asked, at } = content
  for (let step = start[n], t = 0; step < start[n + 1]; step++, t++) {
    for (let i = 0; i < I; i++) x[(t * B + b) * I + i] = content.x[step * I + i]
  }
  const first = content.timeSteps - content.answerSteps
  for (let answer = asked[n]; answer < asked[n + 1]; answer++) {
    const position = (at[answer] - first) * B + b
    if (weight) weight[position] = 1
    if (content.classes) y[position * O + content.y[answer]] = 1
    else for (let o = 0; o < O; o++) y[position * O + o] = content.y[answer * O + o]
  }
}

const known = new WeakMap<Split, Standardization>()

/** Means and deviations of what a split trains on. */
function scalingOf(content: DataContent, split: Split): Standardization {
  const before = known.get(split)
  if (before) return before
  const { inputSize, outputSize, classes, start, asked, x, y } = content
  const inputs = new Columns(inputSize)
  const targets = new Columns(outputSize)
  for (const n of split.train) {
    for (let step = start[n]; step < start[n + 1]; step++) inputs.add(x, step * inputSize)
    if (classes) continue
    for (let answer = asked[n]; answer < asked[n + 1]; answer++) targets.add(y, answer * outputSize)
  }
  const scaling = { ...inputs.scaling(), ...(classes ? {} : { target: targets.commonScaling() }) }
  known.set(split, scaling)
  return scaling
}

/** Standardises what {@link place} has put there; behind the end of a sequence zeros stay. */
function standardizePlace(
  { inputSize: I, outputSize: O, start, asked, at, timeSteps, answerSteps }: DataContent,
  n: number,
  { x, y }: Batch,
  B: number,
  b: number,
  scaling: Standardization,
): void {
  for (let t = 0; t < start[n + 1] - start[n]; t++) {
    for (let i = 0; i < I; i++)
      x[(t * B + b) * I + i] = standardized(x[(t * B + b) * I + i], scaling, i)
  }
  if (!scaling.target) return
  for (let answer = asked[n]; answer < asked[n + 1]; answer++) {
    const position = (at[answer] - (timeSteps - answerSteps)) * B + b
    for (let o = 0; o < O; o++)
      y[position * O + o] = standardized(y[position * O + o], scaling.target, o)
  }
}
