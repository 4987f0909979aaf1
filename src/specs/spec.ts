/**
 * A comparison, as plain data: what is trained on what, and how. Everything that can change a
 * number is in here.
 */
import type { Cell, ForgetBias, Init, Optimizer, Variant } from '../engine/types.ts'

/**
 * How a file is read where somebody chose it. What nobody chose is absent, so a choice that is
 * added here later changes no digest of before.
 */
export interface FileReading {
  /** Plain numbers as answers: classes or numbers, whatever they look like. */
  readonly answers?: 'classes' | 'numbers'
  /** Columns that are left out, in lower case, in the order in which they were named. */
  readonly ignore?: readonly string[]
  /** Words that mean that nothing is asked, instead of the usual ones. */
  readonly missing?: readonly string[]
  /** Of a series: the column's name, or its number from 1. */
  readonly column?: string
}

/** A file of one's own: it counts only while its bytes have this digest. */
export interface SpecFile {
  readonly path: string
  readonly digest: string
  /** Absent where nothing was chosen. */
  readonly reading?: FileReading
}

/** The same as somebody names it: by which option, and of the digest the first digits, or none. */
export interface NamedFile {
  readonly path: string
  readonly digest?: string
  readonly form?: 'text' | 'data' | 'series'
  readonly reading?: FileReading
}

/** What of a file decides about numbers: its bytes, and how they are read; not where it stands. */
export const identityOf = ({ digest, reading }: Omit<SpecFile, 'path'>): string | object =>
  reading ? { digest, reading } : digest

export interface Spec {
  readonly task: string
  /** T, the task's length. */
  readonly length: number
  /** K for tasks that have a choice of symbols, else null. */
  readonly symbols: number | null
  /** Where the sequences come from a file (text, data), else null. */
  readonly file: SpecFile | null
  /**
   * K of a series: the value that is asked stands K steps behind the window; of other tasks null.
   */
  readonly horizon: number | null
  /**
   * Numbers from a file are brought to mean 0 and deviation 1 of what a run trains on; a series
   * always is.
   */
  readonly standardize: boolean
  readonly hidden: number
  readonly batch: number
  /** Optimiser updates at most. */
  readonly steps: number
  readonly learningRate: number
  readonly optimizer: Optimizer
  /** Largest global gradient norm, or null for no clipping. */
  readonly clip: number | null
  readonly init: Init
  /** What the recurrent weights are multiplied by at the start. */
  readonly gain: number
  readonly forgetBias: ForgetBias
  /** Which LSTM stands beside the RNN. */
  readonly variant: Variant
  readonly cells: readonly Cell[]
  readonly seeds: readonly number[]
  /** Steps between two looks at the held-out data (and two gradient profiles). */
  readonly evalEvery: number
  /** A run ends when its task counts as solved. */
  readonly untilSolved: boolean
}

/**
 * What decides about a spec's numbers: of its file the digest, wherever it stands. What a task has
 * no use for, and a gain where there is none, is left out, so that digests stay what they were
 * before there were any.
 */
export function fingerprint({ file, gain, horizon, standardize, ...others }: Spec): object {
  return {
    ...others,
    ...(file && { file: identityOf(file) }),
    ...(gain !== 1 && { gain }),
    ...(horizon !== null && { horizon }),
    ...(standardize && { standardize }),
  }
}

/** What was chosen of a Spec; the rest are defaults. */
export type Choices = Partial<Omit<Spec, 'file'>> & {
  readonly task: string
  readonly file?: NamedFile | null
  /** The length of a series' windows, by its own name. */
  readonly window?: number
}

/** The defaults; `length`, `symbols` and `horizon` are the task's own. */
export const DEFAULTS = {
  hidden: 32,
  batch: 32,
  steps: 2000,
  learningRate: 0.01,
  optimizer: 'adam',
  clip: 1,
  init: 'uniform',
  gain: 1,
  forgetBias: 1,
  variant: 'standard',
  cells: ['rnn', 'lstm'],
  seeds: [1, 2, 3],
  evalEvery: 50,
  untilSolved: false,
  file: null,
  horizon: null,
  standardize: false,
} as const satisfies Omit<Spec, 'task' | 'length' | 'symbols'>
