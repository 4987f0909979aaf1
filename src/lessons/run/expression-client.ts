/**
 * Works out expressions over the results of one play of a lesson, on a thread of its own: whatever
 * an expression asks for, the program goes on meanwhile, and gives it up when it takes too long.
 */
import { ThreadKind } from '../../threads/thread-kind.ts'
import { isOutOfMemory, TimeLimitError, WorkerClient } from '../../threads/worker-client.ts'
import type { Value } from '../format/expressions.ts'
import { LessonError } from '../format/lesson-error.ts'
import type { ExpressionJobs } from './expression-jobs.ts'

/** Milliseconds that one expression may take; those of the course take a few. */
const LIMIT = 5000
/** MiB that a thread may hold. */
const MEMORY = 256

const THREADS = new ThreadKind('expression-worker.js', { maxOldGenerationSizeMb: MEMORY }, 1)

export class ExpressionWorker {
  private readonly client = new WorkerClient<ExpressionJobs>(THREADS)

  constructor(private readonly limit = LIMIT) {}

  /** Gives a result its name. */
  keep(name: string, result: unknown): void {
    this.client.keep(name, result)
  }

  result(name: string): unknown {
    return this.client.kept.get(name)
  }

  /**
   * The value of an expression, over results that count for this once as well. Throws LessonError
   * 'expression' where it is none or asks for what is not there, 'expression-time',
   * 'expression-memory'; InputError 'stopped'.
   */
  async evaluate(
    expression: string,
    also: Readonly<Record<string, unknown>> = {},
    within = this.limit,
  ): Promise<Value> {
    const timeLimit = Math.min(within, this.limit)
    try {
      const answer = await this.client.request('evaluate', { expression, also }, { timeLimit })
      if ('value' in answer) return answer.value
      throw new LessonError('expression', { expression, fault: answer.fault })
    } catch (error) {
      if (error instanceof TimeLimitError)
        throw new LessonError('expression-time', { expression, seconds: timeLimit / 1000 })
      if (isOutOfMemory(error))
        throw new LessonError('expression-memory', { expression, megabytes: MEMORY })
      throw error
    }
  }

  /** Gives up what is being worked out. */
  stop(): void {
    this.client.stop()
  }

  close(): void {
    void this.client.close()
  }
}
