/**
 * The engine for the benchmark (`npm run bench`): one training step with the norms of every time
 * step recorded.
 */
import { initialWeights } from '../engine/initialise.ts'
import { Net } from '../engine/net.ts'
import { random } from '../engine/random.ts'
import { MEASURE } from '../engine/step.ts'
import { singleThreadStep, Trainer } from '../engine/trainer.ts'
import type { Cell } from '../engine/types.ts'
import { loadKernels } from '../io/load-kernels.ts'
import { ThreadGroup } from '../threads/group/thread-group.ts'

export interface BenchSetup {
  readonly cell: Cell
  readonly T: number
  readonly B: number
  readonly H: number
  readonly I: number
  readonly O: number
  readonly threads: number
  /** Factor on the initial weights: a small one makes the gradient vanish faster. */
  readonly weightScale?: number
  /** Factor on the learning rate 0.001; 0 keeps the weights where they are. */
  readonly learningRate?: number
}

/** A trainer on random data; every step records ‖∂L/∂h_t‖ and ‖∂L/∂c_t‖ for all t. */
export async function createTrainer(setup: BenchSetup) {
  const { cell, T, B, H, I, O, threads, weightScale = 1, learningRate = 0.001 } = setup
  const module = await loadKernels()
  const sizes = { cell, input: I, hidden: H, output: O }
  const net = Net.create(module, {
    sizes,
    T,
    B,
    L: 1,
    loss: 'mse',
    record: false,
    shared: threads > 1,
  })
  const numbers = random(1, 'weights')
  const weights = initialWeights(
    sizes,
    { init: 'uniform', forgetBias: 1, timeSteps: T, log: net.kernels.log },
    numbers,
  )
  for (const values of Object.values(weights))
    for (let n = 0; n < values.length; n++) values[n] *= weightScale
  net.load(weights)
  const x = Float32Array.from({ length: T * B * I }, () => 2 * numbers.uniform() - 1)
  const y = Float32Array.from({ length: B * O }, () => 2 * numbers.uniform() - 1)
  net.work.setBatch({ x, y })
  const threadGroup = threads > 1 ? ThreadGroup.start(module, net, threads) : null
  const trainer = new Trainer(
    net,
    { optimizer: 'adam', learningRate, clip: 1 },
    threadGroup ? threadGroup.step : singleThreadStep(net),
  )
  return {
    step: () => trainer.train(MEASURE.states) ?? Number.NaN,
    profile: () => net.measured(),
    close: async () => threadGroup?.stop(),
  }
}
