/**
 * What a comparison shows, for two questions kept apart: did a cell solve the task, and how far did
 * it get. Both cells of a seed saw the same data, so seeds are compared pair by pair. Of a file of
 * one's own its held-out sequences have to show it as well, and a cell that does not beat the best
 * constant answer is never called the better one.
 */
import { median } from 'simple-statistics'
import { FILE_LEVEL, LEVEL } from '../../rules/verdict-bounds.ts'
import type { Report, Run } from '../report.ts'
import { type HeldOutFinding, heldOutVerdict, type Pair } from './held-out-verdict.ts'
import { type Answer, jointTest } from './joint-test.ts'
import { pairsToDiffer, pairsToSolve } from './needed-pairs.ts'
import { medianInterval, signedRankTest, signTest } from './statistics.ts'
import type { Verdict } from './verdict-schema.ts'

/** The rule by which outcomes are compared. */
export interface Rule {
  readonly metric: Report['task']['metric']
  /** Runs ended when they were solved: how far they got beyond that nobody knows. */
  readonly untilSolved: boolean
  /** The sequences come from a file: seeds are not new draws of them. */
  readonly file?: boolean
}

/** null where only one cell took part. */
export function verdictOf(runs: readonly Run[], rule: Rule): Verdict | null {
  const lstms = new Map(runs.filter(({ cell }) => cell === 'lstm').map((run) => [run.seed, run]))
  const pairs = runs.flatMap((rnn) => {
    const lstm = rnn.cell === 'rnn' ? lstms.get(rnn.seed) : undefined
    return lstm ? [{ rnn, lstm }] : []
  })
  if (pairs.length === 0) return null
  const level = (pair: Pair) => bothSolved(pair, rule)
  const sure = rule.file ? FILE_LEVEL : LEVEL
  const apart = rule.file
    ? heldOutVerdict(pairs, { worse: rule.metric !== 'accuracy', level, sure })
    : null
  const differences = pairs.map((pair) => differenceOf(pair, rule))
  const [aloneSolving, aloneMetric] = [solvedSeeds(pairs), metricSeeds(differences)]
  const joint = rule.file ? jointly(pairs, rule, aloneSolving, aloneMetric) : null
  const bySolving = { ...aloneSolving, ...joint?.solved }
  const byMetric = { ...aloneMetric, ...joint?.metric }
  const solved = {
    ...bySolving,
    ...decided(
      bySolving,
      apart,
      beats(pairs, rule, ({ best }) => best.metric),
      sure,
    ),
  }
  const final = ({ status, final }: Run) => (status === 'diverged' ? null : final.metric)
  const metric = { ...byMetric.facts, ...decided(byMetric, apart, beats(pairs, rule, final), sure) }
  return {
    pairs: pairs.length,
    level: sure,
    solved: solvedFacts(solved),
    metric,
    heldOut: apart?.heldOut ?? null,
    guessing: guessingOf(pairs, beats(pairs, rule, final)),
    needed: {
      // By the pairs alone and half of 0.05: seldom too few seeds, and mostly more than it takes of
      // a file.
      solved: bySolving.p < sure ? null : pairsToSolve(pairs.length, bySolving),
      metric: byMetric.p < sure ? null : pairsToDiffer(differences),
    },
  }
}

const bothSolved = ({ rnn, lstm }: Pair, { untilSolved }: Rule): boolean =>
  untilSolved && rnn.status === 'solved' && lstm.status === 'solved'

/** p of the paired seeds, and which way they point: 1 for the LSTM. */
interface BySeeds {
  readonly p: number
  readonly sign: number
}

type Beats = Readonly<Record<'rnn' | 'lstm', boolean>> | null

type Decided = Pick<Verdict['metric'], 'winner' | 'p' | 'seedsP' | 'withheld'>

/**
 * The cell towards which seeds and held-out units both point, where chance alone seldom takes
 * either so far (p is the larger one: both have to show it), and which beats the best constant
 * answer.
 */
function decided(
  { p: seedsP, sign }: BySeeds,
  apart: HeldOutFinding | null,
  guess: Beats,
  level: number,
): Decided {
  const cell = sign > 0 ? 'lstm' : 'rnn'
  const apartP = apart === null ? 0 : apart.sign === sign ? apart.heldOut.p : 1
  const p = Math.max(seedsP, apartP)
  const seeds = apart === null ? {} : { seedsP }
  if (seedsP >= level || sign === 0) return { winner: null, p, ...seeds, withheld: null }
  if (guess && !guess[cell]) return { winner: null, p, ...seeds, withheld: 'guessing' }
  if (p >= level) return { winner: null, p, ...seeds, withheld: 'held-out' }
  return { winner: cell, p, ...seeds, withheld: null }
}

