/**
 * The embedded Reber grammar (Reber 1967; Cleeremans, Servan-Schreiber & McClelland 1989; figure 4
 * of Hochreiter & Schmidhuber 1997) as an automaton. A string is B, then T or P, then a string of
 * the Reber grammar, then the same T or P again, then E. Where there is a choice of two symbols,
 * each has probability 1/2.
 */
import type { Random } from '../../engine/random.ts'

export const SYMBOLS = 'BTPSXVE'
/** B and the E of symbols. */
const size = SYMBOLS.length

/**
 * States 0, 1: before B, before the T or P to remember. 2 to 8 and 9 to 15: a Reber string after T,
 * after P.
 */
export const START = 0
export const CHOICE = 1
const INNER = 2
const INNER_STATES = 7
const AGAIN = INNER + 2 * INNER_STATES
const LAST = AGAIN + 2
/** Behind the last E. */
export const END = LAST + 1

/** The Reber grammar: what may come in each of its states, and the state after it. */
const REBER: readonly Readonly<Record<string, number>>[] = [
  { B: 1 },
  { T: 2, P: 3 },
  { S: 2, X: 4 },
  { T: 3, V: 5 },
  { X: 3, S: 6 },
  { P: 4, V: 6 },
  { E: INNER_STATES },
]

type Branch = readonly [symbol: number, next: number]

const branch = (symbol: string, next: number): Branch => [SYMBOLS.indexOf(symbol), next]

function box(first: number, exit: number): Branch[][] {
  const next = (state: number) => (state === INNER_STATES ? exit : first + state)
  return REBER.map((state) => Object.entries(state).map(([symbol, to]) => branch(symbol, next(to))))
}

/** For each state what may come, and where it leads. */
export const BRANCHES: readonly (readonly Branch[])[] = [
  [branch('B', CHOICE)],
  [branch('T', INNER), branch('P', INNER + INNER_STATES)],
  ...box(INNER, AGAIN),
  ...box(INNER + INNER_STATES, AGAIN + 1),
  [branch('T', LAST)],
  [branch('P', LAST)],
  [branch('E', END)],
]

/** The symbols that may come in each state, symbol k as bit k. */
export const LEGAL: readonly number[] = BRANCHES.map((branches) =>
  branches.reduce((bits, [one]) => bits | (1 << one), 0),
)

/** The state after this symbol, which must be legal. */
export function after(state: number, symbol: number): number {
  const branches = BRANCHES[state]
  return branches[branches.length > 1 && branches[1][0] === symbol ? 1 : 0][1]
}

/** What comes next in a state. */
export function drawSymbol(random: Random, state: number): number {
  const branches = BRANCHES[state]
  return branches[branches.length > 1 ? random.below(2) : 0][0]
}

/** The symbol that is one in a one-hot row; −1 where there is none. */
export function symbolAt(x: Float32Array, at: number): number {
  for (let k = 0; k < size; k++) if (x[at + k] === 1) return k
  return -1
}
