/** What of a study is done and what is left, and what its events say of that. */
import type { CompareEvent } from '../results/events.ts'
import type { Run } from '../results/report.ts'
import { isStopped } from '../threads/control-block.ts'
import type { PlannedRun } from './plan.ts'
import type { Store } from './store/result-store.ts'
import { idOf, type Study } from './study.ts'
import { concludedLater, type OfPoint } from './summary.ts'
import { eachInTurns } from './turns.ts'

export class StudyResults {
  /** Finished runs, and trials of the search, by their place in the plan. */
  readonly runs: Map<number, Run>
  readonly tried: Map<number, Run>
  /** What is known of points, by theirs. */
  readonly known: Map<number, OfPoint>
  readonly left: readonly PlannedRun[]
  readonly toTry: readonly PlannedRun[]

  constructor(
    private readonly study: Study,
    private readonly mine: readonly PlannedRun[],
    trials: readonly PlannedRun[],
    private readonly store: Store | null,
  ) {
    this.runs = new Map(store?.done)
    this.tried = new Map(store?.tried)
    this.known = new Map(store?.ofPoints)
    this.left = this.runs.size === 0 ? mine : mine.filter(({ index }) => !this.runs.has(index))
    this.toTry = trials.filter(({ index }) => !this.tried.has(index))
  }

  readonly stopped = (): boolean => isStopped(this.study.controlBlock)

  /** How far it has come, for errors of writing. */
  progress() {
    const { results } = this.study.host
    const folder = this.store && results ? results.directory : null
    return { folder, written: this.store?.written ?? 0, reported: this.runs.size }
  }

  /** Says what is going to be done, and what was done before. */
  async outline(seconds: number): Promise<void> {
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
    if (this.runs.size === 0) return
    const tellAgain = (run: PlannedRun) => {
      const result = this.runs.get(run.index)
      if (result) emit({ type: 'end', run: idOf(run), result })
    }
    await eachInTurns(mine, tellAgain, this.stopped)
  }

  /** Where the results of a stopped study are, if whoever stops it is not to wait for a report. */
  tooManyToReport(): CompareEvent | null {
    const { mostReported = Number.POSITIVE_INFINITY, results } = this.study.host
    const many = this.store !== null && this.stopped() && this.runs.size > mostReported
    return many
      ? { type: 'kept', directory: results?.directory ?? '', results: this.runs.size }
      : null
  }

  async report(): Promise<CompareEvent> {
    const { design, plan, host } = this.study
    const own = await this.ownRuns()
    const report = await concludedLater(design, plan, host, own, this.known)
    return report.schema === 'gatelab.sweep/1'
      ? { type: 'sweep', sweep: report }
      : { type: 'report', report }
  }

  /** The runs of this part only: its file may hold others. */
  private async ownRuns(): Promise<ReadonlyMap<number, Run>> {
    if (this.mine === this.study.plan.runs) return this.runs
    const own = new Map<number, Run>()
    await eachInTurns(this.mine, ({ index }) => {
      const result = this.runs.get(index)
      if (result) own.set(index, result)
    })
    return own
  }
}
