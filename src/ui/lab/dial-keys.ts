/** A dial that is turned by keys: where it stands, and what a key makes of that. Pure. */
import { hull } from '../../rules/chart-axes.ts'
import { roundTo } from '../../rules/significant.ts'
import type { SharedAxes } from '../../view/lab/picture-context.ts'
import type { DialResult } from '../../workbench/probes/dial.ts'
import type { Key } from '../shared/keyboard.ts'

export interface Dialing {
  /** What was measured last; newer values may be on their way. */
  readonly result: DialResult
  /** Where it stands now. */
  readonly value: number
  /** Axes of all that was drawn since it was opened: they never shrink. */
  readonly axes: SharedAxes
}

/** The dial as its newest result has it, on axes that hold those before. */
export function opened(result: DialResult, axes: SharedAxes, before: Dialing | null): Dialing {
  const known = before?.axes.norms
  const norms = known && axes.norms ? hull(known, axes.norms) : axes.norms
  const value = result.positions[0].value ?? result.range.low
  return { result, value, axes: { ...axes, norms } }
}

/** The value that a key turns it to; null where the key is none of the dial's. */
export function turnedTo({ result: { range }, value }: Dialing, key: Key): number | null {
  if (key.ctrl || key.meta) return null
  const { low, high, step, coarse } = range
  // One that was typed beyond the ends comes back from there.
  const by = (change: number) =>
    Math.min(Math.max(high, value), Math.max(Math.min(low, value), roundTo(value + change, 12)))
  switch (key.name) {
    case 'up':
      return by(step)
    case 'down':
      return by(-step)
    case 'right':
    case 'pageup':
      return by(coarse)
    case 'left':
    case 'pagedown':
      return by(-coarse)
    case 'home':
      return low
    case 'end':
      return high
    default:
      return null
  }
}

/** The line that asks for what the dial shows at a value. */
export const askedAt = ({ result: { what } }: Dialing, value: number): string =>
  `dial ${what} ${value}`

/** The line that keeps where it stands; null where the workbench stands there already. */
export function keepLine({ result: { now, positions }, value }: Dialing): string | null {
  if (value === now.value) return null
  const [{ line }] = positions
  return line === null ? null : line.replace(/\S+$/, String(value))
}
