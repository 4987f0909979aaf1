/** The settings of a comparison as a report holds them. */
import * as v from 'valibot'
import { READOUTS, VARIANTS } from '../engine/types.ts'
import { unseen } from '../io/sanitize.ts'
import { cell, count, finite } from './schema-parts.ts'

const sha256 = v.pipe(v.string(), v.regex(/^sha256:[0-9a-f]{64}$/))

/** A word as it may stand in a comma-separated list on a command line. */
const word = v.pipe(
  v.string(),
  v.regex(/^[^,\s]([^,]*[^,\s])?$/),
  v.check((text) => !unseen(text)),
)

const words = v.optional(v.pipe(v.array(word), v.minLength(1), v.readonly()))

/**
 * Explicit choices of how to read a file. The order of the keys matters, since digests depend on
 * it.
 */
const reading = v.optional(
  v.object({
    answers: v.optional(v.picklist(['classes', 'numbers'])),
    ignore: words,
    missing: words,
    column: v.optional(
      v.pipe(
        v.string(),
        v.check((text) => !unseen(text)),
      ),
    ),
  }),
)

/** A Spec, checked: what a report holds, and what a saved workbench is read by. */
export const settings = v.object({
  task: v.string(),
  length: count,
  symbols: v.nullable(count),
  /** The sequences' own file; absent in what was saved before there were any. */
  file: v.optional(v.nullable(v.object({ path: v.string(), digest: sha256, reading })), null),
  /**
   * Of a series; and whether numbers of a file are standardised. Absent in what was saved before
   * there were any.
   */
  horizon: v.optional(v.nullable(count), null),
  standardize: v.optional(v.boolean(), false),
  hidden: count,
  batch: count,
  steps: count,
  learningRate: finite,
  optimizer: v.picklist(['sgd', 'momentum', 'adam']),
  clip: v.nullable(finite),
  init: v.picklist(['uniform', 'xavier', 'orthogonal']),
  /** Absent in what was saved before there was a choice. */
  gain: v.optional(v.pipe(v.number(), v.finite()), 1),
  forgetBias: v.union([finite, v.literal('chrono')]),
  /** Absent in what was saved before there was a choice; null: what the forget bias says of it. */
  inputBias: v.optional(v.nullable(v.union([finite, v.literal('chrono')])), null),
  variant: v.picklist(VARIANTS),
  /** Absent where the readout reads h_t alone. */
  readout: v.optional(v.picklist(READOUTS)),
  cells: v.array(cell),
  seeds: v.array(v.pipe(v.number(), v.integer())),
  evalEvery: count,
  untilSolved: v.boolean(),
})
