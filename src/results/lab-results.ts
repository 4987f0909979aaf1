/**
 * What the lab's commands come to: plain data. Text, JSON, the screen and the exported pictures are
 * made of nothing else, and every number that they show is in here. Time steps t, units and
 * sequences are counted from 1.
 */
import type { Cell, Log10Profile, Operation, Weights } from '../engine/types.ts'
import type { Spec } from '../specs/spec.ts'
import type { Understood } from './data-summary.ts'
import type { Report } from './report.ts'

/** Something of each cell that took part. */
export type ByCell<T> = { readonly [C in Cell]?: T }

export type NetStatus = 'untrained' | 'training' | 'solved' | 'unsolved' | 'diverged'

/** A net of the workbench. */
export interface NetFacts {
  readonly status: NetStatus
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
  /** Of the weights, as in a report; null where they are as the seed makes them. */
  readonly digest: string | null
}

/** The workbench as it stands. */
export interface BenchFacts {
  /** Its comparison; `seeds` holds the one seed that is on the bench. */
  readonly spec: Spec
  readonly task: Report['task']
  readonly nets: ByCell<NetFacts>
  readonly operations: readonly Operation[]
  /** Of everything above and of what training goes on from. */
  readonly digest: string
  /** How many changes can be undone and redone. */
  readonly undo: number
  readonly redo: number
  /** Changes before those that can be undone, which were let go; absent where there are none. */
  readonly forgotten?: number
}

