/**
 * What a worker client and its worker say to each other. Both are typed by a job table: an
 * interface that names each kind of job, with what it takes, emits and comes to.
 */
import type { InputErrorCode, InputErrorDetails } from '../rules/input-error.ts'
import type { ControlSlot } from './control-block.ts'

/** One kind of job; all of it is plain data that can be posted. */
interface JobType {
  readonly request: unknown
  /** Emitted while the job goes on; never for jobs that only answer. */
  readonly event: unknown
  readonly answer: unknown
}

/** The constraint of a job table: `J extends JobTable<J>`. */
export type JobTable<J> = { readonly [N in keyof J]: JobType }

/** A job that a worker is sent. */
export interface JobMessage<J extends JobTable<J>, N extends keyof J = keyof J> {
  /** Stands in everything that the worker says to it. */
  readonly id: number
  readonly name: N
  readonly request: J[N]['request']
  readonly control: ControlSlot
}

/** What a worker is sent: a job, a value for later jobs, or to let go of all that it keeps. */
export type ToWorker<J extends JobTable<J>> =
  | JobMessage<J>
  | { readonly keep: string; readonly value: unknown }
  | { readonly forget: true }

/** What a worker says to a job. All but events close it. */
export type FromWorker<J extends JobTable<J>> = { readonly id: number } & (
  | { readonly type: 'event'; readonly event: J[keyof J]['event'] }
  | { readonly type: 'answer'; readonly answer: J[keyof J]['answer'] }
  | {
      readonly type: 'input-error'
      readonly code: InputErrorCode
      readonly details: InputErrorDetails[InputErrorCode]
    }
  /** An internal error, with its stack. */
  | { readonly type: 'internal-error'; readonly message: string }
)
