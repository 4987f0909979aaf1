/** What the gates of a net do while it learns: which are drawn, and what there is to see. */
import type { GateLook } from '../../results/report.ts'
import { meanOf } from './furthest.ts'
import { significant } from './number.ts'
import type { ViewText } from './text-types.ts'

type GateName = 'f' | 'i' | 'o' | 'z' | 'r'

/** A gate's mean and spread over the units, for t = 1..T. */
export interface GateCurve {
  readonly name: GateName
  readonly mean: readonly number[]
  readonly deviation: readonly number[]
}

const ORDER: readonly GateName[] = ['f', 'z', 'i', 'r', 'o']

/** The gates, first the one that keeps; none of an RNN. */
export const gatesOf = ({ of }: GateLook): GateCurve[] =>
  ORDER.flatMap((name) => (of[name] ? [{ name, ...of[name] }] : []))

/** Half-lives from the longest down; those without an end first. */
export const sortedHalfLives = ({ halfLife = [] }: GateLook): number[] =>
  halfLife.map((steps) => steps ?? Number.POSITIVE_INFINITY).sort((a, b) => b - a)

/** "0.93 ± 0.04": over time steps and units. */
const spreadWords = (one: { mean: readonly number[]; deviation: readonly number[] }): string =>
  `${significant(meanOf([one.mean]), 2)} ± ${significant(meanOf([one.deviation]), 2)}`

/** How open each gate is, and how many units keep over the whole sequence. */
export function gatesSentence(name: string, look: GateLook | undefined, text: ViewText): string {
  const { gates } = text
  if (!look) return text.end(gates.unmeasured)
  const { slope } = look.of
  if (slope) return text.end(gates.none(name, spreadWords(slope)))
  const open = gatesOf(look).map((one) => `${one.name} ${spreadWords(one)}`)
  const lives = sortedHalfLives(look)
  const T = gatesOf(look)[0]?.mean.length ?? 0
  const long = lives.filter((steps) => steps >= T).length
  return text.end(gates.open(name, open.join(text.list), long, lives.length, T))
}
