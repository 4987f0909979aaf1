/**
 * What a task is: a sampler of sequences whose answer depends on something seen long ago, and the
 * rule by which it counts as solved. A task knows nothing of cells, training or terminals.
 */

import type { Random } from '../../engine/random.ts'
import type { Loss } from '../../engine/types.ts'
import type { CarriedName } from '../names.ts'
import type { Content, Unit } from './file-content.ts'
import type { Notation } from './notation.ts'

/**
 * One batch of sequences, in plain arrays that the caller owns and passes in again (nothing is
 * allocated per batch).
 */
export interface Batch {
  /** Inputs x_t, [T, B, I] row-major. */
  readonly x: Float32Array
  /**
   * Targets at the counted time steps, the last L of T: [L, B, O] row-major; one-hot rows for
   * cross-entropy.
   */
  readonly y: Float32Array
  /**
   * Weights of those positions, [L, B]: 0 where nothing is asked, as behind the end of a shorter
   * sequence. Only of weighted tasks.
   */
  readonly weight?: Float32Array
}

/** So many answers were right, of so many that were asked for. */
export interface Score {
  readonly right: number
  readonly of: number
}

/**
 * The strings of a task that has one for each number n = 1, 2, 3, …: what a net that was trained on
 * the short ones is tried on to see how far it goes.
 */
export interface Reach {
  /** The largest n in training. */
  readonly trained: number
  /** The largest n that is tried. */
  readonly most: number
  /** Time steps of string n; the answer is asked for at all of them. */
  timeSteps(n: number): number
  /** Fills a batch with the strings n = first, first + 1, …, B of them, in room for the last. */
  fill(batch: Batch, B: number, first: number): void
  /** Whether all answers to sequence b of such a batch are right, from the readout [L, B, O]. */
  accepts(readout: Float32Array, batch: Batch, B: number, b: number): boolean
}

/** Cross-entropies in bits a symbol. */
export interface NGrams {
  /** All symbols alike: log2 V. */
  readonly uniform: number
  /**
   * Tables that know the last 0, 1, 2, … symbols; of a text too long for larger tables the first
   * two alone.
   */
  readonly tables: readonly number[]
}

/**
 * The windows of T + 1 held-out characters that begin at one character after the other. At time
 * step t of a window t characters are known, so that each character is asked with 1, 2, … T known
 * ones before it.
 */
export interface Sliding {
  readonly count: number
  /** Fills a batch with the windows first, first + 1, …, counted from 0; behind the last the first. */
  fill(batch: Batch, B: number, first: number): void
  /** What tables of n characters get on those that are asked with T known ones before them. */
  tables(): NGrams
}

/**
 * The choices that a task leaves open. Every task reads `length`; `symbols` is read by those that
 * have a default for it.
 */
export interface TaskOptions {
  /** The task's own length T (for copy: the delay; for anbn: the largest n; see the docstrings). */
  readonly length: number
  /** Number of symbols K, where the task has such a choice. */
  readonly symbols?: number
  /** What stands in the file, for a task whose sequences come from one. */
  readonly content?: Content
  /** K: how many steps behind the last value of a window the one is that is asked; of a series. */
  readonly horizon?: number
  /**
   * Inputs, and answers that are numbers, are brought to mean 0 and deviation 1 of what is trained
   * on.
   */
  readonly standardize?: boolean
  /** The run's seed: of a file it decides which part is held out. 1 where nothing is said. */
  readonly seed?: number
}

/** What is held out of a file: each sequence of it is looked at once. */
export interface HeldOut {
  readonly count: number
  /**
   * Of each the unit that it belongs to: what counts as one independent observation (see Folds).
   */
  readonly units: ArrayLike<number>
  readonly unit: Unit
  /** Which of how many parts it is; of a text there is one. */
  readonly fold: number
  readonly folds: number
}

/** What was subtracted from each column of numbers, and by what it was divided then. */
export interface Scaling {
  readonly mean: readonly number[]
  /** Above 0. */
  readonly deviation: readonly number[]
}

/** How a task's sequences were standardised, for whoever has to do the same to others. */
export interface Standardization extends Scaling {
  /**
   * Of the O targets, where they were too; a prediction is then in their units. The lists above are
   * of the I inputs.
   */
  readonly target?: Scaling
  /**
   * Before that, the inputs of each sequence are taken less those of its last time step, and a
   * target of the same column less it, too (so that means are 0).
   */
  readonly fromLast?: true
}

type Metric = 'mse' | 'accuracy' | 'cross-entropy'

/** A task at one length. */
export interface Task {
  readonly name: string
  /** Time steps T of a sequence (copy: delay + 20). */
  readonly timeSteps: number
  readonly inputSize: number
  readonly outputSize: number
  /** L: the answer is asked for at the last L time steps. 1 for most tasks; timeSteps for copy. */
  readonly answerSteps: number
  /** Not every one of these positions counts, or not as much: batches come with weights. */
  readonly weighted?: boolean
  readonly loss: Loss
  /** How its sequences are written down; absent where its file has no names for anything. */
  readonly notation?: Notation
  /** What the held-out data are scored by. */
  readonly metric: Metric
  /**
   * The metric of the best answer that ignores the input (adding: 1/6; K classes: 1/K; copy: 10 ln
   * 8/(T+20)): in theory, or of data from a file on all its sequences.
   */
  readonly baseline: number
  /**
   * Of a series the metric of the last value seen, on the same held-out windows as the baseline.
   */
  readonly naive?: number
  /** Solved when the metric is < (mse, cross-entropy) or ≥ (accuracy) this. */
  readonly threshold: number
  /**
   * Fills a batch of B sequences from the given random numbers. Draws the same numbers in the same
   * order whatever else runs. `heldOut` is the number, from 0, of the first of them among the
   * held-out ones; without it they are for training. What is made up needs no such parting, since
   * no sequence comes twice; what comes from a file does, and behind the last of its held-out
   * sequences the first ones come again.
   */
  sample(random: Random, batch: Batch, B: number, heldOut?: number): void
  /**
   * Counts the right answers of a batch from the readout [L, B, O] (for cross-entropy: logits),
   * where the metric is accuracy. Without it an answer is right where the readout is largest at the
   * target's one, and every position of weight above 0 asks for one.
   */
  score?(readout: Float32Array, batch: Batch, B: number): Score
  /**
   * Where the sequences come from a file; what is made up has as many held-out sequences as one
   * asks for.
   */
  readonly heldOut?: HeldOut
  /** Strings beyond those of training, where there are any. */
  readonly reach?: Reach
  /** Of a text: its held-out windows at every place, so that context can be given bit by bit. */
  readonly sliding?: Sliding
  /** Of sequences that `sample` gives standardised, by what. Weights files carry it. */
  readonly standardize?: Standardization
  /**
   * For sequence b of a batch, the cue steps (0-based): the time steps at which the task put its
   * information (adding: the two markers).
   */
  marks(batch: Batch, B: number, b: number): number[]
}

/**
 * A kind of task: its name, its defaults, and how to make it at a length. Texts about it live in
 * src/text under its name.
 */
export interface TaskKind {
  readonly name: string
  readonly defaultLength: number
  readonly minLength: number
  /** Default K for tasks with a choice of symbols; undefined for others. */
  readonly defaultSymbols?: number
  readonly minSymbols?: number
  readonly maxSymbols?: number
  /**
   * Its sequences come from a file of this form, without which it cannot be made; `defaultLength`
   * 0: the file says T.
   */
  readonly from?: Content['form']
  /** Its sequences come from this text, which the package carries. */
  readonly carried?: CarriedName
  make(options: TaskOptions): Task
}
