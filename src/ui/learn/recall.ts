/**
 * The question from an earlier lesson with which a lesson begins: answered, or passed by. Nothing
 * is run for it.
 */
import { type RecallQuestion, recalled } from '../../lessons/progress/recall.ts'
import { commandKey } from '../shared/key-meanings.ts'
import type { Key } from '../shared/keyboard.ts'
import { present, type ScreenControls } from '../shared/show-screen.tsx'
import { createStore } from '../shared/store.ts'
import { lessonFrame } from './frame.ts'
import type { LessonOptions } from './lesson.ts'
import { startState } from './start-state.ts'
import { choicesOf, goTo, type LearnState, stepOf } from './state.ts'

export interface RecallOptions extends LessonOptions {
  readonly question: RecallQuestion
}

type Ask = NonNullable<LearnState['recall']>

export interface RecallUpdate {
  readonly state: LearnState
  /** `over`: on to the lesson; `leave`: back to where it was opened from. */
  readonly effect?: 'answered' | 'over' | 'leave' | 'interrupt' | 'language' | 'redraw'
}

/** The question, with no answer under the cursor yet. */
export const recallState = (
  { entry: { lesson }, step }: RecallQuestion,
  { text, language }: Pick<LessonOptions, 'text' | 'language'>,
): LearnState => {
  const state = startState({ text, language, lesson, before: null, next: null })
  const at = lesson.script.steps.findIndex(({ id }) => id === step)
  return { ...goTo(state, at), asking: null, recall: { cursor: null, given: null } }
}

/** Enter passes the question by as long as no answer is under the cursor. */
export function reduceRecall(state: LearnState, pressed: Key): RecallUpdate {
  const key = commandKey(pressed)
  const { recall } = state
  const step = stepOf(state)
  if (key.ctrl && key.name === 'c') return { state, effect: 'interrupt' }
  if (key.ctrl && key.name === 'l') return { state, effect: 'redraw' }
  if (key.name === 'escape' || (key.ctrl && key.name === 'd') || key.text === 'q')
    return { state, effect: 'leave' }
  if (key.text === 'l') return { state, effect: 'language' }
  if (!recall || !step) return { state }
  const enter = ['return', 'enter', 'space', 'right'].includes(key.name)
  if (recall.given !== null) return enter ? { state, effect: 'over' } : { state }
  const choices = choicesOf(state, step)
  const to = (change: Partial<Ask>) => ({ ...state, recall: { ...recall, ...change } })
  if (enter && recall.cursor === null) return { state, effect: 'over' }
  if (enter) return { state: to({ given: choices[recall.cursor ?? 0][0] }), effect: 'answered' }
  if (key.name === 'down')
    return {
      state: to({ cursor: recall.cursor === null ? 0 : (recall.cursor + 1) % choices.length }),
    }
  if (key.name === 'up') {
    const from = recall.cursor ?? 0
    return { state: to({ cursor: (from + choices.length - 1) % choices.length }) }
  }
  const number = Number(key.text)
  return number >= 1 && number <= choices.length ? { state: to({ cursor: number - 1 }) } : { state }
}

/** Asks it; false where the lesson was left. */
export async function showRecall(options: RecallOptions): Promise<boolean> {
  const { question, progressStore, key, seed } = options
  const store = createStore<LearnState, never>({
    start: recallState(question, options),
    fold: (state) => state,
    urgent: () => true,
  })
  let goesOn = false
  const note = (given: string | null) =>
    progressStore.update((progress, now) => recalled(progress, key, question, given, seed, now))
  const onKey = (pressed: Key, screen: ScreenControls) => {
    const before = store.latest()
    const { state, effect } = reduceRecall(before, pressed)
    store.set(state)
    if (effect === 'answered') note(state.recall?.given ?? null)
    if (effect === 'language') {
      const language = state.language === 'en' ? 'zh-CN' : 'en'
      options.onLanguage(language)
      store.set({ ...state, language, text: options.textOf(language) })
    }
    if (effect === 'redraw') screen.redraw()
    if (effect === 'interrupt') options.interrupted?.('SIGINT')
    if (effect === 'over') {
      if (before.recall?.given === null) note(null)
      goesOn = true
    }
    if (effect === 'over' || effect === 'leave' || effect === 'interrupt') screen.leave()
  }
  await present({ store, frameOf: lessonFrame, onKey }, options)
  return goesOn
}
