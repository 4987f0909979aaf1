import { describe, expect, it } from 'vitest'
import { countWeights } from '../../../src/engine/lstm1997/architecture.ts'
import { random } from '../../../src/engine/random.ts'
import {
  executeTrial1997,
  type TrialHost1997,
  type TrialRun1997,
} from '../../../src/training/lstm1997/run-trial.ts'
import {
  EXPERIMENTS,
  type Experiment1997,
} from '../../../src/training/lstm1997/settings-of-1997.ts'
import { Trial } from '../../../src/training/lstm1997/trial.ts'
import { naive } from '../../support/lstm1997-naive.ts'
import { exp } from '../../support/lstm1997-samples.ts'

const host: TrialHost1997 = { exp, before: () => 0, cancelled: () => false, progress: () => {} }

function experiment(name: string, changes: Partial<Experiment1997> = {}): Experiment1997 {
  const found = EXPERIMENTS.find((one) => one.name === name)
  if (!found) throw new Error(`no experiment ${name}`)
  return { ...found, testSequences: 30, ...changes }
}

function run(
  changed: Experiment1997,
  seed = 1,
  changes: Partial<TrialHost1997> = {},
): TrialRun1997 {
  const result = executeTrial1997({ experiment: changed, seed }, { ...host, ...changes })
  if (!result) throw new Error('given up')
  return result
}

const timeless = ({ seconds, sequencesPerSecond, ...rest }: TrialRun1997) => rest

describe.each(EXPERIMENTS)('experiment $name', (one) => {
  it('has as many weights as the paper says, and what its lists must have', () => {
    const { net } = new Trial(one, 1, exp)
    expect(countWeights(net.architecture)).toBe(one.reported.weights)
    expect(one.reported.sequences).toHaveLength(one.criteria.length)
    expect(one.reported.wrong).toHaveLength(one.criteria.length)
    for (const biases of [one.start.inputGateBias, one.start.outputGateBias]) {
      expect([undefined, one.net.blocks]).toContain(biases?.length)
    }
  })

  it('runs to its limit, the same from the same seed and another from another', () => {
    const short = { ...one, mostSequences: 20, testSequences: 10 }
    const first = run(short)
    expect(first).toMatchObject({
      experiment: one.name,
      sequences: 20,
      stopped: false,
      weights: one.reported.weights,
    })
    expect(first.milestones.map(({ criterion }) => criterion)).toEqual(
      one.criteria.map(({ name }) => name),
    )
    expect(
      first.milestones.every(({ sequences, test }) => sequences === null && test === null),
    ).toBe(true)
    expect(timeless(run(short))).toEqual(timeless(first))
    expect(run(short, 2).digest).not.toBe(first.digest)
  })
})

describe('a trial', () => {
  it('of temporal order stops where the paper’s do, and answers fresh sequences', () => {
    const result = run(experiment('6a', { testSequences: 2560 }))
    expect(result.stopped).toBe(true)
    expect(result.sequences).toBeGreaterThan(15_000)
    expect(result.sequences).toBeLessThan(45_000)
    expect(result.test.wrong).toBeLessThan(10)
    expect(result.test.meanError).toBeLessThan(0.1)
    expect(result.milestones).toEqual([
      { criterion: 'ST3(0.1)', sequences: result.sequences, test: result.test },
    ])
  })

  it('tests with the final weights what the naive net would answer', () => {
    const trial = new Trial(experiment('4'), 3, exp)
    const numbers = random(3, 'train')
    for (let n = 0; n < 50; n++) trial.train(numbers)
    const found = trial.test(random(3, 'heldOut'), 20, () => false)

    const { task, net } = trial
    const batch = {
      x: new Float32Array(task.timeSteps * 2),
      y: new Float32Array(task.answerSteps),
      weight: new Float32Array(task.answerSteps),
    }
    const again = random(3, 'heldOut')
    const errors = Array.from({ length: 20 }, () => {
      task.sample(again, batch, 1)
      const asked = batch.weight.indexOf(1)
      const T = task.timeSteps - task.answerSteps + asked + 1
      const x = Array.from({ length: T }, (_, t) => [batch.x[2 * t], batch.x[2 * t + 1]])
      return Math.abs(naive(net.architecture, net.weights, x)[T - 1].output[0] - batch.y[asked])
    })
    expect(found?.of).toBe(20)
    expect(found?.wrong).toBe(errors.filter((error) => error >= 0.04).length)
    expect(found?.meanError).toBeCloseTo(errors.reduce((sum, error) => sum + error, 0) / 20, 12)
    expect(found?.meanSquaredError).toBeCloseTo(
      errors.reduce((sum, error) => sum + error ** 2, 0) / 20,
      12,
    )
  })

  it('meets criteria in their order, each tested at its moment, and goes on to the last', () => {
    const all = (name: string, sequences: number) =>
      ({ name, of: 'latest', sequences, wrong: sequences + 1, meanError: null }) as const
    const test = {
      name: 'test',
      of: 'test',
      sequences: 30,
      wrong: 31,
      meanError: null,
      every: 25,
    } as const
    const criteria = [all('ten', 10), all('ten again', 10), test, all('forty', 40)]
    const result = run(experiment('6a', { criteria }))
    expect(result.milestones.map(({ sequences }) => sequences)).toEqual([10, 10, 25, 40])
    expect(result).toMatchObject({ sequences: 40, stopped: true })
    expect(result.milestones[3].test).toEqual(result.test)
    expect(result.milestones[0].test).not.toEqual(result.test)
  })

  it('is the same whether or not a test set is looked at on the way', () => {
    const short = experiment('3a', { mostSequences: 60 })
    const looking = {
      ...short,
      criteria: [{ ...short.criteria[0], wrong: 0, every: 7 }],
    } as Experiment1997
    expect(run(looking).digest).toBe(run(short).digest)
  })

  it('is tested on sequences that no criterion has looked at', () => {
    const untrained = experiment('3a', { mostSequences: 0 })
    const trial = new Trial(untrained, 1, exp)
    const numbers = random(1, 'heldOut')
    const seen = trial.test(numbers, 256, () => false)
    const fresh = trial.test(numbers, 30, () => false)
    expect(run(untrained).test).toEqual(fresh)
    expect(seen?.meanError).not.toBe(fresh?.meanError)
  })

  it('is given up when the host says so: before a sequence, or in a test', () => {
    let heard = 0
    const stopping = { before: () => (heard === 5 ? null : 0), progress: () => heard++ }
    expect(
      executeTrial1997({ experiment: experiment('4'), seed: 1 }, { ...host, ...stopping }),
    ).toBeNull()
    expect(heard).toBe(5)
    const short = experiment('4', { mostSequences: 3 })
    let asked = 0
    expect(
      executeTrial1997({ experiment: short, seed: 1 }, { ...host, cancelled: () => ++asked > 4 }),
    ).toBeNull()
    expect(asked).toBe(5)
  })

  it('tells how far it is', () => {
    const told: number[] = []
    run(experiment('4', { mostSequences: 4 }), 1, {
      progress: (sequences, wrong) => told.push(sequences, wrong),
    })
    expect(told.filter((_, n) => n % 2 === 0)).toEqual([1, 2, 3, 4])
    expect(told.every((value, n) => n % 2 === 0 || (value >= 0 && value <= told[n - 1]))).toBe(true)
  })
})
