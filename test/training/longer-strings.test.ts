import { describe, expect, it } from 'vitest'
import { initialWeights } from '../../src/engine/initialise.ts'
import { Net } from '../../src/engine/net.ts'
import { random } from '../../src/engine/random.ts'
import { textbook } from '../../src/engine/reference/index.ts'
import { Trainer } from '../../src/engine/trainer.ts'
import type { Cell, Weights } from '../../src/engine/types.ts'
import type { Reach } from '../../src/tasks/shared/task.ts'
import { emptyBatch } from '../../src/training/evaluation.ts'
import { reachOf } from '../../src/training/longer-strings.ts'
import { executeRun } from '../../src/training/run.ts'
import { shapesOf } from '../../src/training/setup/net-sizes.ts'
import { resolveSpec, taskOf } from '../../src/training/setup/resolve-spec.ts'
import { kernelsModule as module } from '../support/kernels.ts'

/** A small net after so many steps on strings of up to four a. */
function trained(cell: Cell, steps: number) {
  const spec = resolveSpec({ task: 'anbn', length: 4, hidden: 6, batch: 16, learningRate: 0.02 })
  const task = taskOf(spec)
  const { train } = shapesOf(spec, task, cell, 1)
  const net = Net.create(module, train)
  const start = {
    init: spec.init,
    forgetBias: spec.forgetBias,
    timeSteps: task.timeSteps,
    log: net.kernels.log,
  }
  net.load(initialWeights(train.sizes, start, random(3, 'weights')))
  const trainer = new Trainer(net, spec)
  const [numbers, batch] = [random(3, 'train'), emptyBatch(task, spec.batch)]
  for (let step = 0; step < steps; step++) {
    task.sample(numbers, batch, spec.batch)
    net.work.setBatch(batch)
    trainer.train()
  }
  return { module, task, sizes: train.sizes, weights: net.weights(), reach: task.reach as Reach }
}

/** Whether the float64 textbook's net accepts string n, judged letter by letter. */
function accepts(sizes: ReturnType<typeof trained>['sizes'], weights: Weights, n: number): boolean {
  const symbols = ['S', ...'a'.repeat(n), ...'b'.repeat(n)]
  const x = symbols.flatMap((symbol) => [...'abS'].map((one) => (one === symbol ? 1 : 0)))
  const L = symbols.length
  const { prediction } = textbook({
    sizes,
    weights,
    x,
    y: new Array(L * 3).fill(0),
    T: L,
    B: 1,
    L,
    loss: 'mse',
  })
  return symbols.every((symbol, t) => {
    const may = symbol === 'S' ? 'a' : symbol === 'a' ? 'ab' : t < 2 * n ? 'b' : 'T'
    return [...'abT'].every((one, k) => prediction[t * 3 + k] > 0.5 === may.includes(one))
  })
}

describe('the reach of a net', () => {
  it.each([
    ['rnn', 0],
    ['rnn', 400],
    ['lstm', 60],
    ['lstm', 400],
  ] as const)(
    'of an %s after %i steps is where the textbook, string by string, finds it',
    (cell, steps) => {
      const { sizes, weights, reach, ...rest } = trained(cell, steps)
      let n = 0
      while (n < 1000 && accepts(sizes, weights, n + 1)) n++
      expect(reachOf({ ...rest, sizes, weights }, reach)).toEqual({ trained: 4, accepted: n })
      if (steps === 400) expect(n).toBeGreaterThan(3)
      if (steps === 0) expect(n).toBe(0)
    },
  )

  it('goes on from lot to lot, up to the most that are tried, and no farther', () => {
    const { reach, ...net } = trained('rnn', 0)
    const upTo = (most: number, last: number): Reach => {
      let from = 0
      const fill: Reach['fill'] = (batch, B, first) => {
        from = first
        reach.fill(batch, B, first)
      }
      return { ...reach, most, fill, accepts: (_readout, _batch, _B, b) => from + b <= last }
    }
    expect(reachOf(net, upTo(150, 1e9))?.accepted).toBe(150)
    expect(reachOf(net, upTo(150, 64))?.accepted).toBe(64)
    expect(reachOf(net, upTo(150, 65))?.accepted).toBe(65)
    expect(reachOf(net, upTo(150, 130))?.accepted).toBe(130)
    expect(reachOf(net, upTo(5, 1e9))?.accepted).toBe(5)
    expect(reachOf(net, upTo(150, 1e9), () => true)).toBeNull()
  })

  it('stands in the run of such a task, and in no other', async () => {
    const host = {
      module,
      threads: 1,
      observe: () => {},
      progress: () => {},
      before: () => 0,
      cancelled: () => false,
    }
    const run = async (task: string) => {
      const spec = resolveSpec({
        task,
        length: 4,
        hidden: 4,
        batch: 4,
        steps: 2,
        cells: ['rnn'],
        seeds: [1],
      })
      return (await executeRun(spec, { index: 0, point: 0, hidden: 4, cell: 'rnn', seed: 1 }, host))
        ?.run
    }
    expect((await run('anbn'))?.reach).toMatchObject({ trained: 4 })
    expect(await run('parity')).not.toHaveProperty('reach')
  })
})
