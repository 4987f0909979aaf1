import { describe, expect, it } from 'vitest'
import { measureReadouts, type Readouts } from '../../src/difficulty/readouts-without-memory.ts'
import { allocate, instantiate } from '../../src/engine/kernels.ts'
import { FIRST_FREE } from '../../src/engine/memory-plan.ts'
import { random } from '../../src/engine/random.ts'
import { HELD_OUT } from '../../src/rules/limits.ts'
import { findTask } from '../../src/tasks/index.ts'
import type { Task } from '../../src/tasks/shared/task.ts'
import { emptyBatch } from '../../src/training/evaluation.ts'
import { coin, counting, noisyLast, parity, running, sometimes } from '../support/invented-tasks.ts'
import { kernelsModule } from '../support/kernels.ts'

const { log } = instantiate(kernelsModule, allocate(FIRST_FREE))
function measured(task: Task, seed = 1, cancelled = () => false): Readouts {
  const found = measureReadouts(task, seed, log, cancelled)
  if (!found) throw new Error('given up')
  return found
}
const make = (name: string, length: number, symbols?: number) =>
  findTask(name).make({ length, symbols })
const solves = ({ constant, lastInput, bagOfInputs }: Readouts) =>
  [constant, lastInput, bagOfInputs].map((one) => one.solves)
/** Over ten seeds, so that sampling error is a third of one seed's. */
const mean = (task: Task, kind: 'constant' | 'lastInput' | 'bagOfInputs') => {
  const seeds = Array.from({ length: 10 }, (_, n) => n + 1)
  return seeds.reduce((sum, seed) => sum + measured(task, seed)[kind].metric / seeds.length, 0)
}

describe('adding, in closed form', () => {
  // (y − 1)² has variance 1.4/36 for a sum of two uniform numbers.
  const three = 3 * Math.sqrt(1.4 / 36 / (10 * HELD_OUT))

  it.each([2, 7, 20])('T = %d', (T) => {
    const task = make('adding', T)
    expect(Math.abs(mean(task, 'constant') - 1 / 6)).toBeLessThan(three)
    // The last number is one of the two with probability p, and then explains its own half of the
    // variance.
    const p = 1 / (T - Math.floor(T / 2))
    expect(Math.abs(mean(task, 'lastInput') - (1 / 6 - p ** 2 / 12))).toBeLessThan(three)
    // Two of T equal parts of the sum's variance are the answer's.
    expect(Math.abs(mean(task, 'bagOfInputs') - (1 - 2 / T) / 6)).toBeLessThan(three)
    expect(solves(measured(task))).toEqual([false, false, T === 2])
  })
})

it('is fitted to training sequences of the seed and measured on its held-out ones', () => {
  const task = make('adding', 10)
  const targets = (stream: 'train' | 'heldOut', count: number) => {
    const batch = emptyBatch(task, count)
    task.sample(random(6, stream), batch, count)
    return Array.from(batch.y)
  }
  const found = measured(task, 6)
  const mean = targets('train', found.fittedOn).reduce((sum, y) => sum + y, 0) / found.fittedOn
  const error = targets('heldOut', HELD_OUT).reduce((sum, y) => sum + (y - mean) ** 2, 0) / HELD_OUT
  expect(found.constant.metric).toBeCloseTo(error, 6)
})

describe('recall', () => {
  it('of the only symbol needs but the last input', () => {
    const found = measured(make('recall', 1, 5))
    expect(solves(found)).toEqual([false, true, true])
    expect(found.lastInput.metric).toBe(1)
  })

  it('of the symbol before needs the bag, in which it is still found later on', () => {
    for (const T of [2, 30])
      expect(solves(measured(make('recall', T, 3)))).toEqual([false, false, true])
    // Each class is the answer in a third of all sequences.
    expect(Math.abs(mean(make('recall', 2, 3), 'constant') - 1 / 3)).toBeLessThan(
      3 * Math.sqrt(2 / 9 / (10 * HELD_OUT)),
    )
  })
})

describe('temporal order', () => {
  it('leaves the bag the two of four classes in which order matters', () => {
    const bag = mean(make('temporal-order', 20), 'bagOfInputs')
    expect(Math.abs(bag - 3 / 4)).toBeLessThan(3 * Math.sqrt(3 / 16 / (10 * HELD_OUT)))
  })
})

describe('copy', () => {
  it.each([1, 20])('T = %d: the best constant is the baseline', (T) => {
    const task = make('copy', T)
    const found = measured(task)
    expect(found.constant.metric).toBeGreaterThan(task.baseline)
    expect(found.constant.metric).toBeLessThan(1.005 * task.baseline)
    expect(solves(found)).toEqual([false, false, false])
  })
})

describe('a rule that wants answers near their target', () => {
  it.each([
    ['two-sequence', 20, 1 / 2],
    ['temporal-order-1997', 20, 1 / 4],
  ] as const)('%s: a constant is right as often as its target comes', (name, T, share) => {
    const found = mean(make(name, T), 'constant')
    expect(Math.abs(found - share)).toBeLessThan(
      3 * Math.sqrt((share * (1 - share)) / (10 * HELD_OUT)),
    )
  })
})

describe('invented tasks', () => {
  it('the sum of all inputs is in the bag alone, at every step', () => {
    const found = measured(running(8))
    expect(solves(found)).toEqual([false, false, true])
    expect(found.bagOfInputs.metric).toBeLessThan(1e-10)
  })

  it('a count is in the bag as a class, the middle ones too', () => {
    expect(solves(measured(counting(4)))).toEqual([false, false, true])
  })

  it('parity is in none, nor is a coin', () => {
    for (const task of [parity(6), coin(6)]) {
      const found = measured(task)
      expect(solves(found)).toEqual([false, false, false])
      for (const kind of ['constant', 'lastInput', 'bagOfInputs'] as const)
        expect(Math.abs(found[kind].metric - 0.5)).toBeLessThan(4 * Math.sqrt(0.25 / HELD_OUT))
    }
  })

  it('what does not count is neither fitted nor measured', () => {
    const found = measured(sometimes(5))
    expect(solves(found)).toEqual([false, true, false])
    // Twice a uniform number has the variance 1/3.
    expect(Math.abs(found.constant.metric - 1 / 3)).toBeLessThan(0.06)
  })

  it('cross-entropy comes down to the noise, and no further', () => {
    const entropy = -(0.75 * Math.log(0.75) + 0.25 * Math.log(0.25))
    expect(Math.abs(mean(noisyLast(4), 'lastInput') - entropy)).toBeLessThan(0.03)
    expect(Math.abs(mean(noisyLast(4), 'constant') - Math.log(3))).toBeLessThan(0.01)
  })
})

it('is given up when nobody wants it any more', () => {
  let asked = 0
  expect(measureReadouts(make('adding', 20), 1, log, () => ++asked > 5)).toBeNull()
  expect(asked).toBe(6)
})
