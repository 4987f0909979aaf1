/** Starts worker threads. */
import { type ResourceLimits, Worker } from 'node:worker_threads'
import { assetUrl } from '../io/program-file-url.ts'
import type { ToWorker } from './job-table.ts'

/** A thread that runs a bundle of the built program, within limits on its memory. */
export const startThread = (
  bundle: string,
  resourceLimits: ResourceLimits,
  workerData?: unknown,
): Worker => new Worker(assetUrl(bundle), { workerData, resourceLimits })

/**
 * Threads of one bundle. Some whose client is gone are kept for the next one: starting a thread
 * takes longer than most of its jobs.
 */
export class ThreadKind {
  private readonly spare: Worker[] = []

  /** Of `bundle` in dist/; keeps at most `spares` idle threads. */
  constructor(
    private readonly bundle: string,
    private readonly limits: ResourceLimits,
    private readonly spares = 0,
  ) {}

  take(): Worker {
    return this.spare.pop() ?? this.start()
  }

  /** Starts threads until so many are idle, that whoever takes one need not wait for it. */
  prepare(count: number): void {
    while (this.spare.length < count) this.spare.push(this.start())
  }

  /** Ends the idle threads: what they have begun with no longer holds. */
  discard(): void {
    for (const worker of this.spare.splice(0)) void worker.terminate()
  }

  private start(): Worker {
    const worker = startThread(this.bundle, this.limits)
    // While a client waits, it has listeners of its own. Nobody hears of an idle thread's end.
    worker.on('error', () => {})
    worker.once('exit', () => {
      const at = this.spare.indexOf(worker)
      if (at >= 0) this.spare.splice(at, 1)
    })
    worker.unref()
    return worker
  }

  /** Takes back a thread that has nothing to do; resolves when it is kept or has ended. */
  async release(worker: Worker): Promise<void> {
    if (this.spare.length < this.spares) {
      worker.postMessage({ forget: true } satisfies ToWorker<Record<never, never>>)
      this.spare.push(worker)
    } else await worker.terminate()
  }
}
