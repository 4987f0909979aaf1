/** What a key does on the screen of a lesson: a new state, and what is to be done outside. Pure. */
import type { Given, Sureness } from '../../lessons/run/answers.ts'
import { commandKey } from '../shared/key-meanings.ts'
import type { Key } from '../shared/keyboard.ts'
import { answering } from './answer-keys.ts'
import { seenFrom, turnedFrom, type Viewport } from './paging.ts'
import {
  canUnfold,
  goTo,
  type LearnState,
  mayBeginAnew,
  mustRun,
  stepOf,
  withState,
} from './state.ts'

export type LessonEffect =
  /** The step's commands are to be run. */
  | { readonly type: 'run' }
  | { readonly type: 'stop' }
  /** The lab is to be opened; for the step's own sake, or just to look. */
  | { readonly type: 'lab'; readonly own: boolean }
  | {
      readonly type: 'answer'
      readonly step: string
      readonly given: Given
      readonly sure: Sureness
    }
  | { readonly type: 'language' }
  /** The lesson is to be played once more from its beginning. */
  | { readonly type: 'anew' }
  | { readonly type: 'next-lesson' }
  | { readonly type: 'leave' }
  | { readonly type: 'interrupt' }
  | { readonly type: 'redraw' }

export interface LessonUpdate {
  readonly state: LearnState
  readonly effect?: LessonEffect
}

export function reduceKey(before: LearnState, pressed: Key, view: () => Viewport): LessonUpdate {
  const key = commandKey(pressed)
  const state = before.told ? { ...before, told: null } : before
  if (key.ctrl && key.name === 'c')
    return { state, effect: { type: state.running ? 'stop' : 'interrupt' } }
  if (key.ctrl && key.name === 'l') return { state, effect: { type: 'redraw' } }
  if (key.name === 'pageup') return { state: turned(state, view(), -1) }
  if (key.name === 'pagedown') return { state: turned(state, view(), 1) }
  if (key.name === 'escape' || (key.ctrl && key.name === 'd'))
    return { state, effect: { type: 'leave' } }
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
    case 'r':
      return mayBeginAnew(state) ? { state, effect: { type: 'anew' } } : { state }
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

/**
 * Goes forward: to the unseen part of the page, to what is to be run or done here, or to the next
 * step.
 */
function forward(state: LearnState, view: Viewport): LessonUpdate {
  if (seenFrom(view, state.scroll).to < view.lines) return { state: turned(state, view, 1) }
  if (state.problem) return { state }
  // A question is answered or skipped, never passed by.
  if (state.asking) return { state: { ...state, told: ({ learn }) => learn.answerFirst } }
  const step = stepOf(state)
  if (state.at >= state.lesson.script.steps.length)
    return { state, effect: { type: state.next ? 'next-lesson' : 'leave' } }
  // The result is read from its beginning.
  if (mustRun(state)) return { state: { ...state, scroll: 0 }, effect: { type: 'run' } }
  if (
    step &&
    (step.do === 'change' || step.do === 'task') &&
    (state.states[step.id] ?? 'open') === 'open'
  )
    return { state, effect: { type: 'lab', own: true } }
  return { state: goTo(step ? withState(state, step.id, 'done') : state, state.at + 1) }
}

function skipped(state: LearnState): LearnState {
  const step = stepOf(state)
  return step ? goTo(withState(state, step.id, 'skipped'), state.at + 1) : goTo(state, state.at + 1)
}

function hinted(state: LearnState): LearnState {
  const step = stepOf(state)
  const hints = step?.do === 'task' ? step.hints : 0
  if (!step || hints === 0) return { ...state, told: ({ learn }) => learn.noHints }
  const seen = state.hints[step.id] ?? 0
  // After the last hint comes the solution, and after that nothing.
  if (seen > hints)
    return { ...state, told: ({ learn }) => learn.noMoreHints, scroll: Number.MAX_SAFE_INTEGER }
  return {
    ...state,
    hints: { ...state.hints, [step.id]: seen + 1 },
    scroll: Number.MAX_SAFE_INTEGER,
  }
}

/** A line up or down. */
const scrolled = (state: LearnState, view: Viewport, by: 1 | -1): LearnState => ({
  ...state,
  scroll: seenFrom(view, seenFrom(view, state.scroll).from + by).from,
})

const turned = (state: LearnState, view: Viewport, by: 1 | -1): LearnState => ({
  ...state,
  scroll: turnedFrom(view, state.scroll, by),
})

/** Everything that the commands said, from its beginning; or the page as it was. */
function unfolded(state: LearnState, view: Viewport): LearnState {
  if (!canUnfold(state)) return state
  return {
    ...state,
    details: !state.details,
    scroll: state.details ? 0 : Math.max(0, view.lines - 1),
  }
}
