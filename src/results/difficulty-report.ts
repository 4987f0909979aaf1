/**
 * A certificate of difficulty, as a report holds it: what solves a task without anything being
 * learned over time.
 */
import * as v from 'valibot'
import { cell, count, finite } from './schema-parts.ts'

/** The readout as it is, or squashed to (0, 1). */
const output = v.picklist(['linear', 'logistic'])

/** What is tried, in the order in which it is told. */
export const ATTEMPTS = ['constant', 'lastInput', 'bagOfInputs', 'guessing'] as const
export type GuessingMethod = (typeof ATTEMPTS)[number]

/** The task's metric on the held-out sequences, and whether it counts as solved. */
const measured = v.object({ metric: finite, solves: v.boolean() })

const guessing = v.object({
  /** Guesses that were wanted, and those that were made within the budget of work. */
  asked: count,
  guesses: count,
  /** How many of them come up to a solution (of a file: see `chance`). */
  solved: count,
  /** Number of the first, from 1, and the net that it was. */
  firstSolvedAt: v.nullable(count),
  first: v.nullable(v.object({ cell, hidden: count, range: finite, output })),
  /**
   * All weights, readout and biases too, are drawn from U[−w, w): each net with each range w and
   * each output, in turn.
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
 * Of a file, which holds out only so many: how often chance alone would bring a solution about,
 * were the answers not a matter of the inputs at all. Solves only what chance would bring about
 * among all tries of its kind in less than `level`.
 */
const chance = v.object({
  unit: v.picklist(['sequence', 'block']),
  units: count,
  level: finite,
  /** By one of the readouts (three tries), and by one of the guesses. */
  readouts: finite,
  guessing: finite,
  /**
   * Units that would rule chance out for all of what is undecided; null where nothing is, or none
   * would do.
   */
  needed: v.nullable(count),
  /** What comes up to a solution, and might by chance. */
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
  /** The best linear readout of x_1 + … + x_t: what came, not when. */
  bagOfInputs: measured,
  guessing,
  /** Only of data from a file. */
  chance: v.optional(chance),
  solvedBy: v.array(v.picklist(ATTEMPTS)),
  /**
   * False where a constant, the last input or a guess solves it. A sum is a memory, though one that
   * knows no order.
   */
  showsMemory: v.boolean(),
})

export const certificates = v.object({
  schema: v.literal('gatelab.certificate/1'),
  /** True when it was ended before every task was through. */
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
