/** What a key does on the screen of a lesson: a new state, and what is to be done outside. Pure. */
import type { Given, Sureness } from '../../lessons/answers.ts'
import type { Key } from '../keyboard.ts'
import { seenFrom, turnedFrom, type View } from './paging.ts'
import { type Asking, askingAt, canUnfold, choicesOf, goTo, type LearnState, mustRun, stepOf } from './state.ts'

export type Effect =
  /** The step's commands are to be run. */
  | { readonly type: 'run' }
  | { readonly type: 'stop' }
  /** The lab is to be opened; for the step's own sake, or just to look. */
  | { readonly type: 'lab'; readonly own: boolean }
  | { readonly type: 'answer'; readonly step: string; readonly given: Given; readonly sure: Sureness }
  | { readonly type: 'language' }
  | { readonly type: 'next-lesson' }
  | { readonly type: 'leave' }
  | { readonly type: 'interrupt' }
  | { readonly type: 'redraw' }

export interface Pressed {
  readonly state: LearnState
  readonly effect?: Effect
}

export function press(before: LearnState, key: Key, view: () => View): Pressed {
  const state = before.told ? { ...before, told: null } : before
  if (key.ctrl && key.name === 'c') return { state, effect: { type: state.running ? 'stop' : 'interrupt' } }
  if (key.ctrl && key.name === 'l') return { state, effect: { type: 'redraw' } }
  if (key.name === 'pageup') return { state: turned(state, view(), -1) }
  if (key.name === 'pagedown') return { state: turned(state, view(), 1) }
  if (key.name === 'escape' || (key.ctrl && key.name === 'd')) return { state, effect: { type: 'leave' } }
  if (state.running) return { state }
  const asked = state.asking ? answering(state, state.asking, key, view) : null
  if (asked) return asked
  switch (key.text) {
    case ':':
      return { state, effect: { type: 'lab', own: false } }
    case '?':
      return { state: hinted(state) }
    case 'l':
      return { state, effect: { type: 'language' } }
    case 'b':
      return { state: goTo(state, state.at - 1) }
    case 'd':
      return { state: unfolded(state, view()) }
    case 's':
      return { state: skipped(state) }
    case 'q':
      return { state, effect: { type: 'leave' } }
  }
  if (key.name === 'left') return { state: goTo(state, state.at - 1) }
  if (key.name === 'up') return { state: scrolled(state, view(), -1) }
  if (key.name === 'down') return { state: scrolled(state, view(), 1) }
  if (['return', 'enter', 'space', 'right'].includes(key.name)) return forward(state, view())
  return { state }
}

/** On: to what of the page was not yet seen, to what is to be run or done here, to the next step. */
function forward(state: LearnState, view: View): Pressed {
  if (seenFrom(view, state.scroll).to < view.lines) return { state: turned(state, view, 1) }
  if (state.problem) return { state }
  const step = stepOf(state)
  if (state.at >= state.lesson.script.steps.length)
    return { state, effect: { type: state.next ? 'next-lesson' : 'leave' } }
  if (mustRun(state)) return { state, effect: { type: 'run' } }
  if (step && (step.do === 'change' || step.do === 'task') && (state.states[step.id] ?? 'open') === 'open')
    return { state, effect: { type: 'lab', own: true } }
  return { state: goTo(step ? withState(state, step.id, 'done') : state, state.at + 1) }
}

/** A step that is done stays done, one that was skipped stays skipped. */
const withState = (state: LearnState, id: string, to: 'done' | 'skipped'): LearnState =>
  state.states[id] === 'done' || state.states[id] === 'skipped'
    ? state
    : { ...state, states: { ...state.states, [id]: to } }

function skipped(state: LearnState): LearnState {
  const step = stepOf(state)
  return step ? goTo(withState(state, step.id, 'skipped'), state.at + 1) : goTo(state, state.at + 1)
}

function hinted(state: LearnState): LearnState {
  const step = stepOf(state)
  const hints = step?.do === 'task' ? step.hints : 0
  if (!step || hints === 0) return { ...state, told: ({ learn }) => learn.noHints }
  const seen = Math.min(hints, (state.hints[step.id] ?? 0) + 1)
  return { ...state, hints: { ...state.hints, [step.id]: seen }, scroll: Number.MAX_SAFE_INTEGER }
}

/** A line up or down. */
const scrolled = (state: LearnState, view: View, by: 1 | -1): LearnState => ({
  ...state,
  scroll: seenFrom(view, seenFrom(view, state.scroll).from + by).from,
})

const turned = (state: LearnState, view: View, by: 1 | -1): LearnState => ({
  ...state,
  scroll: turnedFrom(view, state.scroll, by),
})

/** Everything that the commands said, from its beginning; or the page as it was. */
function unfolded(state: LearnState, view: View): LearnState {
  if (!canUnfold(state)) return state
  return { ...state, details: !state.details, scroll: state.details ? 0 : Math.max(0, view.lines - 1) }
}

