/**
 * The language aⁿbⁿ: Gers & Schmidhuber 2001. The length T is N, the largest n in training.
 *
 * A string is S, n times a, n times b, T, with n uniform in 1 … N. Inputs [2N + 1, B, 3], one-hot
 * over a, b, S: all symbols but the T. Targets [2N + 1, B, 3]: at each step 1 for every symbol of
 * a, b, T that may come next and 0 for the others: a after S, a or b after an a, and after a b
 * another b until there are as many, then T.
 *
 * Loss: mean squared error, over the symbols of all strings. Metric: the share of strings that are
 * accepted, that is, in which at each step just those outputs are above 0.5 whose symbols may come
 * next. At step 2n the string n wants T and every longer one something else, so who knows the time
 * step alone accepts strings of one n: 1/N. Solved when every held-out string is accepted. What
 * counts then is the reach: up to which n the trained net accepts every string, tried up to 1,000.
 *
 * The paper was not at hand; targets and rule are those of later accounts of it. It had LSTM with
 * peepholes, trained symbol by symbol with momentum, and reports nets that, trained up to n = 10,
 * accept every string up to n = 1,000.
 */
import { counting } from './families/counting.ts'

export const anbn = counting('anbn', 2)
