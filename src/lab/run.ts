/** One run: one cell, one seed, from initial weights to the result. */
import { initialWeights } from '../engine/initialise.ts'
import { Net } from '../engine/net.ts'
import { countParameters } from '../engine/parameters.ts'
import { random } from '../engine/random.ts'
import { Trainer } from '../engine/trainer.ts'
import type { Weights } from '../engine/types.ts'
import type { Task } from '../tasks/task.ts'
import { digestOf } from './digest.ts'
import type { Observation, RunId } from './events.ts'
import { emptyBatch, isBetter, isSolved, Looker } from './look.ts'
import type { Run } from './report.ts'
import { taskOf } from './resolve.ts'
import { shapesOf } from './shapes.ts'
import type { Spec } from './spec.ts'
import { Team } from './team.ts'

/** What a run says and hears while it goes. */
export interface RunHost {
  readonly module: WebAssembly.Module
  /** Threads that share its steps; never changes a number. */
  readonly threads: number
  observe(observation: Observation): void
  progress(step: number, stepsPerSecond: number): void
  /** Called before every step; may block (pause, pace). Milliseconds waited, or null to give the run up. */
  before(): number | null
  /** Whether the run is given up: asked within long looks, too. */
  over(): boolean
}

export interface Finished {
  readonly run: Run
  readonly weights: Weights
}

const finite = (value: number | null): number | null => (Number.isFinite(value) ? value : null)

/** What is seen of a run, look by look. */
class Record {
  readonly observations: Observation[] = []
  best: { step: number; metric: number | null } = { step: 0, metric: null }
  solvedAt: number | null = null

  constructor(private readonly task: Task) {}

  add(observation: Observation): void {
    this.observations.push(observation)
    const { step, metric } = observation
    if (metric === null) return
    if (this.best.metric === null || isBetter(this.task, metric, this.best.metric)) this.best = { step, metric }
    if (this.solvedAt === null && isSolved(this.task, metric)) this.solvedAt = step
  }
}

/** Trains and looks until the steps are done, the task is solved (if asked), or numbers stop being finite. */
class Session {
  private readonly batch
  private readonly numbers
  private readonly looker: Looker
  readonly record: Record
  diverged = false
  private waited = 0
  private readonly started = performance.now()

  constructor(
    private readonly spec: Spec,
    private readonly task: Task,
    seed: number,
    private readonly net: Net,
    private readonly trainer: Trainer,
    private readonly host: RunHost,
  ) {
    this.batch = emptyBatch(task, spec.batch)
    this.numbers = random(seed, 'train')
    this.looker = new Looker(net, task, seed, spec.batch)
    this.record = new Record(task)
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

  /** False when the host gave the run up. */
  train(): boolean {
    const { spec, trainer } = this
    this.look(null)
    while (trainer.step < spec.steps && !this.host.over()) {
      let sum = 0
      const until = Math.min(spec.steps, trainer.step + spec.evalEvery)
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
        this.host.progress(trainer.step, trainer.step / this.seconds())
      }
      this.look(sum / (until - from))
      if (spec.untilSolved && this.record.solvedAt !== null) return true
    }
    return !this.host.over()
  }
}

/** Executes a run; null when the host gave it up. Throws Refusal when its memory cannot be had. */
export async function executeRun(spec: Spec, id: RunId, host: RunHost): Promise<Finished | null> {
  const task = taskOf(spec)
  const threads = Math.min(host.threads, Math.ceil(spec.batch / 8))
  const shapes = shapesOf(spec, task, id.cell, threads)
  const net = Net.create(host.module, shapes.train, shapes.look)
  const { init, forgetBias } = spec
  const start = { init, forgetBias, timeSteps: task.timeSteps, log: net.kernels.log }
  net.load(initialWeights(shapes.train.sizes, start, random(id.seed, 'weights')))
  const team = threads > 1 ? Team.start(host.module, net, threads) : null
  try {
    const session = new Session(spec, task, id.seed, net, new Trainer(net, spec, team?.step), host)
    if (!session.train()) return null
    const weights = net.weights()
    return { run: summarise(spec, id, session, countParameters(shapes.train.sizes), weights), weights }
  } finally {
    await team?.stop()
  }
}

function summarise(spec: Spec, id: RunId, session: Session, parameters: number, weights: Weights): Run {
  const { observations, best, solvedAt } = session.record
  const last = observations[observations.length - 1]
  const seconds = session.seconds()
  return {
    cell: id.cell,
    seed: id.seed,
    hidden: spec.hidden,
    parameters,
    status: session.diverged ? 'diverged' : solvedAt === null ? 'unsolved' : 'solved',
    solvedAt,
    steps: last.step,
    final: { loss: last.loss, metric: last.metric },
    best,
    curve: {
      step: observations.map(({ step }) => step),
      loss: observations.map(({ loss }) => loss),
      metric: observations.map(({ metric }) => metric),
    },
    gradient: observations.map(({ profile }) => profile),
    digest: digestOf(weights),
    seconds: Math.round(seconds * 1e4) / 1e4,
    stepsPerSecond: Math.round((last.step / seconds) * 10) / 10,
  }
}
