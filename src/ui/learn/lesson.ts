/** A lesson on a terminal, from where it was left until it is left. */
import type { CommandEvent } from '../../commands/grammar/command.ts'
import type { Session } from '../../commands/session/session.ts'
import type { Language, Lesson } from '../../lessons/load/lesson.ts'
import { LessonSession } from '../../lessons/run/lesson-session.ts'
import { glossaries } from '../../text/glossary.ts'
import { type LabOptions, type LineHistory, showLab } from '../lab/lab.tsx'
import type { Key } from '../shared/keyboard.ts'
import { pace, present, type ScreenControls, type TerminalContext } from '../shared/show-screen.tsx'
import { createStore } from '../shared/store.ts'
import { lessonFrame } from './frame.ts'
import { guideFor } from './lab-guide.ts'
import { type LearnStore, LessonController, type ProgressStore } from './lesson-runner.ts'
import { type LessonEffect, reduceKey } from './reduce-key.ts'
import { startState } from './start-state.ts'
import { fold, type LearnState, stepOf } from './state.ts'
import { termsOf } from './terms.ts'
import type { Text } from './text-types.ts'

export interface LessonOptions extends TerminalContext {
  readonly text: Text
  readonly language: Language
  readonly textOf: (language: Language) => Text
  readonly lesson: Lesson
  /** The lesson's name in the progress. */
  readonly key: string
  readonly seed: number
  readonly progressStore: ProgressStore
  /** The lesson after it. */
  readonly next: LearnState['next']
  /** A lab with a workbench of its own, and how to end it. */
  readonly fresh: () => { readonly lab: Session; readonly close: () => Promise<void> }
  readonly history: LineHistory | null
  readonly page: LabOptions['page']
  readonly sentence: LabOptions['sentence']
  /** Told which language was chosen. */
  readonly onLanguage: (language: Language) => void
  /** Told when Ctrl-C was pressed: in raw mode the terminal sends a key, not a signal. */
  readonly interrupted?: (signal: 'SIGINT') => void
}

/** Why a lesson was left. */
export type LessonEnd = 'leave' | 'next-lesson' | 'anew'

/** Shows a lesson until it is left. */
export async function showLesson(options: LessonOptions): Promise<LessonEnd> {
  const terms = termsOf(options.lesson, await glossaries())
  const { lab, close } = options.fresh()
  const session = new LessonSession(options.lesson, lab, options.seed)
  let state = startState({
    ...options,
    terms,
    before: options.progressStore.progress.lessons[options.key] ?? null,
  })
  try {
    for (;;) {
      const visit = new Visit(session, options, state)
      const end = await visit.stay()
      state = visit.state
      if (end?.type === 'lab') state = await visitLab(session, options, visit, end.own)
      else return end?.type === 'next-lesson' || end?.type === 'anew' ? end.type : 'leave'
      if (options.signal?.aborted) return 'leave'
    }
  } finally {
    session.close()
    await close()
  }
}

/** One stay on the lesson's own screen: it ends when the lab is opened, or the lesson is left. */
class Visit {
  private readonly store: LearnStore
  readonly controller: LessonController
  private end: LessonEffect | null = null
  /** Keys that came while a step was brought back quickly. */
  private waiting: Key[] = []

  constructor(
    readonly session: LessonSession,
    private readonly options: LessonOptions,
    start: LearnState,
  ) {
    const { colors, screenReader = false, page, progressStore, key, sentence, streams } = options
    this.store = createStore<LearnState, CommandEvent>({
      start,
      fold,
      urgent: () => false,
      interval: pace(screenReader),
    })
    const columns = () => streams.stdout.columns || 80
    this.controller = new LessonController(session, this.store, {
      colors,
      pictures: !screenReader,
      page,
      progressStore,
      key,
      columns,
      sentence,
    })
  }

  get state(): LearnState {
    return this.store.latest()
  }

