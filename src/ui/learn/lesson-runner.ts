/**
 * Plays a lesson behind its screen: runs the steps in the lab, keeps the answers, and tells the
 * store what came.
 */

import type { CommandEvent } from '../../commands/grammar/command.ts'
import { atSeed, lineOf, type Step, type TaskStep } from '../../lessons/format/lesson-schema.ts'
import { commandsOf, looksOf } from '../../lessons/format/script-lines.ts'
import { left, noted, type Progress, scored } from '../../lessons/progress/progress.ts'
import { answered, concluded } from '../../lessons/progress/review.ts'
import type { Given } from '../../lessons/run/answers.ts'
import type { LessonSession } from '../../lessons/run/lesson-session.ts'
import { drawingOf, echoOf, type OutputOptions } from '../lab/draw-event.ts'
import type { Store } from '../shared/store.ts'
import { measureBest, PATIENCE } from './score-to-beat.ts'
import type { Draw, LearnState, Ran } from './state.ts'
import { axesOfLooks, lookAt, stepAxes } from './step-pictures.ts'
import type { Text } from './text-types.ts'

export type LearnStore = Store<LearnState, CommandEvent>

/** Where progress is kept. */
export interface ProgressStore {
  readonly progress: Progress
  update(change: (progress: Progress, now: Date) => Progress): void
}

export interface PlayerOptions extends OutputOptions {
  readonly progressStore: ProgressStore
  /** The lesson's name in the progress. */
  readonly key: string
  readonly columns: () => number
  readonly sentence: (error: Error, text: Text) => string
}

export class LessonController {
  private work: Promise<void> = Promise.resolve()

  constructor(
    readonly session: LessonSession,
    private readonly store: LearnStore,
    private readonly options: PlayerOptions,
  ) {}

  private update(change: (state: LearnState) => LearnState): void {
    this.store.set(change(this.store.latest()))
  }

  settled(): Promise<void> {
    return this.work
  }

  stop(): void {
    this.session.stop()
  }

  /** Runs what has to be run up to a step and with it, for everybody to see. */
  reach(step: number): Promise<void> {
    return this.enter(step, false)
  }

  /**
   * The same, for steps that are repeated or run in the background: shown only if it takes long.
   */
  bringUp(step: number): Promise<void> {
    return this.enter(step, true)
  }

  /** The score to beat at a step that is shown, when what runs is through. */
  measureBest(n: number): Promise<void> {
    this.work = this.work.then(() => measureBest(this.session, this.store, n))
    return this.work
  }

  /** A score of the learner: kept, in the file and on the screen, where it is the best so far. */
  score(step: TaskStep, value: number): void {
    const { progressStore, key } = this.options
    const { score, id } = step
    if (!score) return
    const { of } = score
    const { seed } = this.session
    progressStore.update((progress, now) => scored(progress, key, id, { of, value, seed }, now))
  }

  private enter(step: number, again: boolean): Promise<void> {
    if (this.session.steps > step) return Promise.resolve()
    const first = this.session.lesson.script.steps[this.session.steps]
    const line = first
      ? commandsOf(first).map((one) => atSeed(lineOf(one), this.session.seed))[0]
      : undefined
    const running = { step: this.session.steps, line: line ?? '', catchingUp: false, quiet: again }
    // If nothing has to run, it is over before anything could be shown.
    if (!this.session.isIdle(step)) this.update((state) => ({ ...state, running, stopped: false }))
    this.work = this.work.then(() => this.run(step, again))
    return this.work
  }

