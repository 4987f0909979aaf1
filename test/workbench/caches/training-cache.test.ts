import { expect, it, vi } from 'vitest'
import type { Spec } from '../../../src/specs/spec.ts'

import { TrainingCache } from '../../../src/workbench/caches/training-cache.ts'
import type { TrainAsk } from '../../../src/workbench/workers/shared-jobs.ts'
import { smallBench, trained } from '../../support/small-bench.ts'

const digestOf = (bench: ReturnType<typeof smallBench>) => bench.facts().digest

/** A bench that shares what it trains, and what its threads were asked. */
function sharing(trainings: TrainingCache, choices: Partial<Spec> = {}) {
  const bench = smallBench(choices)
  bench.trainings = trainings
  return { bench, asked: vi.spyOn(bench.workerPair, 'ask') }
}

it('what another bench has trained is not trained again, and is the same to the bit', async () => {
  const trainings = new TrainingCache()
  const alone = smallBench()
  const first = sharing(trainings)
  const second = sharing(trainings)
  for (const steps of [20, 13]) {
    await trained(alone, { steps })
    await Promise.all([first, second].map(({ bench }) => trained(bench, { steps })))
  }
  expect(first.asked.mock.calls.length + second.asked.mock.calls.length).toBe(4)
  expect(digestOf(first.bench)).toBe(digestOf(alone))
  expect(digestOf(second.bench)).toBe(digestOf(alone))
  expect(second.bench.state.nets).toEqual(alone.state.nets)
})

it.each<[string, Partial<Spec>]>([
  ['seed', { seeds: [2] }],
  ['learning rate', { learningRate: 0.02 }],
  ['task', { task: 'recall' }],
  ['steps between evaluations', { evalEvery: 7 }],
])('another %s is trained for itself', async (_, choices) => {
  const trainings = new TrainingCache()
  await trained(sharing(trainings).bench, { steps: 14 })
  const { bench, asked } = sharing(trainings, choices)
  const alone = smallBench(choices)
  await trained(bench, { steps: 14 })
  await trained(alone, { steps: 14 })
  expect(asked).toHaveBeenCalledTimes(2)
  expect(digestOf(bench)).toBe(digestOf(alone))
  expect(bench.state.nets.lstm?.curve).toEqual(alone.state.nets.lstm?.curve)
})

it('a training that is stopped or fails is nothing for others', async () => {
  const trainings = new TrainingCache()
  const { spec } = smallBench()
  const ask: TrainAsk = {
    ...{ spec, cell: 'rnn' as const, operations: [], weights: null, net: null },
    ...{ until: 10, untilSolved: false, threads: 1 },
  }
  const answer = (stopped: boolean) =>
    ({ stopped, stepsPerSecond: 1, net: { weights: {}, curve: { step: [] } } }) as never
  await expect(trainings.of(ask, () => Promise.reject(new Error('ended')))).rejects.toThrow('ended')
  expect((await trainings.of(ask, async () => answer(true))).stopped).toBe(true)
  // Who waits for one that is then stopped trains on its own.
  const stopped = trainings.of(ask, async () => answer(true))
  const waiting = trainings.of(ask, async () => answer(false))
  expect((await stopped).stopped).toBe(true)
  expect((await waiting).stopped).toBe(false)
})
