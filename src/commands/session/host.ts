import type { Workbench } from '../../workbench/workbench.ts'
import type { Context } from '../grammar/command.ts'
import type { PipeOf } from './read-pipes.ts'

/** What the outside gives a session. */
export interface Host
  extends Pick<
    Context,
    'version' | 'cores' | 'memory' | 'planning' | 'draw' | 'inJson' | 'reportAs' | 'progressPath'
  > {
  /** The version of Node. */
  readonly node: string
  /** A workbench as it is at first, with so many threads. */
  readonly freshBench: (threads: number) => Promise<Workbench>
  /** What is piped in; null where there is nothing of the kind. */
  readonly piped?: (() => AsyncIterable<Uint8Array>) | null
  /**
   * The pipe that a file's name stands for, as `-`, or why it cannot be read; null for an ordinary
   * name.
   */
  readonly pipeOf?: PipeOf
}
