/** Whether a comparison came out as its user expected. */
import { LEVEL, minPairs } from '../../rules/verdict-bounds.ts'
import type { Expectation } from '../../specs/design-names.ts'
import type { CompareEvent, Judged } from '../events.ts'
import type { Verdict } from './verdict-schema.ts'

/**
 * A report event with whether every comparison in it, at every point, came out as expected. Other
 * events are returned unchanged.
 */
export function testClaim(event: CompareEvent, expected: Expectation): CompareEvent {
  const found =
    event.type === 'report' ? [event.report] : event.type === 'sweep' ? event.sweep.points : null
  if (!found) return event
  const verdicts = found.flatMap(({ comparisons }) => comparisons.map(({ verdict }) => verdict))
  if (event.type === 'sweep' && event.sweep.leftOut) verdicts.push(null)
  const met = verdicts.every((verdict) => meets(verdict, expected))
  const few = verdicts.some((verdict) => verdict !== null && !couldDecide(verdict))
  const open = verdicts.includes(null)
    ? 'unpaired'
    : few
      ? fewerThan(verdicts, found[0]?.task.name === 'series')
      : null
  return { ...event, expected, met, open } as CompareEvent
}

/**
 * What there is too little of: seeds, else held-out units. The blocks of a series consist of
 * windows.
 */
function fewerThan(verdicts: readonly (Verdict | null)[], series: boolean): Judged['open'] {
  const apart = verdicts.find(
    (one) => one?.heldOut && one.heldOut.units < one.heldOut.least,
  )?.heldOut
  const short = verdicts.find((one) => one !== null && one.pairs < minPairs(one))
  if (short || !apart) return { fewerThan: minPairs(short ?? { level: LEVEL }) }
  return {
    fewerThan: apart.least,
    heldOut: series && apart.unit === 'block' ? 'windows' : apart.unit,
  }
}

/**
 * Whether there are enough seeds, and held-out units of a file, for any outcome to be significant.
 */
const couldDecide = (verdict: Verdict): boolean =>
  verdict.pairs >= minPairs(verdict) &&
  (!verdict.heldOut || verdict.heldOut.units >= verdict.heldOut.least)

/**
 * Whether the expectation holds. For a cell: it is better in one question and the other cell in
 * neither. For none: neither is better, though there are enough seeds to show a difference.
 */
export function meets(verdict: Verdict | null, expected: Expectation): boolean {
  if (verdict === null) return false
  const winners = [verdict.solved.winner, verdict.metric.winner]
  if (expected === 'none') return couldDecide(verdict) && winners.every((one) => one === null)
  return winners.includes(expected) && winners.every((one) => one === null || one === expected)
}
