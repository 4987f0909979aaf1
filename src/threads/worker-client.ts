/**
 * Asks a worker thread for jobs, one after the other. The thread is started when it is first
 * needed; it holds nothing that cannot be sent again, so it may be terminated at any time, and the
 * next job starts another.
 */
import type { Worker } from 'node:worker_threads'
import { InputError } from '../rules/input-error.ts'
import { type ControlSlot, createControlBlock, stopAll } from './control-block.ts'
import type { FromWorker, JobTable, ToWorker } from './job-table.ts'
import type { ThreadKind } from './thread-kind.ts'
import { alarmAfter } from './work-clock.ts'

export interface RequestOptions<Event> {
  readonly onEvent?: (event: Event) => void
  /** By which the job is paused and cancelled; one of its own where there is none. */
  readonly control?: ControlSlot
  /** The job looks at its control block, and answers with what it has when it is stopped. */
  readonly answersWhenStopped?: boolean
  /** Milliseconds of work after which the thread is terminated. */
  readonly timeLimit?: number
}

export class TimeLimitError extends Error {}

/** Whether a thread ended because it reached its memory limit. */
export const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'

/** The job that a thread is at. */
interface RunningJob {
  readonly control: ControlSlot
  answersWhenStopped: boolean
  /** Terminates the thread, and rejects the job. */
  readonly abandon: (error: Error) => void
}

export class WorkerClient<J extends JobTable<J>> {
  private worker: Worker | null = null
  private running: RunningJob | null = null
  private queue: Promise<unknown> = Promise.resolve()
  private readonly values = new Map<string, unknown>()
  private lastId = 0
  /** Grows with every stop: jobs that were requested before are not begun any more. */
  private generation = 0
  private closed = false

  constructor(private readonly threads: ThreadKind) {}

  /** A value that was kept for jobs. */
  get kept(): ReadonlyMap<string, unknown> {
    return this.values
  }

  /** Gives a value to all jobs that follow, whichever thread they run on. */
  keep(name: string, value: unknown): void {
    this.values.set(name, value)
    if (this.worker) this.post(this.worker, { keep: name, value })
  }

  /**
   * The answer to a job, once those before it are through. Rejects with the job's InputError, with
   * InputError 'stopped' where it was stopped before there was an answer, with TimeLimitError, and
   * with an Error where the job or its thread failed.
   */
  request<N extends keyof J>(
    name: N,
    request: J[N]['request'],
    options: RequestOptions<J[N]['event']> = {},
  ): Promise<J[N]['answer']> {
    const { generation } = this
    const answer = this.queue.then(() => {
      if (generation !== this.generation || this.closed) throw new InputError('stopped', {})
      return this.send(name, request, options)
    })
    this.queue = answer.catch(() => {})
    return answer
  }

  private send<N extends keyof J>(
    name: N,
    request: J[N]['request'],
    options: RequestOptions<J[N]['event']>,
  ): Promise<J[N]['answer']> {
    const { onEvent, timeLimit, answersWhenStopped = false } = options
    const { control = { block: createControlBlock(1), slot: 0 } } = options
    const worker = this.ready()
    const id = ++this.lastId
    return new Promise((resolve, reject) => {
      const settle = (how: () => void) => {
        takeOff()
        worker.off('message', listen).off('error', abandon).off('exit', exit)
        worker.unref()
        this.running = null
        how()
      }
      const listen = (message: FromWorker<J>) => {
        if (message.id !== id) return
        if (message.type === 'event') onEvent?.(message.event)
        else if (message.type === 'answer') settle(() => resolve(message.answer))
        else settle(() => reject(errorOf(message)))
      }
      const abandon = (error: Error) =>
        settle(() => {
          this.worker = null
          // Not waited for: it ends when the thread next looks up from its work.
          void worker.terminate()
          reject(error)
        })
      const exit = (code: number) =>
        abandon(new Error(`a worker thread ended with exit code ${code}`))
      const takeOff =
        timeLimit === undefined
          ? () => {}
          : alarmAfter(timeLimit, () => abandon(new TimeLimitError()))
      this.running = { control, answersWhenStopped, abandon }
      worker.ref()
      worker.on('message', listen).on('error', abandon).on('exit', exit)
      try {
        this.post(worker, { id, name, request, control })
      } catch (error) {
        settle(() => reject(error))
      }
    })
  }

  /** Starts the thread now, that the first job need not wait for it. */
  start(): void {
    if (!this.closed) this.ready()
  }

  /** A thread that has the values. */
  private ready(): Worker {
    if (this.worker) return this.worker
    const worker = this.threads.take()
    this.worker = worker
    for (const [keep, value] of this.values) this.post(worker, { keep, value })
    return worker
  }

  private post(worker: Worker, message: ToWorker<J>): void {
    worker.postMessage(message)
  }

  /**
   * A job that answers when it is stopped does so at its next step; when it is stopped again, and
   * at once in any other job, the thread is terminated.
   */
  stop(): void {
    this.generation++
    const { running } = this
    if (running?.answersWhenStopped) {
      running.answersWhenStopped = false
      stopAll(running.control.block)
    } else this.terminate()
  }

  /** Gives up every job that was requested, and terminates the thread in the middle of one. */
  terminate(): void {
    this.generation++
    this.running?.abandon(new InputError('stopped', {}))
  }

  /** The same for good. Resolves when its thread is left to others or has ended. */
  async close(): Promise<void> {
    const { worker, running } = this
    this.terminate()
    this.closed = true
    this.worker = null
    if (running) await worker?.terminate()
    else if (worker) await this.threads.release(worker)
  }
}

/** The error of a worker's message, as it was thrown there. */
function errorOf<J extends JobTable<J>>(
  message: Extract<FromWorker<J>, { type: 'input-error' | 'internal-error' }>,
): Error {
  return message.type === 'input-error'
    ? new InputError(message.code, message.details as never)
    : new Error(message.message)
}
