/**
 * Both questions of a comparison in one test. Where the cells are alike, the two of any seed may be exchanged, and that changes
 * the answers to both questions at once. So the smaller p of the two is compared with what it comes to under all exchanges
 * (Westfall & Young 1993): the questions are much alike, and halving the level for two would give power away. Pure.
 */
import { doubleRanks } from './statistics.ts'

/** Up to so many seeds all 2^n exchanges are counted out; beyond, each p is doubled (Bonferroni), which is never smaller. */
export const COUNTED_JOINTLY = 40
/** Equal p may differ in their last bits. */
const ROUNDING = 1 + 1e-9

/** Two-sided p of each question by itself. */
export interface TwoPs {
  readonly metric: number
  readonly solved: number
}

/**
 * The p of each question, adjusted for both being asked.
 * @param differences by seed, how much better the LSTM's final metric is
 * @param solved by seed, 1 where only the LSTM solved the task, −1 where only the RNN did, else 0
 * @param alone the p of each question by itself, for seeds that are too many
 */
export function adjusted(differences: readonly number[], solved: readonly number[], alone: TwoPs): TwoPs {
  if (differences.length > COUNTED_JOINTLY) {
    return { metric: Math.min(1, 2 * alone.metric), solved: Math.min(1, 2 * alone.solved) }
  }
  const ranks = new Array<number>(differences.length).fill(0)
  for (const { at, rank, sign } of doubleRanks(differences)) ranks[at] = sign * rank
  const rows = ranks.length === 0 ? 1 : sumOf(ranks) + 1
  const columns = sumOf(solved) + 1
  const shares = exchanged(ranks, solved, rows, columns)
  const byRow = new Float64Array(rows)
  const byColumn = new Float64Array(columns)
  for (const [at, share] of shares.entries()) {
    byRow[Math.floor(at / columns)] += share
    byColumn[at % columns] += share
  }
  const [metric, solving] = [twoSided(byRow), twoSided(byColumn)]
  // The share of the exchanges in which either question has so small a p.
  const below = (p: number) =>
    shares.reduce((sum, share, at) => {
      const least = Math.min(metric[Math.floor(at / columns)], solving[at % columns])
      return least <= p * ROUNDING ? sum + share : sum
    }, 0)
  return {
    metric: Math.min(1, below(metric[positive(ranks)])),
    solved: Math.min(1, below(solving[positive(solved)])),
  }
}

const sumOf = (signed: readonly number[]): number => signed.reduce((sum, one) => sum + Math.abs(one), 0)
const positive = (signed: readonly number[]): number => signed.reduce((sum, one) => sum + Math.max(0, one), 0)

/** shares[row · columns + column]: of all exchanges, those with this positive sum of ranks and of solved seeds. */
function exchanged(ranks: readonly number[], solved: readonly number[], rows: number, columns: number) {
  let shares = new Float64Array(rows * columns)
  shares[0] = 1
  for (const [seed, rank] of ranks.entries()) {
    const kept = Math.max(0, rank) * columns + Math.max(0, solved[seed])
    const swapped = Math.max(0, -rank) * columns + Math.max(0, -solved[seed])
    if (kept === swapped) continue
    const next = new Float64Array(shares.length)
    for (const [at, share] of shares.entries()) {
      if (share === 0) continue
      next[at + kept] += share / 2
      next[at + swapped] += share / 2
    }
    shares = next
  }
  return shares
}

/** Two-sided p of each sum, whose distribution is symmetric. */
function twoSided(shares: Float64Array): Float64Array {
  let sum = 0
  const upTo = shares.map((share) => {
    sum += share
    return sum
  })
  return upTo.map((_, at) => Math.min(1, 2 * upTo[Math.min(at, shares.length - 1 - at)]))
}
