/** Training with evaluations: what a run of a comparison and the workbench have in common. */
import type { Net } from '../engine/net.ts'
import type { Random } from '../engine/random.ts'
import type { Trainer } from '../engine/trainer.ts'
import type { Observation } from '../results/events.ts'
import type { Profile } from '../results/report.ts'
import { isSolved } from '../rules/solved.ts'
import type { Spec } from '../specs/spec.ts'
import { metricScale } from '../tasks/shared/standardize.ts'
import type { Task } from '../tasks/shared/task.ts'
import { Evaluator, emptyBatch } from './evaluation.ts'
import { toldExample } from './example.ts'
import type { GateMeter } from './gate-meter.ts'
import { TrainingRecord, type TrainingState } from './training-record.ts'

/** What training reports and is told while it runs. */
export interface TrainingHost {
  observe(observation: Observation): void
  progress(step: number, stepsPerSecond: number): void
  /**
   * Called before every step; may block (pause, pace). Milliseconds waited, or null to give the
   * training up.
   */
  before(): number | null
  /** Whether the training is given up: asked within long looks, too. */
  cancelled(): boolean
  /**
   * Only the first evaluation and the last take a gradient profile, and nobody is told of
   * evaluations.
   */
  readonly endsOnly?: boolean
  /** Writes down how far it has come; asked after every step, and when it is given up. */
  keep?(state: TrainingState, now: 'if due' | 'at once'): void
}

const finite = (value: number | null): number | null => (Number.isFinite(value) ? value : null)

export interface TrainingSetup {
  readonly spec: Spec
  readonly task: Task
  readonly seed: number
  readonly net: Net
  /** Goes on where it is. */
  readonly trainer: Trainer
  /** The stream of training data, as far as it has been drawn. */
  readonly numbers: Random
  readonly host: TrainingHost
  /** What looks at the gates with every profile. */
  readonly gates?: GateMeter | null
  /** What was seen before. */
  readonly record?: TrainingRecord
  /** Where a run that was written down goes on. */
  readonly past?: TrainingState
}

/**
 * Trains and evaluations until the steps are done, the task is solved (if asked), or numbers stop
 * being finite.
 */
export class Training {
  private readonly batch
  private readonly evaluator: Evaluator
  readonly record: TrainingRecord
  diverged = false
  /** Whether the first held-out sequence was told of. */
  private told = false
  private waited = 0
  private readonly started = performance.now()
  private readonly from: number
  /** Steps at the last evaluation, and the sum of the losses since. */
  private evaluated: number
  private sum: number

  constructor(private readonly setup: TrainingSetup) {
    const { spec, task, seed, net, trainer, past: state } = setup
    this.batch = emptyBatch(task, spec.batch)
    this.evaluator = new Evaluator(net, task, seed, spec.batch)
    this.record = setup.record ?? new TrainingRecord(task)
    if (state) this.record.goOn(state)
    this.from = trainer.step
    this.evaluated = this.record.seen.at(-1)?.step ?? trainer.step
    this.sum = state?.sum ?? 0
  }

  stepsPerSecond(): number {
    return (this.setup.trainer.step - this.from) / this.secondsHere()
  }

  /** Of training, in this program and before it. */
  seconds(): number {
    return this.secondsHere() + (this.setup.past?.seconds ?? 0)
  }

  private secondsHere(): number {
    return Math.max(1e-6, (performance.now() - this.started - this.waited) / 1000)
  }

  private past(): TrainingState {
    const { seen, evaluations, best, solvedAt } = this.record
    const { step } = this.setup.trainer
    return { step, seen, evaluations, best, solvedAt, sum: this.sum, seconds: this.seconds() }
  }

  private evaluate(trainingLoss: number | null, goal: number): void {
    const { host, spec, task, seed, trainer } = this.setup
    const metric = finite(this.evaluator.metric(host.cancelled))
    if (host.cancelled()) return
    const { step } = trainer
    const solved = this.record.solvedAt !== null || (metric !== null && isSolved(task, metric))
    const last = step >= goal || this.diverged || (spec.untilSolved && solved)
    const probed = step === 0 || last || !host.endsOnly ? this.evaluator.profile() : null
    const given = step === 0 ? finite(probed?.loss ?? null) : trainingLoss
    // In the metric's units: both are drawn on one axis.
    const loss = given === null ? null : given * metricScale(task)
    const profile = probed && { step, log10: probed.profile, ...this.gates() }
    this.record.add({ step, loss, metric, profile })
    if (profile && !host.endsOnly) {
      const first = !this.told
      this.told = true
      const example = toldExample(task, seed, this.evaluator.first(), first)
      host.observe({ step, loss, metric, profile, ...example })
    }
    this.evaluated = step
    this.sum = 0
  }

  /** What the gates do now, where somebody asks. */
  private gates(): Pick<Profile, 'gates'> {
    const { gates, net, host } = this.setup
    return gates && !host.endsOnly ? { gates: gates.look(net) } : {}
  }

  /** One update; false where numbers stop being finite. */
  private update(): boolean {
    const { task, numbers, net, spec, trainer } = this.setup
    task.sample(numbers, this.batch, spec.batch)
    net.work.setBatch(this.batch)
    const loss = trainer.train()
    if (loss === null) return false
    this.sum += loss
    return true
  }

  /** Up to that step. False when the host gave the training up. */
  train(steps = this.setup.spec.steps): boolean {
    const { spec, trainer, host } = this.setup
    if (trainer.step === 0 && this.record.seen.length === 0) this.evaluate(null, steps)
    // A run that was given up in its last evaluation has that evaluation still to take.
    while ((trainer.step < steps || this.evaluated < trainer.step) && !this.cancelled()) {
      const until = Math.min(steps, this.evaluated + spec.evalEvery)
      while (trainer.step < until) {
        const waited = host.before()
        if (waited === null) {
          this.cancelled()
          return false
        }
        this.waited += waited
        if (!this.update()) {
          this.diverged = true
          this.evaluate(null, steps)
          return !host.cancelled()
        }
        host.progress(trainer.step, this.stepsPerSecond())
        host.keep?.(this.past(), 'if due')
      }
      this.evaluate(this.sum / (until - this.evaluated), steps)
      if (spec.untilSolved && this.record.solvedAt !== null) return true
    }
    return !this.cancelled()
  }

  /** Whether it is given up; then how far it has come is written down. */
  private cancelled(): boolean {
    const { host } = this.setup
    const cancelled = host.cancelled()
    if (cancelled) host.keep?.(this.past(), 'at once')
    return cancelled
  }
}
