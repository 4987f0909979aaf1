/** When a difference counts as shown, and how many seeds that needs at least. */

/**
 * A difference is shown where chance alone would bring it about less often than this. Two questions
 * are asked of the same seeds, so each gets half of 0.05 (Bonferroni): between equal cells, one of
 * the answers is wrong in 5 of 100 comparisons at most.
 */
export const LEVEL = 0.025
/**
 * For data from a file: both questions are tested by one permutation test (joint-test.ts) whose p
 * values are already adjusted for each other, so the level is the whole 0.05.
 */
export const FILE_LEVEL = 0.05

/** The largest number of pairs, or of held-out units of a file, that we ever recommend. */
export const MAX_PAIRS = 1000
export const MAX_UNITS = 10_000

/**
 * The least number of pairs with which any outcome can be significant: if all n point one way, p =
 * 2·2^−n.
 */
export const minPairs = ({ level }: { readonly level: number }): number =>
  Math.floor(Math.log2(2 / level)) + 1

/**
 * Up to so many differences the signed-rank test is exact; beyond, the normal approximation is as
 * good.
 */
export const COUNTED_OUT = 200
/** Up to so many seeds the permutation test on a file is computed exactly. */
export const COUNTED_JOINTLY = 20
