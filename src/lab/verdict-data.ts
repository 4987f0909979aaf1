/** A verdict, as a report holds it: the types come from the schema. */
import * as v from 'valibot'

const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const winner = v.nullable(v.picklist(['rnn', 'lstm']))

export const verdict = v.object({
  /** Seeds on which both cells ran to their end. */
  pairs: count,
  /** Below this p a difference counts as shown: 0.05, halved since there are two questions. */
  level: v.number(),
  /** Pairs in which only one of the two solved it decide (McNemar's test, exact, two-sided). */
  solved: v.object({ winner, lstmOnly: count, rnnOnly: count, both: count, neither: count, p: v.number() }),
  /** Differences of the final held-out metric, above 0 where the LSTM's is the better one (Wilcoxon's signed-rank test, exact). */
  metric: v.object({
    winner,
    lstmBetter: count,
    rnnBetter: count,
    /** null where a run diverged in the middle one. */
    medianDifference: v.nullable(v.number()),
    /** 95 % bootstrap interval of the median. */
    interval: v.nullable(v.tuple([v.number(), v.number()])),
    p: v.number(),
  }),
  /** Pairs that would decide the question if things went on as they have; null where no number would, or it is decided. */
  needed: v.object({ solved: v.nullable(count), metric: v.nullable(count) }),
})
export type Verdict = v.InferOutput<typeof verdict>
