/**
 * Runs what a lesson runs, on a workbench of its own, and keeps the results that have names. Lesson
 * files are untrusted: only commands that compute are taken, for a limited time.
 */
import { InputError } from '../../rules/input-error.ts'
import type { CommandText } from '../../specs/command-text.ts'
import { alarmAfter, startWorkClock } from '../../threads/work-clock.ts'
import type { Value } from '../format/expressions.ts'
import { LessonError } from '../format/lesson-error.ts'
import { atSeed } from '../format/lesson-schema.ts'
import type { Path } from '../format/script-file.ts'
import { linesOfSetup, type PlacedLine } from '../format/script-lines.ts'
import type { Lesson } from '../load/lesson.ts'
import { changeLines, changeResult, type PlacedChange } from './changes.ts'
import { ExpressionWorker } from './expression-client.ts'
import { isLabEvent, type Lab, type LabEvent } from './lab.ts'

/** Told what the commands say, which line says it, and the name of its result. */
export type CommandListener = (event: LabEvent, line: string, name: string | null) => void

/** Milliseconds of work for the commands and expressions of one lesson together, on one seed. */
export const TIME_LIMIT = 60_000
/** Time estimates are right within this factor. */
const UNSURE = 2
/** Numbers that the results with names may hold together: they lie in memory twice. */
const MAX_NUMBERS = 2_000_000
/** Milliseconds after which what is over time is ended, whatever it is at. */
const PATIENCE = 300

export interface PlayOptions {
  /** What a mutant or a challenge changes. */
  readonly changes?: readonly PlacedChange[]
  readonly limit?: number
}

export class LessonRunner {
  private readonly expressionWorker = new ExpressionWorker()
  private readonly changes: readonly PlacedChange[]
  private readonly limit: number
  /** Milliseconds used so far; a learner's thinking time does not count. */
  private spent = 0
  private kept = 0
  private seed = 1
  private stopped = false

  constructor(
    private readonly lab: Lab,
    private readonly lesson: Lesson,
    { changes = [], limit = TIME_LIMIT }: PlayOptions = {},
  ) {
    this.changes = changes
    this.limit = limit
  }

  /** Puts the lesson's beginning on the workbench, at a seed. Throws as {@link run}. */
  async begin(seed: number): Promise<void> {
    this.seed = seed
    await this.run([
      ...linesOfSetup(this.lesson.script),
      { line: `seed ${seed}`, name: null, path: ['setup'] },
    ])
  }

  /**
   * Runs lines in order. Throws LessonError, at its line, for one that the lab does not take or
   * that takes too long; InputError 'stopped'.
   */
  async run(lines: readonly PlacedLine[], onEvent: CommandListener = () => {}): Promise<void> {
    for await (const [name, result, path] of this.each(lines, onEvent)) {
      this.kept += numbersIn(result)
      if (this.kept > MAX_NUMBERS)
        throw this.lesson.place(new LessonError('lesson-results', { most: MAX_NUMBERS }), path)
      this.expressionWorker.keep(name, changeResult(result, this.changes))
    }
  }

  /** The same, and no result is kept: those with a name, by it. */
  async tried(
    lines: readonly PlacedLine[],
    onEvent: CommandListener = () => {},
  ): Promise<Record<string, unknown>> {
    const found: Record<string, unknown> = {}
    for await (const [name, result] of this.each(lines, onEvent)) found[name] = result
    return found
  }

  /** Runs lines, and gives the results that have a name. */
  private async *each(
    lines: readonly PlacedLine[],
    onEvent: CommandListener,
  ): AsyncGenerator<[name: string, result: unknown, path: Path]> {
    for (const { line, name, path } of changeLines(lines, this.changes)) {
      if (this.stopped) throw new InputError('stopped', {})
      const result = await this.at(path, () =>
        this.runLine(atSeed(line, this.seed), (event, said) => onEvent(event, said, name)),
      )
      if (name !== null) yield [name, result, path]
    }
  }

