/**
 * A comparison, as plain data: what is trained on what, and how. Everything that can change a
 * number is in here.
 */
import type {
  Cell,
  ForgetBias,
  Init,
  InputBias,
  Optimizer,
  Readout,
  Variant,
} from '../engine/types.ts'

/**
 * Explicit choices of how to read a file. Absent means not chosen, so that new options do not
 * change old digests.
 */
export interface FileReading {
  /** Whether plain numbers as answers are classes or numbers, regardless of what they look like. */
  readonly answers?: 'classes' | 'numbers'
  /** Columns that are left out, in lower case, in the order in which they were named. */
  readonly ignore?: readonly string[]
  /** Words that mean that nothing is asked, instead of the usual ones. */
  readonly missing?: readonly string[]
  /** Of a series: the column's name, or its number from 1. */
  readonly column?: string
}

/** A user data file, identified by the digest of its bytes. */
export interface SpecFile {
  readonly path: string
  readonly digest: string
  /** Absent where nothing was chosen. */
  readonly reading?: FileReading
}

/** A file as the user names it: by which option, and with the first digits of a digest, if any. */
export interface NamedFile {
  readonly path: string
  readonly digest?: string
  readonly form?: 'text' | 'data' | 'series'
  readonly reading?: FileReading
}

/**
 * The parts of a file's identity that affect numbers: its bytes and how they are read, not its
 * path.
 */
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
  /** For a series: the target stands this many steps after the window; null for other tasks. */
  readonly horizon: number | null
  /**
   * Whether numbers from a file are standardised by the mean and deviation of a run's training
   * data; always so for a series.
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
  /** b_i at the start; null: what the forget bias says of it. */
  readonly inputBias: InputBias
  /** Which LSTM stands beside the RNN. */
  readonly variant: Variant
  /** What the readout reads; absent for h_t alone, as it was before there was a choice. */
  readonly readout?: Readout
  readonly cells: readonly Cell[]
  readonly seeds: readonly number[]
  /** Steps between two looks at the held-out data (and two gradient profiles). */
  readonly evalEvery: number
  /** A run ends when its task counts as solved. */
  readonly untilSolved: boolean
}

/**
 * The parts of a spec that affect numbers: for a file only its digest. Fields that the task does
 * not use, a gain of 1, a readout of h_t alone and an input bias that nobody chose are left out, so
 * that digests stay as they were before these fields existed.
 */
export function fingerprint(spec: Spec): object {
  const { file, gain, horizon, inputBias, standardize, readout = 'last', ...others } = spec
  return {
    ...others,
    ...(readout !== 'last' && { readout }),
    ...(file && { file: identityOf(file) }),
    ...(gain !== 1 && { gain }),
    ...(horizon !== null && { horizon }),
    ...(inputBias !== null && { inputBias }),
    ...(standardize && { standardize }),
  }
}

/** The explicitly chosen fields of a Spec; the rest are defaults. */
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
  inputBias: null,
  variant: 'standard',
  cells: ['rnn', 'lstm'],
  seeds: [1, 2, 3],
  evalEvery: 50,
  untilSolved: false,
  file: null,
  horizon: null,
  standardize: false,
} as const satisfies Omit<Spec, 'task' | 'length' | 'symbols'>
