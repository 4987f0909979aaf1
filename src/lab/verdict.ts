/**
 * What a comparison shows, for two questions kept apart: did a cell solve the task, and how far did it get. Both cells of a
 * seed saw the same data, so seeds are compared pair by pair.
 */
import { median } from 'simple-statistics'
import type { CompareEvent } from './events.ts'
import type { Report, Run } from './report.ts'
import { medianInterval, signedRankTest, signTest } from './statistics.ts'
import type { Expectation } from './study/names.ts'
import type { Verdict } from './verdict-data.ts'

/**
 * A difference is shown where chance alone would bring it about less often than this. Two questions are asked of the same
 * seeds, so each gets half of 0.05 (Bonferroni): between equal cells, one of the answers is wrong in 5 of 100 comparisons at most.
 */
export const LEVEL = 0.025
/** The most pairs that anybody would be told to run. */
const MOST = 1000

interface Pair {
  readonly rnn: Run
  readonly lstm: Run
}

/** The rule by which outcomes are compared. */
export interface Rule {
  readonly metric: Report['task']['metric']
  /** Runs ended when they were solved: how far they got beyond that nobody knows. */
  readonly untilSolved: boolean
}

/** null where only one cell took part. */
export function verdictOf(runs: readonly Run[], rule: Rule): Verdict | null {
  const lstms = new Map(runs.filter(({ cell }) => cell === 'lstm').map((run) => [run.seed, run]))
  const pairs = runs.flatMap((rnn) => {
    const lstm = rnn.cell === 'rnn' ? lstms.get(rnn.seed) : undefined
    return lstm ? [{ rnn, lstm }] : []
  })
  if (pairs.length === 0) return null
  const solved = solvedVerdict(pairs)
  const differences = pairs.map((pair) => differenceOf(pair, rule))
  const far = metricVerdict(differences)
  return {
    pairs: pairs.length,
    level: LEVEL,
    solved,
    metric: far,
    needed: {
      solved: solved.winner ? null : enough(pairs.length, (n) => signsAt(n, pairs.length, solved)),
      metric: far.winner ? null : enough(pairs.length, (n) => ranksAt(n, differences)),
    },
  }
}

/** The cell towards which something points, where chance alone seldom takes it so far. */
const better = (p: number, towardsLstm: number): Verdict['solved']['winner'] =>
  p >= LEVEL || towardsLstm === 0 ? null : towardsLstm > 0 ? 'lstm' : 'rnn'

function solvedVerdict(pairs: readonly Pair[]): Verdict['solved'] {
  const solves = (run: Run) => run.solvedAt !== null
  const those = (rnn: boolean, lstm: boolean) =>
    pairs.filter((pair) => solves(pair.rnn) === rnn && solves(pair.lstm) === lstm).length
  const [lstmOnly, rnnOnly] = [those(false, true), those(true, false)]
  const p = signTest(rnnOnly, lstmOnly + rnnOnly)
  return {
    winner: better(p, lstmOnly - rnnOnly),
    lstmOnly,
    rnnOnly,
    both: those(true, true),
    neither: those(false, false),
    p,
  }
}

/** How much better the LSTM's final metric is; a run that diverged is worse than any other. */
function differenceOf({ rnn, lstm }: Pair, { metric, untilSolved }: Rule): number {
  if (untilSolved && rnn.status === 'solved' && lstm.status === 'solved') return 0
  const worth = ({ final, status }: Run) => {
    if (status === 'diverged' || final.metric === null) return Number.NEGATIVE_INFINITY
    return metric === 'accuracy' ? final.metric : -final.metric
  }
  const [a, b] = [worth(lstm), worth(rnn)]
  return a === b ? 0 : a - b
}

function metricVerdict(differences: readonly number[]): Verdict['metric'] {
  const { p, sign } = signedRankTest(differences)
  const middle = median(differences)
  const [lstmBetter, rnnBetter] = [
    differences.filter((one) => one > 0).length,
    differences.filter((one) => one < 0).length,
  ]
  const interval = medianInterval(differences)
  return {
    winner: better(p, sign),
    lstmBetter,
    rnnBetter,
    medianDifference: Number.isFinite(middle) ? middle : null,
    interval: interval && [...interval],
    p,
  }
}

/** Pairs below which no outcome whatever could be sure: 2·2^−n < 0.025 from n = 7 on. */
export const LEAST_PAIRS = Math.floor(Math.log2(2 / LEVEL)) + 1

/** The least number of pairs beyond those there are at which a test would be sure; null where none up to {@link MOST} would do. */
function enough(pairs: number, pAt: (n: number) => number): number | null {
  let [open, sure] = [pairs, MOST]
  if (pAt(sure) >= LEVEL) return null
  while (sure - open > 1) {
    const middle = Math.floor((open + sure) / 2)
    if (pAt(middle) < LEVEL) sure = middle
    else open = middle
  }
  return sure
}

/** p of the test of solving on n pairs, at the shares seen so far. */
function signsAt(n: number, pairs: number, { lstmOnly, rnnOnly }: Verdict['solved']): number {
  const [a, b] = [Math.round((lstmOnly * n) / pairs), Math.round((rnnOnly * n) / pairs)]
  return signTest(Math.min(a, b), a + b)
}

/** Differences up to which the ranks of what is only imagined are counted out. */
const COUNTED = 50

/** p of the signed ranks of n differences, spread as those seen so far. */
function ranksAt(n: number, differences: readonly number[]): number {
  const sorted = differences.toSorted((a, b) => a - b)
  const spread = Array.from({ length: n }, (_, k) => sorted[Math.floor(((k + 0.5) * sorted.length) / n)])
  return signedRankTest(spread, COUNTED).p
}

/** A report with whether it came out as expected: every comparison in it, at every point. Other events stay as they are. */
export function judge(event: CompareEvent, expected: Expectation): CompareEvent {
  const found = event.type === 'report' ? [event.report] : event.type === 'sweep' ? event.sweep.points : null
  if (!found) return event
  const verdicts = found.flatMap(({ comparisons }) => comparisons.map(({ verdict }) => verdict))
  const met = verdicts.every((verdict) => meets(verdict, expected))
  const few = verdicts.some((verdict) => verdict !== null && !couldDecide(verdict))
  const open = verdicts.includes(null) ? 'unpaired' : few ? { fewerThan: LEAST_PAIRS } : null
  return { ...event, expected, met, open } as CompareEvent
}

const couldDecide = ({ pairs }: Verdict): boolean => pairs >= LEAST_PAIRS

/**
 * Whether it came out so: that cell is better in one question and the other in neither; for none, neither is in either, of seeds
 * enough to show a difference.
 */
export function meets(verdict: Verdict | null, expected: Expectation): boolean {
  if (verdict === null) return false
  const winners = [verdict.solved.winner, verdict.metric.winner]
  if (expected === 'none') return couldDecide(verdict) && winners.every((one) => one === null)
  return winners.includes(expected) && winners.every((one) => one === null || one === expected)
}
