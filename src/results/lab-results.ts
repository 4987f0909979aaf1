/**
 * The results of the lab's commands: plain data. Text, JSON, screens and exported pictures are made
 * of nothing else, and every number that they show is in here. Time steps t, units and sequences
 * are counted from 1.
 */
import type { Cell, Log10Profile, Operation, Variant } from '../engine/types.ts'
import type { Simd } from '../io/simd.ts'
import type { NormAxis } from '../rules/axis-ticks.ts'
import type { Spec } from '../specs/spec.ts'
import type { Report } from './report.ts'
import type { Understood } from './summary-of-data.ts'

/** A value for each cell that took part. */
export type ByCell<T> = { readonly [C in Cell]?: T }

export type NetStatus = 'untrained' | 'training' | 'solved' | 'unsolved' | 'diverged'

/** A net of the workbench. */
export interface NetFacts {
  /** `given`: it comes from a file, and is not trained here. */
  readonly status: NetStatus | 'given'
  /** Optimiser updates so far. */
  readonly step: number
  /**
   * Held-out metric, and mean training loss since the evaluation before, at the last evaluation;
   * null where not finite or not there.
   */
  readonly metric: number | null
  readonly loss: number | null
  readonly solvedAt: number | null
  readonly parameters: number
  /**
   * The metric of the best constant answer on the same held-out data; absent where nobody has
   * measured it.
   */
  readonly baseline?: number
  /** Metric, loss and status are of the net before the surgery of now. */
  readonly beforeSurgery?: true
  /** Digest of the weights, as in a report; null for the seed's initial weights. */
  readonly digest: string | null
}

/** Where a net comes from that was not made here. */
export interface GivenFacts {
  /** The files as they were named. */
  readonly weights: string
  readonly input: string
  readonly format: string
  /** Which step of the net it is, from 1, of how many, and its name. */
  readonly step: number
  readonly steps: number
  readonly layer: string
  /** I, H, O. */
  readonly sizes: readonly number[]
  /** The linear layer behind it; null where there is none, and the outputs are h itself. */
  readonly readout: string | null
  /** What the loss is taken against: y of the case, or zeros where it has none. */
  readonly asked: 'y' | 'zeros'
  /** The file does not say which function its RNN has. */
  readonly assumedTanh: boolean
  /** The file is of a version of gatelab that did not write which LSTM it holds. */
  readonly assumedVariant?: boolean
}

/** The workbench as it stands. */
export interface BenchFacts {
  /** Its comparison; `seeds` holds the one seed that is on the bench. */
  readonly spec: Spec
  readonly task: Report['task']
  /** Of a net from a file. */
  readonly given?: GivenFacts
  readonly nets: ByCell<NetFacts>
  readonly operations: readonly Operation[]
  /** Digest of everything above and of the state that training continues from. */
  readonly digest: string
  /** How many changes can be undone and redone. */
  readonly undo: number
  readonly redo: number
  /** Older changes that are no longer kept for undo; absent if there are none. */
  readonly forgotten?: number
}

/** task, set, seed, reset, variant, show, undo, redo, load. */
export interface BenchResult extends BenchFacts {
  readonly kind: 'bench'
  readonly command: string
  /** The nets were reset because a setting changed that training depends on. */
  readonly restarted: boolean
  /** The line that was undone or done again; the file that was loaded. */
  readonly about: string | null
  /**
   * Of a task that reads a file, where it has just been put on the bench: what was understood of
   * it.
   */
  readonly understood?: Understood
}

export interface Curve {
  readonly step: readonly number[]
  readonly loss: readonly (number | null)[]
  readonly metric: readonly (number | null)[]
}

/** train, until. */
export interface TrainingResult {
  readonly kind: 'training'
  readonly task: Report['task']
  readonly cells: ByCell<{
    readonly from: number
    readonly to: number
    readonly status: NetStatus
    readonly solvedAt: number | null
    /** From the very first step on. */
    readonly curve: Curve
    readonly stepsPerSecond: number
    /**
     * The metric of the best constant answer on the same held-out data; absent where nobody has
     * measured it.
     */
    readonly baseline?: number
    readonly digest: string | null
  }>
  /** It was stopped before it was through. */
  readonly stopped: boolean
  readonly digest: string
}