/**
 * Whether each cell, in the median of the pairs, beats the best constant answer on the same data;
 * null where nobody measured it.
 */
function beats(pairs: readonly Pair[], { metric }: Rule, of: (run: Run) => number | null): Beats {
  if (
    pairs.some(
      ({ rnn, lstm }) => typeof rnn.baseline !== 'number' || typeof lstm.baseline !== 'number',
    )
  )
    return null
  const over = (cell: 'rnn' | 'lstm') =>
    median(
      pairs.map((pair) => {
        const value = of(pair[cell])
        if (value === null) return Number.NEGATIVE_INFINITY
        const lead = value - (pair[cell].baseline ?? 0)
        return metric === 'accuracy' ? lead : -lead
      }),
    ) > 0
  return { rnn: over('rnn'), lstm: over('lstm') }
}

function guessingOf(pairs: readonly Pair[], guess: Beats): Verdict['guessing'] {
  if (!guess) return null
  const metric = median(pairs.map(({ lstm }) => lstm.baseline ?? 0))
  return { metric, rnnBetter: guess.rnn, lstmBetter: guess.lstm }
}

type SolvedSeeds = BySeeds & Pick<Verdict['solved'], 'lstmOnly' | 'rnnOnly' | 'both' | 'neither'>

/** Of a file, both questions as one test; of too many seeds each p is doubled (Bonferroni). */
function jointly(
  pairs: readonly Pair[],
  rule: Rule,
  solving: BySeeds,
  metric: BySeeds,
): Record<'metric' | 'solved', Answer> {
  const outcome = (run: Run, level: boolean) => ({
    worth: level && run.status === 'solved' ? Number.POSITIVE_INFINITY : worthOf(run, rule),
    solved: solves(run),
  })
  const seeds = pairs
    .toSorted((a, b) => a.rnn.seed - b.rnn.seed)
    .map(({ rnn, lstm }) => ({
      part: rnn.heldOut?.fold ?? 0,
      rnn: outcome(rnn, rule.untilSolved),
      lstm: outcome(lstm, rule.untilSolved),
    }))
  const doubled = ({ p, sign }: BySeeds): Answer => ({ p: Math.min(1, 2 * p), sign })
  return jointTest(seeds) ?? { metric: doubled(metric), solved: doubled(solving) }
}

const solves = (run: Run): boolean => run.solvedAt !== null

function solvedSeeds(pairs: readonly Pair[]): SolvedSeeds {
  const those = (rnn: boolean, lstm: boolean) =>
    pairs.filter((pair) => solves(pair.rnn) === rnn && solves(pair.lstm) === lstm).length
  const [lstmOnly, rnnOnly] = [those(false, true), those(true, false)]
  return {
    p: signTest(rnnOnly, lstmOnly + rnnOnly),
    sign: Math.sign(lstmOnly - rnnOnly),
    lstmOnly,
    rnnOnly,
    both: those(true, true),
    neither: those(false, false),
  }
}

const solvedFacts = ({ sign: _, winner, ...facts }: SolvedSeeds & Decided): Verdict['solved'] => ({
  winner,
  ...facts,
})

/** How much better the LSTM's final metric is; a run that diverged is worse than any other. */
function differenceOf(pair: Pair, rule: Rule): number {
  if (bothSolved(pair, rule)) return 0
  const [a, b] = [worthOf(pair.lstm, rule), worthOf(pair.rnn, rule)]
  return a === b ? 0 : a - b
}

/** The more the better. */
function worthOf({ final, status }: Run, { metric }: Rule): number {
  if (status === 'diverged' || final.metric === null) return Number.NEGATIVE_INFINITY
  return metric === 'accuracy' ? final.metric : -final.metric
}

function metricSeeds(differences: readonly number[]) {
  const { p, sign } = signedRankTest(differences)
  const middle = median(differences)
  const interval = medianInterval(differences)
  return {
    p,
    sign,
    facts: {
      lstmBetter: differences.filter((one) => one > 0).length,
      rnnBetter: differences.filter((one) => one < 0).length,
      medianDifference: Number.isFinite(middle) ? middle : null,
      interval: interval && ([...interval] as [number, number]),
    },
  }
}