  /**
   * The value of an expression over the results so far, and over others that count for this once.
   * Throws as the expression worker.
   */
  async evaluate(
    expression: string,
    path: Path,
    also: Readonly<Record<string, unknown>> = {},
  ): Promise<Value> {
    return this.at(path, () =>
      this.timed(() => this.expressionWorker.evaluate(expression, also, this.left())),
    )
  }

  /** A result by its name. */
  result(name: string): unknown {
    return this.expressionWorker.result(name)
  }

  /** Does something, and then restores the workbench. */
  async apart(work: () => Promise<void>): Promise<void> {
    const { timeline } = await this.lab.workbench()
    const mark = timeline.mark()
    try {
      await work()
    } finally {
      timeline.backTo(mark)
    }
  }

  /** Does something; a problem in it is at this place of the script. */
  async at<T>(path: Path, work: () => T | Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      throw error instanceof LessonError ? this.lesson.place(error, path) : error
    }
  }

  /**
   * Ends what runs, and whatever would be run next until it goes on. Training ends at a step, with
   * a result.
   */
  stop(): void {
    this.stopped = true
    this.expressionWorker.stop()
    this.lab.leave()
  }

  /** Ends what is being worked out. */
  giveUp(): void {
    this.expressionWorker.stop()
  }

  goOn(): void {
    this.stopped = false
  }

  close(): void {
    this.expressionWorker.close()
  }

  private over(): LessonError {
    return new LessonError('lesson-time', { seconds: this.limit / 1000 })
  }

  /** Milliseconds that are left. Throws LessonError where there are none. */
  private left(): number {
    const left = this.limit - this.spent
    if (left <= 0) throw this.over()
    return left
  }

  private async timed<T>(work: () => Promise<T>): Promise<T> {
    const worked = startWorkClock()
    try {
      return await work()
    } finally {
      this.spent += worked()
    }
  }

  private async runLine(
    line: string,
    onEvent: (event: LabEvent, line: string) => void,
  ): Promise<unknown> {
    let ended: ReturnType<typeof setTimeout> | undefined
    const takeOff = alarmAfter(this.left(), () => {
      this.lab.leave()
      ended = setTimeout(() => this.lab.end(), PATIENCE)
    })
    let result: unknown = null
    try {
      await this.timed(() =>
        this.refusing(line, async () => {
          for (const piece of this.lab.split(line)) {
            await this.check(line, piece)
            for await (const event of (await this.lab.run(piece)).events) {
              if (!isLabEvent(event)) continue
              onEvent(event, line)
              if (event.type === 'lab') result = event.result
              if (event.type === 'report') result = event.report
              if (event.type === 'sweep') result = event.sweep
            }
          }
        }),
      )
    } finally {
      takeOff()
      clearTimeout(ended)
    }
    // A training that was stopped answers with the steps that it has made.
    if (!this.stopped) this.left()
    return result
  }

  /** Throws LessonError for a command that is nothing for a lesson, or would take too long. */
  private async check(line: string, piece: CommandText): Promise<void> {
    const command = this.lab.closedToLessons(piece)
    if (command !== null) throw new LessonError('lesson-forbidden', { line, command })
    const seconds = await this.lab.secondsOf(piece)
    if (seconds > (UNSURE * this.limit) / 1000)
      throw new LessonError('lesson-effort', {
        line,
        seconds: Math.round(seconds),
        limit: this.limit / 1000,
      })
  }

  /** What the lab refuses is a problem of the line. */
  private async refusing<T>(line: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof InputError)) throw error
      const { code, details: facts } = error
      if (code === 'stopped') throw this.stopped ? error : this.over()
      // A limitation of this Node, not an error of the lesson.
      if (code === 'no-webassembly') throw error
      throw new LessonError('lesson-line', { line, refusal: { code, facts } })
    }
  }
}

/** Values in a result. */
function numbersIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1
  if (Array.isArray(value) && typeof value[0] === 'number') return value.length
  return Object.values(value).reduce((sum: number, one) => sum + numbersIn(one), 0)
}
