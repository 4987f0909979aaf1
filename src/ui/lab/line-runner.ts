/** Runs entered lines one after another, and puts their results into the store. */
import type { CommandEvent } from '../../commands/grammar/command.ts'
import type { CommandText, Session } from '../../commands/session/session.ts'
import type { LabResult } from '../../workbench/result-kinds.ts'
import type { Store } from '../shared/store.ts'
import { type Dialing, opened } from './dial-keys.ts'
import { drawnOf, echoOf, errorLineOf, isTurned, type OutputOptions } from './draw-event.ts'
import { edit } from './editor.ts'
import type { Guide } from './guide.ts'
import { add, type LabState } from './state.ts'
import type { Text } from './text-types.ts'

/** What the runner needs of a session. */
export type Conversation = Pick<
  Session,
  'split' | 'run' | 'stop' | 'leave' | 'complete' | 'workbench'
>

export type LabStore = Store<LabState, CommandEvent>

export interface RunnerOptions extends OutputOptions {
  readonly textOf: (language: 'en' | 'zh-CN') => Text
  readonly columns: () => number
  /** What is wrong, in one line. */
  readonly sentence: (error: Error, text: Text) => string
  /** `quit` was said. */
  readonly leave: () => void
  readonly guide?: Guide
}

export class Runner {
  private work: Promise<void> = Promise.resolve()
  private over = false
  /** Ctrl-C was pressed: no more of the line that runs is begun. */
  private stopped = false
  /** The position of the dial to be measured next; older ones that were not begun are dropped. */
  private asked: string | null = null
  private turning = false

  constructor(
    private readonly session: Conversation,
    private readonly store: LabStore,
    private readonly options: RunnerOptions,
  ) {}

  private update(change: (state: LabState) => LabState): void {
    this.store.set(change(this.store.latest()))
  }

  /** Enters lines: they run when those before them are through. */
  enter(lines: readonly string[], step = false): void {
    this.asked = null
    this.update((state) => ({
      ...state,
      queue: [...state.queue, ...lines],
      told: null,
    }))
    for (const typed of lines) {
      this.work = this.work.then(() => this.run(typed, step))
    }
  }

  /** Measures a position of the dial: the newest, once the one that is being measured is through. */
  turn(line: string): void {
    this.asked = line
    if (this.turning) return
    this.turning = true
    this.work = this.work.then(async () => {
      for (let next = this.asked; next !== null && !this.over; next = this.asked) {
        this.asked = null
        await this.measure(next)
      }
      this.turning = false
    })
  }

  /** The dial was left: what is still being measured for it is given up. */
  takeBack(): void {
    this.asked = null
    if (this.turning) this.session.stop()
    this.update((state) => ({ ...this.prompted(state), told: ({ labUi }) => labUi.takenBack }))
  }

  private async measure(line: string): Promise<void> {
    try {
      for (const piece of this.session.split(line))
        for await (const event of (await this.session.run(piece, 'keys')).events)
          if (event.type === 'lab' && this.store.latest().dial) await this.take(event, true)
    } catch (thrown) {
      // What was given up has nothing to say.
      if (this.store.latest().dial) this.complain(line, thrown)
    }
  }

  /** Everything that is running or waits, at its end. */
  settled(): Promise<void> {
    return this.work
  }

  /** Ends the line that runs; what is finished is kept. */
  stop(): void {
    this.stopped = true
    this.options.guide?.stop()
    this.session.stop()
  }

  /** The same, and nothing that waits is begun any more; nobody waits for what takes long. */
  end(): void {
    this.over = true
    this.stopped = true
    this.options.guide?.stop()
    this.session.leave()
  }

  /** The next hint of the lesson. */
  hint(): void {
    const words = this.options.guide?.hint()
    if (words) this.update((state) => add(state, words, { begins: true }))
    else this.update((state) => ({ ...state, told: ({ learn }) => learn.noMoreHints }))
  }