/** task, set, seed, reset, variant, show, undo, redo, load. */
export interface BenchResult extends BenchFacts {
  readonly kind: 'bench'
  readonly command: string
  /** The nets start anew because something changed that training depends on. */
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

/** One profile and what it says. */
export interface GradientFacts {
  readonly gru?: true
  readonly step: number
  readonly loss: number
  readonly log10: Log10Profile
  /**
   * Of ∂L/∂h_t: time steps per factor of ten going back: positive where it falls, negative where it
   * grows, null where flat or zero.
   */
  readonly stepsPerDecade: number | null
  /**
   * The last of the leading time steps below 1e-6, below 1e-38 (float32's normal range), and at
   * which float32 holds zero; null if t = 1 is not.
   */
  readonly belowMillionth: number | null
  readonly below1e38: number | null
  readonly float32Zero: number | null
}

/** gradient. */
export interface GradientResult {
  readonly kind: 'gradient'
  readonly length: number
  readonly batch: number
  readonly rnn?: GradientFacts
  readonly lstm?: GradientFacts
}

export interface VerifiedTensor {
  readonly tensor: keyof Weights
  /** Entries compared. */
  readonly checked: number
  /**
   * Largest |analytic − numeric| / largest |numeric| of the tensor: the textbook's float64 BPTT,
   * and the engine's float32 one.
   */
  readonly textbook: number
  readonly engine: number
  /** Where the engine's is largest: row and column from 1, and the values there. */
  readonly at: readonly number[]
  readonly analytic: number
  readonly numeric: number
}

/** verify gradient: central differences of the float64 textbook against both backward passes. */
export interface VerificationResult {
  readonly kind: 'verification'
  /** Sequences that the loss was taken over, and the step of the differences. */
  readonly sequences: number
  readonly epsilon: number
  /**
   * Surgery severs a way back alone: what is read there was held at its value while the weights
   * moved.
   */
  readonly heldConstants: boolean
  readonly cells: ByCell<{
    readonly tensors: readonly VerifiedTensor[]
    readonly largest: VerifiedTensor
  }>
}

/** The sequence that a picture is of. */
export interface SequenceFacts {
  /** 1..512 among the held-out ones. */
  readonly number: number
  readonly length: number
  /** Time steps at which the task put its information. */
  readonly marks: readonly number[]
  /**
   * What the answer should be and what each net says at T (class numbers from 1 where the task asks
   * for a class).
   */
  readonly target: number
  readonly answer: number
}

/**
 * The activations of the LSTM (or GRU) at one time step, for one unit. Entries by name: i, f, g, o,
 * c, h; r, z, n, h.
 */
export interface TraceResult {
  readonly kind: 'walk'
  readonly gru: boolean
  readonly t: number
  readonly unit: number
  readonly sequence: SequenceFacts
  /** x_t, all I of it. */
  readonly x: readonly number[]
  /** The unit's numbers at t. */
  readonly now: Readonly<Record<string, number>>
  /** Its c_{t−1} and h_{t−1}. */
  readonly before: { readonly c: number | null; readonly h: number }
  /** All units: [T][H]. */
  readonly cell: readonly (readonly number[])[] | null
  readonly hidden: readonly (readonly number[])[]
  readonly operations: readonly Operation[]
  readonly output: 'tanh' | 'plain'
}

/** show math: the equations with the operands of a time step and a unit put in, language-free. */
export interface MathResult {
  readonly kind: 'math'
  readonly t: number
  readonly unit: number
  readonly lines: readonly { readonly equation: string; readonly numbers: string }[]
}

/** gates, state. */
export interface StatesResult {
  readonly kind: 'states'
  readonly command: 'gates' | 'state'
  readonly sequence: SequenceFacts
  /**
   * [T][H] each, in the order in which they are to be drawn: i, f, g, o, c, h of the LSTM; r, z, n,
   * h of the GRU.
   */
  readonly lstm?: Readonly<Record<string, readonly (readonly number[])[]>>
  /** h of the RNN (state only). */
  readonly rnn?: Readonly<Record<string, readonly (readonly number[])[]>>
  /**
   * Of the forget gate (GRU: the update gate) over all t and units: counts of equal bins of [0, 1].
   */
  readonly histogram: readonly number[] | null
}

/** Half-lives of the forget gates, in time steps; null for a gate that is 1 throughout. */
export interface HalfLives {
  /**
   * Geometric mean of f (in a GRU of z, which keeps as f does) over time steps and sequences, and
   * half-life, unit by unit.
   */
  readonly forget: readonly number[]
  readonly halfLife: readonly (number | null)[]
  readonly median: number | null
  readonly longest: number | null
  /** Units whose half-life is at least the lag. */
  readonly longEnough: number
}

/** memory. */
export interface MemoryResult {
  readonly kind: 'memory'
  /** Time steps over which the task must remember. */
  readonly lag: number
  /** 2^(−1/lag), and ln(f/(1−f)) of it. */
  readonly neededForget: number
  readonly neededBias: number
  /** The gate that keeps: f of an LSTM; z of a GRU, where h_t = (1 − z)⊙n + z⊙h_{t−1}. */
  readonly gate?: 'f' | 'z'
  readonly forgetBias: Spec['forgetBias']
  readonly before: HalfLives
  /** After so many steps. */
  readonly step: number
  readonly after: HalfLives
  /** Lines that would set what is needed. */
  readonly suggestions: readonly string[]
}

/** attribution. */
export interface AttributionResult {
  readonly kind: 'attribution'
  readonly sequence: SequenceFacts
  /** Sequences that the share is a mean over. */
  readonly sequences: number
  readonly cells: ByCell<{
    /** log10 ‖∂L/∂x_t‖ of the sequence, t = 1..T. */
    readonly log10: readonly (number | null)[]
    /**
     * Part of Σ_t ‖∂L/∂x_t‖ that stands at the cue steps: of the sequence, and the mean
     * over all.
     */
    readonly share: number
    readonly meanShare: number
  }>
  /** What the mean share would be if every time step counted alike. */
  readonly chance: number
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
  readonly digest: string
}

/** history: the changes of the workbench, first to last; those after `at` were undone. */
export interface HistoryResult {
  readonly kind: 'history'
  readonly changes: readonly { readonly line: string; readonly digest: string }[]
  readonly at: number
  /** Changes before these, which were let go; absent where there are none. */
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

interface HelpResult {
  readonly kind: 'help'
  /** null: all commands, or a topic. */
  readonly command: string | null
  /** `glossary`, or the id of a term. */
  readonly topic?: string
}

interface LanguageResult {
  readonly kind: 'language'
  readonly language: 'en' | 'zh-CN'
}

interface QuitResult {
  readonly kind: 'quit'
}

/** What every result says beside its own. */
export interface OfBench {
  /** A GRU stands in the LSTM's place: what is called lstm are its numbers. */
  readonly gru?: boolean
}

export type LabResult = AnyResult & OfBench

type AnyResult =
  | BenchResult
  | TrainingResult
  | GradientResult
  | VerificationResult
  | TraceResult
  | MathResult
  | StatesResult
  | MemoryResult
  | AttributionResult
  | SurgeryResult
  | HistoryResult
  | DiffResult
  | ReceiptResult
  | FileResult
  | HelpResult
  | LanguageResult
  | QuitResult
