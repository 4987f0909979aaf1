/** A verdict, as a report holds it: the types come from the schema. */
import * as v from 'valibot'
import { count } from '../schema-parts.ts'

const winner = v.nullable(v.picklist(['rnn', 'lstm']))

/** Why a question has no winner though the paired seeds alone would show one. */
export const withheld = v.nullable(v.picklist(['guessing', 'held-out']))

/**
 * What the held-out part of a file shows: whether new sequences like these would come out so, too.
 */
const heldOut = v.object({
  /** What counts as one observation: a sequence, or a block of neighbouring windows of a text. */
  unit: v.picklist(['sequence', 'block']),
  /**
   * How many of them were looked at by both cells, and those on which each was the better, over the
   * seeds.
   */
  units: count,
  lstmBetter: count,
  rnnBetter: count,
  /** Parts of the file that were held out, and how many there are. */
  parts: count,
  ofParts: count,
  /**
   * Signed-rank test of the units, widened since they were trained on while others were held out.
   */
  p: v.number(),
  /** By how much the variance is widened. */
  widened: v.number(),
  /**
   * Units below which no outcome could be sure; and how many would decide if things went on like
   * this, or null.
   */
  least: count,
  needed: v.nullable(count),
})

/**
 * The best constant answer on the same held-out data: the median over the pairs, and which cells
 * beat it in the median.
 */
const guessing = v.object({ metric: v.number(), rnnBetter: v.boolean(), lstmBetter: v.boolean() })

export const verdict = v.object({
  /** Seeds on which both cells ran to their end. */
  pairs: count,
  /**
   * Below this p a difference counts as shown: 0.05 halved for two questions; of a file, whose p
   * are adjusted for both, 0.05.
   */
  level: v.number(),
  /**
   * Pairs in which only one of the two solved it decide (McNemar's test, exact, two-sided). Of a
   * file p is the larger one of the seeds' own, `seedsP` (adjusted for both questions), and that of
   * what was held out.
   */
  solved: v.object({
    winner,
    lstmOnly: count,
    rnnOnly: count,
    both: count,
    neither: count,
    p: v.number(),
    seedsP: v.optional(v.number()),
    withheld: v.optional(withheld),
  }),
  /**
   * Differences of the final held-out metric, above 0 where the LSTM's is the better one
   * (Wilcoxon's signed-rank test, exact).
   */
  metric: v.object({
    winner,
    lstmBetter: count,
    rnnBetter: count,
    /** null where a run diverged in the middle one. */
    medianDifference: v.nullable(v.number()),
    /** 95 % bootstrap interval of the median. */
    interval: v.nullable(v.tuple([v.number(), v.number()])),
    p: v.number(),
    seedsP: v.optional(v.number()),
    withheld: v.optional(withheld),
  }),
  /**
   * Of a file of one's own; null of tasks that are made up, whose every seed draws new sequences.
   */
  heldOut: v.optional(v.nullable(heldOut), null),
  guessing: v.optional(v.nullable(guessing), null),
  /**
   * Pairs that would decide the question if things went on as they have; null where no number
   * would, or it is decided.
   */
  needed: v.object({ solved: v.nullable(count), metric: v.nullable(count) }),
})
export type Verdict = v.InferOutput<typeof verdict>
export type HeldOutVerdict = v.InferOutput<typeof heldOut>
