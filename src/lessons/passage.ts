/**
 * A lesson on its way through the lab, step by step, for a learner: what each step's commands said, what its claims
 * measured, and the workbench as it was then. What a learner tries in between leaves none of that changed.
 */
import type { CommandEvent } from '../commands/command.ts'
import type { Session } from '../commands/session.ts'
import type { Report } from '../lab/report.ts'
import type { LabResult } from '../lab/workbench/results.ts'
import type { Mark } from '../lab/workbench/timeline.ts'
import { type Given, type Judged, judge } from './answers.ts'
import { type Measured, measure } from './claims.ts'
import { claimsOf, commandsOf } from './consistent.ts'
import { evaluate, type Scope } from './expressions.ts'
import { lineOf, nameOf, type Step } from './format.ts'
import type { Lesson } from './load.ts'
import { type Hear, Player } from './play.ts'
import { Problem } from './problem.ts'

/** What the commands of a step came to. */
export interface Outcome {
  readonly results: readonly { readonly line: string; readonly name: string | null; readonly event: CommandEvent }[]
  readonly claims: Readonly<Record<string, Measured>>
}

export class Passage {
  private readonly player: Player
  private readonly outcomes: Outcome[] = []
  /** The workbench before the first step, and after each. */
  private readonly marks: Mark[] = []
  private stopped = false

  constructor(
    readonly lesson: Lesson,
    readonly lab: Session,
    readonly seed: number,
  ) {
    this.player = new Player(lab)
  }

  /** Steps that have been run. */
  get steps(): number {
    return this.outcomes.length
  }

  /** Whether nothing has to be run up to a step. */
  isIdle(step: number): boolean {
    const rest = this.lesson.script.steps.slice(this.steps, step + 1)
    return this.marks.length > 0 && rest.every((one) => commandsOf(one).length === 0)
  }

  outcome(step: number): Outcome | null {
    return this.outcomes[step] ?? null
  }

  /** A task that a learner is about to try. */
  attempt(task: Extract<Step, { do: 'task' }>): Attempt {
    return new Attempt(task, this.player.scope)
  }

  /** What every claim so far measured. */
  get measured(): Readonly<Record<string, Measured>> {
    return Object.assign({}, ...this.outcomes.map(({ claims }) => claims))
  }

  /**
   * Runs every step up to this one that has not been run, as the lesson has them. Throws Problem. A step that is stopped has not
   * been run; false then.
   */
  async reach(step: number, hear: (step: number, ...heard: Parameters<Hear>) => void): Promise<boolean> {
    this.stopped = false
    if (this.marks.length === 0) {
      await this.player.begin(this.lesson.script.setup, this.seed)
      this.marks.push(await this.mark())
    }
    while (this.steps <= step) {
      if (!(await this.runNext(hear))) return false
    }
    return true
  }

  private async runNext(hear: (step: number, ...heard: Parameters<Hear>) => void): Promise<boolean> {
    const n = this.steps
    const step = this.lesson.script.steps[n]
    await this.standAt(n - 1)
    const results: { line: string; name: string | null; event: CommandEvent }[] = []
    await this.player.run(commandsOf(step), (event, line, name) => {
      if (event.type === 'lab' || event.type === 'report') results.push({ line, name, event })
      hear(n, event, line, name)
    })
    if (this.stopped) {
      await this.standAt(n - 1)
      return false
    }
    const claims = claimsOf(step).map((claim) => [claim.id, measure(claim, this.player.scope)] as const)
    this.outcomes.push({ results, claims: Object.fromEntries(claims) })
    this.marks.push(await this.mark())
    return true
  }

  /** Ends what runs. */
  stop(): void {
    this.stopped = true
    this.lab.stop()
  }

  /** Puts the workbench as it was after a step (−1: before the first). */
  async standAt(step: number): Promise<void> {
    const mark = this.marks[step + 1]
    if (mark) (await this.lab.workbench()).timeline.backTo(mark)
  }

  /** What came of a prediction; null as long as the step that shows it has not been run. */
  judged(step: Step, given: Given): Judged | null {
    if (step.do !== 'predict') return null
    const shown = this.lesson.script.steps.findIndex(({ id }) => id === step.shown)
    return shown < this.steps ? judge(step, given, this.player.scope) : null
  }

  private async mark(): Promise<Mark> {
    return (await this.lab.workbench()).timeline.mark()
  }
}

/**
 * Whether a learner has done what a task asks for: by the values that they brought about, whatever their lines were. Where the
 * solution names the result of a command, the learner's last result of that command stands for it.
 */
export class Attempt {
  private readonly results = new Map<string, (LabResult | Report)[]>()

  constructor(
    private readonly task: Extract<Step, { do: 'task' }>,
    /** The lesson's results before it. */
    private readonly before: Scope,
  ) {}

  /** Takes in what a command of the learner said; true once the task is done. */
  hear(line: string, event: CommandEvent): boolean {
    const result = event.type === 'lab' ? event.result : event.type === 'report' ? event.report : null
    if (result === null) return false
    const command = commandOf(line)
    this.results.set(command, [...(this.results.get(command) ?? []), result])
    return this.done()
  }

  private done(): boolean {
    const scope: Record<string, unknown> = { ...this.before }
    for (const command of new Set(this.task.solve.map((one) => commandOf(lineOf(one))))) {
      const names = this.task.solve
        .filter((one) => commandOf(lineOf(one)) === command)
        .flatMap((one) => nameOf(one) ?? [])
      const results = (this.results.get(command) ?? []).slice(-names.length)
      if (results.length < names.length) return false
      for (const [n, name] of names.entries()) scope[name] = results[n]
    }
    try {
      return evaluate(this.task.check, scope) === true
    } catch (error) {
      // A result of another shape: what was asked for is not there.
      if (error instanceof Problem) return false
      throw error
    }
  }
}

const commandOf = (line: string): string => line.trim().split(/\s+/)[0]
