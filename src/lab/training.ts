/** Training with looks: what a run of a comparison and the workbench have in common. */
import type { Net } from '../engine/net.ts'
import { type Random, random } from '../engine/random.ts'
import type { Trainer } from '../engine/trainer.ts'
import type { Task } from '../tasks/task.ts'
import type { Observation } from './events.ts'
import { emptyBatch, isBetter, isSolved, Looker } from './look.ts'
import type { Spec } from './spec.ts'

/** What training says and hears while it goes. */
export interface TrainingHost {
  observe(observation: Observation): void
  progress(step: number, stepsPerSecond: number): void
  /** Called before every step; may block (pause, pace). Milliseconds waited, or null to give the training up. */
  before(): number | null
  /** Whether the training is given up: asked within long looks, too. */
  over(): boolean
}

const finite = (value: number | null): number | null => (Number.isFinite(value) ? value : null)

/** What is seen of a net in training, look by look. */
export class Record {
  readonly observations: Observation[] = []
  best: { step: number; metric: number | null } = { step: 0, metric: null }

  constructor(
    private readonly task: Task,
    /** The first step at which a look found the task solved. */
    public solvedAt: number | null = null,
  ) {}

  add(observation: Observation): void {
    this.observations.push(observation)
    const { step, metric } = observation
    if (metric === null) return
    if (this.best.metric === null || isBetter(this.task, metric, this.best.metric)) this.best = { step, metric }
    if (this.solvedAt === null && isSolved(this.task, metric)) this.solvedAt = step
  }
}

/** Trains and looks until the steps are done, the task is solved (if asked), or numbers stop being finite. */
export class Training {
  private readonly batch
  private readonly looker: Looker
  diverged = false
  private waited = 0
  private readonly started = performance.now()
  private readonly from: number

  /**
   * Goes on where the trainer is. `numbers` is the stream of training data as far as it has been drawn, `record` what was
   * seen before.
   */
  constructor(
    private readonly spec: Spec,
    private readonly task: Task,
    seed: number,
    private readonly net: Net,
    private readonly trainer: Trainer,
    private readonly host: TrainingHost,
    readonly record: Record = new Record(task),
    readonly numbers: Random = random(seed, 'train'),
  ) {
    this.batch = emptyBatch(task, spec.batch)
    this.looker = new Looker(net, task, seed, spec.batch)
    this.from = trainer.step
  }

  stepsPerSecond(): number {
    return (this.trainer.step - this.from) / this.seconds()
  }

  seconds(): number {
    return Math.max(1e-6, (performance.now() - this.started - this.waited) / 1000)
  }

  private look(trainingLoss: number | null): void {
    const metric = finite(this.looker.metric(this.host.over))
    if (this.host.over()) return
    const { loss, profile } = this.looker.profile()
    const { step } = this.trainer
    const seen = { step, loss: step === 0 ? finite(loss) : trainingLoss, metric, profile: { step, log10: profile } }
    this.record.add(seen)
    this.host.observe(seen)
  }

  /** Up to that step. False when the host gave the training up. */
  train(steps = this.spec.steps): boolean {
    const { spec, trainer } = this
    if (this.from === 0) this.look(null)
    while (trainer.step < steps && !this.host.over()) {
      let sum = 0
      const until = Math.min(steps, trainer.step + spec.evalEvery)
      const from = trainer.step
      while (trainer.step < until) {
        const waited = this.host.before()
        if (waited === null) return false
        this.waited += waited
        this.task.sample(this.numbers, this.batch, spec.batch)
        this.net.work.setBatch(this.batch)
        const loss = trainer.train()
        if (loss === null) {
          this.diverged = true
          this.look(null)
          return !this.host.over()
        }
        sum += loss
        this.host.progress(trainer.step, this.stepsPerSecond())
      }
      this.look(sum / (until - from))
      if (spec.untilSolved && this.record.solvedAt !== null) return true
    }
    return !this.host.over()
  }
}
