/** One run: one cell, one seed, from initial weights to the result. */
import { initialWeights } from '../engine/initialise.ts'
import { Net } from '../engine/net.ts'
import { countParameters } from '../engine/parameters.ts'
import { random, resumeRandom } from '../engine/random.ts'
import { Trainer } from '../engine/trainer.ts'
import type { Weights } from '../engine/types.ts'
import { digestOf } from '../results/digest.ts'
import type { Observation, RunId } from '../results/events.ts'
import type { Run } from '../results/report.ts'
import type { Limits } from '../results/thinning.ts'
import type { Spec } from '../specs/spec.ts'
import type { Standardization } from '../tasks/shared/task.ts'
import { ThreadGroup } from '../threads/group/thread-group.ts'
import { readCheckpoint, writeCheckpoint } from './checkpoint.ts'
import { GateMeter } from './gate-meter.ts'
import { outcomesOf } from './held-out-outcomes.ts'
import { reachOf } from './longer-strings.ts'
import { measuredBaseline } from './measured-baseline.ts'
import { shapesOf } from './setup/net-sizes.ts'
import { taskOf } from './setup/resolve-spec.ts'
import { Training, type TrainingHost } from './training.ts'
import { TrainingRecord, type TrainingState } from './training-record.ts'

/** Where and how often a run writes down how far it has come; `key` says of which run a file is. */
export interface Checkpointing {
  readonly path: string
  readonly key: string
  readonly everySeconds: number
}

/** What a run reports and is told while it runs. */
export interface RunHost extends Omit<TrainingHost, 'keep'> {
  readonly module: WebAssembly.Module
  /** Threads that share its steps; never changes a number. */
  readonly threads: number
  readonly checkpointing?: Checkpointing
  /** What is kept of its evaluations. */
  readonly limits?: Limits
}

export interface Finished {
  readonly run: Run
  readonly weights: Weights
}

/**
 * Executes a run; null when the host gave it up. Throws InputError when its memory cannot be had.
 */
export async function executeRun(spec: Spec, id: RunId, host: RunHost): Promise<Finished | null> {
  const task = taskOf(spec)
  const threads = Math.min(host.threads, Math.ceil(spec.batch / 8))
  const shapes = shapesOf(spec, task, id.cell, threads)
  const { sizes } = shapes.train
  const net = Net.create(host.module, shapes.train, shapes.evaluation)
  const kept = host.checkpointing
    ? readCheckpoint(host.checkpointing.path, host.checkpointing.key, sizes)
    : null
  const { init, gain, forgetBias, inputBias } = spec
  const biases = { forgetBias, inputBias }
  const start = { init, gain, ...biases, timeSteps: task.timeSteps, log: net.kernels.log }
  net.load(kept?.weights ?? initialWeights(sizes, start, random(id.seed, 'weights')))
  if (kept) net.loadMoments(kept.moment1, kept.moment2)
  const numbers = kept ? resumeRandom(kept.random) : random(id.seed, 'train')
  const threadGroup = threads > 1 ? ThreadGroup.start(host.module, net, threads) : null
  try {
    const trainer = new Trainer(net, spec, threadGroup?.step)
    if (kept) trainer.resume(kept.past.step)
    const keep =
      host.checkpointing &&
      checkpointer(host.checkpointing, (state) => ({ past: state, random: numbers.state(), net }))
    const record = new TrainingRecord(task, null, host.limits)
    const baseline = measuredBaseline(task, id.seed, net.kernels.log, host.cancelled)
    const observe = (seen: Observation) => host.observe({ ...seen, baseline })
    const setup = {
      spec,
      task,
      seed: id.seed,
      net,
      trainer,
      numbers,
      record,
      host: { ...host, keep, observe },
      past: kept?.past,
      gates: host.limits?.gates ? GateMeter.create(host.module, sizes, task, id.seed) : null,
    }
    const session = new Training(setup)
    if (!session.train()) return null
    const weights = net.weights()
    const heldOut = outcomesOf(net, task, id.seed, host.cancelled)
    if (heldOut === null || host.cancelled()) return null
    const standardization = task.standardize && copyOf(task.standardize)
    const measured = {
      baseline,
      ...(heldOut && { heldOut }),
      ...(standardization && { standardization }),
    }
    const run = summarise(spec, id, session, countParameters(sizes), weights, measured)
    if (!task.reach) return { run, weights }
    const trained = { module: host.module, sizes, weights, task }
    const reach = reachOf(trained, task.reach, host.cancelled)
    return reach && { run: { ...run, reach }, weights }
  } finally {
    await threadGroup?.stop()
  }
}

/** Writes a checkpoint whenever it is time. */
function checkpointer(
  { path, key, everySeconds }: Checkpointing,
  state: (past: TrainingState) => { past: TrainingState; random: readonly number[]; net: Net },
): NonNullable<TrainingHost['keep']> {
  let last = performance.now()
  return (given, now) => {
    if (now === 'if due' && performance.now() - last < 1000 * everySeconds) return
    const { past, random, net } = state(given)
    writeCheckpoint(path, key, net.shape.sizes, {
      past,
      random,
      weights: net.weights(),
      ...net.moments(),
    })
    last = performance.now()
  }
}

/** As a report has it, whose lists are its own. */
const copyOf = ({
  mean,
  deviation,
  target,
  fromLast,
}: Standardization): NonNullable<Run['standardization']> => ({
  mean: [...mean],
  deviation: [...deviation],
  ...(target && { target: { mean: [...target.mean], deviation: [...target.deviation] } }),
  ...(fromLast && { fromLast }),
})

function summarise(
  spec: Spec,
  id: RunId,
  session: Training,
  parameters: number,
  weights: Weights,
  measured: Pick<Run, 'baseline' | 'heldOut' | 'standardization'>,
): Run {
  const { seen, evaluations, best, solvedAt } = session.record
  const thinned = evaluations > seen.length || seen.some(({ profile }) => profile === null)
  const last = seen[seen.length - 1]
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
    ...measured,
    curve: {
      step: seen.map(({ step }) => step),
      loss: seen.map(({ loss }) => loss),
      metric: seen.map(({ metric }) => metric),
    },
    ...(thinned ? { evaluations } : {}),
    gradient: seen.flatMap(({ profile }) => profile ?? []),
    digest: digestOf(weights),
    seconds: Math.round(seconds * 1e4) / 1e4,
    stepsPerSecond: Math.round((last.step / seconds) * 10) / 10,
  }
}
