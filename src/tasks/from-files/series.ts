/**
 * A series of one's own, from a file: numbers one after another, of which the next is asked.
 *
 * A sequence is a window of T neighbouring values. Inputs [T, B, 1]. Target [1, B, 1], asked at the
 * last step: the value K steps behind it (the horizon). The last fifth of the series is held out:
 * what a window of training shows or asks stands before it, and what a held-out one asks stands in
 * it, while its values may reach back, as they would in use. Of more than 512 held-out windows as
 * many are looked at, equally far apart. Windows that touch a missing value are left out.
 *
 * What a net sees is the change from the last value of its window, and what it answers is the
 * change from there to the value that is asked, both divided by one deviation: the root mean square
 * of what it sees in training. So a net that says 0 says the last value, and a trend or a level
 * that training never had does not lead out of what was learned (as NLinear does: Zeng et al.
 * 2023). Loss: the mean squared error of standardised answers. Metric: the same in the file's own
 * units. Two answers need no learning: the best constant, and the last value (persistence, the
 * naive forecast). The task counts as solved when at most seven tenths of the errors of the better
 * of them are left; the rule is our own.
 */
import { InputError } from '../../rules/input-error.ts'
import type { SeriesContent } from '../shared/file-content.ts'
import { checked } from '../shared/options.ts'
import { Columns } from '../shared/standardize.ts'
import type { Task, TaskKind } from '../shared/task.ts'
import { inBlocks, LEAST_IN_BLOCK } from './blocks.ts'
import { type Windows, windowsOf } from './windows.ts'

const kind = { name: 'series', defaultLength: 24, minLength: 1, from: 'series' } as const

/** Part of the better baseline's errors that may be left. */
const LEFT = 0.7
/** Fewer windows are not learned from, or say nothing. */
const FEWEST = { train: 10, heldOut: 5 } as const
/** Values from which the deviation is found, at most. */
const MOST_VALUES = 4e6
export const series: TaskKind = {
  ...kind,
  make(options): Task {
    const { length: T } = checked(kind, options)
    const { content, horizon: K = 1 } = options
    if (content?.form !== 'series')
      throw new InputError('file-needed', { task: kind.name, option: kind.from })
    const { values } = content
    const windows = windowsOf(content, T, K)
    const { train, heldOut } = windows
    checkEnough(content, T, K, windows)
    const { deviation, constant, naive } = figuresOf(content, T, K, windows)
    const scaling = { mean: [0], deviation: [deviation] }
    return {
      name: kind.name,
      timeSteps: T,
      inputSize: 1,
      outputSize: 1,
      answerSteps: 1,
      loss: 'mse',
      metric: 'mse',
      baseline: constant,
      naive,
      threshold: LEFT * Math.min(constant, naive),
      heldOut: inBlocks(heldOut.length, Math.max(LEAST_IN_BLOCK, K)),
      standardize: { ...scaling, target: scaling, fromLast: true },
      sample(random, { x, y }, B, first) {
        for (let b = 0; b < B; b++) {
          const start =
            first === undefined
              ? train[random.below(train.length)]
              : heldOut[(first + b) % heldOut.length]
          const last = values[start + T - 1]
          for (let t = 0; t < T; t++) x[t * B + b] = (values[start + t] - last) / deviation
          y[b] = (values[start + T - 1 + K] - last) / deviation
        }
      },
      /** Nothing is marked: any value may tell of any later one. */
      marks: () => [],
    }
  },
}

interface Figures {
  /** By which changes are divided. */
  readonly deviation: number
  /**
   * Mean squared errors on the held-out windows that are looked at: of the best constant, and of
   * the last value.
   */
  readonly constant: number
  readonly naive: number
}

const known = new WeakMap<Windows, Figures>()

/** @throws InputError 'series-constant' */
function figuresOf(
  { values, column }: SeriesContent,
  T: number,
  K: number,
  windows: Windows,
): Figures {
  const before = known.get(windows)
  if (before) return before
  const asked = new Columns(1)
  let naive = 0
  for (const start of windows.heldOut) {
    const last = start + T - 1
    asked.add(values, last + K)
    naive += (values[last + K] - values[last]) ** 2 / windows.heldOut.length
  }
  const deviation = spread(values, windows.train, T, K)
  const constant = asked.variance[0]
  if (deviation === 0) throw new InputError('series-constant', { column, part: 'train' })
  if (constant === 0) throw new InputError('series-constant', { column, part: 'heldOut' })
  const figures = { deviation, constant, naive }
  known.set(windows, figures)
  return figures
}

/**
 * The root mean square of the changes from the last value of a window, over windows of training: of
 * long ones, or of many, over some that are equally far apart. Windows of one value see none, and
 * take that of what is asked.
 */
function spread(values: Float64Array, train: Uint32Array, T: number, K: number): number {
  const count = Math.max(1, Math.min(train.length, Math.floor(MOST_VALUES / T)))
  let sum = 0
  for (let n = 0; n < count; n++) {
    const start = train[Math.floor((n * train.length) / count)]
    const last = values[start + T - 1]
    if (T === 1) sum += (values[start + K] - last) ** 2
    for (let t = 0; t < T - 1; t++) sum += (values[start + t] - last) ** 2 / (T - 1)
  }
  return Math.sqrt(sum / count)
}

/** @throws InputError 'series-too-short' */
function checkEnough(
  { values, missing }: SeriesContent,
  window: number,
  horizon: number,
  windows: Windows,
): void {
  const { train, apart } = windows
  if (train.length >= FEWEST.train && apart >= FEWEST.heldOut) return
  const found = { train: train.length, heldOut: apart }
  throw new InputError('series-too-short', {
    values: values.length,
    missing,
    window,
    horizon,
    found,
    needed: FEWEST,
  })
}
