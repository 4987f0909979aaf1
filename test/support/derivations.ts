/**
 * The embedded Reber grammar as productions instead of an automaton: strings, what may come next,
 * and the best blind answer.
 */

/** Small letters are nonterminals; an embedded string is z. Alternatives have probability 1/2. */
const RULES: Readonly<Record<string, readonly string[]>> = {
  z: ['Bo'],
  o: ['TiTE', 'PiPE'],
  i: ['Br'],
  r: ['Ta', 'Pc'],
  a: ['Sa', 'Xd'],
  d: ['Xc', 'SE'],
  c: ['Tc', 'Vf'],
  f: ['Pd', 'VE'],
}

/** Each symbol that may come next, and what is then still to be derived. */
function alternatives(pending: string): (readonly [symbol: string, pending: string])[] {
  const [first, rest] = [pending[0], pending.slice(1)]
  const rules = RULES[first]
  return rules ? rules.flatMap((rule) => alternatives(rule + rest)) : [[first, rest]]
}

/**
 * A string or stream: its symbols, its probability, and what may come after each symbol but the
 * last.
 */
export interface Derived {
  readonly symbols: string
  readonly probability: number
  readonly legal: readonly string[]
}

/** All strings of up to T symbols; `endless`: the first T symbols of all streams. */
export function derive(T: number, endless = false): Derived[] {
  const found: Derived[] = []
  const go = (symbols: string, pending: string, probability: number, legal: readonly string[]) => {
    const ended = endless ? symbols.length === T : pending === ''
    if (ended) {
      found.push({ symbols, probability, legal: legal.slice(1) })
      return
    }
    if (symbols.length === T) return
    const next = alternatives(pending === '' ? 'z' : pending)
    const may = next
      .map(([symbol]) => symbol)
      .sort()
      .join('')
    for (const [symbol, rest] of next)
      go(symbols + symbol, rest, probability / next.length, [...legal, may])
  }
  go('', 'z', 1, [])
  return found
}

const within = (small: string, large: string) =>
  [...small].every((symbol) => large.includes(symbol))

/**
 * All sets of sets of which one contains the other: those that one order of the outputs can serve.
 */
function chains(sets: readonly string[]): string[][] {
  if (sets.length === 0) return [[]]
  const [first, ...others] = sets
  const without = chains(others)
  const joined = without
    .filter((chain) => chain.every((set) => within(set, first) || within(first, set)))
    .map((chain) => [first, ...chain])
  return [...without, ...joined]
}

/**
 * How much of the probability an order of the outputs for each time step can be right about at
 * most.
 */
export function bestBlind(all: readonly Derived[], t = 0): number {
  const open = all.filter(({ legal }) => legal.length > t)
  const ended = all.reduce((sum, one) => (one.legal.length > t ? sum : sum + one.probability), 0)
  if (open.length === 0) return ended
  const sets = [...new Set(open.map(({ legal }) => legal[t]))]
  const served = chains(sets).filter((chain) => chain.length > 0)
  const values = served.map((chain) =>
    bestBlind(
      open.filter(({ legal }) => chain.includes(legal[t])),
      t + 1,
    ),
  )
  return ended + Math.max(...values)
}
