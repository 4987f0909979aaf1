/**
 * The questions that are due, one after another. What is right is found by running the lesson, as
 * in the lesson itself.
 */
import type { CommandEvent } from '../../commands/grammar/command.ts'
import type { LessonEntry } from '../../lessons/progress/overview.ts'
import {
  dueAt,
  entryOf,
  type Question,
  reviewed,
  waiting as waitingIn,
} from '../../lessons/progress/review.ts'
import type { Given, Sureness } from '../../lessons/run/answers.ts'
import { LessonSession } from '../../lessons/run/lesson-session.ts'
import { line, wrapped } from '../../view/shared/spans.ts'
import type { Key } from '../shared/keyboard.ts'
import type { Shown, Size } from '../shared/screen-types.ts'
import { pace, present, type ScreenControls } from '../shared/show-screen.tsx'
import { createStore } from '../shared/store.ts'
import { lessonFrame } from './frame.ts'
import type { LessonOptions } from './lesson.ts'
import { LessonController } from './lesson-runner.ts'
import { accent } from './page-parts.ts'
import { reduceKey } from './reduce-key.ts'
import { startState } from './start-state.ts'
import { fold, goTo, type LearnState } from './state.ts'

export interface ReviewOptions extends Omit<LessonOptions, 'lesson' | 'key' | 'seed' | 'next'> {
  /** The lessons that questions may come from. */
  readonly lessons: readonly LessonEntry[]
  readonly now: () => Date
}

/** Shows every question that is due, then what comes next; ends where one is left. */
export async function showReview(options: ReviewOptions): Promise<void> {
  const withEntry = (question: Question) => {
    const entry = entryOf(question, options.lessons)
    return entry ? [{ question, entry }] : []
  }
  const due = dueAt(options.progressStore.progress, options.now())
  const known = due.flatMap(withEntry)
  for (const [n, { question, entry }] of known.entries()) {
    if (!(await ask(question, entry, { n: n + 1, of: known.length }, options))) return
  }
  const { learn } = options.text
  const later = waitingIn(options.progressStore.progress).filter(
    ({ due }) => due > options.now().toISOString(),
  )
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
  { lesson, key }: LessonEntry,
  review: LearnState['review'],
  options: ReviewOptions,
): Promise<boolean> {
  const { progressStore, colors, screenReader = false, page, sentence, streams } = options
  const { lab, close } = options.fresh()
  const session = new LessonSession(lesson, lab, progressStore.progress.lessons[key]?.seed ?? 1)
  const at = lesson.script.steps.findIndex(({ id }) => id === question.step)
  const step = lesson.script.steps[at]
  const fresh = startState({ ...options, lesson, seed: session.seed, before: null, next: null })
  const store = createStore<LearnState, CommandEvent>({
    start: { ...goTo(fresh, at), review },
    fold,
    urgent: () => false,
    interval: pace(screenReader),
  })
  const columns = () => streams.stdout.columns || 80
  // The lesson's own progress stays as it is.
  const apart = { progress: progressStore.progress, update() {} }
  const controller = new LessonController(session, store, {
    colors,
    pictures: !screenReader,
    page,
    progressStore: apart,
    key,
    columns,
    sentence,
  })
  const settle = (right: boolean, size: Size) => {
    progressStore.update((progress, now) => reviewed(progress, question, right, now))
    const later = progressStore.progress.lessons[key]?.steps[question.step]?.review
    const settled = right ? (later ? 'right' : 'learned') : 'wrong'
    const state = store.latest()
    // The outcome of the answer stays in place on the screen; the explanation follows below.
    const scroll = lessonFrame(state, size).view.end
    store.set({ ...state, scroll, review: state.review && { ...state.review, settled } })
  }
  const answer = async (given: Given, sure: Sureness, { size }: ScreenControls) => {
    if (step.do === 'explain') return settle(given === step.right, size())
    controller.answer(step, given, sure)
    if (step.do === 'predict')
      await controller.reach(lesson.script.steps.findIndex(({ id }) => id === step.shown))
    const result = store.latest().judged[step.id]
    if (result) settle(result.right, size())
  }
  let left = true
  /** Keys that came while the lesson was brought up to the question. */
  let waiting: Key[] = []
  const onKey = (pressed: Key, screen: ScreenControls) => {
    const before = store.latest()
    if (before.running?.quiet && pressed.name !== 'escape' && !pressed.ctrl) {
      waiting.push(pressed)
      return
    }
    const view = () => lessonFrame(store.latest(), screen.size()).view
    const { state, effect } = reduceKey(before, pressed, view)
    if (effect?.type === 'answer') {
      store.set(state)
      void answer(effect.given, effect.sure, screen)
    } else if (effect?.type === 'stop') controller.stop()
    else if (effect?.type === 'redraw') screen.redraw()
    else if (effect?.type === 'leave' || effect?.type === 'interrupt') {
      if (effect.type === 'interrupt') options.interrupted?.('SIGINT')
      screen.leave()
    } else if (state.at > before.at && !before.asking && !before.running) {
      left = false
      screen.leave()
    } else if (state.at === before.at && !effect) store.set(state)
  }
  const opened = (screen: ScreenControls) => {
    void controller.bringUp(at - 1).then(() => {
      const keys = waiting
      waiting = []
      for (const key of keys) onKey(key, screen)
    })
  }
  try {
    await present(
      { store, frameOf: lessonFrame, onKey, opened, closing: () => controller.stop() },
      options,
    )
    await controller.settled()
    return !left
  } finally {
    session.close()
    await close()
  }
}

/** A page of words, until a key is pressed. */
async function showWords(
  title: string,
  words: readonly string[],
  keys: string,
  options: ReviewOptions,
): Promise<void> {
  const store = createStore<null, never>({ start: null, fold: () => null, urgent: () => true })
  const frame = (_: null, { columns, rows, colors }: Size): Shown => {
    const body = words.flatMap((one) => wrapped(one, columns))
    const blank = Array.from({ length: Math.max(0, rows - 1 - body.length - 3) }, () => [])
    return {
      lines: [line(title, accent(colors)), [], ...body, ...blank, line(keys)],
      cursor: undefined,
    }
  }
  await present({ store, frameOf: frame, onKey: (_, screen) => screen.leave() }, options)
}
