/**
 * Looks into somebody's nets on a thread of its own: how long that takes is up to the files, and
 * meanwhile the program must hear its signals.
 */
import { pipedAmong } from '../../io/read-files.ts'
import { giveUpWide } from '../../io/simd.ts'
import { ThreadKind } from '../../threads/thread-kind.ts'
import { WorkerClient } from '../../threads/worker-client.ts'
import type { BenchNet, BenchNetChoices } from '../given-net/bench-net.ts'
import type { CaseChoices } from '../given-net/inspect-case.ts'
import type { FileChoices, NetEvent } from '../given-net/inspect-file.ts'
import { type InspectionEvent, inspectionEvent } from '../given-net/inspection-event.ts'
import type { NetProgress } from '../given-net/net-progress.ts'
import type { InspectionJobs } from './inspection-jobs.ts'

const THREADS = new ThreadKind('inspection-worker.js', {})

export class Inspector {
  private readonly client = new WorkerClient<InspectionJobs>(THREADS)

  /** Events of inspectFile. @throws InputError as it does; 'stopped' */
  async *file(weights: string, choices: FileChoices): AsyncGenerator<NetEvent | NetProgress> {
    const piped = pipedAmong([weights, choices.map])
    yield* this.events<NetEvent | NetProgress, null>((onEvent) =>
      this.client.request('file', { weights, choices, piped }, { onEvent }),
    )
  }

  /** What inspectCase comes to, at last. @throws InputError as it does; 'stopped' */
  async *case(
    weights: string,
    input: string,
    choices: CaseChoices,
  ): AsyncGenerator<NetProgress | InspectionEvent> {
    const piped = pipedAmong([weights, input, choices.map])
    const { found, narrowed } = yield* this.events<NetProgress, InspectionJobs['case']['answer']>(
      (onEvent) => this.client.request('case', { weights, input, choices, piped }, { onEvent }),
    )
    if (narrowed) giveUpWide()
    yield inspectionEvent(found, choices.back)
  }

  /** @throws InputError as benchNet does; 'stopped' */
  async bench(weights: string, input: string, choices: BenchNetChoices): Promise<BenchNet> {
    const piped = pipedAmong([weights, input, choices.map])
    try {
      return await this.client.request('bench', { weights, input, choices, piped })
    } finally {
      await this.client.close()
    }
  }

  /** Gives it up at once. */
  stop(): void {
    this.client.terminate()
  }

  /** Events of a job as they come, then its answer. The thread ends with it. */
  private async *events<Event, Answer>(
    request: (onEvent: (event: Event) => void) => Promise<Answer>,
  ): AsyncGenerator<Event, Answer> {
    const come: Event[] = []
    let isOver = false
    let wake = () => {}
    const answer = request((event) => {
      come.push(event)
      wake()
    })
    const over = () => {
      isOver = true
      wake()
    }
    answer.then(over, over)
    try {
      for (;;) {
        for (let event = come.shift(); event !== undefined; event = come.shift()) yield event
        if (isOver) return await answer
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    } finally {
      await this.client.close()
    }
  }
}
