/**
 * A kind of result and, with it, the question that it answers: one value that the command table,
 * receipts, lessons and pictures read.
 */
import type { Cell, PooledReadout } from '../../engine/types.ts'
import type { OfBench } from '../../results/lab-results.ts'
import type { Spec } from '../../specs/spec.ts'
import type { BenchState } from '../state.ts'
import type { Workbench } from '../workbench.ts'
import type { Job } from '../workers/job.ts'
import type { NetSubject } from '../workers/worker-messages.ts'

/** A result, and the state that it was found in. */
interface Found<R> {
  readonly result: R & OfBench
  readonly state: BenchState
}

type Operands = readonly { readonly name: string; readonly value: string | number }[]

/** What a receipt says of a result. */
interface ReceiptFacts<R> {
  /**
   * The line that asks for it, what was random in it pinned; absent for what the state's own lines
   * bring about.
   */
  question?(found: Found<R>): string
  equations?(found: Found<R>): readonly string[]
  /** The sizes T, B and H alone unless said. */
  operands?(found: Found<R>, sizes: Operands): Operands
  /** The result is the workbench as it stands: its digest says whether it came out again. */
  readonly ofState?: true
}

/** What the program knows of a kind of result; words and pictures are in view/lab. */
export interface ResultKind<R, Part extends string = never> {
  /** Of a result that receipts and exported pictures can be of; absent for others. */
  readonly receipt?: ReceiptFacts<R>
  /** The parts of its picture that a lesson may show apart, as `kept.c`: those that it has. */
  parts?(result: R): readonly Part[]
}

export type SequenceChoice = number | 'random'

/** Orders of units in a picture. */
export const SORTS = ['half-life', 'value', 'none'] as const
type Sort = (typeof SORTS)[number]

/** Options that probes share; commands/lab/probes.ts has the grammar of each. */
export interface ProbeOptions {
  readonly cells?: readonly Cell[]
  readonly unit?: readonly number[]
  readonly sequence?: SequenceChoice
  readonly sort?: Sort
  /** Somebody is there who can move by keys what is shown. */
  readonly keys?: true
}

interface ProbeArgument {
  readonly name: string
  readonly required: boolean
  readonly kind:
    | { readonly is: 'integer' | 'number'; readonly min: number; readonly max: number }
    | { readonly is: 'sequence' }
    | { readonly is: 'choice'; readonly choices: readonly string[] }
}

export interface ProbeCommand {
  readonly name: string
  /** With this flag the command of that name, another probe's, asks this one. */
  readonly flag?: 'back' | 'by-loss' | 'by-lag'
  readonly positionals?: readonly ProbeArgument[]
  readonly options?: readonly Exclude<keyof ProbeOptions, 'keys'>[]
  /** Lines that show its use; the tests run each on a fresh workbench. */
  readonly examples: readonly string[]
}

/**
 * A question that changes nothing. This is loaded whenever the program starts: what it needs of the
 * engine, tasks and training is loaded when it answers.
 */
export interface Probe<R, Part extends string = never, Arguments = object>
  extends ResultKind<R, Part> {
  readonly receipt: ReceiptFacts<R>
  readonly commands: readonly ProbeCommand[]
  /** Lessons, which strangers wrote, may ask it. */
  readonly inLessons: boolean
  /** What its threads do, where no job of shared-jobs.ts is what it needs. */
  readonly job?: Job<NetSubject, unknown>
  /** Seconds that it takes, to a factor of two or so; absent where it takes none to speak of. */
  seconds?(bench: Workbench, values: ProbeOptions & Arguments): Promise<number>
  answer(bench: Workbench, values: ProbeOptions & Arguments, command: string): Promise<R>
}

/** What results tell of a readout that reads all h_t; nothing of h_T alone. */
export const pooledReadout = ({ readout = 'last' }: Spec): { readonly readout?: PooledReadout } =>
  readout === 'last' ? {} : { readout }

/** The option for the cells that a result is of, where they are not all of the bench. */
export function cellsOption(cells: object, { spec }: BenchState): string {
  const names = ['rnn', 'lstm'].filter((cell) => cell in cells)
  return names.length < spec.cells.length ? ` --cells ${names.join(',')}` : ''
}
