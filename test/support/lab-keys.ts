/** Keys that are pressed in the lab, and what comes of them. */
import { complete } from '../../src/commands/session/complete.ts'
import { type Around, type LabEffect, reduceKey } from '../../src/ui/lab/reduce-key.ts'
import { type LabState, startState } from '../../src/ui/lab/state.ts'
import type { Key } from '../../src/ui/shared/keyboard.ts'
import { textIn } from './texts.ts'

const AROUND: Around = { complete, view: () => ({ page: 11, scroll: 0, most: 25, around: null }) }
export const start = (more: Partial<LabState> = {}): LabState => ({
  ...startState(textIn('en'), ['show']),
  ...more,
})

/** `ctrl-c`, `meta-b`, `left`; one character types itself. */
function keyOf(name: string): Key {
  const [, how, base] = /^(?:(ctrl|meta)-)?(.+)$/su.exec(name) as RegExpExecArray
  const typed = how === undefined && [...base].length === 1
  return {
    text: typed ? base : '',
    name: typed ? '' : base,
    ctrl: how === 'ctrl',
    meta: how === 'meta',
    shift: false,
  }
}

/** The state after the keys, and all that was to be done outside. */
export function pressAll(state: LabState, keys: readonly string[], around: Partial<Around> = {}) {
  const effects: LabEffect[] = []
  let now = state
  for (const key of keys) {
    const { state: next, effect } = reduceKey(now, keyOf(key), { ...AROUND, ...around })
    now = next
    if (effect) effects.push(effect)
  }
  return { state: now, effects }
}

export const typed = (text: string) => [...text]
export const lineOf = ({ editor: { text, cursor } }: LabState) =>
  `${text.slice(0, cursor)}|${text.slice(cursor)}`
