/** The workbench's threads: one for each cell, so that both train at once. Started when first needed. */
import { Worker } from 'node:worker_threads'
import type { Cell } from '../../engine/types.ts'
import { Refusal } from '../../refusal.ts'
import { beside } from '../beside.ts'
import { controlOf, makeHand } from '../hand.ts'
import { contentIn } from '../resolve.ts'
import { RESOURCE_LIMITS } from '../thread-limits.ts'
import { FORGET, type JobName, type Jobs, type Order, type Word } from './jobs.ts'

type News = Extract<Word, { type: 'progress' | 'observation' }>

/** Threads of crews that are gone, for those that come: starting one costs more than most of what it is asked. */
const idle: Worker[] = []
const MOST_IDLE = 2

function start(): Worker {
  const worker = new Worker(beside('thread.js'), { resourceLimits: RESOURCE_LIMITS })
  worker.once('exit', () => {
    const at = idle.indexOf(worker)
    if (at >= 0) idle.splice(at, 1)
  })
  return worker
}

/** One thread. It holds nothing that matters, so it may be ended at any time. */
class Hand {
  private worker: Worker | null = null
  private abandon: ((error: Error) => void) | null = null
  private hand: SharedArrayBuffer | null = null
  private training = false
  private queue: Promise<unknown> = Promise.resolve()
  /** Changes whenever it is stopped: what was asked before is not begun any more. */
  private era = 0
  private closed = false

  /** The answer, when the orders before it are through. */
  ask<N extends JobName>(
    name: N,
    ask: Jobs[N]['ask'],
    hear: (news: News) => void = () => {},
  ): Promise<Jobs[N]['answer']> {
    const { era } = this
    const answer = this.queue.then(() => {
      if (era !== this.era || this.closed) throw new Refusal('stopped', {})
      return this.send(name, ask, hear)
    })
    this.queue = answer.catch(() => {})
    return answer
  }

  private send<N extends JobName>(
    name: N,
    ask: Jobs[N]['ask'],
    hear: (news: News) => void,
  ): Promise<Jobs[N]['answer']> {
    const content = contentIn(ask.spec)
    const worker = this.worker ?? idle.pop() ?? start()
    this.worker = worker
    worker.ref()
    this.hand = makeHand(1)
    this.training = name === 'train'
    return new Promise((resolve, reject) => {
      const done = (settle: () => void) => {
        worker.off('message', listen).off('error', fail).off('exit', exit)
        worker.unref()
        this.abandon = null
        this.hand = null
        settle()
      }
      const listen = (word: Word) => {
        if (word.type === 'answer') done(() => resolve(word.answer as Jobs[N]['answer']))
        else if (word.type === 'refused') done(() => reject(new Refusal(word.code, word.facts as never)))
        else if (word.type === 'failed') done(() => reject(new Error(word.message)))
        else hear(word)
      }
      const fail = (error: Error) =>
        done(() => {
          this.worker = null
          // Not waited for: it ends when it next looks up from its work.
          void worker.terminate()
          reject(error)
        })
      const exit = (code: number) => fail(new Error(`a thread of the workbench ended with code ${code}`))
      this.abandon = fail
      worker.on('message', listen).on('error', fail).on('exit', exit)
      worker.postMessage({ name, ask, hand: this.hand, content } as Order)
    })
  }

  /** Training ends at the next step and answers; asked again, or anything else, it is ended at once. */
  stop(): void {
    this.era++
    if (!this.hand) return
    if (this.training) {
      this.training = false
      controlOf(this.hand, () => []).stop()
    } else this.end()
  }

  /** Whatever it does is given up. */
  end(): void {
    this.era++
    this.abandon?.(new Refusal('stopped', {}))
  }

  /** The same; a thread that has nothing to do is left to others. */
  close(): void {
    this.end()
    this.closed = true
    const { worker } = this
    this.worker = null
    if (worker === null) return
    if (idle.length < MOST_IDLE) {
      worker.postMessage(FORGET)
      idle.push(worker)
    } else void worker.terminate()
  }
}

export class Crew {
  private readonly hands: Readonly<Record<Cell, Hand>> = { rnn: new Hand(), lstm: new Hand() }

  /** Asks the thread of a cell. Rejects with Refusal 'stopped' where it was stopped before there was an answer. */
  ask<N extends JobName>(
    thread: Cell,
    name: N,
    ask: Jobs[N]['ask'],
    hear?: (news: News) => void,
  ): Promise<Jobs[N]['answer']> {
    return this.hands[thread].ask(name, ask, hear)
  }

  stop(): void {
    this.hands.rnn.stop()
    this.hands.lstm.stop()
  }

  end(): void {
    this.hands.rnn.end()
    this.hands.lstm.end()
  }

  close(): void {
    this.hands.rnn.close()
    this.hands.lstm.close()
  }
}
