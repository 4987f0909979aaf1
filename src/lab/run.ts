/** One run: one cell, one seed, from initial weights to the result. */
import { initialWeights } from '../engine/initialise.ts'
import { Net } from '../engine/net.ts'
import { countParameters } from '../engine/parameters.ts'
import { random } from '../engine/random.ts'
import { Trainer } from '../engine/trainer.ts'
import type { Weights } from '../engine/types.ts'
import { digestOf } from './digest.ts'
import type { RunId } from './events.ts'
import type { Run } from './report.ts'
import { taskOf } from './resolve.ts'
import { shapesOf } from './shapes.ts'
import type { Spec } from './spec.ts'
import { Team } from './team.ts'
import { Training, type TrainingHost } from './training.ts'

/** What a run says and hears while it goes. */
export interface RunHost extends TrainingHost {
  readonly module: WebAssembly.Module
  /** Threads that share its steps; never changes a number. */
  readonly threads: number
}

export interface Finished {
  readonly run: Run
  readonly weights: Weights
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
    const session = new Training(spec, task, id.seed, net, new Trainer(net, spec, team?.step), host)
    if (!session.train()) return null
    const weights = net.weights()
    return { run: summarise(spec, id, session, countParameters(shapes.train.sizes), weights), weights }
  } finally {
    await team?.stop()
  }
}

function summarise(spec: Spec, id: RunId, session: Training, parameters: number, weights: Weights): Run {
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
