/** Executes runs on the pool, and estimates the remaining time. */

import { QUICK_BUDGET } from '../difficulty/measure-difficulty.ts'
import type { Weights } from '../engine/types.ts'
import type { Certificate } from '../results/difficulty-report.ts'
import type { CompareEvent } from '../results/events.ts'
import type { Run } from '../results/report.ts'
import { limitsOf } from '../results/thinning.ts'
import type { Spec } from '../specs/spec.ts'
import { isCancelled, isStopped } from '../threads/control-block.ts'
import type { WorkerClient } from '../threads/worker-client.ts'
import type { Checkpointing } from '../training/run.ts'
import { EtaEstimator, estimatedSeconds } from '../training/setup/estimated-time.ts'
import { taskOf } from '../training/setup/resolve-spec.ts'
import { withContent } from '../training/setup/send-content.ts'
import type { PlannedRun } from './plan.ts'
import type { RunAllocation } from './shards.ts'
import { certificateBeside } from './workers/difficulty-jobs.ts'
import { createRunPool, type RunEvent, type RunJobs, type RunPool } from './workers/run-pool.ts'

export interface ExecutionSetup {
  readonly allocation: RunAllocation
  /** The kernels, while they may still be compiled and checked. */
  readonly module: Promise<WebAssembly.Module>
  readonly controlBlock: SharedArrayBuffer
  /** Ends everything that goes. */
  readonly stop: () => void
  /** Aborted when nobody waits for the running jobs any more. */
  readonly abandoned: AbortSignal
  /** Evaluations only matter at the end: nobody watches them. */
  readonly endsOnly: boolean
  /** Runs of the whole plan, which determines how many evaluations each may keep in memory. */
  readonly planned: number
  readonly emit: (event: CompareEvent) => void
  readonly checkpointing: (run: PlannedRun) => Checkpointing | undefined
  /** Of everything that will be executed. */
  readonly seconds: number
}

/** The place in the control block of the n-th of some runs. */
export type SlotOf = (run: PlannedRun, n: number) => number

export type Take = (run: PlannedRun, result: Run, weights: Weights) => Promise<void>

export class Execution {
  private readonly pool: RunPool
  private readonly eta: EtaEstimator
  private failure: { readonly error: unknown } | null = null

  constructor(private readonly setup: ExecutionSetup) {
    this.pool = createRunPool(setup.allocation.runs)
    // Whoever needs it throws.
    setup.module.catch(() => {})
    setup.abandoned.addEventListener('abort', () => this.pool.end(), { once: true })
    if (setup.abandoned.aborted) this.pool.end()
    this.eta = new EtaEstimator(setup.seconds, setup.allocation.runs)
  }

  /** Runs at once. */
  get atOnce(): number {
    return this.setup.allocation.runs
  }

  /**
   * Executes all runs, as many at once as there are threads; `take` gets each result. Throws what a
   * run or `take` throws, after everything else has ended. `allBegun` is called when no run waits
   * any more.
   */
  async all(
    runs: readonly PlannedRun[],
    slotOf: SlotOf,
    take: Take,
    allBegun: () => void = () => {},
  ): Promise<void> {
    const taking = new Set<Promise<void>>()
    let next = 0
    // A job is queued only when a thread is about to be free: there may be a million of them, and a
    // stop must cancel them all.
    const lane = async () => {
      while (next < runs.length && !isStopped(this.setup.controlBlock)) {
        const run = runs[next]
        const slot = slotOf(run, next++)
        if (next === runs.length) allBegun()
        if (isCancelled(this.setup.controlBlock, slot)) continue
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

  /**
   * The certificate of difficulty of a spec's task, measured beside the runs; null if there is no
   * room or time.
   */
  async certificate(spec: Spec, slot: number): Promise<Certificate | null> {
    const { controlBlock } = this.setup
    const module = await this.setup.module
    return certificateBeside(this.pool, {
      spec,
      seed: spec.seeds[0],
      budget: QUICK_BUDGET,
      module,
      controlBlock,
      slot,
    })
  }

  close(): Promise<void> {
    return this.pool.close()
  }

  private async one(
    run: PlannedRun,
    slot: number,
    take: (...found: Parameters<Take>) => void,
  ): Promise<void> {
    const { allocation, controlBlock, endsOnly, planned, emit, checkpointing } = this.setup
    const { spec, ...id } = run
    const seconds = estimatedSeconds(run)
    const limits = limitsOf(taskOf(spec).timeSteps, planned)
    const onEvent = (event: RunEvent) => {
      if (event.type === 'observation') emit({ run: id, ...event })
      else {
        this.eta.progress(slot, (seconds * event.step) / spec.steps)
        emit({ run: id, ...event, secondsLeft: this.eta.secondsLeft() })
      }
    }
    const work = async (client: WorkerClient<RunJobs>) => {
      if (isCancelled(controlBlock, slot)) return
      // The thread loads its code meanwhile.
      client.start()
      const module = await this.setup.module
      emit({ type: 'start', run: id })
      const request = {
        spec,
        id,
        module,
        threads: allocation.threads,
        endsOnly,
        limits,
        checkpointing: checkpointing(run),
      }
      const finished = await client.request('run', withContent(request), {
        control: { block: controlBlock, slot },
        onEvent,
      })
      if (!finished) return
      this.eta.end(slot, seconds)
      take(run, finished.run, finished.weights)
    }
    await this.guard(this.pool.run(work))
  }

  /**
   * The first failure stops the rest and is thrown at the end; results finished meanwhile are still
   * taken.
   */
  private async guard(work: Promise<unknown>): Promise<void> {
    try {
      await work
    } catch (error) {
      this.failure ??= { error }
      this.setup.stop()
    }
  }
}