/** The sequence that a picture is of. */
export interface SequenceFacts {
  /** 1..512 among the held-out ones. */
  readonly number: number
  readonly length: number
  /** Time steps at which the task put its information. */
  readonly marks: readonly number[]
  /**
   * What the answer should be and what a net says where it is last asked (class numbers from 1
   * where the task asks for a class).
   */
  readonly target: number
  readonly answer: number
  /** The net that says so. */
  readonly answeredBy: Cell
  /** It is one of a case's, and whether that asks anything of it. */
  readonly ofCase?: 'asked' | 'unasked'
}

export interface SurgerySide {
  readonly metric: number | null
  readonly loss: number
  readonly log10: Log10Profile
}

/** clamp, scale, sever, plain, release. */
export interface SurgeryResult {
  readonly kind: 'surgery'
  readonly task: Report['task']
  readonly operations: readonly Operation[]
  readonly before: SurgerySide
  readonly after: SurgerySide
  /** Of a cut on the way back alone: the same net without such cuts, and with them cut both ways. */
  readonly beside?: { readonly uncut: SurgerySide; readonly full: SurgerySide }
  readonly digest: string
}

/** history: the changes of the workbench, first to last; those after `at` were undone. */
export interface HistoryResult {
  readonly kind: 'history'
  readonly changes: readonly { readonly line: string; readonly digest: string }[]
  readonly at: number
  /** Older changes that are no longer kept; absent if there are none. */
  readonly forgotten?: number
}

/** One thing that differs between two states of the workbench. */
export interface Difference {
  /** As in a Spec, or `lstm.step`, `rnn.metric`, `operations` … */
  readonly what: string
  readonly before: string | number | boolean | null
  readonly after: string | number | boolean | null
}

/** diff [N]: what N changes (1 unless said) have changed. */
export interface DiffResult {
  readonly kind: 'diff'
  readonly back: number
  readonly differences: readonly Difference[]
  /** L2 norm of the change of all weights, where both states have nets of one shape. */
  readonly distance: ByCell<number>
}

/** receipt. */
export interface ReceiptResult {
  readonly kind: 'receipt'
  /** The line whose result it is for. */
  readonly line: string
  readonly command: string
  readonly equations: readonly string[]
  readonly operands: readonly { readonly name: string; readonly value: string | number }[]
  readonly spec: Spec
  readonly seed: number
  readonly digest: string
  /** The vectors that it was computed with; it is the same with others. */
  readonly simd: Simd
  /** A shell line that makes it again. */
  readonly again: string
  /** With --check: whether it came out the same, and what did not. */
  readonly check: { readonly same: boolean; readonly differences: readonly string[] } | null
}

/** save, export. */
export interface FileResult {
  readonly kind: 'file'
  readonly command: 'save' | 'export'
  readonly path: string
  readonly bytes: number
  readonly what: 'workbench' | 'weights' | 'data' | 'picture'
}

export interface HelpResult {
  readonly kind: 'help'
  /** null: all commands, or a topic. */
  readonly command: string | null
  /** `glossary`, or the id of a term. */
  readonly topic?: string
}

export interface LanguageResult {
  readonly kind: 'language'
  readonly language: 'en' | 'zh-CN'
}

export interface QuitResult {
  readonly kind: 'quit'
}

/** What every result says beside its own. */
export interface OfBench {
  /** The LSTM variant is a GRU: what is called lstm are its numbers. */
  readonly gru?: boolean
  /** The variant in the LSTM's place, unless it is the standard LSTM. */
  readonly variant?: Variant
  /**
   * In JSON, where gradient norms are drawn: the axis of its pictures where it is drawn alone. As
   * log10: ends, labels, and levels that mean something.
   */
  readonly norms?: NormAxis
}
