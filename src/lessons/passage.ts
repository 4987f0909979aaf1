/**
 * A lesson on its way through the lab, step by step, for a learner: what each step's commands said, what its claims
 * measured, and the workbench as it was then. What a learner tries in between leaves none of that changed.
 */
import type { CommandEvent } from '../commands/command.ts'
import type { Session } from '../commands/session.ts'
import type { Mark } from '../lab/workbench/timeline.ts'
import { Refusal } from '../refusal.ts'
import { type Given, type Judged, judge, outcomeOf } from './answers.ts'
import { Attempt } from './attempt.ts'
import { type Measured, measure } from './claims.ts'
import { claimsOf, commandsOf, linesOfStep } from './commands-of.ts'
import type { Step } from './format.ts'
import type { Lesson } from './load.ts'
import { type Hear, Player } from './play.ts'

/** What the commands of a step came to. */
export interface Outcome {
  readonly results: readonly { readonly line: string; readonly name: string | null; readonly event: CommandEvent }[]
  readonly claims: Readonly<Record<string, Measured>>
  /** What came of the predictions whose outcome the step shows, by their steps. */
  readonly measured: Readonly<Record<string, Given>>
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
    this.player = new Player(lab, lesson)
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
    const n = this.lesson.script.steps.indexOf(task)
    const workOut = (expression: string, also: Readonly<Record<string, unknown>>) =>
      this.player.evaluate(expression, ['steps', n, 'check'], also)
    return new Attempt(task, workOut, () => this.player.giveUp())
  }

  /** What every claim so far measured. */
  get measured(): Readonly<Record<string, Measured>> {
    return Object.fromEntries(this.outcomes.flatMap(({ claims }) => Object.entries(claims)))
  }

  /**
   * Runs every step up to this one that has not been run, as the lesson has them. Throws Problem. A step that is stopped has not
   * been run; false then.
   */
  async reach(step: number, hear: (step: number, ...heard: Parameters<Hear>) => void): Promise<boolean> {
    this.stopped = false
    this.player.goOn()
    try {
      if (this.marks.length === 0) {
        await this.player.begin(this.seed)
        this.marks.push(await this.mark())
      }
      while (this.steps <= step && !this.stopped) await this.runNext(hear)
    } catch (error) {
      if (!(error instanceof Refusal && error.code === 'stopped')) throw error
    }
    if (this.steps > step) return true
    await this.standAt(this.steps - 1)
    return false
  }

  private async runNext(hear: (step: number, ...heard: Parameters<Hear>) => void): Promise<void> {
    const n = this.steps
    const { script } = this.lesson
    await this.standAt(n - 1)
    const results: { line: string; name: string | null; event: CommandEvent }[] = []
    await this.player.run(linesOfStep(script, n), (event, line, name) => {
      if (event.type === 'lab' || event.type === 'report') results.push({ line, name, event })
      hear(n, event, line, name)
    })
    if (this.stopped) return
    const claims = await this.claims(n)
    const measured = await this.outcomesAt(n)
    this.outcomes.push({ results, claims, measured })
    this.marks.push(await this.mark())
  }

  private async claims(n: number): Promise<Record<string, Measured>> {
    const found: Record<string, Measured> = {}
    for (const [k, claim] of claimsOf(this.lesson.script.steps[n]).entries()) {
      const path = ['steps', n, 'claims', k]
      const workOut = (expression: string) => this.player.evaluate(expression, [...path, 'measure'])
      found[claim.id] = await this.player.at(path, () => measure(claim, workOut))
    }
    return found
  }

  private async outcomesAt(n: number): Promise<Record<string, Given>> {
    const { steps } = this.lesson.script
    const found: Record<string, Given> = {}
    for (const [k, step] of steps.entries()) {
      if (step.do !== 'predict' || step.shown !== steps[n].id) continue
      const path = ['steps', k]
      found[step.id] = await this.player.at(path, () =>
        outcomeOf(step, (expression, ...field) => this.player.evaluate(expression, [...path, ...field])),
      )
    }
    return found
  }

  /** Ends what runs. */
  stop(): void {
    this.stopped = true
    this.player.stop()
  }

  /** Lets go of what it needed. */
  close(): void {
    this.player.close()
  }

  /** Puts the workbench as it was after a step (−1: before the first). */
  async standAt(step: number): Promise<void> {
    const mark = this.marks[step + 1]
    if (mark) (await this.lab.workbench()).timeline.backTo(mark)
  }

  /** What came of a prediction; null as long as the step that shows it has not been run. */
  judged(step: Step, given: Given): Judged | null {
    if (step.do !== 'predict') return null
    const found = this.outcomes.find(({ measured }) => Object.hasOwn(measured, step.id))
    return found ? judge(step, given, found.measured[step.id]) : null
  }

  private async mark(): Promise<Mark> {
    return (await this.lab.workbench()).timeline.mark()
  }
}
