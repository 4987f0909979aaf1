/** Keys that are pressed in a lesson, and where they lead. */
import { paged, type Viewport } from '../../src/ui/learn/paging.ts'
import { type LessonEffect, reduceKey } from '../../src/ui/learn/reduce-key.ts'
import { startState } from '../../src/ui/learn/start-state.ts'
import { goTo, type LearnState } from '../../src/ui/learn/state.ts'
import type { Key } from '../../src/ui/shared/keyboard.ts'
import { lessons } from './lesson-table.ts'
import { textIn } from './texts.ts'

const all = await lessons()
export const lesson = (id: string) => all.find((one) => one.id === id) ?? all[0]
export const forget = lesson('forget-gate')
export const stepOf = (id: string, of = forget) =>
  of.script.steps.findIndex((step) => step.id === id)

const key = (name: string, text = ''): Key => ({
  name,
  text,
  ctrl: false,
  meta: false,
  shift: false,
})
const KEYS: Readonly<Record<string, Key>> = {
  enter: key('return'),
  up: key('up'),
  down: key('down'),
  left: key('left'),
  right: key('right'),
  esc: key('escape'),
  back: key('backspace'),
  space: key('space', ' '),
  'ctrl-c': { ...key('c'), ctrl: true },
  pgdn: key('pagedown'),
  pgup: key('pageup'),
}
export const lines = (n: number) => Array.from({ length: n }, () => [{ text: 'x' }])
export const SHORT: Viewport = paged([lines(10)], 20).view

export const at = (id: string, of = forget, more: Partial<LearnState> = {}): LearnState => ({
  ...goTo(
    startState({ text: textIn('en'), language: 'en', lesson: of, before: null, next: null }),
    stepOf(id, of),
  ),
  ...more,
})

/** Keys by name, or characters as they are typed. */
export function typed(state: LearnState, keys: readonly string[], view: Viewport = SHORT) {
  const effects: LessonEffect[] = []
  for (const one of keys) {
    const pressed = reduceKey(state, KEYS[one] ?? key(one, one), () => view)
    state = pressed.state
    if (pressed.effect) effects.push(pressed.effect)
  }
  return { state, effects }
}
