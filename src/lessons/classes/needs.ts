/** Who needs a word, and why: the rules, all in one place. */
import type { ClassLearner } from './class-schema.ts'

const DAY = 86_400_000
/** Days before the report in which somebody who is in the middle of a lesson did nothing. */
const QUIET = 7
/** Questions answered wrongly with confidence that still wait. */
const WAITING = 3
/** Steps skipped: so many, and so large a share of those that were passed. */
const SKIPPED = { count: 3, share: 1 / 3 }
/** Hints: so many for each lesson begun, and in all. */
const HINTS = { count: 4, each: 2 }

type Facts = Pick<ClassLearner, 'begun' | 'done' | 'skipped' | 'hints' | 'waiting' | 'last'> & {
  readonly written: string
  /** Whether a lesson is under way. */
  readonly inTheMiddle: boolean
}

export function needsOf(facts: Facts): ClassLearner['needs'] {
  const { begun, done, skipped, hints, waiting, last, written, inTheMiddle } = facts
  if (begun === 0) return [{ why: 'not-begun', count: 0 }]
  const quiet = Math.floor((Date.parse(written) - Date.parse(last ?? written)) / DAY)
  const needs: ClassLearner['needs'] = []
  if (inTheMiddle && quiet >= QUIET) needs.push({ why: 'stopped', count: quiet })
  if (waiting >= WAITING) needs.push({ why: 'sure-and-wrong', count: waiting })
  if (skipped >= SKIPPED.count && skipped >= SKIPPED.share * (done + skipped))
    needs.push({ why: 'skips', count: skipped })
  if (hints >= HINTS.count && hints >= HINTS.each * begun)
    needs.push({ why: 'hints', count: hints })
  return needs
}
