/** Executes runs on the pool, and keeps an eye on how long the rest will take. */

import { QUICK_BUDGET } from '../difficulty/measure-difficulty.ts'
import type { Weights } from '../engine/types.ts'
import type { Certificate } from '../results/difficulty-report.ts'
import type { CompareEvent } from '../results/events.ts'
import type { Run } from '../results/report.ts'
import { limitsOf } from '../results/thinning.ts'
import type { Spec } from '../specs/spec.ts'
import { isCancelled, isStopped } from '../threads/control-block.ts'
import type { WorkerClient } from '../threads/worker-client.ts'
import { EtaEstimator, estimatedSeconds } from '../training/estimated-time.ts'
import { taskOf } from '../training/resolve-spec.ts'
import type { Checkpointing } from '../training/run.ts'
import { withContent } from '../training/send-content.ts'
import type { PlannedRun } from './plan.ts'
import type { RunAllocation } from './shards.ts'
import { certificateBeside } from './workers/difficulty-jobs.ts'
import { createRunPool, type RunEvent, type RunJobs, type RunPool } from './workers/run-pool.ts'

export interface ExecutionSetup {
  readonly allocation: RunAllocation
  readonly module: WebAssembly.Module
  readonly controlBlock: SharedArrayBuffer
  /** Ends everything that goes. */
  readonly stop: () => void
  /** Aborted where nobody waits for what goes. */
  readonly abandoned: AbortSignal
  /** Evaluations are taken for what they measure, and nobody watches them. */
  readonly endsOnly: boolean
  /** Runs of the whole plan: what each keeps of its evaluations has room beside the others. */
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
    setup.abandoned.addEventListener('abort', () => this.pool.end(), { once: true })
    if (setup.abandoned.aborted) this.pool.end()
    this.eta = new EtaEstimator(setup.seconds, setup.allocation.runs)
  }

  /** Runs at once. */
  get atOnce(): number {
    return this.setup.allocation.runs
  }

  /**
   * All of them, as many at once as there are threads; `take` is given what comes of each. Throws
   * what a run or `take` throws, once everything else is ended. `allBegun` hears it when none waits
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
    // An order is put in the queue when a thread is about to be free: there may be a million of
    // them, and a stop ends them all.
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
   * How difficult a spec's task is, measured beside the runs; null where there is no room or time
   * for it.
   */
  certificate(spec: Spec, slot: number): Promise<Certificate | null> {
    const { module, controlBlock } = this.setup
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
    const { allocation, module, controlBlock, endsOnly, planned, emit, checkpointing } = this.setup
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
   * The first failure ends the rest and is told at the end: what was finished meanwhile is still
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
