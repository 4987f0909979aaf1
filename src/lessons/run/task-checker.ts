/** A task as a learner tries it. */
import type { Report, Sweep } from '../../results/report.ts'
import type { LabResult } from '../../workbench/result-kinds.ts'
import type { Value } from '../format/expressions.ts'
import { LessonError } from '../format/lesson-error.ts'
import { lineOf, nameOf, type Step } from '../format/lesson-schema.ts'
import { type Condition, conditionsOf } from './conditions.ts'
import { type AnyEvent, isLabEvent } from './lab.ts'

type Result = LabResult | Report | Sweep

/** One of the things that a task asks for, as it came out. */
export interface ConditionResult {
  readonly condition: Condition
  readonly ok: boolean
  /**
   * Of a comparison what was measured, and what it is held against; undefined where the result does
   * not have it.
   */
  readonly measured: Value
  readonly wanted: Value
  /** Of two lists that had to be equal: entries in which they are not. */
  readonly differing: number | null
}

type Also = Readonly<Record<string, Result>>

/**
 * Whether a learner has done what a task asks for: by the values that they brought about, whatever
 * their lines were. Where the solution names the result of a command, the learner's last result of
 * that command stands for it.
 */
export class TaskChecker {
  private readonly results = new Map<string, Result[]>()

  constructor(
    private readonly task: Extract<Step, { do: 'task' }>,
    /** An expression of the task over the lesson's results before it, and these. */
    private readonly workOut: (expression: string, also: Also) => Promise<Value>,
    /** Gives up what is being worked out: InputError 'stopped' is thrown. */
    readonly stop: () => void,
  ) {}

  /**
   * Takes in what a command of the learner said: whether the task is done by that, or not yet; null
   * where nothing can be told.
   */
  async addResult(line: string, event: AnyEvent): Promise<boolean | null> {
    const result = resultOf(event)
    if (result === null) return null
    const command = commandOf(line)
    this.results.set(command, [...(this.results.get(command) ?? []), result])
    const also = this.also()
    const done = also && (await this.valueOf(this.task.check, also)) === true
    // A command that only prepares the next look tells nothing yet.
    return done === false && !this.looks.includes(command) ? null : done
  }

  /** The commands whose results are checked. */
  get looks(): readonly string[] {
    return [
      ...new Set(
        this.task.solve.filter((one) => nameOf(one) !== null).map((one) => commandOf(lineOf(one))),
      ),
    ]
  }

  /** Those of them that have not said enough yet. */
  get missing(): readonly string[] {
    return this.looks.filter(
      (command) => (this.results.get(command)?.length ?? 0) < this.namesOf(command).length,
    )
  }

  /** The score of what was last done; null where there is none, or the task is not solved by it. */
  async score(): Promise<number | null> {
    const also = this.also()
    const { check, score } = this.task
    if (!also || !score || (await this.valueOf(check, also)) !== true) return null
    const value = await this.valueOf(score.measure, also)
    return typeof value === 'number' && Number.isFinite(value) ? value : null
  }

  /**
   * What the task asks for, one by one, with what was measured; nothing as long as results are
   * missing.
   */
  async findings(): Promise<readonly ConditionResult[]> {
    const also = this.also()
    if (!also) return []
    const found: ConditionResult[] = []
    for (const condition of conditionsOf(this.task.check))
      found.push(await this.finding(condition, also))
    return found
  }

  private async finding(condition: Condition, also: Also): Promise<ConditionResult> {
    const { whole, compared } = condition
    const ok = (await this.valueOf(whole, also)) === true
    if (!compared) return { condition, ok, measured: undefined, wanted: undefined, differing: null }
    const measured = await this.valueOf(compared.left, also)
    const wanted = await this.valueOf(compared.right, also)
    const lists = Array.isArray(measured) && Array.isArray(wanted)
    const apart = lists
      ? await this.valueOf(`differ(${compared.left}, ${compared.right})`, also)
      : null
    return { condition, ok, measured, wanted, differing: typeof apart === 'number' ? apart : null }
  }

  private namesOf(command: string): readonly string[] {
    return this.task.solve
      .filter((one) => commandOf(lineOf(one)) === command)
      .flatMap((one) => nameOf(one) ?? [])
  }

  /**
   * The learner's results by the names that the check has for them; null where there are too few.
   */
  private also(): Also | null {
    if (this.missing.length > 0) return null
    const also: Record<string, Result> = {}
    for (const command of this.looks) {
      const names = this.namesOf(command)
      const results = (this.results.get(command) ?? []).slice(-names.length)
      for (const [n, name] of names.entries()) also[name] = results[n]
    }
    return also
  }

  /** undefined for what a result of another shape does not have. */
  private async valueOf(expression: string, also: Also): Promise<Value> {
    try {
      return await this.workOut(expression, also)
    } catch (error) {
      if (error instanceof LessonError && error.code === 'expression') return undefined
      throw error
    }
  }
}

function resultOf(event: AnyEvent): Result | null {
  if (!isLabEvent(event)) return null
  switch (event.type) {
    case 'lab':
      return event.result
    case 'report':
      return event.report
    case 'sweep':
      return event.sweep
    default:
      return null
  }
}

const commandOf = (line: string): string => line.trim().split(/\s+/)[0]
