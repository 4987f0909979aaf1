/** The worker's side of a {@link WorkerClient}: executes the jobs that it is sent. */
import { type MessagePort, parentPort } from 'node:worker_threads'
import { InputError } from '../rules/input-error.ts'
import { createStepGate, isCancelled } from './control-block.ts'
import type { FromWorker, JobMessage, JobTable, ToWorker } from './job-table.ts'

/** Milliseconds between two events of progress. */
const PROGRESS_MS = 100

/** What a job is given beside its request. */
export interface JobContext<Event> {
  readonly emit: (event: Event) => void
  /** Whether progress may be emitted again; true at most once in 100 ms. */
  readonly progressDue: () => boolean
  /** Call before each step; see {@link createStepGate}. */
  readonly before: () => number | null
  /** Whether the job is to be given up. */
  readonly cancelled: () => boolean
  /** Values that the client has sent for its jobs. */
  readonly kept: ReadonlyMap<string, unknown>
}

/** Executes each kind of job. May throw InputError, which the client throws again. */
export type JobHandlers<J extends JobTable<J>> = {
  readonly [N in keyof J]: (
    request: J[N]['request'],
    context: JobContext<J[N]['event']>,
  ) => J[N]['answer'] | Promise<J[N]['answer']>
}

/**
 * Serves the client that started this thread, one job at a time. `onForget` is called when another
 * client takes the thread over.
 */
export function serve<J extends JobTable<J>>(
  handlers: JobHandlers<J>,
  onForget: () => void = () => {},
): void {
  const port = parentPort
  if (!port) return
  const kept = new Map<string, unknown>()
  port.on('message', (message: ToWorker<J>) => {
    if ('keep' in message) kept.set(message.keep, message.value)
    else if ('forget' in message) {
      kept.clear()
      onForget()
    } else void execute(port, handlers, message, kept)
  })
}

async function execute<J extends JobTable<J>, N extends keyof J>(
  port: MessagePort,
  handlers: JobHandlers<J>,
  { id, name, request, control: { block, slot } }: JobMessage<J, N>,
  kept: ReadonlyMap<string, unknown>,
): Promise<void> {
  const post = (message: FromWorker<J>) => port.postMessage(message)
  let last = 0
  const context: JobContext<J[N]['event']> = {
    emit: (event) => post({ id, type: 'event', event }),
    progressDue() {
      const now = performance.now()
      if (now - last < PROGRESS_MS) return false
      last = now
      return true
    },
    before: createStepGate(block, slot),
    cancelled: () => isCancelled(block, slot),
    kept,
  }
  try {
    post({ id, type: 'answer', answer: await handlers[name](request, context) })
  } catch (error) {
    if (error instanceof InputError)
      post({ id, type: 'input-error', code: error.code, details: error.details })
    else post({ id, type: 'internal-error', message: stackOf(error) })
  }
}

const stackOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error)
