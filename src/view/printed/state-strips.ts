/** Gates and states of a layer over time, and what its forget gate does to memory, in print. */
import type { StatesSeen } from '../../inspection/given-net/stack-schema.ts'
import { significant, stretch } from '../shared/number.ts'
import type { ViewText } from '../shared/text-types.ts'
import { wrap } from '../shared/width.ts'
import { heatStrip, heatText, RAMP } from '../terminal/heat-strip.ts'

/** [T, B, H] */
export const listedStates = (states: readonly (readonly (readonly number[])[])[]): StatesSeen => ({
  ...{ T: states.length, B: states[0]?.length ?? 0 },
  steps: states.map((rows) => Float64Array.from(rows.flat())),
})

/** The units of sequence b at time step t, both from 0. */
function rowOf({ B, steps }: StatesSeen, t: number, b: number): Float64Array {
  const n = steps[t].length / B
  return steps[t].subarray(b * n, (b + 1) * n)
}

type StripName = keyof ViewText['inspect']['names']

export interface ShownStates {
  readonly gates: Readonly<Record<string, StatesSeen>> | null
  readonly cellState: StatesSeen | null
  readonly hiddenState: StatesSeen
  readonly lengths: readonly number[] | null
}

const STRIP_HEIGHT = 4

/** The gates and the candidate, the cell state where there is one, the hidden state. */
export function stateStrips(
  { gates, cellState, hiddenState, lengths }: ShownStates,
  text: ViewText,
  width: number,
): string[][] {
  const firstOf = (seen: StatesSeen) =>
    Array.from({ length: lengths?.[0] ?? seen.T }, (_, t) => Array.from(rowOf(seen, t, 0)))
  const most = (states: StatesSeen) => largest(firstOf(states))
  const draw = (name: StripName, states: StatesSeen, lo: number, hi: number) =>
    strip(name, firstOf(states), [lo, hi], text, width)
  const even = (name: StripName, states: StatesSeen, least: number) => {
    const end = Math.max(least, most(states)) || 1
    return draw(name, states, -end, end)
  }
  // Gates lie between 0 and 1 and candidates within ±1, except with surgery or in some variants.
  const drawn = Object.entries(gates ?? {}).map(([name, states]) => {
    if (name === 'g' || name === 'n') return even(name, states, 1)
    const values = firstOf(states).flat()
    const [lo, hi] = values.reduce(
      ([low, high], one) => [Math.min(low, one), Math.max(high, one)],
      [0, 1],
    )
    return draw(name as StripName, states, lo, hi)
  })
  return [
    ...drawn,
    ...(cellState ? [even('cellState', cellState, 0)] : []),
    even('hiddenState', hiddenState, 1),
  ]
}

function strip(
  name: StripName,
  values: readonly (readonly number[])[],
  [lo, hi]: [number, number],
  { inspect }: ViewText,
  width: number,
): string[] {
  const all = values.flat()
  const mean = all.reduce((sum, value) => sum + value / all.length, 0)
  const title = inspect.strip(
    inspect.names[name],
    significant(mean),
    significant(lo),
    significant(hi),
    RAMP,
  )
  return [
    ...wrap(title, width),
    ...heatText(heatStrip({ values, lo, hi, width, height: STRIP_HEIGHT })),
  ]
}

/**
 * How fast the path of the forget gate (LSTM) or of the update gate (GRU) alone forgets: half-life
 * ln 2 / −ln f at the geometric mean at all steps but each sequence's first, which is its last for
 * the backward direction: no state comes there. Nothing where surgery has the gate beyond 0 and 1,
 * or the path severed.
 */
export function forgetting(
  { gates, lengths }: Pick<ShownStates, 'gates' | 'lengths'>,
  { inspect }: ViewText,
  {
    operations = [],
    backwards = false,
  }: {
    readonly operations?: readonly { readonly kind: string }[]
    readonly backwards?: boolean
  } = {},
): string[] {
  if (operations.some(({ kind }) => kind.startsWith('sever-belt'))) return []
  const kept = gates?.f ?? gates?.z
  if (!kept) return []
  const words = gates?.z ? inspect.update : inspect
  const { T, B } = kept
  const isRead = (t: number, b: number) => {
    const end = lengths?.[b] ?? T
    return t < end && t !== (backwards ? end - 1 : 0)
  }
  const each = (visit: (f: number) => void) => {
    for (let t = 0; t < T; t++)
      for (let b = 0; b < B; b++) if (isRead(t, b)) for (const f of rowOf(kept, t, b)) visit(f)
  }
  let count = 0
  let isWithin = true
  each((f) => {
    count++
    if (f < 0 || f > 1) isWithin = false
  })
  if (count === 0 || !isWithin) return []
  let meanLog = 0
  each((f) => {
    meanLog += Math.log(f) / count
  })
  if (meanLog === Number.NEGATIVE_INFINITY) return [words.shut]
  if (meanLog >= 0) return [words.noDecay]
  return [words.halfLife(significant(Math.exp(meanLog)), stretch(Math.LN2 / -meanLog))]
}

type Numbers = number | readonly Numbers[]

/** The largest absolute value in nested arrays; 0 where there is none. */
export const largest = (values: Numbers): number =>
  typeof values === 'number'
    ? Math.abs(values)
    : values.reduce<number>((most, one) => Math.max(most, largest(one)), 0)
