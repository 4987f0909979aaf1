/** The questions that are due, one after another. What is right is found by running the lesson, as in the lesson itself. */
import type { CommandEvent } from '../../commands/command.ts'
import type { Given, Sureness } from '../../lessons/answers.ts'
import type { Entry } from '../../lessons/overview.ts'
import { Passage } from '../../lessons/passage.ts'
import { dueAt, entryOf, type Question, reviewed, waiting as waitingIn } from '../../lessons/review.ts'
import { line, wrapped } from '../../view/spans.ts'
import type { Key } from '../keyboard.ts'
import { type Hands, pace, present } from '../present.tsx'
import type { Shown, Size } from '../shown.ts'
import { createStore } from '../store.ts'
import { frameOf } from './frame.ts'
import type { LessonOptions } from './lesson.ts'
import { LessonPlayer } from './player.ts'
import { press } from './press.ts'
import { fold, goTo, type LearnState, startState } from './state.ts'
import { accent } from './words.ts'

export interface ReviewOptions extends Omit<LessonOptions, 'lesson' | 'key' | 'seed' | 'next'> {
  /** The lessons that questions may come from. */
  readonly lessons: readonly Entry[]
  readonly now: () => Date
}

/** Shows every question that is due, then what comes next; ends where one is left. */
export async function showReview(options: ReviewOptions): Promise<void> {
  const withEntry = (question: Question) => {
    const entry = entryOf(question, options.lessons)
    return entry ? [{ question, entry }] : []
  }
  const due = dueAt(options.keeper.progress, options.now())
  const known = due.flatMap(withEntry)
  for (const [n, { question, entry }] of known.entries()) {
    if (!(await ask(question, entry, { n: n + 1, of: known.length }, options))) return
  }
  const { learn } = options.text
  const later = waitingIn(options.keeper.progress).filter(({ due }) => due > options.now().toISOString())
  const [next] = later.flatMap(withEntry)
  const gone = due.length - known.length
  const words = [
    known.length > 0 ? learn.review.end : learn.review.none,
    ...(next ? [learn.review.next(next.question.due.slice(0, 10))] : []),
    ...(gone > 0 ? [learn.review.gone(gone)] : []),
  ]
  await showWords(learn.review.title, words, learn.summary.home, options)
}

/** Shows one question; false where it was left. */
async function ask(
  question: Question,
  { lesson, key }: Entry,
  review: LearnState['review'],
  options: ReviewOptions,
): Promise<boolean> {
  const { keeper, colors, screenReader = false, page, sentence, streams } = options
  const { lab, close } = options.fresh()
  const passage = new Passage(lesson, lab, keeper.progress.lessons[key]?.seed ?? 1)
  const at = lesson.script.steps.findIndex(({ id }) => id === question.step)
  const step = lesson.script.steps[at]
  const fresh = startState({ ...options, lesson, seed: passage.seed, before: null, next: null })
  const store = createStore<LearnState, CommandEvent>({
    start: { ...goTo(fresh, at), review },
    fold,
    urgent: () => false,
    interval: pace(screenReader),
  })
  const columns = () => streams.stdout.columns || 80
  // The lesson's own progress stays as it is.
  const apart = { progress: keeper.progress, update() {} }
  const player = new LessonPlayer(passage, store, {
    colors,
    pictures: !screenReader,
    page,
    keeper: apart,
    key,
    columns,
    sentence,
  })
  const settle = (right: boolean) => {
    keeper.update((progress, now) => reviewed(progress, question, right, now))
    const later = keeper.progress.lessons[key]?.steps[question.step]?.review
    const settled = right ? (later ? 'right' : 'learned') : 'wrong'
    const state = store.latest()
    store.set({ ...state, review: state.review && { ...state.review, settled } })
  }
  const answer = async (given: Given, sure: Sureness) => {
    if (step.do === 'explain') return settle(given === step.right)
    player.answer(step, given, sure)
    if (step.do === 'predict') await player.reach(lesson.script.steps.findIndex(({ id }) => id === step.shown))
    const judged = store.latest().judged[step.id]
    if (judged) settle(judged.right)
  }
  let left = true
  /** Keys that came while the lesson was brought up to the question. */
  let waiting: Key[] = []
  const hear = (pressed: Key, hands: Hands) => {
    const before = store.latest()
    if (before.running?.quiet && pressed.name !== 'escape' && !pressed.ctrl) {
      waiting.push(pressed)
      return
    }
    const view = () => frameOf(store.latest(), hands.size()).view
    const { state, effect } = press(before, pressed, view)
    if (effect?.type === 'answer') {
      store.set(state)
      void answer(effect.given, effect.sure)
    } else if (effect?.type === 'stop') player.stop()
    else if (effect?.type === 'redraw') hands.redraw()
    else if (effect?.type === 'leave' || effect?.type === 'interrupt') {
      if (effect.type === 'interrupt') options.interrupted?.('SIGINT')
      hands.leave()
    } else if (state.at > before.at && !before.asking && !before.running) {
      left = false
      hands.leave()
    } else if (state.at === before.at && !effect) store.set(state)
  }
  const opened = (hands: Hands) => {
    void player.bringUp(at - 1).then(() => {
      const keys = waiting
      waiting = []
      for (const key of keys) hear(key, hands)
    })
  }
  try {
    await present({ store, frameOf, hear, opened, closing: () => player.stop() }, options)
    await player.settled()
    return !left
  } finally {
    passage.close()
    await close()
  }
}

/** A page of words, until a key is pressed. */
async function showWords(title: string, words: readonly string[], keys: string, options: ReviewOptions): Promise<void> {
  const store = createStore<null, never>({ start: null, fold: () => null, urgent: () => true })
  const frame = (_: null, { columns, rows, colors }: Size): Shown => {
    const body = words.flatMap((one) => wrapped(one, columns))
    const blank = Array.from({ length: Math.max(0, rows - 1 - body.length - 3) }, () => [])
    return { lines: [line(title, accent(colors)), [], ...body, ...blank, line(keys)], cursor: undefined }
  }
  await present({ store, frameOf: frame, hear: (_, hands) => hands.leave() }, options)
}
