/** The steps of a study: the search for settings, the runs of the plan, the report. */

import { checkedKernels } from '../io/load-kernels.ts'
import type { CompareEvent } from '../results/events.ts'
import type { Run, Tuning } from '../results/report.ts'
import type { InputError } from '../rules/input-error.ts'
import { isCancelled, isStopped } from '../threads/control-block.ts'
import { secondsEstimator } from '../training/setup/estimated-time.ts'
import { Execution, type Take } from './execute-runs.ts'
import type { PlannedRun } from './plan.ts'
import { pointDataRunsOf } from './point-data.ts'
import type { Point } from './points.ts'
import { saveWeights } from './save-weights.ts'
import { tuned, tuningOf } from './search-settings.ts'
import type { Store } from './store/result-store.ts'
import { unwritten } from './store/unwritten.ts'
import { firstTrial, idOf, lastSlot, type Study, weightsFolder } from './study.ts'
import { concludedLater, type OfPoint } from './summary.ts'
import { Certificates } from './task-difficulty.ts'
import { eachInTurns, largestFirst } from './turns.ts'

/** Interval (s) of a long run's checkpoints. */
const CHECKPOINT_SECONDS = 20

const nextTurn = () => new Promise((begin) => setImmediate(begin))

/** Runs what is left of a study. */
export class StudyRunner {
  private readonly results: Map<number, Run>
  private readonly tried: Map<number, Run>
  private readonly known: Map<number, OfPoint>
  private readonly left: readonly PlannedRun[]
  private readonly toTry: readonly PlannedRun[]

  constructor(
    private readonly study: Study,
    private readonly mine: readonly PlannedRun[],
    private readonly trials: readonly PlannedRun[],
    private readonly store: Store | null,
  ) {
    this.results = new Map(store?.done)
    this.tried = new Map(store?.tried)
    this.known = new Map(store?.ofPoints)
    this.left =
      this.results.size === 0 ? mine : mine.filter(({ index }) => !this.results.has(index))
    this.toTry = trials.filter(({ index }) => !this.tried.has(index))
  }

  async run(runs: number, threads: number): Promise<void> {
    const { plan, controlBlock, stop, abandoned, emit } = this.study
    const { store } = this
    const estimatedSeconds = secondsEstimator()
    let effort = 0
    const add = (run: PlannedRun) => {
      effort += estimatedSeconds(run)
    }
    await eachInTurns(this.left, add, this.stopped)
    await eachInTurns(this.toTry, add, this.stopped)
    await this.outline(effort / runs)
    // Who watches draws a first picture of it before threads and kernels take the processor.
    await nextTurn()
    const execution = new Execution({
      allocation: { runs, threads },
      module: checkedKernels(),
      controlBlock,
      stop,
      abandoned,
      endsOnly: plan.points.length > 1,
      planned: plan.runs.length,
      emit,
      checkpointing: (run) =>
        store ? { ...store.checkpoint(run), everySeconds: CHECKPOINT_SECONDS } : undefined,
      seconds: effort,
    })
    let failure: InputError | null = null
    try {
      const tunings = await this.search(execution)
      if (tunings) await this.compareAll(execution, tunings)
      await store?.hold()
    } catch (error) {
      failure = unwritten(error, this.progress())
      if (!failure) throw error
    } finally {
      await execution.close()
    }
    // What is finished is told, though it could not be written down.
    if (!failure && this.isTooMuchToReport()) emit({ type: 'kept', ...this.keptAt() })
    else if (!failure || this.results.size > 0) emit(await this.conclude())
    if (failure) throw failure
  }

  private readonly stopped = (): boolean => isStopped(this.study.controlBlock)

  private isTooMuchToReport(): boolean {
    const { mostReported = Number.POSITIVE_INFINITY } = this.study.host
    return this.store !== null && this.stopped() && this.results.size > mostReported
  }

  private keptAt() {
    return { directory: this.study.host.results?.directory ?? '', results: this.results.size }
  }

  private progress() {
    const { results } = this.study.host
    const folder = this.store && results ? results.directory : null
    return { folder, written: this.store?.written ?? 0, reported: this.results.size }
  }

  /** What is going to be done, and what was done before. */
  private async outline(seconds: number): Promise<void> {
    const { design, plan, emit } = this.study
    const { mine, left, toTry } = this
    const [{ spec, task }] = plan.points
    // With a million points, nothing is copied.
    const { points } = plan
    const facts = {
      planned: plan.runs.length,
      done: mine.length - left.length,
      trials: toTry.length,
      seconds,
    }
    emit({ type: 'plan', spec, task, runs: mine, outline: { axes: design.axes, points, ...facts } })
    if (this.results.size === 0) return
    const tellAgain = (run: PlannedRun) => {
      const result = this.results.get(run.index)
      if (result) emit({ type: 'end', run: idOf(run), result })
    }
    await eachInTurns(mine, tellAgain, this.stopped)
  }