  private async run(step: number, again: boolean): Promise<void> {
    let quiet = again
    const patience = setTimeout(() => {
      quiet = false
      this.update((state) =>
        state.running
          ? { ...state, running: { ...state.running, quiet, catchingUp: again } }
          : state,
      )
    }, PATIENCE)
    try {
      const whole = await this.session.reach(step, (at, event, line) => {
        const running = { step: at, line, quiet, catchingUp: again && !quiet }
        const latest = this.store.latest()
        if (latest.running?.line !== line || latest.running.step !== at)
          this.store.keep({ ...latest, running })
        this.store.take(event)
        if (event.type === 'lab') void this.lookAtBench()
      })
      await this.gather(whole)
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown))
      this.update((state) => ({
        ...state,
        running: null,
        live: null,
        problem: (text) => this.options.sentence(error, text),
      }))
    } finally {
      clearTimeout(patience)
    }
  }

  /** Between two lines: what is on the workbench now, and nothing of a training that is over. */
  private async lookAtBench(): Promise<void> {
    const facts = (await this.session.lab.workbench()).facts()
    const latest = this.store.latest()
    if (latest.running) this.store.keep({ ...latest, facts, live: null })
  }

  /** What has been run since, ready to be drawn; and the predictions that it settles. */
  private async gather(whole: boolean): Promise<void> {
    const { ran } = this.store.latest()
    const more: Ran[] = []
    for (let n = ran.length; n < this.session.steps; n++) more.push(await this.drawn(n))
    const facts = (await this.session.lab.workbench()).facts()
    this.update((state) => {
      const next = {
        ...state,
        ran: [...ran, ...more],
        facts,
        running: null,
        live: null,
        comparing: null,
        stopped: !whole,
      }
      return this.withOutcomes(next)
    })
  }

  private async drawn(step: number): Promise<Ran> {
    const { results = [], claims = {} } = this.session.outcome(step) ?? {}
    const { text } = this.store.latest()
    const columns = this.options.columns()
    const options = { ...this.options, axes: stepAxes(results) }
    const draws: Draw[] = []
    let echoed = ''
    for (const { line, event } of results) {
      const echo = line === echoed ? null : echoOf(line, this.options.colors)
      echoed = line
      const draw = await drawingOf(event, text, columns, options)
      draws.push((how) => [...(echo?.(how) ?? []), ...(draw?.(how) ?? [])])
    }
    const looks: Draw[] = []
    const named = looksOf(this.session.lesson.script.steps[step])
    const seen = { ...this.options, axes: axesOfLooks(named, results) }
    for (const look of named) {
      const draw = await lookAt(look, named, results, text, columns, seen)
      if (draw) looks.push(draw)
    }
    return { draws, looks, claims }
  }

  /** With everything judged that can be by now. */
  private withOutcomes(state: LearnState): LearnState {
    const result = { ...state.judged }
    for (const step of state.lesson.script.steps) {
      const said = state.said[step.id]
      if (step.do !== 'predict' || !said || result[step.id]) continue
      const found = this.session.judged(step, said.given)
      if (!found) continue
      result[step.id] = found
      this.settle(step.id, found.right, found.measured)
    }
    return { ...state, judged: result }
  }

  /** Writes down whether a prediction came true: once. */
  private settle(id: string, right: boolean, measured: Given): void {
    const { progressStore, key } = this.options
    const known = progressStore.progress.lessons[key]?.steps[id]?.answer
    if (!known || known.right !== null) return
    progressStore.update((progress, now) =>
      answered(
        progress,
        key,
        id,
        { given: known.given as Given, sure: known.sure, right, measured },
        now,
      ),
    )
  }

  /** Writes an answer down. Of a prediction nobody knows yet whether it is right. */
  answer(step: Step, given: Given, sure: 1 | 2 | 3): void {
    const { progressStore, key } = this.options
    const right = step.do === 'explain' ? given === step.right : null
    const measured = step.do === 'explain' ? { measured: step.right } : {}
    progressStore.update((progress, now) =>
      answered(progress, key, step.id, { given, sure, right, ...measured }, now),
    )
    this.update((state) => this.withOutcomes(state))
  }

  /** Writes down what changed from one state to the next. */
  note(before: LearnState, after: LearnState): void {
    const { progressStore, key } = this.options
    const { steps } = after.lesson.script
    for (const { id } of steps) {
      const change = {
        ...(before.states[id] === after.states[id] ? {} : { state: after.states[id] }),
        ...(before.hints[id] === after.hints[id] ? {} : { hints: after.hints[id] }),
      }
      if (Object.keys(change).length > 0)
        progressStore.update((progress, now) => noted(progress, key, id, change, now))
    }
    if (before.at === after.at) return
    const { seed } = this.session
    const conclusion = steps.findLast((step) => step.do === 'explain')?.id ?? null
    if (after.at >= steps.length)
      progressStore.update((progress, now) => concluded(progress, key, conclusion, now))
    else
      progressStore.update((progress, now) =>
        left(progress, key, steps[after.at]?.id ?? null, seed, now),
      )
  }
}
