/** How a thread finds each answer. */

import { zeroWeights } from '../engine/parameters.ts'
import { type Random, random, resumeRandom } from '../engine/random.ts'
import { Trainer } from '../engine/trainer.ts'
import { isBeltSevered } from '../engine/types.ts'
import type { Observation } from '../results/events.ts'
import type { Curve } from '../results/lab-results.ts'
import type { Spec } from '../specs/spec.ts'
import type { Task } from '../tasks/shared/task.ts'
import type { JobContext } from '../threads/serve.ts'
import { ThreadGroup } from '../threads/thread-group.ts'
import { measuredBaseline } from '../training/baseline.ts'
import { Evaluator, emptyBatch } from '../training/evaluation.ts'
import { taskOf } from '../training/resolve-spec.ts'
import { keepContent, type WithContent } from '../training/send-content.ts'
import { Training, TrainingRecord } from '../training/training.ts'
import { KnownBaselines } from './baseline-cache.ts'
import { verify } from './finite-differences.ts'
import type { JobName, Jobs, NetSubject, TrainEvent } from './jobs.ts'
import type { NetCache } from './net-cache.ts'
import type { NetState } from './state.ts'

type Context = JobContext<TrainEvent>
type Work<N extends JobName> = (
  netCache: NetCache,
  ask: Jobs[N]['ask'],
  context: Context,
) => Jobs[N]['answer'] | Promise<Jobs[N]['answer']>

function evaluatorOf(netCache: NetCache, subject: NetSubject): Evaluator {
  const { spec } = subject
  const net = netCache.of(subject, spec.batch, { evaluation: true })
  return new Evaluator(net, taskOf(spec), spec.seeds[0], spec.batch)
}

const WORK: { readonly [N in JobName]: Work<N> } = {
  train,
  gradient(netCache, subject) {
    return evaluatorOf(netCache, subject).profile()
  },
  scores(netCache, { from, to, ...subject }, { cancelled }) {
    return evaluatorOf(netCache, subject).scores(from, to, cancelled) ?? []
  },
  weights: (netCache, subject) => netCache.of(subject, 1).weights(),
  inside(netCache, { sequence, ...subject }) {
    const task = taskOf(subject.spec)
    const batch = sequences(task, subject.spec, sequence, sequence)[0]
    const net = netCache.of(subject, 1, { record: true })
    net.work.setBatch(batch)
    const { gates, cell, hidden, logits } = net.states()
    const planes = { ...gates, ...(cell ? { c: cell } : {}), h: hidden }
    const { x, y, weight = null } = batch
    return { planes, x, marks: task.marks(batch, 1, 0).map((t) => t + 1), y, logits, weight }
  },
  forgetting(netCache, { sequences: count, ...subject }) {
    const { spec } = subject
    const task = taskOf(spec)
    const H = spec.hidden
    const net = netCache.of(subject, 1, { record: true })
    const sums = new Float64Array(H)
    let terms = 0
    for (const batch of sequences(task, spec, 1, count)) {
      net.work.setBatch(batch)
      const { gates } = net.states()
      const forget = gates?.f ?? gates?.z ?? new Float32Array(task.timeSteps * H).fill(1)
      // c_0 = 0, so what the gate does at t = 1 matters to nobody.
      const first = task.timeSteps > 1 ? H : 0
      for (let n = first; n < forget.length; n++) {
        const severed = isBeltSevered(subject.operations, Math.floor(n / H) + 1, (n % H) + 1)
        sums[n % H] += severed ? Number.NEGATIVE_INFINITY : Math.log(forget[n])
      }
      terms += (forget.length - first) / H
    }
    return [...sums].map((sum) => sum / terms)
  },
  attribution(netCache, { from, to, ...subject }) {
    const task = taskOf(subject.spec)
    const net = netCache.of(subject, 1)
    return sequences(task, subject.spec, from, to).map((batch) => {
      net.work.setBatch(batch)
      return { log10: net.profile().input, marks: task.marks(batch, 1, 0).map((t) => t + 1) }
    })
  },
  verify: (netCache, ask, { cancelled }) => verify(netCache, ask, cancelled),
}

