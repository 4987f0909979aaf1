/** A job: what a thread of the workbench does, and what is asked of it. Plain data both ways. */
import type { Batch, Task } from '../../tasks/shared/task.ts'
import type { JobContext } from '../../threads/serve.ts'
import type { NetCache } from '../caches/net-cache.ts'
import type { NetSubject, TrainEvent } from './worker-messages.ts'

/** What a thread has for a job. */
export interface NetJobContext extends JobContext<TrainEvent> {
  readonly nets: NetCache
  readonly task: Task
  /** The held-out sequences from..to, counted from 1, each as a batch of one. */
  sequences(from: number, to: number): Batch[]
}

/** Nothing is kept from one job to the next but nets, by which no number changes. */
export interface Job<Ask extends NetSubject, Answer> {
  /** By which the thread finds it: no two have the same. */
  readonly name: string
  /** Stopped, it answers with what it has; others give no answer. */
  readonly answersWhenStopped?: true
  run(context: NetJobContext, ask: Ask): Answer | Promise<Answer>
}
