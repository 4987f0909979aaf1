/** Trains one net in a thread. */

import { zeroWeights } from '../../engine/parameters.ts'
import { type Random, random, resumeRandom } from '../../engine/random.ts'
import { Trainer } from '../../engine/trainer.ts'
import type { Observation } from '../../results/events.ts'
import type { Curve } from '../../results/lab-results.ts'
import { ThreadGroup } from '../../threads/group/thread-group.ts'
import { measuredBaseline } from '../../training/measured-baseline.ts'
import { Training } from '../../training/training.ts'
import { TrainingRecord } from '../../training/training-record.ts'
import { KnownBaselines } from '../caches/baseline-cache.ts'
import type { NetCache } from '../caches/net-cache.ts'
import type { NetState } from '../state.ts'
import type { NetJobContext } from './job.ts'
import type { TrainAnswer, TrainAsk } from './shared-jobs.ts'
import type { NetSubject } from './worker-messages.ts'

/** Of what this thread has trained on. */
const baselines = new KnownBaselines()

export async function train(
  { nets, task, emit, progressDue, before, cancelled }: NetJobContext,
  ask: TrainAsk,
): Promise<TrainAnswer> {
  const { spec, cell, net: from, until } = ask
  const seed = spec.seeds[0]
  const threads = Math.min(ask.threads, Math.ceil(spec.batch / 8))
  const subject: NetSubject = {
    spec,
    cell,
    operations: ask.operations,
    weights: from?.weights ?? null,
  }
  const net = nets.of(subject, spec.batch, { evaluation: true, threadGroup: threads > 1 })
  const zero = zeroWeights(net.shape.sizes)
  net.loadMoments(from?.moment1 ?? zero, from?.moment2 ?? zero)
  const threadGroup = threads > 1 ? ThreadGroup.start(nets.module, net, threads) : null
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
  // The look at step 0 is taken anew, also at a net that was set by hand.
  const before = from && from.step > 0 ? from.curve : { step: [], loss: [], metric: [] }
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