/** Finds the answer to a request. Throws InputError where there is too little memory. */
export async function execute<N extends JobName>(
  netCache: NetCache,
  name: N,
  request: WithContent<Jobs[N]['ask']>,
  context: Context,
): Promise<Jobs[N]['answer']> {
  keepContent(request)
  const work = WORK[name] as Work<N>
  return work(netCache, request, context)
}

/** The held-out sequences from..to, counted from 1, each as a batch of one. */
function sequences(task: Task, { seeds }: Spec, from: number, to: number) {
  const numbers = random(seeds[0], 'heldOut')
  const found = []
  for (let n = 1; n <= to; n++) {
    const batch = emptyBatch(task, 1)
    task.sample(numbers, batch, 1, n - 1)
    if (n >= from) found.push(batch)
  }
  return found
}

/** Of what this thread has trained on. */
const baselines = new KnownBaselines()

async function train(
  netCache: NetCache,
  ask: Jobs['train']['ask'],
  { emit, progressDue, before, cancelled }: Context,
): Promise<Jobs['train']['answer']> {
  const { spec, cell, net: from, until } = ask
  const task = taskOf(spec)
  const seed = spec.seeds[0]
  const threads = Math.min(ask.threads, Math.ceil(spec.batch / 8))
  const subject: NetSubject = {
    spec,
    cell,
    operations: ask.operations,
    weights: from?.weights ?? null,
  }
  const net = netCache.of(subject, spec.batch, { evaluation: true, threadGroup: threads > 1 })
  const zero = zeroWeights(net.shape.sizes)
  net.loadMoments(from?.moment1 ?? zero, from?.moment2 ?? zero)
  const threadGroup = threads > 1 ? ThreadGroup.start(netCache.module, net, threads) : null
  try {
    const trainer = new Trainer(net, spec, threadGroup?.step)
    if (from) trainer.resume(from.step)
    const known = baselines.of(spec) ?? measuredBaseline(task, seed, net.kernels.log, cancelled)
    const baseline = baselines.keep(spec, known)
    const host = {
      before,
      cancelled,
      observe: (observation: Observation) =>
        emit({ type: 'observation', observation: { ...observation, baseline } }),
      progress(step: number, stepsPerSecond: number) {
        if (progressDue()) emit({ type: 'progress', step, stepsPerSecond })
      },
    }
    const record = new TrainingRecord(task, from?.solvedAt ?? null)
    const numbers = from ? resumeRandom(from.random) : random(seed, 'train')
    const training = new Training({
      spec: { ...spec, untilSolved: ask.untilSolved },
      task,
      seed,
      net,
      trainer,
      host,
      record,
      numbers,
    })
    const through = training.train(until)
    return {
      net: {
        ...after(from, training, trainer, numbers, net),
        ...(baseline === null ? {} : { baseline }),
      },
      stopped: !through,
      stepsPerSecond: training.stepsPerSecond(),
    }
  } finally {
    await threadGroup?.stop()
  }
}

function after(
  from: NetState | null,
  training: Training,
  trainer: Trainer,
  numbers: Random,
  net: ReturnType<NetCache['of']>,
): NetState {
  const { seen, solvedAt } = training.record
  const before = from?.curve ?? { step: [], loss: [], metric: [] }
  return {
    step: trainer.step,
    weights: net.weights(),
    ...net.moments(),
    random: numbers.state(),
    diverged: training.diverged,
    solvedAt,
    curve: bounded({
      step: before.step.concat(seen.map(({ step }) => step)),
      loss: before.loss.concat(seen.map(({ loss }) => loss)),
      metric: before.metric.concat(seen.map(({ metric }) => metric)),
    }),
  }
}

/**
 * Points of a net's curve that are kept at most: each state that can be gone back to has its own.
 */
const MOST_POINTS = 512

/**
 * A curve of which every second point, but for the last, is left out until no more are there than
 * are kept.
 */
function bounded(curve: Curve): Curve {
  if (curve.step.length <= MOST_POINTS) return curve
  const half = <T>(values: readonly T[]) =>
    values.filter((_, n) => n % 2 === 0 || n === values.length - 1)
  return bounded({ step: half(curve.step), loss: half(curve.loss), metric: half(curve.metric) })
}
