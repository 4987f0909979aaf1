/** What a key does to a question that is being answered. Pure. */
import type { Given, Sureness } from '../../lessons/run/answers.ts'
import type { Key } from '../shared/keyboard.ts'
import { seenFrom, turnedFrom, type Viewport } from './paging.ts'
import type { LessonUpdate } from './reduce-key.ts'
import { levelFrom } from './sketch-levels.ts'
import { type Asking, askingAt, choicesOf, type LearnState, stepOf, withState } from './state.ts'

type Of<Kind extends Asking['kind']> = Extract<Asking, { kind: Kind }>

const isEnter = (key: Key): boolean => key.name === 'return' || key.name === 'enter'
const isUpDown = (key: Key): boolean => key.name === 'up' || key.name === 'down'

/** Keys that mean something to a question; null for all others. */
export function answering(
  state: LearnState,
  asking: Asking,
  key: Key,
  view: () => Viewport,
): LessonUpdate | null {
  const step = stepOf(state)
  if (!step) return null
  if (asking.kind === 'sure') return sureness(state, asking, key, view)
  // The question is at the end of its page. Until that is on the screen, Enter scrolls to it and
  // the arrows scroll the page, so that nobody changes an answer unseen.
  const seen = view()
  if (seenFrom(seen, state.scroll).to < seen.lines) {
    if (isEnter(key)) return { state: { ...state, scroll: turnedFrom(seen, state.scroll, 1) } }
    if (asking.kind === 'curve' && key.name === 'left') return { state }
    if (isUpDown(key) || key.name === 'left' || key.name === 'right') return null
  }
  if (asking.kind === 'number') return numeral(state, asking, key)
  if (asking.kind === 'curve') return drawing(state, asking, key)
  const choices = choicesOf(state, step)
  const { cursor } = asking
  if (isEnter(key)) {
    // One Enter too many must not give an answer.
    if (cursor === null) return { state: { ...state, told: ({ learn }) => learn.chooseFirst } }
    const given = choices[cursor]?.[0] ?? ''
    return step.do === 'explain' && state.said[step.id]
      ? tried(state, step.id, given)
      : asks(state, sureOf(given, asking))
  }
  if (isUpDown(key)) {
    const next =
      cursor === null
        ? firstOf(choices, state.said[step.id]?.refuted ?? [], key)
        : (cursor + (key.name === 'up' ? choices.length - 1 : 1)) % choices.length
    return asks(state, { kind: 'choice', cursor: next })
  }
  const number = Number(key.text)
  return number >= 1 && number <= choices.length
    ? atEnd(asks(state, { kind: 'choice', cursor: number - 1 }))
    : null
}

/** Where an arrow begins: at the first answer, or from below at the last, that is not refuted. */
function firstOf(
  choices: readonly (readonly [string, string])[],
  refuted: readonly string[],
  { name }: Key,
): number {
  const open = ([id]: readonly [string, string]) => !refuted.includes(id)
  return Math.max(0, name === 'up' ? choices.findLastIndex(open) : choices.findIndex(open))
}

const asks = (state: LearnState, next: Asking): LessonUpdate => ({
  state: { ...state, asking: next },
})

/** What was typed is to be seen. */
const atEnd = ({ state }: LessonUpdate): LessonUpdate => ({
  state: { ...state, scroll: Number.MAX_SAFE_INTEGER },
})

const sureOf = (given: Given, back: Asking): Asking => ({ kind: 'sure', given, sure: 2, back })

