/**
 * The engine for the benchmark (`npm run bench`): one training step with the norms of every time
 * step recorded, and a net of several layers on a case.
 */

import { initialWeights } from '../engine/initialise.ts'
import { Net } from '../engine/net.ts'
import { random } from '../engine/random.ts'
import { scaled, zero } from '../engine/reference/scaled-vector.ts'
import { kernelProducts } from '../engine/stack/kernel-products.ts'
import { loadStack } from '../engine/stack/load-stack.ts'
import { runStack } from '../engine/stack/stack.ts'
import { type RecurrentLayer, USUAL_FORM } from '../engine/stack/types.ts'
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

/**
 * A run of LSTM layers of H units above one another, each of which reads as many numbers, and the
 * way back from a sum of the last h: profiles of all layers, and weight gradients.
 */
export async function stackStep({
  layers,
  T,
  B,
  H,
}: {
  readonly layers: number
  readonly T: number
  readonly B: number
  readonly H: number
}) {
  const numbers = random(1, 'weights')
  const drawn = (size: number, most: number) =>
    Float32Array.from({ length: size }, () => (2 * numbers.uniform() - 1) * most)
  const layer = (): RecurrentLayer => {
    const weights = {
      ...{ input: drawn(4 * H * H, H ** -0.5), recurrent: drawn(4 * H * H, H ** -0.5) },
      ...{ inputBias: drawn(4 * H, H ** -0.5), recurrentBias: drawn(4 * H, H ** -0.5) },
      ...{ peepholes: null, projection: null, h0: null, c0: null },
    }
    return {
      ...{ is: 'recurrent', name: '', kind: 'lstm', input: H, hidden: H, output: H },
      ...{ form: USUAL_FORM, backward: null, merge: 'concat', returns: 'all' },
      forward: { tensors: {}, load: async () => weights },
    }
  }
  const products = kernelProducts(await loadKernels())
  const stack = await loadStack({ steps: Array.from({ length: layers }, layer) }, products)
  const input = {
    ...{ x: Float64Array.from(drawn(T * B * H, 1)), T, B, lengths: null },
    starts: [],
  }
  const asked = Array.from({ length: T }, (_, t) =>
    t === T - 1 ? scaled(new Float64Array(B * H).fill(1)) : zero(B * H),
  )
  return () => runStack(stack, input).back({ outputs: asked, parameters: true })
}
