/**
 * Runs what a lesson runs, on a workbench of its own, and keeps the results that have names. Lesson files are
 * untrusted: only commands that compute are taken, for a limited time.
 */
import type { CommandEvent } from '../commands/command.ts'
import type { Session } from '../commands/session.ts'
import { Refusal } from '../refusal.ts'
import type { Scope } from './expressions.ts'
import { type LessonCommand, lineOf, type Mutant, nameOf } from './format.ts'
import { mutateCommands, mutateResult } from './mutate.ts'
import { Problem } from './problem.ts'

/** What a lesson may use of the lab: nothing that writes, reads another's file, or talks. */
const ALLOWED = [
  'task',
  'set',
  'seed',
  'variant',
  'show',
  'train',
  'until',
  'reset',
  'gradient',
  'verify',
  'walk',
  'gates',
  'state',
  'memory',
  'attribution',
  'clamp',
  'scale',
  'sever',
  'plain',
  'release',
  'undo',
  'redo',
  'diff',
  'compare',
  'tasks',
] as const

/** What is run in a lesson needs of a session. */
export type Lab = Pick<Session, 'split' | 'run' | 'nameOf' | 'fileOptionOf' | 'stop'>

/** Told what the commands say, which line says it, and the name of its result. */
export type Hear = (event: CommandEvent, line: string, name: string | null) => void

/** Milliseconds that the commands of one lesson may take together. */
export const TIME_LIMIT = 120_000

export class Player {
  private readonly results: Record<string, unknown> = {}
  /** Milliseconds that commands took so far: a learner may think as long as they like. */
  private spent = 0
  private seed = 1

  constructor(
    private readonly lab: Lab,
    private readonly mutant: Mutant | null = null,
    private readonly limit = TIME_LIMIT,
  ) {}

  get scope(): Scope {
    return this.results
  }

  /** Puts a lesson's beginning on the workbench, at a seed. */
  async begin(setup: readonly LessonCommand[], seed: number): Promise<void> {
    this.seed = seed
    await this.run([...setup, `seed ${seed}`])
  }

  /** Runs commands in order. Throws Problem for one that the lab does not take. */
  async run(commands: readonly LessonCommand[], hear: Hear = () => {}): Promise<void> {
    for (const one of mutateCommands(commands, this.mutant)) {
      const name = nameOf(one)
      const result = await this.runLine(lineOf(one, this.seed), (event, line) => hear(event, line, name))
      if (name !== null) this.results[name] = mutateResult(result, this.mutant)
    }
  }

  private async runLine(line: string, hear: (event: CommandEvent, line: string) => void): Promise<unknown> {
    let result: unknown = null
    const started = performance.now()
    const left = this.limit - this.spent
    const over = () => new Problem('lesson-time', { seconds: this.limit / 1000 })
    if (left <= 0) throw over()
    const alarm = setTimeout(() => this.lab.stop(), left)
    try {
      for (const piece of this.lab.split(line)) {
        const command = this.lab.nameOf(piece)
        if (command !== null && !(ALLOWED as readonly string[]).includes(command))
          throw new Problem('lesson-forbidden', { line, command })
        const option = this.lab.fileOptionOf(piece)
        if (option !== null) throw new Problem('lesson-forbidden', { line, command: option })
        for await (const event of (await this.lab.run(piece)).events) {
          hear(event, line)
          if (event.type === 'lab') result = event.result
          if (event.type === 'report') result = event.report
        }
      }
    } catch (error) {
      if (error instanceof Refusal && error.code === 'stopped') throw over()
      if (error instanceof Refusal) {
        const { code, facts } = error
        throw new Problem('lesson-line', { line, refusal: { code, facts } })
      }
      throw error
    } finally {
      clearTimeout(alarm)
      this.spent += performance.now() - started
    }
    if (this.spent > this.limit) throw over()
    return result
  }
}
