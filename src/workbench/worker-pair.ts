/**
 * The workbench's threads: one for each cell, so that both train at once. Started when first
 * needed.
 */
import { Worker } from 'node:worker_threads'
import type { Cell } from '../engine/types.ts'
import { assetUrl } from '../io/asset-url.ts'
import { InputError } from '../rules/input-error.ts'
import { controlOf, createControlBlock } from '../threads/control-block.ts'
import { RESOURCE_LIMITS } from '../threads/thread-limits.ts'
import { contentIn } from '../training/resolve-spec.ts'
import { FORGET, type JobName, type Jobs, type WorkerMessage, type WorkerRequest } from './jobs.ts'

type News = Extract<WorkerMessage, { type: 'progress' | 'observation' }>

/**
 * Threads of worker pairs that are gone, for those that come: starting one costs more than most of
 * what it is asked.
 */
const idle: Worker[] = []
const MAX_IDLE = 2

function start(): Worker {
  const worker = new Worker(assetUrl('thread.js'), { resourceLimits: RESOURCE_LIMITS })
  worker.once('exit', () => {
    const at = idle.indexOf(worker)
    if (at >= 0) idle.splice(at, 1)
  })
  return worker
}

/** One thread. It holds nothing that matters, so it may be ended at any time. */
class WorkerClient {
  private worker: Worker | null = null
  private abandon: ((error: Error) => void) | null = null
  private controlBlock: SharedArrayBuffer | null = null
  private training = false
  private queue: Promise<unknown> = Promise.resolve()
  /** Changes whenever it is stopped: what was asked before is not begun any more. */
  private generation = 0
  private closed = false

  /** The answer, when the orders before it are through. */
  ask<N extends JobName>(
    name: N,
    ask: Jobs[N]['ask'],
    onProgress: (news: News) => void = () => {},
  ): Promise<Jobs[N]['answer']> {
    const { generation } = this
    const answer = this.queue.then(() => {
      if (generation !== this.generation || this.closed) throw new InputError('stopped', {})
      return this.send(name, ask, onProgress)
    })
    this.queue = answer.catch(() => {})
    return answer
  }

  private send<N extends JobName>(
    name: N,
    ask: Jobs[N]['ask'],
    onProgress: (news: News) => void,
  ): Promise<Jobs[N]['answer']> {
    const content = contentIn(ask.spec)
    const worker = this.worker ?? idle.pop() ?? start()
    this.worker = worker
    worker.ref()
    this.controlBlock = createControlBlock(1)
    this.training = name === 'train'
    return new Promise((resolve, reject) => {
      const done = (settle: () => void) => {
        worker.off('message', listen).off('error', fail).off('exit', exit)
        worker.unref()
        this.abandon = null
        this.controlBlock = null
        settle()
      }
      const listen = (message: WorkerMessage) => {
        if (message.type === 'answer') done(() => resolve(message.answer as Jobs[N]['answer']))
        else if (message.type === 'refused')
          done(() => reject(new InputError(message.code, message.details as never)))
        else if (message.type === 'failed') done(() => reject(new Error(message.message)))
        else onProgress(message)
      }
      const fail = (error: Error) =>
        done(() => {
          this.worker = null
          // Not waited for: it ends when it next looks up from its work.
          void worker.terminate()
          reject(error)
        })
      const exit = (code: number) =>
        fail(new Error(`a thread of the workbench ended with code ${code}`))
      this.abandon = fail
      worker.on('message', listen).on('error', fail).on('exit', exit)
      worker.postMessage({ name, ask, controlBlock: this.controlBlock, content } as WorkerRequest)
    })
  }

  /**
   * Training ends at the next step and answers; asked again, or anything else, it is ended at once.
   */
  stop(): void {
    this.generation++
    if (!this.controlBlock) return
    if (this.training) {
      this.training = false
      controlOf(this.controlBlock, () => []).stop()
    } else this.end()
  }

  /** Whatever it does is given up. */
  end(): void {
    this.generation++
    this.abandon?.(new InputError('stopped', {}))
  }

  /** The same; a thread that has nothing to do is left to others. */
  close(): void {
    this.end()
    this.closed = true
    const { worker } = this
    this.worker = null
    if (worker === null) return
    if (idle.length < MAX_IDLE) {
      worker.postMessage(FORGET)
      idle.push(worker)
    } else void worker.terminate()
  }
}

export class WorkerPair {
  private readonly clients: Readonly<Record<Cell, WorkerClient>> = {
    rnn: new WorkerClient(),
    lstm: new WorkerClient(),
  }

  /**
   * Asks the thread of a cell. Rejects with InputError 'stopped' where it was stopped before there
   * was an answer.
   */
  ask<N extends JobName>(
    thread: Cell,
    name: N,
    ask: Jobs[N]['ask'],
    onProgress?: (news: News) => void,
  ): Promise<Jobs[N]['answer']> {
    return this.clients[thread].ask(name, ask, onProgress)
  }

  stop(): void {
    this.clients.rnn.stop()
    this.clients.lstm.stop()
  }

  end(): void {
    this.clients.rnn.end()
    this.clients.lstm.end()
  }

  close(): void {
    this.clients.rnn.close()
    this.clients.lstm.close()
  }
}