/** Keys that mean something to a question; null for all others. */
function answering(state: LearnState, asking: Asking, key: Key, view: () => View): Pressed | null {
  const step = stepOf(state)
  if (!step) return null
  const enter = key.name === 'return' || key.name === 'enter'
  // A question stands at the end of its page: Enter first shows all of it.
  if (enter) {
    const seen = view()
    if (asking.kind !== 'sure' && seenFrom(seen, state.scroll).to < seen.lines) return { state: turned(state, seen, 1) }
  }
  const asks = (next: Asking): Pressed => ({ state: { ...state, asking: next } })
  switch (asking.kind) {
    case 'choice': {
      const choices = choicesOf(state, step)
      const given = choices[asking.cursor]?.[0] ?? ''
      if (enter)
        return step.do === 'explain' && state.said[step.id] ? tried(state, step.id, given) : asks(sureOf(given))
      if (key.name === 'up' || key.name === 'down') {
        const by = key.name === 'up' ? choices.length - 1 : 1
        return asks({ kind: 'choice', cursor: (asking.cursor + by) % choices.length })
      }
      const number = Number(key.text)
      return number >= 1 && number <= choices.length ? asks({ kind: 'choice', cursor: number - 1 }) : null
    }
    case 'number':
      return numeral(state, asking, key, enter)
    case 'curve':
      return drawing(state, asking, key, enter)
    case 'sure': {
      const { given, sure } = asking
      if (key.name === 'left' || key.name === 'right') {
        const next = Math.min(3, Math.max(1, sure + (key.name === 'left' ? -1 : 1))) as Sureness
        return asks({ kind: 'sure', given, sure: next })
      }
      if (['1', '2', '3'].includes(key.text)) return asks({ kind: 'sure', given, sure: Number(key.text) as Sureness })
      if (enter)
        return { state: answered(state, step.id, given, sure), effect: { type: 'answer', step: step.id, given, sure } }
      // Back to the question.
      return key.name === 'backspace' ? asks(askingAt(state) ?? asking) : null
    }
  }
}

const sureOf = (given: Given): Asking => ({ kind: 'sure', given, sure: 2 })

/** The first answer is the one that counts; a wrong explanation is refuted, and asked again. */
function answered(state: LearnState, id: string, given: Given, sure: Sureness): LearnState {
  const step = stepOf(state)
  const found = step?.do === 'explain' && given === step.right
  const refuted = step?.do === 'explain' && !found ? [String(given)] : []
  const next = {
    ...state,
    said: { ...state.said, [id]: { given, sure, refuted, found } },
    scroll: Number.MAX_SAFE_INTEGER,
  }
  const done = step?.do !== 'explain' || found ? withState(next, id, 'done') : next
  return { ...done, asking: askingAt(done) }
}

function tried(state: LearnState, id: string, given: string): Pressed {
  const step = stepOf(state)
  const said = state.said[id]
  const found = step?.do === 'explain' && given === step.right
  const refuted = found || said.refuted.includes(given) ? said.refuted : [...said.refuted, given]
  const next = { ...state, said: { ...state.said, [id]: { ...said, found, refuted } }, scroll: Number.MAX_SAFE_INTEGER }
  const done = found ? withState(next, id, 'done') : next
  return { state: { ...done, asking: found ? null : state.asking } }
}

function numeral(
  state: LearnState,
  asking: Extract<Asking, { kind: 'number' }>,
  key: Key,
  enter: boolean,
): Pressed | null {
  const step = stepOf(state)
  if (step?.do !== 'predict' || !step.number) return null
  const { from, to } = step.number
  if (enter) {
    const value = Number(asking.typed)
    const fine = asking.typed.trim() !== '' && Number.isFinite(value) && value >= from && value <= to
    return { state: { ...state, asking: fine ? sureOf(value) : { ...asking, wrong: true } } }
  }
  const typed = key.name === 'backspace' ? asking.typed.slice(0, -1) : asking.typed + key.text
  if (key.name !== 'backspace' && !/^[-+0-9.eE]$/.test(key.text)) return null
  return { state: { ...state, asking: { kind: 'number', typed: typed.slice(0, 20), wrong: false } } }
}

/** Heights between the ends of the axis. */
const LEVELS = 20

function drawing(
  state: LearnState,
  asking: Extract<Asking, { kind: 'curve' }>,
  key: Key,
  enter: boolean,
): Pressed | null {
  const step = stepOf(state)
  if (step?.do !== 'predict' || !step.curve) return null
  const { from, to, points } = step.curve
  if (enter) return { state: { ...state, asking: sureOf(asking.values) } }
  const asks = (next: Partial<typeof asking>): Pressed => ({ state: { ...state, asking: { ...asking, ...next } } })
  if (key.name === 'left') return asks({ cursor: Math.max(0, asking.cursor - 1) })
  if (key.name === 'right') return asks({ cursor: Math.min(points - 1, asking.cursor + 1) })
  if (key.name !== 'up' && key.name !== 'down') return null
  const by = ((to - from) / LEVELS) * (key.name === 'up' ? 1 : -1)
  // What was not drawn yet goes along with what is being drawn.
  const values = asking.values.map((value, n) =>
    n >= asking.cursor ? Math.min(to, Math.max(from, Math.round((value + by) * 1e6) / 1e6)) : value,
  )
  return asks({ values })
}
