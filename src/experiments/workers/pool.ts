/** Spreads runs, certificates and trials of 1997 over worker threads. */
import { Worker } from 'node:worker_threads'
import PQueue from 'p-queue'
import { assetUrl } from '../../io/asset-url.ts'
import { InputError } from '../../rules/input-error.ts'
import { RESOURCE_LIMITS } from '../../threads/thread-limits.ts'
import { contentIn } from '../../training/resolve-spec.ts'
import type { AnyJob, PoolMessage } from './worker.ts'

/** A fixed number of worker threads; jobs wait for one that is free. */
export class Pool {
  private readonly queue: PQueue
  private readonly idle: Worker[] = []
  private readonly all = new Set<Worker>()
  /** Of the jobs that go: each ends its job without a last word. */
  private readonly endings = new Set<() => void>()
  private ended = false

  constructor(size: number) {
    this.queue = new PQueue({ concurrency: size })
  }

  /** Sends a job to the next free worker as soon as there is one; `skip` is asked just before. */
  run(
    job: AnyJob,
    skip: () => boolean,
    onMessage: (message: PoolMessage) => void,
    begin: () => void,
  ): Promise<void> {
    return this.queue.add(async () => {
      if (this.ended || skip()) return
      const worker = this.idle.pop() ?? this.start()
      begin()
      await converse(worker, job, onMessage, this.endings)
      this.idle.push(worker)
    })
  }

  private start(): Worker {
    const worker = new Worker(assetUrl('worker.js'), { resourceLimits: RESOURCE_LIMITS })
    this.all.add(worker)
    return worker
  }

  /**
   * Gives up everything at once, whatever the threads are at: jobs end without a last word, and
   * none is begun any more.
   */
  end(): void {
    this.ended = true
    for (const end of [...this.endings]) end()
    for (const worker of this.all) void worker.terminate()
  }

  async close(): Promise<void> {
    if (this.ended) return
    this.queue.clear()
    await Promise.all([...this.all].map((worker) => worker.terminate()))
  }
}

/** Words that close a job, beside those that something went wrong. */
const CLOSING: readonly PoolMessage['type'][] = ['ended', 'found', 'tried']

/**
 * Resolves when the job is closed, or ended from outside; rejects when the worker refuses it or
 * fails.
 */
function converse(
  worker: Worker,
  job: AnyJob,
  onMessage: (message: PoolMessage) => void,
  endings: Set<() => void>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => done(resolve)
    const done = (settle: () => void) => {
      endings.delete(end)
      worker.off('message', listen)
      worker.off('error', fail)
      worker.off('exit', exit)
      settle()
    }
    const listen = (message: PoolMessage) => {
      if (message.type === 'refused')
        done(() => reject(new InputError(message.code, message.details as never)))
      else if (message.type === 'failed') done(() => reject(new Error(message.message)))
      else {
        onMessage(message)
        if (CLOSING.includes(message.type)) done(resolve)
      }
    }
    const fail = (error: Error) => done(() => reject(error))
    const exit = (code: number) =>
      done(() => reject(new Error(`a worker thread ended with code ${code}`)))
    endings.add(end)
    worker.on('message', listen)
    worker.on('error', fail)
    worker.on('exit', exit)
    worker.postMessage({ ...job, content: 'spec' in job ? contentIn(job.spec) : null })
  })
}