  /** What each point's cells found; null where the search was ended early. */
  private async search(execution: Execution): Promise<ReadonlyMap<number, Tuning> | null> {
    const { design, plan, controlBlock, emit } = this.study
    const { toTry, tried, store } = this
    if (design.tune === 0) return new Map()
    const first = firstTrial(this.study)
    let done = 0
    await execution.all(
      toTry,
      (_, n) => first + n,
      async (run, result) => {
        tried.set(run.index, result)
        await store?.addTrial(run, result)
        await store?.dropCheckpoint(run)
        emit({ type: 'trial', run: idOf(run), done: ++done, of: toTry.length })
      },
    )
    if (isCancelled(controlBlock, lastSlot(design, plan))) return null
    const places = new Set(this.trials.map(({ point }) => point))
    return new Map(
      Array.from(places, (point) => [point, tuningOf(design, plan.points[point], tried)]),
    )
  }

  /**
   * The runs themselves, with the settings that were found; and beside them how difficult their
   * tasks are.
   */
  private async compareAll(
    execution: Execution,
    tunings: ReadonlyMap<number, Tuning>,
  ): Promise<void> {
    const { design, plan } = this.study
    const { store, known } = this
    const slot = lastSlot(design, plan)
    const certificates = new Certificates((spec) => execution.certificate(spec, slot))
    const pointDataRuns = await pointDataRunsOf({
      plan,
      mine: this.mine,
      left: this.left,
      known,
      stopped: this.stopped,
    })
    const settle = (run: PlannedRun) => {
      const tuning = tunings.get(run.point)
      return tuning ? tuned(run, tuning) : run
    }
    const settled = tunings.size > 0 ? this.left.map(settle) : this.left
    // Without a watcher the longest runs go first, so that all threads finish at about the same
    // time.
    const order =
      plan.points.length > 1
        ? await largestFirst(settled, secondsEstimator(), this.stopped)
        : settled
    if (this.stopped()) return
    const take: Take = async (run, result, weights) => {
      await this.take(run, result, weights)
      let ofPoint: OfPoint | null = null
      if (pointDataRuns.has(run.index)) {
        const certificate = await certificates.ask(plan.points[run.point].spec)
        // Its certificate was cancelled: the run is repeated with it on resume, or the certificate
        // would never be known.
        if (certificate === null && isCancelled(this.study.controlBlock, slot)) return
        ofPoint = { tuning: tunings.get(run.point) ?? null, certificate }
        known.set(run.point, ofPoint)
      }
      await store?.add(run, result, ofPoint)
      await store?.dropCheckpoint(run)
    }
    const slotOf = ({ index }: PlannedRun) => index
    // A single comparison is watched, so its cells train side by side and the certificate comes
    // last. In a sweep the first free thread computes it, so that no result waits long for it.
    const askAt = (point: Point) => certificates.ask(point.spec)
    if (plan.points.length === 1)
      await execution.all(order, slotOf, take, () => askAt(plan.points[0]))
    else {
      const begun = execution.all(order.slice(0, execution.atOnce), slotOf, take)
      const asked = eachInTurns(
        pointDataRuns.values(),
        ({ point }) => askAt(plan.points[point]),
        this.stopped,
      )
      const others = asked.then(() => execution.all(order.slice(execution.atOnce), slotOf, take))
      await Promise.all([begun, others])
    }
    for (const [point, tuning] of tunings)
      if (!known.has(point)) known.set(point, { tuning, certificate: null })
  }

  private async take(
    run: PlannedRun,
    result: Run,
    weights: Parameters<typeof saveWeights>[3],
  ): Promise<void> {
    const { plan, host, emit } = this.study
    this.results.set(run.index, result)
    emit({ type: 'end', run: idOf(run), result })
    const folder = weightsFolder(host)
    if (folder !== null) await saveWeights(folder, run, plan, weights, result.steps)
  }

  /** The results of this part only: its file may hold others. */
  private async ownResults(): Promise<ReadonlyMap<number, Run>> {
    if (this.mine === this.study.plan.runs) return this.results
    const own = new Map<number, Run>()
    await eachInTurns(this.mine, ({ index }) => {
      const result = this.results.get(index)
      if (result) own.set(index, result)
    })
    return own
  }

  private async conclude(): Promise<CompareEvent> {
    const { design, plan, host } = this.study
    const own = await this.ownResults()
    const report = await concludedLater(design, plan, host, own, this.known)
    return report.schema === 'gatelab.sweep/1'
      ? { type: 'sweep', sweep: report }
      : { type: 'report', report }
  }
}
