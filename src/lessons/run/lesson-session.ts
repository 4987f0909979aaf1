/**
 * A lesson played step by step for a learner: results of each step's commands, measured claims, and
 * the workbench after each step. What a learner tries in between changes none of these.
 */
import { InputError } from '../../rules/input-error.ts'
import type { Mark } from '../../workbench/undo-history.ts'
import { LessonError } from '../format/lesson-error.ts'
import type { Step } from '../format/lesson-schema.ts'
import { claimsOf, commandsOf, linesOfStep } from '../format/script-lines.ts'
import type { Lesson } from '../load/lesson.ts'
import { checkPrediction, type Given, outcomeOf, type PredictionResult } from './answers.ts'
import { type Measured, measure } from './claims.ts'
import type { Lab, LabEvent } from './lab.ts'
import { type CommandListener, LessonRunner } from './lesson-runner.ts'
import { bestKnown } from './scores.ts'
import { TaskChecker } from './task-checker.ts'

/** What the commands of a step came to. */
export interface StepOutcome {
  readonly results: readonly {
    readonly line: string
    readonly name: string | null
    readonly event: LabEvent
  }[]
  readonly claims: Readonly<Record<string, Measured>>
  /** What came of the predictions whose outcome the step shows, by their steps. */
  readonly measured: Readonly<Record<string, Given>>
}

export class LessonSession<L extends Lab = Lab> {
  private readonly runner: LessonRunner
  private readonly outcomes: StepOutcome[] = []
  /** The workbench before the first step, and after each. */
  private readonly marks: Mark[] = []
  private readonly bests = new Map<number, number | null>()
  private stopped = false

  constructor(
    readonly lesson: Lesson,
    readonly lab: L,
    readonly seed: number,
  ) {
    this.runner = new LessonRunner(lab, lesson)
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

  outcome(step: number): StepOutcome | null {
    return this.outcomes[step] ?? null
  }

  /** A task that a learner is about to try. */
  checker(task: Extract<Step, { do: 'task' }>): TaskChecker {
    const n = this.lesson.script.steps.indexOf(task)
    const workOut = (expression: string, also: Readonly<Record<string, unknown>>) =>
      this.runner.evaluate(expression, ['steps', n, 'check'], also)
    return new TaskChecker(task, workOut, () => this.runner.giveUp())
  }

  /** What every claim so far measured. */
  get measured(): Readonly<Record<string, Measured>> {
    return Object.fromEntries(this.outcomes.flatMap(({ claims }) => Object.entries(claims)))
  }

  /**
   * Runs every step up to this one that has not been run, as the lesson has them. Throws
   * LessonError. A step that is stopped has not been run; false then.
   */
  async reach(
    step: number,
    onEvent: (step: number, ...heard: Parameters<CommandListener>) => void,
  ): Promise<boolean> {
    this.stopped = false
    this.runner.goOn()
    try {
      if (this.marks.length === 0) {
        await this.runner.begin(this.seed)
        this.marks.push(await this.mark())
      }
      while (this.steps <= step && !this.stopped) await this.runNext(onEvent)
    } catch (error) {
      if (!(error instanceof InputError && error.code === 'stopped')) throw error
    }
    if (this.steps > step) return true
    await this.standAt(this.steps - 1)
    return false
  }

  private async runNext(
    onEvent: (step: number, ...heard: Parameters<CommandListener>) => void,
  ): Promise<void> {
    const n = this.steps
    const { script } = this.lesson
    await this.standAt(n - 1)
    const results: { line: string; name: string | null; event: LabEvent }[] = []
    await this.runner.run(linesOfStep(script, n), (event, line, name) => {
      if (event.type === 'lab' || event.type === 'report' || event.type === 'sweep')
        results.push({ line, name, event })
      onEvent(n, event, line, name)
    })
    if (this.stopped) return
    const claims = await this.claims(n)
    const measured = await this.outcomesAt(n)
    this.outcomes.push({ results, claims, measured })
    this.marks.push(await this.mark())
  }

  /**
   * The score of the best known answer to a task, from where the task begins, measured once; null
   * where it has no score, or the answer does not do at this seed. Throws as {@link reach}, and
   * InputError 'stopped'.
   */
  async best(n: number, onEvent: CommandListener = () => {}): Promise<number | null> {
    const known = this.bests.get(n)
    if (known !== undefined) return known
    this.runner.goOn()
    await this.standAt(n - 1)
    try {
      const best = await bestKnown(this.lesson, this.runner, n, onEvent).catch((error) => {
        if (error instanceof LessonError && error.code === 'lesson-score') return null
        throw error
      })
      this.bests.set(n, best)
      return best
    } finally {
      await this.standAt(this.steps - 1)
    }
  }

  private async claims(n: number): Promise<Record<string, Measured>> {
    const found: Record<string, Measured> = {}
    for (const [k, claim] of claimsOf(this.lesson.script.steps[n]).entries()) {
      const path = ['steps', n, 'claims', k]
      const workOut = (expression: string) => this.runner.evaluate(expression, [...path, 'measure'])
      found[claim.id] = await this.runner.at(path, () => measure(claim, workOut))
    }
    return found
  }

  private async outcomesAt(n: number): Promise<Record<string, Given>> {
    const { steps } = this.lesson.script
    const found: Record<string, Given> = {}
    for (const [k, step] of steps.entries()) {
      if (step.do !== 'predict' || step.shown !== steps[n].id) continue
      const path = ['steps', k]
      found[step.id] = await this.runner.at(path, () =>
        outcomeOf(step, (expression, ...field) =>
          this.runner.evaluate(expression, [...path, ...field]),
        ),
      )
    }
    return found
  }

  /** Ends what runs. */
  stop(): void {
    this.stopped = true
    this.runner.stop()
  }

  /** Lets go of what it needed. */
  close(): void {
    this.runner.close()
  }

  /** Puts the workbench as it was after a step (−1: before the first). */
  async standAt(step: number): Promise<void> {
    const mark = this.marks[step + 1]
    if (mark) (await this.lab.workbench()).timeline.backTo(mark)
  }

  /** What came of a prediction; null as long as the step that shows it has not been run. */
  judged(step: Step, given: Given): PredictionResult | null {
    if (step.do !== 'predict') return null
    const found = this.outcomes.find(({ measured }) => Object.hasOwn(measured, step.id))
    return found ? checkPrediction(step, given, found.measured[step.id]) : null
  }

  private async mark(): Promise<Mark> {
    return (await this.lab.workbench()).timeline.mark()
  }
}
