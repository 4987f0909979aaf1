/** Spreads runs, certificates and trials of 1997 over worker threads. */
import { Worker } from 'node:worker_threads'
import PQueue from 'p-queue'
import { Refusal } from '../refusal.ts'
import { beside } from './beside.ts'
import { contentIn } from './resolve.ts'
import type { AnyJob, Word } from './worker.ts'

/** A fixed number of worker threads; jobs wait for one that is free. */
export class Pool {
  private readonly queue: PQueue
  private readonly idle: Worker[] = []
  private readonly all = new Set<Worker>()

  constructor(size: number) {
    this.queue = new PQueue({ concurrency: size })
  }

  /** Sends a job to the next free worker as soon as there is one; `skip` is asked just before. */
  run(job: AnyJob, skip: () => boolean, hear: (word: Word) => void, begin: () => void): Promise<void> {
    return this.queue.add(async () => {
      if (skip()) return
      const worker = this.idle.pop() ?? this.start()
      begin()
      await converse(worker, job, hear)
      this.idle.push(worker)
    })
  }

  private start(): Worker {
    const worker = new Worker(beside('worker.js'))
    this.all.add(worker)
    return worker
  }

  async close(): Promise<void> {
    this.queue.clear()
    await Promise.all([...this.all].map((worker) => worker.terminate()))
  }
}

/** Words that close a job, beside those that something went wrong. */
const CLOSING: readonly Word['type'][] = ['ended', 'found', 'tried']

/** Resolves when the job is closed; rejects when the worker refuses it or fails. */
function converse(worker: Worker, job: AnyJob, hear: (word: Word) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = (settle: () => void) => {
      worker.off('message', listen)
      worker.off('error', fail)
      worker.off('exit', exit)
      settle()
    }
    const listen = (word: Word) => {
      if (word.type === 'refused') done(() => reject(new Refusal(word.code, word.facts as never)))
      else if (word.type === 'failed') done(() => reject(new Error(word.message)))
      else {
        hear(word)
        if (CLOSING.includes(word.type)) done(resolve)
      }
    }
    const fail = (error: Error) => done(() => reject(error))
    const exit = (code: number) => done(() => reject(new Error(`a worker thread ended with code ${code}`)))
    worker.on('message', listen)
    worker.on('error', fail)
    worker.on('exit', exit)
    worker.postMessage({ ...job, content: 'spec' in job ? contentIn(job.spec) : null })
  })
}
