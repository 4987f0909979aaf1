/**
 * A certificate of difficulty, as a report holds it: what solves a task without learning anything
 * over time.
 */
import * as v from 'valibot'
import { cell, count, finite } from './schema-parts.ts'

/** The readout as it is, or squashed to (0, 1). */
const output = v.picklist(['linear', 'logistic'])

/** The attempts, in the order in which they are reported. */
export const ATTEMPTS = ['constant', 'lastInput', 'bagOfInputs', 'guessing'] as const
export type GuessingMethod = (typeof ATTEMPTS)[number]

/** The task's metric on the held-out sequences, and whether it counts as solved. */
const measured = v.object({ metric: finite, solves: v.boolean() })

const guessing = v.object({
  /** Guesses requested, and guesses made within the budget. */
  asked: count,
  guesses: count,
  /** How many of them reach the solving threshold (for a file see `chance`). */
  solved: count,
  /** Number of the first, from 1, and the net that it was. */
  firstSolvedAt: v.nullable(count),
  first: v.nullable(v.object({ cell, hidden: count, range: finite, output })),
  /**
   * All weights, including readout and biases, are drawn from U[−w, w); nets, ranges w and output
   * functions take turns.
   */
  how: v.object({
    nets: v.array(v.object({ cell, hidden: count })),
    ranges: v.array(finite),
    outputs: v.array(output),
    /** Sequences on which a guess is tried before it is measured on all that are held out. */
    screened: count,
  }),
})

/**
 * For a file, whose held-out part is small: how often a solution would appear by chance if the
 * answers did not depend on the inputs. An attempt solves the task only if that is rarer than
 * `level` among all attempts of its kind.
 */
const chance = v.object({
  unit: v.picklist(['sequence', 'block']),
  units: count,
  level: finite,
  /** For one of the readouts (three attempts), and for one of the guesses. */
  readouts: finite,
  guessing: finite,
  /**
   * How many held-out units would rule chance out for all undecided attempts; null if there are
   * none, or no number would.
   */
  needed: v.nullable(count),
  /** Attempts that reach the threshold, but possibly by chance. */
  undecided: v.array(v.picklist(ATTEMPTS)),
})

export const certificate = v.object({
  task: v.string(),
  length: count,
  symbols: v.nullable(count),
  seed: v.pipe(v.number(), v.integer()),
  metric: v.picklist(['mse', 'accuracy', 'cross-entropy']),
  threshold: finite,
  /** Sequences on which the constant was fitted, and those on which everything is measured. */
  fittedOn: count,
  heldOut: count,
  /** The best answer that ignores the input, one for each asked step. */
  constant: measured,
  /** The best linear readout of x_t. */
  lastInput: measured,
  /** The best linear readout of x_1 + … + x_t, which knows what came but not when. */
  bagOfInputs: measured,
  guessing,
  /** Only of data from a file. */
  chance: v.optional(chance),
  solvedBy: v.array(v.picklist(ATTEMPTS)),
  /**
   * False if a constant, the last input or a guess solves it. The sum of inputs is a memory, though
   * one without order.
   */
  showsMemory: v.boolean(),
})

export const certificates = v.object({
  schema: v.literal('gatelab.certificate/1'),
  /** True if it was stopped before every task was done. */
  partial: v.boolean(),
  certificates: v.array(certificate),
})

export type Certificate = v.InferOutput<typeof certificate>
export type Guessing = v.InferOutput<typeof guessing>
export type Measured = v.InferOutput<typeof measured>

/** What is said while tasks are certified. */
export type CertificateEvent =
  | { readonly type: 'certifying'; readonly tasks: readonly string[]; readonly guesses: number }
  | { readonly type: 'certified'; readonly certificate: Certificate; readonly left: number }
  /** All of them; `partial` when it was ended before. */
  | {
      readonly type: 'certificates'
      readonly certificates: readonly Certificate[]
      readonly partial: boolean
    }
