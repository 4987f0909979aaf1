/** A worker thread of the pool: executes the jobs that it is sent, one at a time, and says how they go. */
import { parentPort } from 'node:worker_threads'
import { allocate, instantiate } from '../engine/kernels.ts'
import { FIRST_FREE } from '../engine/plan.ts'
import type { Weights } from '../engine/types.ts'
import { Refusal, type RefusalCode, type Refusals } from '../refusal.ts'
import type { Content } from '../tasks/content.ts'
import { type Budget, type Finding, find, type Piece } from './certificate/certify.ts'
import type { Observation, RunId } from './events.ts'
import { isOver, reader } from './hand.ts'
import { executeOriginal, type OriginalRun, type OriginalSpec } from './original/run.ts'
import { keep } from './own/content.ts'
import { giveWay } from './priority.ts'
import type { Run } from './report.ts'
import { taskOf } from './resolve.ts'
import { executeRun, type Keeping } from './run.ts'
import type { Spec } from './spec.ts'
import type { Limits } from './thinning.ts'

/** A run that a worker is sent. */
export interface Job {
  /** Of this run alone. */
  readonly spec: Spec
  readonly id: RunId
  readonly module: WebAssembly.Module
  readonly threads: number
  readonly hand: SharedArrayBuffer
  /** Its place in the hand. */
  readonly slot: number
  /** Only the first look and the last take a gradient profile, and nobody is told of looks. */
  readonly endsOnly: boolean
  /** What it keeps of its evaluations. */
  readonly limits: Limits
  /** Where it writes down how far it has come. */
  readonly keeping?: Keeping
}

/** Pieces of a certificate that it is sent. */
export interface CertificateJob {
  readonly kind: 'certificate'
  readonly spec: Spec
  readonly seed: number
  readonly budget: Budget
  readonly pieces: readonly Piece[]
  readonly module: WebAssembly.Module
  readonly hand: SharedArrayBuffer
  readonly slot: number
}

/** A trial of 1997 that it is sent. */
export interface OriginalJob {
  readonly kind: 'original'
  readonly trial: OriginalSpec
  readonly module: WebAssembly.Module
  readonly hand: SharedArrayBuffer
  readonly slot: number
}

export type AnyJob = Job | CertificateJob | OriginalJob

/** A job with what its sequences come from, where they come from a file. */
type Handed = AnyJob & { readonly content: Content | null }

/** What a worker says. `ended`, `found`, `tried`, `refused` and `failed` close a job. */
export type Word =
  | { readonly type: 'progress'; readonly step: number; readonly stepsPerSecond: number }
  | { readonly type: 'observation'; readonly observation: Observation }
  | { readonly type: 'ended'; readonly run: Run | null; readonly weights: Weights | null }
  /** One finding a piece; null where it was given up. */
  | { readonly type: 'found'; readonly findings: readonly Finding[] | null }
  | { readonly type: 'trying'; readonly sequences: number; readonly wrong: number }
  /** null where it was given up. */
  | { readonly type: 'tried'; readonly run: OriginalRun | null }
  | { readonly type: 'refused'; readonly code: RefusalCode; readonly facts: Refusals[RefusalCode] }
  | { readonly type: 'failed'; readonly message: string }

/** Milliseconds between two words of progress. */
const EVERY = 100

giveWay()
const port = parentPort
const say = (word: Word) => port?.postMessage(word)

async function execute({ spec, id, module, threads, hand, slot, endsOnly, limits, keeping }: Job): Promise<Word> {
  let last = 0
  const finished = await executeRun(spec, id, {
    module,
    threads,
    endsOnly,
    limits,
    keeping,
    before: reader(hand, slot),
    over: () => isOver(hand, slot),
    observe: (observation) => say({ type: 'observation', observation }),
    progress: (step, stepsPerSecond) => {
      const now = performance.now()
      if (now - last < EVERY) return
      last = now
      say({ type: 'progress', step, stepsPerSecond })
    },
  })
  return { type: 'ended', run: finished?.run ?? null, weights: finished?.weights ?? null }
}

function findAll({ spec, seed, budget, pieces, module, hand, slot }: CertificateJob): Word {
  const task = taskOf(spec)
  const findings: Finding[] = []
  for (const piece of pieces) {
    const finding = find(module, task, { seed, budget }, piece, () => isOver(hand, slot))
    if (finding === null) return { type: 'found', findings: null }
    findings.push(finding)
  }
  return { type: 'found', findings }
}

function tryOriginal({ trial, module, hand, slot }: OriginalJob): Word {
  const { exp } = instantiate(module, allocate(FIRST_FREE))
  let last = 0
  const run = executeOriginal(trial, {
    exp,
    before: reader(hand, slot),
    over: () => isOver(hand, slot),
    progress(sequences, wrong) {
      const now = performance.now()
      if (now - last < EVERY) return
      last = now
      say({ type: 'trying', sequences, wrong })
    },
  })
  return { type: 'tried', run }
}

port?.on('message', async (job: Handed) => {
  try {
    if ('spec' in job && job.spec.file && job.content) keep(job.spec.file, job.content)
    if (!('kind' in job)) say(await execute(job))
    else say(job.kind === 'certificate' ? findAll(job) : tryOriginal(job))
  } catch (error) {
    if (error instanceof Refusal) say({ type: 'refused', code: error.code, facts: error.facts })
    else say({ type: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
})
