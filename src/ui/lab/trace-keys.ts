/** After a walk, what keys on an empty line come to: another time step, another unit. Pure. */
import { commandKey } from '../shared/key-meanings.ts'
import type { Key } from '../shared/keyboard.ts'
import type { LabState } from './state.ts'

type Trace = NonNullable<LabState['trace']>

/**
 * The line that goes on with the walk by this key; '' where there is nothing further, null where
 * the key is none of a walk.
 */
export function tracedTo({ trace, facts }: LabState, key: Key): string | null {
  if (!trace || key.ctrl || key.meta) return null
  const { sequence, t, unit } = trace
  const T = sequence.length
  const units = facts?.spec.hidden ?? unit
  const lineAt = (time: number, of: number) =>
    time === t && of === unit
      ? ''
      : `walk ${time}${optionsOf(trace)} --unit ${of} --sequence ${sequence.number}`
  const within = (value: number, most: number) => Math.min(most, Math.max(1, value))
  switch (key.name) {
    case 'left':
      return lineAt(within(t - 1, T), unit)
    case 'right':
      return lineAt(within(t + 1, T), unit)
    case 'home':
      return lineAt(1, unit)
    case 'end':
      return lineAt(T, unit)
    case 'up':
      return lineAt(t, within(unit - 1, units))
    case 'down':
      return lineAt(t, within(unit + 1, units))
  }
  return commandKey(key).text === 'n' ? lineAt(nextCue(trace), unit) : null
}

/** The cue step after t, before it on the way back; behind the last one the first again. */
function nextCue({ kind, sequence: { marks }, t }: Trace): number {
  const ordered = [...marks].sort((a, b) => a - b)
  if (kind === 'walk') return ordered.find((mark) => mark > t) ?? ordered[0] ?? t
  return ordered.findLast((mark) => mark < t) ?? ordered.at(-1) ?? t
}

/** The options of a walk back. */
function optionsOf(trace: Trace): string {
  if (trace.kind === 'walk') return ''
  const cells = Object.keys(trace.cells)
  return ` --back${cells.length === 1 ? ` --cells ${cells[0]}` : ''}`
}
