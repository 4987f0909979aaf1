/** A verdict between two values of a swept option, as a sweep holds it. */
import * as v from 'valibot'
import { value } from '../../specs/design.ts'
import { cell, count } from '../schema-parts.ts'
import { withheld } from './verdict-schema.ts'

const winner = v.nullable(v.picklist(['first', 'other']))

/** p as adjusted for all comparisons with the same first value, and by itself. */
const chance = { winner, p: v.number(), pAlone: v.number(), withheld }

export const between = v.object({
  cell,
  /** The option, the value that was named first, and the one that is held against it. */
  option: v.string(),
  first: value,
  other: value,
  /** The values of the other options that had several. */
  at: v.record(v.string(), value),
  /** Seeds on which both ran to their end. */
  pairs: count,
  /** Below this p a difference counts as shown; see the verdict of a report. */
  level: v.number(),
  /** Values that were held against the first one, here: p is adjusted for them (Holm 1979). */
  comparisons: count,
  /** As of a report's verdict: McNemar's test, exact, two-sided. */
  solved: v.object({
    ...chance,
    firstOnly: count,
    otherOnly: count,
    both: count,
    neither: count,
  }),
  /**
   * As of a report's verdict: Wilcoxon's signed-rank test. Differences are above 0 where the other
   * value is the better one.
   */
  metric: v.object({
    ...chance,
    firstBetter: count,
    otherBetter: count,
    medianDifference: v.nullable(v.number()),
    /** 95 % bootstrap interval of the median, of this comparison by itself. */
    interval: v.nullable(v.tuple([v.number(), v.number()])),
  }),
})
