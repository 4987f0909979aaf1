/** The pool of a study's worker threads, and the jobs that they take. */
import type {
  Budget,
  CertificateFinding,
  CertificatePart,
} from '../../difficulty/measure-difficulty.ts'
import type { Weights } from '../../engine/types.ts'
import type { Observation, RunId } from '../../results/events.ts'
import type { Run } from '../../results/report.ts'
import type { Limits } from '../../results/thinning.ts'
import type { Spec } from '../../specs/spec.ts'
import { Pool } from '../../threads/client-pool.ts'
import { ThreadKind } from '../../threads/thread-kind.ts'
import { RESOURCE_LIMITS } from '../../threads/thread-limits.ts'
import type { TrialRun1997, TrialSpec1997 } from '../../training/lstm1997/run-trial.ts'
import type { Checkpointing } from '../../training/run.ts'
import type { WithContent } from '../../training/setup/send-content.ts'

interface RunRequest {
  /** Of this run alone. */
  readonly spec: Spec
  readonly id: RunId
  readonly module: WebAssembly.Module
  readonly threads: number
  /** Only the first evaluation and the last take a gradient profile, and none is emitted. */
  readonly endsOnly: boolean
  /** What it keeps of its evaluations. */
  readonly limits: Limits
  /** Where it writes down how far it has come. */
  readonly checkpointing?: Checkpointing
}

export type RunEvent =
  | { readonly type: 'progress'; readonly step: number; readonly stepsPerSecond: number }
  | { readonly type: 'observation'; readonly observation: Observation }

interface DifficultyRequest {
  readonly spec: Spec
  readonly seed: number
  readonly budget: Budget
  readonly parts: readonly CertificatePart[]
  readonly module: WebAssembly.Module
}

/** The answer to each is null where the job was cancelled. */
export interface RunJobs {
  run: {
    request: WithContent<RunRequest>
    event: RunEvent
    answer: { readonly run: Run; readonly weights: Weights } | null
  }
  /** One finding a part. */
  difficulty: {
    request: WithContent<DifficultyRequest>
    event: never
    answer: readonly CertificateFinding[] | null
  }
  trial1997: {
    request: { readonly trial: TrialSpec1997; readonly module: WebAssembly.Module }
    event: { readonly sequences: number; readonly wrong: number }
    answer: TrialRun1997 | null
  }
}

export type RunPool = Pool<RunJobs>

const THREADS = new ThreadKind('run-worker.js', RESOURCE_LIMITS)

/** A pool of at most `size` threads, which are started as they are needed. */
export const createRunPool = (size: number): RunPool => new Pool<RunJobs>(THREADS, size)
