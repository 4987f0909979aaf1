/** What the parts of a verdict share: its view, names of tests, p values and counts. */
import type { Cell } from '../../engine/types.ts'
import type { Comparison, Findings, Run } from '../../results/report.ts'
import type { HeldOutVerdict, Verdict } from '../../results/verdict/verdict-schema.ts'
import { COUNTED_JOINTLY, COUNTED_OUT } from '../../rules/verdict-bounds.ts'
import type { Unit } from '../../text/en/verdict.ts'
import { significant } from '../shared/number.ts'
import type { ViewText } from '../shared/text-types.ts'

/** For a file, each p is already adjusted for both questions. */
export const isAdjusted = ({ heldOut }: Verdict): boolean => heldOut !== null

/** One comparison: its verdict, and what it is about. */
export interface VerdictView {
  readonly verdict: Verdict
  readonly comparison: Comparison
  /** Runs of paired seeds; unpaired ones are only counted (`leftOut`). */
  readonly runs: readonly Run[]
  readonly leftOut: number
  readonly task: Findings['task']
  readonly untilSolved: boolean
  readonly certificate: Findings['certificate']
}

export const CELLS = ['rnn', 'lstm'] as const

/** The unit in which held-out data are counted; a block of a series consists of windows. */
export const unitOf = (unit: HeldOutVerdict['unit'], { name }: VerdictView['task']): Unit =>
  unit === 'block' && name === 'series' ? 'windows' : unit

/** p if all pairs point the same way. */
export const oneWay = (pairs: number): string => probability(2 ** (1 - pairs))

/** On how many of the paired seeds a cell solved it. */
export const solvedBy = ({ solved }: Verdict, cell: Cell): number =>
  solved.both + (cell === 'lstm' ? solved.lstmOnly : solved.rnnOnly)

export function wilcoxon(verdict: Verdict, text: ViewText): string {
  const { tests } = text.verdict
  const { lstmBetter, rnnBetter } = verdict.metric
  return testName(
    verdict,
    lstmBetter + rnnBetter > COUNTED_OUT ? tests.normal : tests.wilcoxon,
    tests.ranks,
    text,
  )
}

export const mcnemar = (verdict: Verdict, text: ViewText): string =>
  testName(verdict, text.verdict.tests.mcnemar, text.verdict.tests.counts, text)

/** The test of pairs; for a file, one within its parts as long as seeds are few. */
function testName(
  verdict: Verdict,
  ofPairs: string,
  withinParts: string,
  { verdict: { tests } }: ViewText,
): string {
  if (!isAdjusted(verdict)) return ofPairs
  return tests.adjusted(verdict.pairs > COUNTED_JOINTLY ? ofPairs : withinParts)
}

/** "= 0.002", "< 0.001" */
export const probability = (p: number): string => (p < 0.001 ? '< 0.001' : `= ${significant(p, 2)}`)
