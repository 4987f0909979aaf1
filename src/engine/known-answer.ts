/**
 * A known answer of the kernels: what some training steps and evaluations of two small nets leave
 * in memory, and products in float64, as one number. It is checked before kernels are used that an
 * experimental pass of V8 has compiled.
 */
import { initialWeights } from './initialise.ts'
import { FIRST_FREE } from './memory-plan.ts'
import { Net } from './net.ts'
import { random } from './random.ts'
import { kernelProducts } from './stack/kernel-products.ts'
import { MEASURE } from './step.ts'
import { Trainer } from './trainer.ts'
import type { Cell } from './types.ts'

/** What the narrow kernels come to; test/engine/known-answer.test.ts holds them to it. */
export const KNOWN_ANSWER = 2418258255

/**
 * Bursts of steps, with a rest after each: V8 compiles a kernel anew beside us once it has been
 * called often enough, and the later bursts are done by what it has made.
 */
const BURSTS = 8
const STEPS = 5

/** Sizes that take every tile: pairs of panels and a single one, a full block and another. */
function trainer(module: WebAssembly.Module, cell: Cell): Trainer {
  const [T, B] = [2, 12]
  const sizes = { cell, input: 2, hidden: 17, output: 2 }
  const shape = { sizes, T, B, L: 2, loss: 'mse' } as const
  const net = Net.create(module, { ...shape, record: false }, shape)
  const numbers = random(1, 'weights')
  const start = { init: 'uniform', forgetBias: 1, timeSteps: T, log: net.kernels.log } as const
  net.load(initialWeights(sizes, start, numbers))
  const draw = (length: number) => Float32Array.from({ length }, () => 2 * numbers.uniform() - 1)
  const batch = { x: draw(T * B * 2), y: draw(2 * B * 2) }
  net.work.setBatch(batch)
  net.evaluation?.setBatch(batch)
  return new Trainer(net, { optimizer: 'adam', learningRate: 0.01, clip: 1 })
}

/** A matrix with a pair of panels and a single one times some vectors, and those times its rows. */
function float64Products(module: WebAssembly.Module): () => readonly Float64Array[] {
  const [rows, columns, n] = [12, 70, 5]
  const numbers = random(2, 'weights')
  const draw = (length: number) => Float64Array.from({ length }, () => numbers.uniform() - 0.5)
  const [products, v] = [kernelProducts(module), draw(n * columns)]
  const matrix = products.matrix(draw(rows * columns), rows, columns)
  return () => {
    const d = matrix.times(v, n)
    return [d, matrix.transposeTimes(d, n), products.outer(d, v, n)]
  }
}

/**
 * FNV-1a (Fowler, Noll & Vo) over 32-bit words of all that is left in memory, and of the products;
 * `rest` is awaited between bursts.
 */
export async function answerOf(
  module: WebAssembly.Module,
  rest: () => Promise<unknown> = async () => {},
): Promise<number> {
  const trainers = (['lstm', 'rnn'] as const).map((cell) => trainer(module, cell))
  const multiply = float64Products(module)
  for (let burst = 0; burst < BURSTS; burst++) {
    for (const one of trainers) {
      for (let n = 0; n < STEPS; n++) one.train(MEASURE.states)
      one.net.evaluate()
    }
    for (let n = 0; n < STEPS; n++) multiply()
    await rest()
  }
  const left = [
    ...trainers.map(({ net }) => new Uint32Array(net.memory.buffer, FIRST_FREE)),
    ...multiply().map(({ buffer }) => new Uint32Array(buffer)),
  ]
  return left.reduce(hashed, 0x811c9dc5) >>> 0
}

/** By index: this runs once, and an iterator takes several times as long until V8 compiles it. */
function hashed(before: number, words: Uint32Array): number {
  let hash = before
  for (let n = 0; n < words.length; n++) hash = Math.imul(hash ^ words[n], 0x01000193)
  return hash
}
