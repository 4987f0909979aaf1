/** The steps of a study: the search for settings, the runs of the plan, the report. */

import { checkedKernels } from '../io/load-kernels.ts'
import type { Run, Tuning } from '../results/report.ts'
import type { InputError } from '../rules/input-error.ts'
import { isCancelled } from '../threads/control-block.ts'
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
import { StudyResults } from './study-results.ts'
import type { OfPoint } from './summary.ts'
import { Certificates } from './task-difficulty.ts'
import { eachInTurns, largestFirst } from './turns.ts'

/** Interval (s) of a long run's checkpoints. */
const CHECKPOINT_SECONDS = 20

const nextTurn = () => new Promise((begin) => setImmediate(begin))

/** Runs what is left of a study. */
export class StudyRunner {
  private readonly results: StudyResults

  constructor(
    private readonly study: Study,
    private readonly mine: readonly PlannedRun[],
    private readonly trials: readonly PlannedRun[],
    private readonly store: Store | null,
  ) {
    this.results = new StudyResults(study, mine, trials, store)
  }

  async run(runs: number, threads: number): Promise<void> {
    const { plan, controlBlock, stop, abandoned, emit } = this.study
    const { store, results } = this
    const estimatedSeconds = secondsEstimator()
    let effort = 0
    const add = (run: PlannedRun) => {
      effort += estimatedSeconds(run)
    }
    await eachInTurns(results.left, add, results.stopped)
    await eachInTurns(results.toTry, add, results.stopped)
    await results.outline(effort / runs)
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
      failure = unwritten(error, results.progress())
      if (!failure) throw error
    } finally {
      await execution.close()
    }
    // What is finished is told, though it could not be written down.
    const kept = failure ? null : results.tooManyToReport()
    if (kept) emit(kept)
    else if (!failure || results.runs.size > 0) emit(await results.report())
    if (failure) throw failure
  }

  /** What each point's cells found; null where the search was ended early. */
  private async search(execution: Execution): Promise<ReadonlyMap<number, Tuning> | null> {
    const { design, plan, controlBlock, emit } = this.study
    const { store } = this
    const { toTry, tried } = this.results
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
    const { store } = this
    const { left, known, stopped } = this.results
    const slot = lastSlot(design, plan)
    const certificates = new Certificates((spec) => execution.certificate(spec, slot))
    const pointDataRuns = await pointDataRunsOf({
      plan,
      mine: this.mine,
      left,
      known,
      stopped,
    })
    const settle = (run: PlannedRun) => {
      const tuning = tunings.get(run.point)
      return tuning ? tuned(run, tuning) : run
    }
    const settled = tunings.size > 0 ? left.map(settle) : left
    // Without a watcher the longest runs go first, so that all threads finish at about the same
    // time.
    const order =
      plan.points.length > 1 ? await largestFirst(settled, secondsEstimator(), stopped) : settled
    if (stopped()) return
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
        stopped,
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
    this.results.runs.set(run.index, result)
    emit({ type: 'end', run: idOf(run), result })
    const folder = weightsFolder(host)
    if (folder !== null) await saveWeights(folder, run, plan, weights, result.steps)
  }
}
