/**
 * A worker thread of the pool: executes the jobs that it is sent, one at a time, and says how they
 * go.
 */
import { parentPort } from 'node:worker_threads'
import {
  type Budget,
  type CertificateFinding,
  type CertificatePart,
  find,
} from '../../difficulty/measure-difficulty.ts'
import { allocate, instantiate } from '../../engine/kernels.ts'
import { FIRST_FREE } from '../../engine/memory-plan.ts'
import type { Weights } from '../../engine/types.ts'
import type { Observation, RunId } from '../../results/events.ts'
import type { Run } from '../../results/report.ts'
import type { Limits } from '../../results/thinning.ts'
import { InputError, type InputErrorCode, type InputErrorDetails } from '../../rules/input-error.ts'
import type { Spec } from '../../specs/spec.ts'
import type { Content } from '../../tasks/shared/file-content.ts'
import { createStepGate, isCancelled } from '../../threads/control-block.ts'
import { lowerPriority } from '../../threads/priority.ts'
import {
  executeTrial1997,
  type TrialRun1997,
  type TrialSpec1997,
} from '../../training/lstm1997/run-trial.ts'
import { taskOf } from '../../training/resolve-spec.ts'
import { type Checkpointing, executeRun } from '../../training/run.ts'
import { keep } from '../../user-data/read-content.ts'

/** A run that a worker is sent. */
export interface Job {
  /** Of this run alone. */
  readonly spec: Spec
  readonly id: RunId
  readonly module: WebAssembly.Module
  readonly threads: number
  readonly controlBlock: SharedArrayBuffer
  /** Its place in the control block. */
  readonly slot: number
  /**
   * Only the first evaluation and the last take a gradient profile, and nobody is told of
   * evaluations.
   */
  readonly endsOnly: boolean
  /** What it keeps of its evaluations. */
  readonly limits: Limits
  /** Where it writes down how far it has come. */
  readonly checkpointing?: Checkpointing
}

/** Pieces of a certificate that it is sent. */
export interface CertificateJob {
  readonly kind: 'certificate'
  readonly spec: Spec
  readonly seed: number
  readonly budget: Budget
  readonly parts: readonly CertificatePart[]
  readonly module: WebAssembly.Module
  readonly controlBlock: SharedArrayBuffer
  readonly slot: number
}

/** A trial of 1997 that it is sent. */
export interface TrialJob1997 {
  readonly kind: 'original'
  readonly trial: TrialSpec1997
  readonly module: WebAssembly.Module
  readonly controlBlock: SharedArrayBuffer
  readonly slot: number
}

export type AnyJob = Job | CertificateJob | TrialJob1997

/** A job with what its sequences come from, where they come from a file. */
type Handed = AnyJob & { readonly content: Content | null }

/** What a worker says. `ended`, `found`, `tried`, `refused` and `failed` close a job. */
export type PoolMessage =
  | { readonly type: 'progress'; readonly step: number; readonly stepsPerSecond: number }
  | { readonly type: 'observation'; readonly observation: Observation }
  | { readonly type: 'ended'; readonly run: Run | null; readonly weights: Weights | null }
  /** One finding a piece; null where it was given up. */
  | { readonly type: 'found'; readonly findings: readonly CertificateFinding[] | null }
  | { readonly type: 'trying'; readonly sequences: number; readonly wrong: number }
  /** null where it was given up. */
  | { readonly type: 'tried'; readonly run: TrialRun1997 | null }
  | {
      readonly type: 'refused'
      readonly code: InputErrorCode
      readonly details: InputErrorDetails[InputErrorCode]
    }
  | { readonly type: 'failed'; readonly message: string }

/** Milliseconds between two words of progress. */
const EVERY = 100

lowerPriority()
const port = parentPort
const post = (message: PoolMessage) => port?.postMessage(message)

async function execute({
  spec,
  id,
  module,
  threads,
  controlBlock,
  slot,
  endsOnly,
  limits,
  checkpointing,
}: Job): Promise<PoolMessage> {
  let last = 0
  const finished = await executeRun(spec, id, {
    module,
    threads,
    endsOnly,
    limits,
    checkpointing,
    before: createStepGate(controlBlock, slot),
    cancelled: () => isCancelled(controlBlock, slot),
    observe: (observation) => post({ type: 'observation', observation }),
    progress: (step, stepsPerSecond) => {
      const now = performance.now()
      if (now - last < EVERY) return
      last = now
      post({ type: 'progress', step, stepsPerSecond })
    },
  })
  return { type: 'ended', run: finished?.run ?? null, weights: finished?.weights ?? null }
}

function findAll({
  spec,
  seed,
  budget,
  parts,
  module,
  controlBlock,
  slot,
}: CertificateJob): PoolMessage {
  const task = taskOf(spec)
  const findings: CertificateFinding[] = []
  for (const piece of parts) {
    const finding = find(module, task, { seed, budget }, piece, () =>
      isCancelled(controlBlock, slot),
    )
    if (finding === null) return { type: 'found', findings: null }
    findings.push(finding)
  }
  return { type: 'found', findings }
}

function runTrial1997({ trial, module, controlBlock, slot }: TrialJob1997): PoolMessage {
  const { exp } = instantiate(module, allocate(FIRST_FREE))
  let last = 0
  const run = executeTrial1997(trial, {
    exp,
    before: createStepGate(controlBlock, slot),
    cancelled: () => isCancelled(controlBlock, slot),
    progress(sequences, wrong) {
      const now = performance.now()
      if (now - last < EVERY) return
      last = now
      post({ type: 'trying', sequences, wrong })
    },
  })
  return { type: 'tried', run }
}

port?.on('message', async (job: Handed) => {
  try {
    if ('spec' in job && job.spec.file && job.content) keep(job.spec.file, job.content)
    if (!('kind' in job)) post(await execute(job))
    else post(job.kind === 'certificate' ? findAll(job) : runTrial1997(job))
  } catch (error) {
    if (error instanceof InputError)
      post({ type: 'refused', code: error.code, details: error.details })
    else
      post({
        type: 'failed',
        message: error instanceof Error ? (error.stack ?? error.message) : String(error),
      })
  }
})
