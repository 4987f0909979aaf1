/** Spreads jobs over worker threads. */
import PQueue from 'p-queue'
import type { JobTable } from './job-table.ts'
import type { ThreadKind } from './thread-kind.ts'
import { WorkerClient } from './worker-client.ts'

/** A fixed number of worker clients; work waits for one that is free. */
export class Pool<J extends JobTable<J>> {
  private readonly queue: PQueue
  private readonly idle: WorkerClient<J>[] = []
  private readonly all = new Set<WorkerClient<J>>()
  private ended = false

  constructor(
    private readonly threads: ThreadKind,
    size: number,
  ) {
    this.queue = new PQueue({ concurrency: size })
  }

  /**
   * Calls `work` with the next client that is free, in the order of the calls. Null where the pool
   * was ended before `work` was through; rejects with what `work` throws.
   */
  run<T>(work: (client: WorkerClient<J>) => Promise<T>): Promise<T | null> {
    return this.queue.add(async () => {
      if (this.ended) return null
      const client = this.idle.pop() ?? this.create()
      try {
        return await work(client)
      } catch (error) {
        if (this.ended) return null
        throw error
      } finally {
        this.idle.push(client)
      }
    })
  }

  private create(): WorkerClient<J> {
    const client = new WorkerClient<J>(this.threads)
    this.all.add(client)
    return client
  }

  /** Cancels everything at once; no further job is started. */
  end(): void {
    this.ended = true
    for (const client of this.all) void client.close()
  }

  /** Terminates the threads; work that still waits is dropped. */
  async close(): Promise<void> {
    if (this.ended) return
    this.queue.clear()
    await Promise.all(Array.from(this.all, (client) => client.close()))
  }
}
