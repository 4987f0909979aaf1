/**
 * The language aⁿbⁿcⁿ: Gers & Schmidhuber 2001. The length T is N, the largest n in training.
 *
 * As `anbn`, with n times c after the b: S, n times a, n times b, n times c, T. Inputs [3N + 1, B,
 * 4], one-hot over a, b, c, S. Targets [3N + 1, B, 4] over a, b, c, T: a after S, a or b after an
 * a, another b or c until there are as many as of a, then the next.
 *
 * Loss, metric, baseline 1/N, rule and reach as in `anbn`. The source reports nets that, trained up
 * to n = 10, accept every string up to about n = 52.
 */
import { counting } from './families/counting.ts'

export const anbncn = counting('anbncn', 3)
