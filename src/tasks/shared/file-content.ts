/**
 * What stands in a file of one's own, as its task needs it. The numbers are shared memory: threads
 * read the same.
 */

/** A text, in characters; alphabet.ts says which of them are symbols of their own. */
export interface TextContent {
  readonly form: 'text'
  /**
   * Code points of the part that is trained on, the most frequent first, and how often each is
   * there.
   */
  readonly points: Uint32Array
  readonly counts: Uint32Array
  /**
   * All characters in their order, by their place in `points`; its length for those that are not
   * there.
   */
  readonly ranks: Uint16Array
  /** Characters that are trained on, from the start; those behind them are held out. */
  readonly split: number
}

/** Sequences with their answers. */
export interface DataContent {
  readonly form: 'data'
  readonly inputSize: number
  readonly outputSize: number
  /** The answers are classes, and `y` holds their numbers from 0. */
  readonly classes: boolean
  /** Sequence n has the steps start[n] to start[n + 1] of `x`. */
  readonly start: Uint32Array
  /** Inputs, [all steps, I]. */
  readonly x: Float32Array
  /**
   * Sequence n has the answers asked[n] to asked[n + 1]; each is asked at a step of its own, from
   * 0.
   */
  readonly asked: Uint32Array
  readonly at: Uint32Array
  /** Answers, [all answers, O]; of classes [all answers]. */
  readonly y: Float32Array
  /**
   * T and L: steps of the longest sequence, and of these the last ones at which anything is ever
   * asked.
   */
  readonly timeSteps: number
  readonly answerSteps: number
  /**
   * Which sequences are held out in turn; what a run trains on follows from its seed (folds.ts).
   */
  readonly folds: Folds
  /** The metric of the best constant answer on all sequences. */
  readonly constant: number
}

/** Parts of a file that are held out in turn. Numbers of sequences throughout. */
export interface Folds {
  /** Fold k holds out the places start[k] to start[k + 1] of `sequences`, F + 1 numbers. */
  readonly start: Uint32Array
  readonly sequences: Uint32Array
  /**
   * Of each such place the unit that it belongs to: what counts as one independent observation. A
   * sequence by itself, or a block of neighbouring windows of one stretch. Units of different folds
   * that have the same number are the same.
   */
  readonly units: Uint32Array
  readonly unit: Unit
  /**
   * All sequences in the order in which training draws from them; those that the fold holds out are
   * passed over.
   */
  readonly order: Uint32Array
}

export type Unit = 'sequence' | 'block'

/** Sequences as they stand in a file; the fields are those of DataContent. */
export interface Gathered {
  readonly inputSize: number
  readonly outputSize: number
  readonly classes: boolean
  readonly start: readonly number[]
  readonly x: Float32Array
  readonly asked: readonly number[]
  readonly at: readonly number[]
  readonly y: Float32Array
}

/** Numbers one after another. */
export interface SeriesContent {
  readonly form: 'series'
  /** In their order, from the first that is there to the last; NaN where one is missing. */
  readonly values: Float64Array
  /** How many of these are missing. */
  readonly missing: number
  /** What is missing before the first and behind the last. */
  readonly outside: number
  /** The column's name, or its number where the file names none; as it may be shown. */
  readonly column: string
  /** Columns of numbers that were passed over because they count the rows. */
  readonly counters: readonly string[]
  /**
   * Columns that hold anything but numbers, or nothing at all; some of them, and how many there
   * are.
   */
  readonly others?: { readonly names: readonly string[]; readonly count: number }
}

export type Content = TextContent | DataContent | SeriesContent

/** A copy in memory that threads share. */
export function shared<A extends Uint8Array | Uint32Array | Float32Array | Float64Array>(
  Kind: new (buffer: SharedArrayBuffer) => A,
  values: ArrayLike<number>,
): A {
  const { BYTES_PER_ELEMENT } = Kind as unknown as { BYTES_PER_ELEMENT: number }
  const copy = new Kind(new SharedArrayBuffer(values.length * BYTES_PER_ELEMENT))
  copy.set(values)
  return copy
}
