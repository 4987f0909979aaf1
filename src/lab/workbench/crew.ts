/** The workbench's threads: one for each cell, so that both train at once. Started when first needed. */
import { Worker } from 'node:worker_threads'
import type { Cell } from '../../engine/types.ts'
import { Refusal } from '../../refusal.ts'
import { beside } from '../beside.ts'
import { controlOf, makeHand } from '../hand.ts'
import { contentIn } from '../resolve.ts'
import type { JobName, Jobs, Order, Word } from './jobs.ts'

type News = Extract<Word, { type: 'progress' | 'observation' }>

/** One thread. It holds nothing that matters, so it may be ended at any time. */
class Hand {
  private worker: Worker | null = null
  private abandon: ((error: Error) => void) | null = null
  private hand: SharedArrayBuffer | null = null
  private training = false
  private queue: Promise<unknown> = Promise.resolve()

  /** The answer, when the orders before it are through. */
  ask<N extends JobName>(
    name: N,
    ask: Jobs[N]['ask'],
    hear: (news: News) => void = () => {},
  ): Promise<Jobs[N]['answer']> {
    const answer = this.queue.then(() => this.send(name, ask, hear))
    this.queue = answer.catch(() => {})
    return answer
  }

  private send<N extends JobName>(
    name: N,
    ask: Jobs[N]['ask'],
    hear: (news: News) => void,
  ): Promise<Jobs[N]['answer']> {
    const content = contentIn(ask.spec)
    const worker = this.worker ?? new Worker(beside('thread.js'))
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
    if (!this.hand) return
    if (this.training) {
      this.training = false
      controlOf(this.hand, () => []).stop()
    } else {
      this.abandon?.(new Refusal('stopped', {}))
    }
  }

  async close(): Promise<void> {
    this.abandon?.(new Refusal('stopped', {}))
    await this.worker?.terminate()
    this.worker = null
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

  async close(): Promise<void> {
    await Promise.all([this.hands.rnn.close(), this.hands.lstm.close()])
  }
}
