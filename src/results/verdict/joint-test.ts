/**
 * Both questions of a comparison on a file as one permutation test. Where the cells are alike, any
 * two of the four nets of two seeds that held out the same part may as well be the LSTMs; pairs
 * alone would leave out every seed on which both cells are level. Each way to choose answers both
 * questions at once, so the smaller p of the two is compared with what it comes to in all ways
 * (Westfall & Young 1993): the questions are much alike, and halving the level would give power
 * away. Pure.
 */

import { COUNTED_JOINTLY } from '../../rules/verdict-bounds.ts'
import { doubleRanks } from './statistics.ts'

/** Equal p may differ in their last bits. */
const ROUNDING = 1 + 1e-9

/** What a net came to. */
export interface Outcome {
  /** The more the better; −∞ where it diverged. */
  readonly worth: number
  readonly solved: boolean
}

/** The two nets of a seed, and the part of the file that both held out. */
export interface Outcomes {
  readonly part: number
  readonly rnn: Outcome
  readonly lstm: Outcome
}

/**
 * An answer: two-sided p, adjusted for both questions being asked, and which way it points: 1 for
 * the LSTM.
 */
export interface Answer {
  readonly p: number
  readonly sign: number
}

/**
 * LSTMs by their sum of (doubled) ranks and by how many solved it; `count` ways to choose them
 * (6^10 at most: exact).
 */
interface Way {
  readonly rank: number
  readonly solved: number
  readonly count: number
}

/**
 * All ways are counted out, and those that are as extreme as what came count half (Lancaster 1961):
 * there are few ways to solve a task or not, so that the exact p comes in coarse steps and, of
 * cells that are alike, is below 0.05 in 3 to 5 of 100 comparisons; this one is in 5 (simulated,
 * docs/verdicts.md). Never below 2·2^−n, which all of n pairs one way have: so few seeds decide
 * nothing, whatever their parts. null where seeds are more than can be counted out.
 */
export function jointTest(seeds: readonly Outcomes[]): { metric: Answer; solved: Answer } | null {
  if (seeds.length > COUNTED_JOINTLY) return null
  const ranked = ranksOf(seeds)
  const strata = inTwos(seeds.map(({ part }, at) => ({ part, nets: ranked[at] })))
  const ways = strata.map(choices).reduce<readonly Way[]>(both, [{ rank: 0, solved: 0, count: 1 }])
  const all = countOf(ways)
  const expected = { rank: meanOf(ways, 'rank'), solved: meanOf(ways, 'solved') }
  const observed = { rank: 0, solved: 0 }
  for (const [lstm] of ranked) {
    observed.rank += lstm.rank
    observed.solved += lstm.solved
  }
  const p = {
    rank: tails(ways, 'rank', expected.rank),
    solved: tails(ways, 'solved', expected.solved),
  }
  const least = ways.map((way) => Math.min(p.rank(way.rank), p.solved(way.solved)))
  const answer = (by: 'rank' | 'solved'): Answer => {
    const own = p[by](observed[by]) * ROUNDING
    const sign = Math.sign(Math.round(2 * (observed[by] - expected[by])))
    if (sign === 0) return { p: 1, sign }
    let below = 0
    for (const [at, { count }] of ways.entries()) {
      if (least[at] > own) continue
      below += least[at] * ROUNDING ** 2 < own ? count : count / 2
    }
    return { p: Math.max(below / all, 2 ** (1 - seeds.length)), sign }
  }
  return { metric: answer('rank'), solved: answer('solved') }
}

interface Net {
  readonly rank: number
  readonly solved: number
}

/** By seed, the LSTM and the RNN, ranked among all nets; ties share their mean rank. */
function ranksOf(seeds: readonly Outcomes[]): [lstm: Net, rnn: Net][] {
  const nets = seeds.flatMap(({ lstm, rnn }) => [lstm, rnn])
  const worths = Array.from(new Set(nets.map(({ worth }) => worth))).sort((a, b) =>
    a < b ? -1 : 1,
  )
  const place = new Map(worths.map((worth, at) => [worth, at + 1]))
  const ranks = new Array<number>(nets.length)
  for (const { at, rank } of doubleRanks(nets.map(({ worth }) => place.get(worth) ?? 0)))
    ranks[at] = rank
  const net = (at: number): Net => ({ rank: ranks[at], solved: Number(nets[at].solved) })
  return seeds.map((_, at) => [net(2 * at), net(2 * at + 1)])
}

/**
 * The nets of two seeds each that held out the same part, one after another; of one seed where none
 * is left.
 */
function inTwos(
  seeds: readonly { readonly part: number; readonly nets: readonly Net[] }[],
): Net[][] {
  const open = new Map<number, Net[]>()
  const strata: Net[][] = []
  for (const { part, nets } of seeds) {
    const first = open.get(part)
    if (first) {
      for (const net of nets) first.push(net)
      open.delete(part)
    } else {
      const stratum = [...nets]
      strata.push(stratum)
      open.set(part, stratum)
    }
  }
  return strata
}

/** Half of the nets are the LSTMs: two ways of two nets, six of four. */
function choices(nets: readonly Net[]): Way[] {
  const chosen: (readonly Net[])[] =
    nets.length === 2
      ? nets.map((net) => [net])
      : nets.flatMap((net, at) => nets.slice(at + 1).map((other) => [net, other]))
  return chosen.map((lstms) => ({
    rank: lstms.reduce((sum, { rank }) => sum + rank, 0),
    solved: lstms.reduce((sum, { solved }) => sum + solved, 0),
    count: 1,
  }))
}

/** The sums of independent choices; equal ones are one. */
function both(before: readonly Way[], more: readonly Way[]): Way[] {
  const sums = new Map<number, { rank: number; solved: number; count: number }>()
  for (const one of before) {
    for (const other of more) {
      const [rank, solved] = [one.rank + other.rank, one.solved + other.solved]
      // At most 2·20 nets may be solved.
      const key = rank * 64 + solved
      const count = one.count * other.count
      const known = sums.get(key)
      if (known) known.count += count
      else sums.set(key, { rank, solved, count })
    }
  }
  return Array.from(sums.values())
}

const meanOf = (ways: readonly Way[], by: 'rank' | 'solved'): number =>
  ways.reduce((sum, way) => sum + way[by] * way.count, 0) / countOf(ways)

const countOf = (ways: readonly Way[]): number => ways.reduce((sum, { count }) => sum + count, 0)

/** Two-sided p of a question by itself: the ways at least as far from what is expected. */
function tails(
  ways: readonly Way[],
  by: 'rank' | 'solved',
  expected: number,
): (value: number) => number {
  // Sums are whole numbers, and what is expected of them is a whole number of halves.
  const away = (value: number) => Math.abs(Math.round(2 * value - 2 * expected))
  const counts: number[] = []
  for (const way of ways) counts[away(way[by])] = (counts[away(way[by])] ?? 0) + way.count
  const all = countOf(ways)
  const p = new Array<number>(counts.length)
  let sum = 0
  for (let far = counts.length - 1; far >= 0; far--) {
    sum += counts[far] ?? 0
    p[far] = sum / all
  }
  return (value) => p[away(value)]
}