/** How sure one is; the answer itself can still be changed. */
function sureness(
  state: LearnState,
  asking: Of<'sure'>,
  key: Key,
  view: () => Viewport,
): LessonUpdate | null {
  const { given, sure, back } = asking
  if (key.name === 'left' || key.name === 'right') {
    const next = Math.min(3, Math.max(1, sure + (key.name === 'left' ? -1 : 1))) as Sureness
    return asks(state, { ...asking, sure: next })
  }
  if (['1', '2', '3'].includes(key.text))
    return asks(state, { ...asking, sure: Number(key.text) as Sureness })
  if (isEnter(key)) {
    const step = stepOf(state)?.id ?? ''
    return {
      state: answered(state, step, given, sure),
      effect: { type: 'answer', step, given, sure },
    }
  }
  if (isUpDown(key) && back.kind === 'choice') {
    const again = { ...state, asking: back, scroll: Number.MAX_SAFE_INTEGER }
    return answering(again, back, key, view) ?? { state: again }
  }
  return key.name === 'backspace' || isUpDown(key) || key.text === 'b'
    ? atEnd(asks(state, back))
    : null
}

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

function tried(state: LearnState, id: string, given: string): LessonUpdate {
  const step = stepOf(state)
  const said = state.said[id]
  const found = step?.do === 'explain' && given === step.right
  const refuted = found || said.refuted.includes(given) ? said.refuted : [...said.refuted, given]
  const next = {
    ...state,
    said: { ...state.said, [id]: { ...said, found, refuted } },
    scroll: Number.MAX_SAFE_INTEGER,
  }
  const done = found ? withState(next, id, 'done') : next
  return { state: { ...done, asking: askingAt(done) } }
}

function numeral(state: LearnState, asking: Of<'number'>, key: Key): LessonUpdate | null {
  const step = stepOf(state)
  if (step?.do !== 'predict' || !step.number) return null
  const { from, to } = step.number
  if (isEnter(key)) {
    const value = Number(asking.typed.replace(',', '.'))
    const fine =
      asking.typed.trim() !== '' && Number.isFinite(value) && value >= from && value <= to
    return asks(state, fine ? sureOf(value, asking) : { ...asking, wrong: true })
  }
  // Full-width digits and the minus sign as people type them; a decimal comma is a point.
  const sign = key.text.normalize('NFKC').replace('\u2212', '-')
  const typed = key.name === 'backspace' ? asking.typed.slice(0, -1) : asking.typed + sign
  if (key.name !== 'backspace' && !/^[-+0-9.,eE]$/.test(sign)) return null
  return atEnd(asks(state, { kind: 'number', typed: typed.slice(0, 20), wrong: false }))
}

function drawing(state: LearnState, asking: Of<'curve'>, key: Key): LessonUpdate | null {
  const step = stepOf(state)
  if (step?.do !== 'predict' || !step.curve) return null
  const { from, to, points } = step.curve
  if (isEnter(key)) {
    // An untouched curve must not be given by accident.
    if (!asking.touched)
      return {
        state: {
          ...state,
          asking: { ...asking, touched: true },
          told: ({ learn }) => learn.untouched,
        },
      }
    return asks(state, sureOf(asking.values, asking))
  }
  if (key.name === 'left') return asks(state, { ...asking, cursor: Math.max(0, asking.cursor - 1) })
  if (key.name === 'right')
    return asks(state, { ...asking, cursor: Math.min(points - 1, asking.cursor + 1) })
  const height = heightOf(asking.values[asking.cursor], { from, to }, key)
  if (height === null) return null
  // Points that were not drawn yet move along with the current one.
  const by = height - asking.values[asking.cursor]
  const moved = (value: number) =>
    Math.min(to, Math.max(from, Math.round((value + by) * 1e6) / 1e6))
  const values = asking.values.map((value, n) =>
    n === asking.cursor ? height : n > asking.cursor ? moved(value) : value,
  )
  return asks(state, { ...asking, values, touched: true })
}

/** Where a key puts the point: a level higher or lower, or on zero. */
function heightOf(
  value: number,
  axis: { readonly from: number; readonly to: number },
  key: Key,
): number | null {
  if (isUpDown(key)) return levelFrom(axis, value, key.name === 'up' ? 1 : -1)
  return key.text === '0' && axis.from <= 0 && axis.to >= 0 ? 0 : null
}
