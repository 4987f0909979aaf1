/**
 * The two builds of the kernels leave the same bits everywhere in memory. On a Node that merges
 * vectors (24 and 26, `.ci/run`) the wide one is compiled so; on others it is compared unmerged,
 * which holds its tiles and pairs to the order of sums.
 */
import { readFileSync } from 'node:fs'
import process from 'node:process'
import { setFlagsFromString } from 'node:v8'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { initialWeights } from '../../src/engine/initialise.ts'
import { FIRST_FREE } from '../../src/engine/memory-plan.ts'
import { Net } from '../../src/engine/net.ts'
import { random } from '../../src/engine/random.ts'
import { MEASURE, type Measure } from '../../src/engine/step.ts'
import { Trainer } from '../../src/engine/trainer.ts'
import { type GruGate, OPTIMIZERS, type Operation, VARIANTS } from '../../src/engine/types.ts'
import { assetUrl } from '../../src/io/program-file-url.ts'
import { EARLY, mergesVectors, REVECTORIZE } from '../support/simd.ts'

if (mergesVectors(process)) setFlagsFromString(REVECTORIZE)
// Optimised code after a few calls, or most of the samples would be run by other code.
setFlagsFromString(EARLY)
const [narrow, wide] = ['kernels.wasm', 'kernels-wide.wasm'].map(
  (name) => new WebAssembly.Module(readFileSync(assetUrl(name))),
)

const OPERATIONS: readonly (readonly Operation[])[] = [
  [],
  [],
  [{ kind: 'clamp', gate: 'f', value: 0.9, units: null, from: 2, to: null }],
  [
    { kind: 'scale', gate: 'o', value: 0.5, units: [1], from: null, to: null },
    { kind: 'sever-belt-backward', units: null, from: 2, to: 3 },
    { kind: 'sever-gates', from: 3, to: 3 },
  ],
]

/** A GRU has other gates. */
const ON_GRU: Readonly<Record<string, GruGate>> = { f: 'z', o: 'r' }

const samples = fc.record({
  seed: fc.integer({ min: 1, max: 1e6 }),
  cell: fc.constantFrom('rnn' as const, 'lstm' as const),
  variant: fc.constantFrom(...VARIANTS),
  T: fc.integer({ min: 1, max: 40 }),
  H: fc.integer({ min: 1, max: 70 }),
  B: fc.integer({ min: 1, max: 40 }),
  I: fc.integer({ min: 1, max: 12 }),
  O: fc.integer({ min: 1, max: 12 }),
  L: fc.integer({ min: 1, max: 40 }),
  loss: fc.constantFrom('mse' as const, 'cross-entropy' as const),
  optimizer: fc.constantFrom(...OPTIMIZERS),
  scale: fc.constantFrom(1e-8, 0.01, 1, 1, 5),
  measure: fc.constantFrom(...Object.values(MEASURE)),
  record: fc.boolean(),
  shared: fc.boolean(),
  operations: fc.constantFrom(...OPERATIONS),
})
type Sample = typeof samples extends fc.Arbitrary<infer S> ? S : never

/** All that a net's memory holds after some steps, an inspection and an evaluation. */
function memoryOf(module: WebAssembly.Module, sample: Sample): Buffer {
  const { seed, cell, T, H, B, I, O, scale, record, shared } = sample
  const L = Math.min(sample.L, T)
  const variant = cell === 'lstm' ? sample.variant : 'standard'
  const sizes = { cell, input: I, hidden: H, output: O, variant }
  const operations = sample.operations.map((one) =>
    variant === 'gru' && 'gate' in one ? { ...one, gate: ON_GRU[one.gate] ?? 'z' } : one,
  )
  const operated = cell === 'lstm' && operations.length > 0
  const evaluation = { sizes, T, B, L, loss: sample.loss }
  const net = Net.create(module, { ...evaluation, record, shared, operated }, evaluation)
  const numbers = random(seed, 'weights')
  const draw = (length: number) => Float32Array.from({ length }, () => 2 * numbers.uniform() - 1)
  const start = { init: 'uniform', forgetBias: 1, timeSteps: T, log: net.kernels.log } as const
  const weights = initialWeights(sizes, start, numbers)
  for (const values of Object.values(weights))
    for (let n = 0; n < values.length; n++) values[n] *= scale
  net.load(weights)
  if (operated) net.intervene(operations)
  const batch = { x: draw(T * B * I), y: draw(L * B * O).map(Math.abs) }
  net.work.setBatch(batch)
  net.evaluation?.setBatch(batch)
  const settings = { optimizer: sample.optimizer, learningRate: 0.01, clip: 1 }
  const trainer = new Trainer(net, settings)
  for (let n = 0; n < 3; n++) trainer.train(sample.measure as Measure)
  if (record) net.inspect()
  else net.profile()
  net.evaluate()
  return Buffer.from(net.memory.buffer).subarray(FIRST_FREE)
}

it('narrow and wide kernels leave the same bits, at 300 random sizes', () => {
  fc.assert(
    fc.property(samples, (sample) => {
      const [one, other] = [narrow, wide].map((module) => memoryOf(module, sample))
      expect(one.equals(other)).toBe(true)
      // Nothing came of it would be equal, too.
      expect(one.some((byte) => byte !== 0)).toBe(true)
    }),
    { numRuns: 300 },
  )
})
