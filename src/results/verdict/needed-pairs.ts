/**
 * How many pairs it would take to decide, if things go on as they have. Half a million points of a
 * sweep have few kinds of outcomes among them, and each kind is counted out once. Pure.
 */
import { LEVEL, MAX_PAIRS } from '../../rules/verdict-bounds.ts'
import { enough, spread } from './held-out-verdict.ts'
import { doubleRanks, signedRankTest, signTest } from './statistics.ts'

/** Kinds that are kept at most, and pairs up to which outcomes repeat themselves. */
const MOST_KINDS = 4096
const MOST_PAIRS_KEPT = 24

const known = new Map<string, number | null>()

function once(kind: string, find: () => number | null): number | null {
  const found = known.get(kind)
  if (found !== undefined) return found
  const made = find()
  if (known.size >= MOST_KINDS) known.clear()
  known.set(kind, made)
  return made
}

/** By the pairs in which one cell alone solved the task. */
export function pairsToSolve(
  pairs: number,
  { lstmOnly, rnnOnly }: { readonly lstmOnly: number; readonly rnnOnly: number },
): number | null {
  const pAt = (n: number) => {
    const [a, b] = [Math.round((lstmOnly * n) / pairs), Math.round((rnnOnly * n) / pairs)]
    return signTest(Math.min(a, b), a + b)
  }
  const find = () => enough(pairs, MAX_PAIRS, LEVEL, pAt)
  return once(`solved ${pairs} ${lstmOnly} ${rnnOnly}`, find)
}

/** Differences up to which the ranks of what is only imagined are counted out. */
const COUNTED = 50

/** By the differences of the pairs, of which nothing but signs and ranks matters. */
export function pairsToDiffer(differences: readonly number[]): number | null {
  const pAt = (n: number) => signedRankTest(spread(differences, n), COUNTED).p
  const find = () => enough(differences.length, MAX_PAIRS, LEVEL, pAt)
  if (differences.length > MOST_PAIRS_KEPT) return find()
  const ranks = doubleRanks(differences).map(({ sign, rank }) => sign * rank)
  return once(`metric ${differences.length} ${ranks.join(' ')}`, find)
}
