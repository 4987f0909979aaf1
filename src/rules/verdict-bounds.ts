/** From where on a difference is shown, and how many seeds that takes at least. */

/**
 * A difference is shown where chance alone would bring it about less often than this. Two questions
 * are asked of the same seeds, so each gets half of 0.05 (Bonferroni): between equal cells, one of
 * the answers is wrong in 5 of 100 comparisons at most.
 */
export const LEVEL = 0.025
/**
 * Of a file, whose held-out sequences have to show it as well, both questions are one permutation
 * test (joint-test.ts): the p of each is adjusted for the other, and goes by the whole 0.05.
 */
export const FILE_LEVEL = 0.05

/** The most pairs, and units of a file, that anybody would be told to bring. */
export const MAX_PAIRS = 1000
export const MAX_UNITS = 10_000

/** Pairs below which no outcome whatever could be sure: all of them one way have p = 2·2^−n. */
export const minPairs = ({ level }: { readonly level: number }): number =>
  Math.floor(Math.log2(2 / level)) + 1

/** Differences up to which signed ranks are counted out; beyond, their sum is as good as normal. */
export const COUNTED_OUT = 200
/** Seeds of a file up to which all ways of one permutation test are counted out. */
export const COUNTED_JOINTLY = 20
