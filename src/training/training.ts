/** Training with evaluations: what a run of a comparison and the workbench have in common. */
import type { Net } from '../engine/net.ts'
import type { Random } from '../engine/random.ts'
import type { Trainer } from '../engine/trainer.ts'
import type { Observation } from '../results/events.ts'
import type { Profile } from '../results/report.ts'
import { added, type Limits, limitsOf, strideFor } from '../results/thinning.ts'
import { isBetter, isSolved } from '../rules/solved.ts'
import type { Spec } from '../specs/spec.ts'
import { metricScale } from '../tasks/shared/standardize.ts'
import type { Task } from '../tasks/shared/task.ts'
import { Evaluator, emptyBatch } from './evaluation.ts'
import type { GateMeter } from './gate-meter.ts'

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

/** An evaluation; without a profile where nobody will ask for it. */
export type Seen = Omit<Observation, 'profile'> & { readonly profile: Profile | null }

/** What training goes on from, beside weights, moments and random numbers. */
export interface TrainingState {
  readonly step: number
  /**
   * The evaluations that are kept (thinning.ts); how many there were, and what was found in all of
   * them.
   */
  readonly seen: readonly Seen[]
  readonly evaluations?: number
  readonly best?: Best
  readonly solvedAt?: number | null
  /** The sum of the training losses since the last evaluation. */
  readonly sum: number
  readonly seconds: number
}

const finite = (value: number | null): number | null => (Number.isFinite(value) ? value : null)

export interface Best {
  readonly step: number
  readonly metric: number | null
}

/**
 * What is seen of a net in training, evaluation by evaluation: a bounded part of it, and what was
 * found in all of it.
 */
export class TrainingRecord {
  seen: readonly Seen[] = []
  /** All that were ever added. */
  evaluations = 0
  best: Best = { step: 0, metric: null }

  constructor(
    private readonly task: Task,
    /** The first step at which an evaluation found the task solved. */
    public solvedAt: number | null = null,
    private readonly limits: Limits = limitsOf(task.timeSteps, 1),
  ) {}

  add(seen: Seen): void {
    this.keep(seen)
    const { step, metric } = seen
    if (metric === null) return
    if (this.best.metric === null || isBetter(this.task, metric, this.best.metric))
      this.best = { step, metric }
    if (this.solvedAt === null && isSolved(this.task, metric)) this.solvedAt = step
  }

  /** Goes on from what was written down; what was before there were limits is thinned. */
  goOn({ seen, evaluations = seen.length, best, solvedAt }: TrainingState): void {
    if (evaluations === seen.length) for (const one of seen) this.add(one)
    else this.seen = seen
    this.evaluations = evaluations
    this.best = best ?? this.best
    this.solvedAt = solvedAt ?? this.solvedAt
  }

  private keep(seen: Seen): void {
    const { points, profiles } = this.limits
    const before = strideFor(this.evaluations, profiles)
    const kept = added(this.seen, seen, this.evaluations, points)
    const last = this.evaluations++ - 1
    const every = strideFor(this.evaluations, profiles)
    const apart = strideFor(this.evaluations, points)
    if (every !== before)
      this.seen = kept.map((one, n) => ((n * apart) % every === 0 ? one : bare(one, seen)))
    else
      this.seen =
        last % every === 0
          ? kept
          : kept.map((one, n) => (n * apart === last ? bare(one, seen) : one))
  }
}

/** An evaluation without its profile, but for the newest. */
const bare = (one: Seen, newest: Seen): Seen =>
  one === newest || one.profile === null ? one : { ...one, profile: null }

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
    const { host, spec, task, trainer } = this.setup
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
    if (profile && !host.endsOnly) host.observe({ step, loss, metric, profile })
    this.evaluated = step
    this.sum = 0
  }

  /** What the gates do now, where somebody asks. */
  private gates(): Pick<Profile, 'gates'> {
    const { gates, net, host } = this.setup
    return gates && !host.endsOnly ? { gates: gates.look(net.weights()) } : {}
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