  private async run(typed: string, step: boolean): Promise<void> {
    // Ctrl-C empties the queue: a line that is no longer in it is not run.
    if (this.over || !this.store.latest().queue.includes(typed)) return
    this.stopped = false
    this.update((state) => {
      const queue = [...state.queue]
      queue.splice(queue.indexOf(typed), 1)
      const next = { ...state, queue, running: typed }
      return step ? next : add(next, echoOf(typed, this.options.colors), { begins: true })
    })
    try {
      for (const piece of this.session.split(typed)) {
        if (this.stopped) break
        await this.runPiece(piece, step)
        // The panel shows what this command left while the line's next one runs.
        await this.refresh()
      }
    } catch (thrown) {
      this.complain(typed, thrown)
    }
    await this.refresh()
    this.update((state) => this.prompted({ ...state, running: null }))
  }

  /** Puts the workbench as it is now into the panel, in place of what ran. */
  private async refresh(): Promise<void> {
    const facts = (await this.session.workbench()).facts()
    this.update((state) => ({ ...state, facts, live: null, comparing: null }))
  }

  /**
   * Puts the lesson's next line at the prompt (the same one after a failure), if nothing is typed
   * there.
   */
  private prompted(state: LabState): LabState {
    const next = this.options.guide?.next() ?? null
    const busy = state.queue.length > 0 || state.dial !== null
    if (next === null || busy || state.editor.text !== '') return state
    return { ...state, offered: next, editor: edit(state.editor, { type: 'set', text: next }) }
  }

  private async runPiece(piece: CommandText, step: boolean): Promise<void> {
    const { events } = await this.session.run(piece, this.options.pictures ? 'keys' : undefined)
    // Ctrl-C came while the command was being loaded and could not be told.
    if (this.stopped) return
    for await (const event of events) {
      await this.take(event, step)
      const heard = await this.options.guide?.onEvent(piece.text, event)
      if (!heard) continue
      const { told, draw } = heard
      this.update((state) => ({ ...(draw ? add(state, draw, { begins: true }) : state), told }))
    }
  }

  private async take(event: CommandEvent, step: boolean): Promise<void> {
    if (event.type === 'reply' && !event.ok) return this.complain(event.line, event.error)
    if (event.type === 'step')
      return this.update((state) =>
        add(state, echoOf(event.line, this.options.colors), { begins: true }),
      )
    this.store.take(event)
    if (event.type === 'lab' && event.result.kind === 'quit') {
      this.end()
      return this.options.leave()
    }
    if (event.type === 'lab' && event.result.kind === 'language') {
      const text = this.options.textOf(event.result.language)
      this.update((state) => ({ ...state, text }))
    }
    const result = event.type === 'lab' ? event.result : null
    const { text, dial: before } = this.store.latest()
    const dial = await this.dialOf(result, before)
    const axes = dial ? { axes: dial.axes } : {}
    const drawn = await drawnOf(event, text, this.options.columns(), { ...this.options, ...axes })
    this.update((state) => ({
      ...(drawn
        ? add(state, drawn.draw, {
            trace: step || walkOf(result) !== null || dial !== null,
            around: drawn.around,
          })
        : state),
      // A failed line leaves the suggestions of the last result.
      ...(result || event.type === 'report'
        ? {
            trace: walkOf(result),
            // Keys go on with the walk at the page that was turned to; a typed line begins anew.
            ...(step ? {} : { block: null }),
            dial: step ? turnedOn(dial, state.dial) : dial,
            suggestions: result?.kind === 'memory' ? result.suggestions : [],
          }
        : {}),
    }))
  }

  /** A dial that keys can turn. */
  private async dialOf(result: LabResult | null, before: Dialing | null): Promise<Dialing | null> {
    if (!result || !isTurned(result) || !this.options.pictures) return null
    const { sharedAxes } = await import('../../view/lab/shared-axes.ts')
    return opened(result, sharedAxes([result]), before)
  }

  private complain(typed: string, thrown: unknown): void {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown))
    const column = 'column' in error && typeof error.column === 'number' ? error.column : null
    const sentence = (text: Text) => this.options.sentence(error, text)
    this.update((state) =>
      add(state, errorLineOf(typed, { sentence, column }, this.options.colors)),
    )
  }
}

/** A dial with its newest numbers, where keys have turned it since; null where it was left. */
const turnedOn = (found: Dialing | null, now: Dialing | null): Dialing | null =>
  found && now && { ...found, value: now.value }

/** A walk, forward or back, with which arrows can go on. */
const walkOf = (result: LabResult | null): LabState['trace'] =>
  result?.kind === 'walk' || result?.kind === 'walk-back' ? result : null
