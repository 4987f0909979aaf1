/** Executes runs on the pool, and keeps an eye on how long the rest will take. */
import type { Weights } from '../../engine/types.ts'
import { BESIDE } from '../certificate/certify.ts'
import { certificateBeside } from '../certificate/request.ts'
import type { Certificate } from '../certificate-data.ts'
import type { CompareEvent } from '../events.ts'
import { isOver, isStopped } from '../hand.ts'
import { Pool } from '../pool.ts'
import type { Run } from '../report.ts'
import { taskOf } from '../resolve.ts'
import type { Keeping } from '../run.ts'
import type { Spec } from '../spec.ts'
import { limitsOf } from '../thinning.ts'
import type { Word } from '../worker.ts'
import { effortOf, Outlook } from './effort.ts'
import type { PlannedRun } from './plan.ts'
import type { Share } from './share.ts'

export interface ExecutionSetup {
  readonly share: Share
  readonly module: WebAssembly.Module
  readonly hand: SharedArrayBuffer
  /** Ends everything that goes. */
  readonly stop: () => void
  /** Aborted where nobody waits for what goes. */
  readonly abandoned: AbortSignal
  /** Looks are taken for what they measure, and nobody watches them. */
  readonly endsOnly: boolean
  /** Runs of the whole plan: what each keeps of its evaluations has room beside the others. */
  readonly planned: number
  readonly tell: (event: CompareEvent) => void
  readonly keeping: (run: PlannedRun) => Keeping | undefined
  /** Of everything that will be executed. */
  readonly effort: number
}

/** The place in the hand of the n-th of some runs. */
export type SlotOf = (run: PlannedRun, n: number) => number

export type Take = (run: PlannedRun, result: Run, weights: Weights) => Promise<void>

export class Execution {
  private readonly pool: Pool
  private readonly outlook: Outlook
  private failure: { readonly error: unknown } | null = null

  constructor(private readonly setup: ExecutionSetup) {
    this.pool = new Pool(setup.share.runs)
    setup.abandoned.addEventListener('abort', () => this.pool.end(), { once: true })
    if (setup.abandoned.aborted) this.pool.end()
    this.outlook = new Outlook(setup.effort, setup.share.runs)
  }

  /** Runs at once. */
  get atOnce(): number {
    return this.setup.share.runs
  }

  /**
   * All of them, as many at once as there are threads; `take` is given what comes of each. Throws what a run or `take` throws,
   * once everything else is ended. `allBegun` hears it when none waits any more.
   */
  async all(runs: readonly PlannedRun[], slotOf: SlotOf, take: Take, allBegun: () => void = () => {}): Promise<void> {
    const taking = new Set<Promise<void>>()
    let next = 0
    // An order is put in the queue when a thread is about to be free: there may be a million of them, and a stop ends them all.
    const lane = async () => {
      while (next < runs.length && !isStopped(this.setup.hand)) {
        const run = runs[next]
        const slot = slotOf(run, next++)
        if (next === runs.length) allBegun()
        if (isOver(this.setup.hand, slot)) continue
        await this.one(run, slot, (...found) => {
          const taken = this.guard(take(...found)).finally(() => taking.delete(taken))
          taking.add(taken)
        })
      }
    }
    await Promise.all(Array.from({ length: Math.min(runs.length, this.atOnce) }, lane))
    await Promise.all(taking)
    if (this.failure) throw this.failure.error
  }

  /** How difficult a spec's task is, measured beside the runs; null where there is no room or time for it. */
  certificate(spec: Spec, slot: number): Promise<Certificate | null> {
    const { module, hand } = this.setup
    return certificateBeside(this.pool, { spec, seed: spec.seeds[0], budget: BESIDE, module, hand, slot })
  }

  close(): Promise<void> {
    return this.pool.close()
  }

  private async one(run: PlannedRun, slot: number, take: (...found: Parameters<Take>) => void): Promise<void> {
    const { share, module, hand, endsOnly, planned, tell, keeping } = this.setup
    const { spec, ...id } = run
    const effort = effortOf(run)
    const limits = limitsOf(taskOf(spec).timeSteps, planned)
    const job = { spec, id, module, threads: share.threads, hand, slot, endsOnly, limits, keeping: keeping(run) }
    const hear = (word: Word) => {
      if (word.type === 'observation') tell({ run: id, ...word })
      if (word.type === 'progress') {
        this.outlook.progress(slot, (effort * word.step) / spec.steps)
        tell({ run: id, ...word, secondsLeft: this.outlook.secondsLeft() })
      }
      if (word.type === 'ended' && word.run && word.weights) {
        this.outlook.end(slot, effort)
        take(run, word.run, word.weights)
      }
    }
    const skip = () => isOver(hand, slot)
    await this.guard(this.pool.run(job, skip, hear, () => tell({ type: 'start', run: id })))
  }

  /** The first failure ends the rest and is told at the end: what was finished meanwhile is still taken. */
  private guard(work: Promise<void>): Promise<void> {
    return work.catch((error) => {
      this.failure ??= { error }
      this.setup.stop()
    })
  }
}
