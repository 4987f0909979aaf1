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
  const far = metricVerdict(pairs, rule)
  return {
    pairs: pairs.length,
    level: LEVEL,
    solved,
    metric: far,
    needed: {
      solved: solved.winner ? null : needed(pairs.length, solved.lstmOnly, solved.rnnOnly),
      metric: far.winner ? null : needed(pairs.length, far.lstmBetter, far.rnnBetter),
    },
  }
}

const better = (p: number, lstm: number, rnn: number): Verdict['solved']['winner'] =>
  p >= LEVEL || lstm === rnn ? null : lstm > rnn ? 'lstm' : 'rnn'

function solvedVerdict(pairs: readonly Pair[]): Verdict['solved'] {
  const solves = (run: Run) => run.solvedAt !== null
  const those = (rnn: boolean, lstm: boolean) =>
    pairs.filter((pair) => solves(pair.rnn) === rnn && solves(pair.lstm) === lstm).length
  const [lstmOnly, rnnOnly] = [those(false, true), those(true, false)]
  const p = signTest(rnnOnly, lstmOnly + rnnOnly)
  return {
    winner: better(p, lstmOnly, rnnOnly),
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

function metricVerdict(pairs: readonly Pair[], rule: Rule): Verdict['metric'] {
  const differences = pairs.map((pair) => differenceOf(pair, rule))
  const p = signedRankTest(differences)
  const middle = median(differences)
  const [lstmBetter, rnnBetter] = [
    differences.filter((one) => one > 0).length,
    differences.filter((one) => one < 0).length,
  ]
  const interval = medianInterval(differences)
  const decided = interval === null || interval[0] > 0 || interval[1] < 0
  return {
    winner: decided ? better(p, lstmBetter, rnnBetter) : null,
    lstmBetter,
    rnnBetter,
    medianDifference: Number.isFinite(middle) ? middle : null,
    interval: interval && [...interval],
    p,
  }
}

/** Pairs below which no outcome whatever could be sure: 2·2^−n < 0.025 from n = 7 on. */
export const LEAST_PAIRS = Math.floor(Math.log2(2 / LEVEL)) + 1

/** Pairs, at the shares seen so far, at which a sign test would be sure. */
function needed(pairs: number, lstm: number, rnn: number): number | null {
  if (lstm === rnn) return null
  for (let n = pairs + 1; n <= MOST; n++) {
    const [a, b] = [Math.round((lstm * n) / pairs), Math.round((rnn * n) / pairs)]
    if (signTest(Math.min(a, b), a + b) < LEVEL) return n
  }
  return null
}

/** A report with whether it came out as expected: every comparison in it, at every point. Other events stay as they are. */
export function judge(event: CompareEvent, expected: Expectation): CompareEvent {
  const found = event.type === 'report' ? [event.report] : event.type === 'sweep' ? event.sweep.points : null
  if (!found) return event
  const met = found.every(({ comparisons }) => comparisons.every(({ verdict }) => meets(verdict, expected)))
  return { ...event, expected, met } as CompareEvent
}

/** Whether it came out so: that cell is better in one question and the other in neither; for none, neither is in either. */
export function meets(verdict: Verdict | null, expected: Expectation): boolean {
  const winners = verdict ? [verdict.solved.winner, verdict.metric.winner] : []
  if (expected === 'none') return winners.every((one) => one === null)
  return winners.includes(expected) && winners.every((one) => one === null || one === expected)
}
