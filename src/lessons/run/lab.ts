/** What a lesson needs of a lab session, and the events it gets from it. */

import type { CertificateEvent } from '../../results/difficulty-report.ts'
import type { CompareEvent } from '../../results/events.ts'
import type { ExampleSequence } from '../../results/example.ts'
import type { BenchProgress } from '../../results/lab-progress.ts'
import type { Understood } from '../../results/summary-of-data.ts'
import type { TaskRow } from '../../results/task-facts.ts'
import type { CommandText } from '../../specs/command-text.ts'
import type { LabResult } from '../../workbench/result-kinds.ts'
import type { Workbench } from '../../workbench/workbench.ts'

/** Events of commands that compute; those that a lesson may use are among them. */
export type LabEvent =
  | CompareEvent
  | CertificateEvent
  | {
      readonly type: 'tasks'
      readonly tasks: readonly TaskRow[]
      /** Where one task was named: the first held-out sequence of seed 1. */
      readonly example?: ExampleSequence
    }
  /** All that was understood of a file. */
  | { readonly type: 'own-data'; readonly understood: Understood }
  /** The workbench trains: news between the results. */
  | BenchProgress
  | { readonly type: 'lab'; readonly result: LabResult }

/** Any event of any command. */
export interface AnyEvent {
  readonly type: string
}

const LAB_EVENTS: Readonly<Record<LabEvent['type'], true>> = {
  reads: true,
  plan: true,
  trial: true,
  start: true,
  progress: true,
  observation: true,
  end: true,
  kept: true,
  report: true,
  sweep: true,
  certifying: true,
  certified: true,
  certificates: true,
  tasks: true,
  'own-data': true,
  'bench-start': true,
  'bench-progress': true,
  'bench-observation': true,
  lab: true,
}

export const isLabEvent = (event: AnyEvent): event is LabEvent =>
  Object.hasOwn(LAB_EVENTS, event.type)

/** What lessons need of a session; commands/session/session.ts is one. */
export interface Lab {
  /** The commands of a line; none of a blank one. Throws InputError with the column. */
  split(line: string): CommandText[]
  /** Parses and starts one command. Throws InputError, and so may its events. */
  run(piece: CommandText): Promise<{ readonly events: AsyncIterable<AnyEvent> }>
  /** The command that a piece names; null where there is none of that name. */
  nameOf(piece: CommandText): string | null
  /** The command or first option of a piece that is nothing for a lesson; null where all may be. */
  closedToLessons(piece: CommandText): string | null
  /** Seconds that a piece would take, to a factor of two or so. Throws InputError. */
  secondsOf(piece: CommandText): Promise<number>
  /** Ends what is running at once; nothing has to be kept. */
  end(): void
  /** Stops what is running, and ends it if it goes on for too long; what is finished is kept. */
  leave(): void
  workbench(): Promise<Workbench>
}
