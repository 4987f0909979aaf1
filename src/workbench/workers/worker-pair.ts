/** The workbench's threads: one for each cell, so that both train at once. */
import type { Cell } from '../../engine/types.ts'
import { LAB_THREADS } from '../../threads/kinds.ts'
import { WorkerClient } from '../../threads/worker-client.ts'
import { withContent } from '../../training/setup/send-content.ts'
import type { Job } from './job.ts'
import type { NetSubject, TrainEvent, WorkbenchJobs } from './worker-messages.ts'

export class WorkerPair {
  private readonly clients: Readonly<Record<Cell, WorkerClient<WorkbenchJobs>>> = {
    rnn: new WorkerClient(LAB_THREADS),
    lstm: new WorkerClient(LAB_THREADS),
  }

  /**
   * Asks the thread of a cell. Rejects with InputError 'stopped' where it was stopped before there
   * was an answer.
   */
  async ask<Ask extends NetSubject, Answer>(
    thread: Cell,
    { name: job, answersWhenStopped }: Job<Ask, Answer>,
    ask: Ask,
    onEvent?: (event: TrainEvent) => void,
  ): Promise<Answer> {
    const request = { job, ask: withContent(ask) }
    const options = { onEvent, answersWhenStopped }
    // The thread runs the job of that name.
    return (await this.clients[thread].request('run', request, options)) as Answer
  }

  /** Training answers at its next step; stopped again, and any other job at once, it is given up. */
  stop(): void {
    this.clients.rnn.stop()
    this.clients.lstm.stop()
  }

  /** Gives up whatever the threads are at. */
  end(): void {
    this.clients.rnn.terminate()
    this.clients.lstm.terminate()
  }

  close(): void {
    void this.clients.rnn.close()
    void this.clients.lstm.close()
  }
}
