/** A task as a learner tries it. */
import type { CommandEvent } from '../commands/command.ts'
import type { Report } from '../lab/report.ts'
import type { LabResult } from '../lab/workbench/results.ts'
import type { Value } from './expressions.ts'
import { lineOf, nameOf, type Step } from './format.ts'
import { Problem } from './problem.ts'

type Result = LabResult | Report

/**
 * Whether a learner has done what a task asks for: by the values that they brought about, whatever their lines were. Where the
 * solution names the result of a command, the learner's last result of that command stands for it.
 */
export class Attempt {
  private readonly results = new Map<string, Result[]>()

  constructor(
    private readonly task: Extract<Step, { do: 'task' }>,
    /** The task's check over the lesson's results before it, and these. */
    private readonly check: (also: Readonly<Record<string, Result>>) => Promise<Value>,
    /** Gives the check up: Refusal 'stopped' is thrown. */
    readonly stop: () => void,
  ) {}

  /** Takes in what a command of the learner said: whether the task is done by that, or not yet; null where nothing can be told. */
  async hear(line: string, event: CommandEvent): Promise<boolean | null> {
    const result = event.type === 'lab' ? event.result : event.type === 'report' ? event.report : null
    if (result === null) return null
    const command = commandOf(line)
    this.results.set(command, [...(this.results.get(command) ?? []), result])
    const done = await this.done()
    // What only prepares the next look tells nothing yet.
    const looks = this.task.solve.some((one) => nameOf(one) !== null && commandOf(lineOf(one)) === command)
    return done === false && !looks ? null : done
  }

  private async done(): Promise<boolean | null> {
    const also: Record<string, Result> = {}
    for (const command of new Set(this.task.solve.map((one) => commandOf(lineOf(one))))) {
      const names = this.task.solve
        .filter((one) => commandOf(lineOf(one)) === command)
        .flatMap((one) => nameOf(one) ?? [])
      const results = (this.results.get(command) ?? []).slice(-names.length)
      if (results.length < names.length) return null
      for (const [n, name] of names.entries()) also[name] = results[n]
    }
    try {
      return (await this.check(also)) === true
    } catch (error) {
      // A result of another shape: what was asked for is not there.
      if (error instanceof Problem && error.code === 'expression') return false
      throw error
    }
  }
}

const commandOf = (line: string): string => line.trim().split(/\s+/)[0]