  async stay(): Promise<LessonEffect | null> {
    const { controller, store } = this
    // Started before the first frame, so that the frame already shows that something runs.
    const ready = this.bringUp()
    await present(
      {
        store,
        frameOf: lessonFrame,
        onKey: (key, screen) => this.onKey(key, screen),
        opened: (screen) => this.whenReady(ready, screen),
        closing: () => controller.stop(),
      },
      this.options,
    )
    await controller.settled()
    return this.end
  }

  private onKey(key: Key, screen: ScreenControls): void {
    const before = this.state
    const { running } = before
    const held = key.name === 'escape' || key.ctrl
    if (running?.quiet && !held) {
      this.waiting.push(key)
      return
    }
    const pressed = reduceKey(before, key, () => lessonFrame(this.state, screen.size()).view)
    this.store.set(pressed.state)
    this.controller.note(before, pressed.state)
    if (pressed.effect) this.act(pressed.effect, screen)
    if (pressed.state.at !== before.at) this.whenReady(this.bringUp(), screen)
  }

  /** Everything before the step that is shown is run; quickly where it is little. */
  private bringUp(): Promise<void> {
    const { state } = this
    const step = stepOf(state)
    // A step that the learner did in their own way is repeated as the lesson has it, so that the
    // next step finds what it needs.
    const own =
      (step?.do === 'change' || step?.do === 'task') && (state.states[step.id] ?? 'open') !== 'open'
    const ready = this.controller.bringUp(own ? state.at : state.at - 1)
    return step?.do === 'task' && step.score
      ? ready.then(() => this.controller.measureBest(state.at))
      : ready
  }

  /** Then the keys that came meanwhile are processed. */
  private whenReady(ready: Promise<void>, screen: ScreenControls): void {
    void ready.then(() => {
      const keys = this.waiting
      this.waiting = []
      for (const key of keys) this.onKey(key, screen)
    })
  }

  private act(effect: LessonEffect, screen: ScreenControls): void {
    const { options, controller, state } = this
    switch (effect.type) {
      case 'run':
        void controller.reach(state.at)
        return
      case 'stop':
        controller.stop()
        return
      case 'answer': {
        const step = state.lesson.script.steps.find(({ id }) => id === effect.step)
        if (step) controller.answer(step, effect.given, effect.sure)
        return
      }
      case 'language': {
        const language = state.language === 'en' ? 'zh-CN' : 'en'
        options.onLanguage(language)
        this.store.set({ ...state, language, text: options.textOf(language) })
        return
      }
      case 'redraw':
        screen.redraw()
        return
      case 'interrupt':
        options.interrupted?.('SIGINT')
        screen.leave()
        return
      default:
        this.end = effect
        screen.leave()
    }
  }
}

/**
 * The lab on the lesson's workbench. What is done there leaves the lesson as it was, except what it
 * asked for.
 */
async function visitLab(
  session: LessonSession<Session>,
  options: LessonOptions,
  visit: Visit,
  own: boolean,
): Promise<LearnState> {
  const { state } = visit
  const step = stepOf(state)
  // Before the first step the workbench is the one that the lesson begins with.
  await session.reach(-1, () => {})
  await session.standAt(Math.min(state.at, session.steps - 1))
  const keep = (score: number) => {
    if (step?.do === 'task') visit.controller.score(step, score)
  }
  const guided = step && own ? await guideFor(step, state, session, options, keep) : null
  await showLab(session.lab, {
    ...options,
    text: state.text,
    within: true,
    ...(guided ? { guide: guided.guide } : {}),
  })
  await session.standAt(session.steps - 1)
  if (!step || !guided) return state
  const hinted = { ...state, hints: { ...state.hints, [step.id]: guided.hints() } }
  const score = guided.score()
  const after =
    score === null ? hinted : { ...hinted, scores: { ...state.scores, [step.id]: score } }
  const open: LearnState = { ...after, told: guided.open }
  const done: LearnState = guided.done()
    ? { ...after, states: { ...after.states, [step.id]: 'done' } }
    : open
  visit.controller.note(state, done)
  return done
}
