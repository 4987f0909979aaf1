/** What is said of the gates, against the float64 reference on the same sequences. */
import { describe, expect, it } from 'vitest'
import { initialWeights } from '../../src/engine/initialise.ts'
import { memoryOf } from '../../src/engine/memory-plan.ts'
import { Net } from '../../src/engine/net.ts'
import { random } from '../../src/engine/random.ts'
import { textbook } from '../../src/engine/reference/index.ts'
import type { Variant } from '../../src/engine/types.ts'
import { GateMeter, gateShape } from '../../src/training/gate-meter.ts'
import { bytesOfRun, shapesOf } from '../../src/training/setup/net-sizes.ts'
import { resolveSpec, taskOf } from '../../src/training/setup/resolve-spec.ts'
import { kernelsModule } from '../support/kernels.ts'

const T = 11
const H = 9
const B = 1

function measured(cell: 'rnn' | 'lstm', variant: Variant = 'standard') {
  const spec = resolveSpec({ task: 'adding', length: T, hidden: H, variant })
  const task = taskOf(spec)
  const shape = shapesOf(spec, task, cell, 1).train
  const { sizes } = shape
  const { init, gain } = spec
  const start = { init, gain, forgetBias: 1.5, timeSteps: T, log: Math.log }
  const weights = initialWeights(sizes, start, random(3, 'weights'))
  const net = Net.create(kernelsModule, shape)
  net.load(weights)
  const look = GateMeter.create(kernelsModule, sizes, task, 3)?.look(net)
  if (!look) throw new Error('too large')
  const batch = { x: new Float32Array(T * B * 2), y: new Float32Array(B) }
  task.sample(random(3, 'heldOut'), batch, B, 0)
  const cues = Array.from({ length: T }, (_, t) => t + 1).filter((t) => batch.x[2 * t - 1] === 1)
  const reference = textbook({ sizes, weights, ...batch, T, B, L: 1, loss: 'mse' })
  return { look, expected: { ...reference, marks: cues } }
}

/** Mean and standard deviation of [T, B, H] at each t. */
function spreadOf(values: Float64Array) {
  return Array.from({ length: T }, (_, t) => {
    const here = [...values.subarray(t * B * H, (t + 1) * B * H)]
    const mean = here.reduce((sum, one) => sum + one, 0) / here.length
    const square = here.reduce((sum, one) => sum + one * one, 0) / here.length
    return { mean, deviation: Math.sqrt(Math.max(0, square - mean * mean)) }
  })
}

const near = (found: number, wanted: number) =>
  expect(Math.abs(found - wanted), `${found} for ${wanted}`).toBeLessThan(
    1e-3 * Math.max(0.01, Math.abs(wanted)),
  )

it.each([
  ['standard', ['f', 'i', 'o'], 'f'],
  ['coupled', ['f', 'i', 'o'], 'f'],
  ['no-output', ['f', 'i', 'o'], 'f'],
  ['gru', ['z', 'r'], 'z'],
] as const)('%s: mean, spread and half-lives', (variant, names, keeps) => {
  const { look, expected } = measured('lstm', variant)
  expect(Object.keys(look.of)).toEqual(names)
  expect(look.marks).toEqual(expected.marks)
  for (const name of names) {
    const values = expected.gates?.[name]
    if (!values) throw new Error(name)
    spreadOf(values).forEach(({ mean, deviation }, t) => {
      near(look.of[name].mean[t], mean)
      near(look.of[name].deviation[t], deviation)
    })
  }
  const keep = expected.gates?.[keeps] ?? new Float64Array()
  for (let k = 0; k < H; k++) {
    let log = 0
    for (let t = 1; t < T; t++)
      for (let b = 0; b < B; b++) log += Math.log(keep[(t * B + b) * H + k]) / ((T - 1) * B)
    // After so many steps at this mean, half is left.
    near(Math.exp(log) ** (look.halfLife?.[k] ?? Number.NaN), 0.5)
  }
})

it('a gate that is 1 throughout keeps for ever', () => {
  const { look } = measured('lstm', 'no-forget')
  expect(look.halfLife).toEqual(new Array(H).fill(null))
  expect(look.of.f).toEqual({ mean: new Array(T).fill(1), deviation: new Array(T).fill(0) })
})

it('an RNN has no gates: the slope of its tanh', () => {
  const { look, expected } = measured('rnn')
  expect(Object.keys(look)).toEqual(['marks', 'of'])
  const slopes = expected.hidden.map((h) => 1 - h * h)
  spreadOf(slopes).forEach(({ mean, deviation }, t) => {
    near(look.of.slope.mean[t], mean)
    near(look.of.slope.deviation[t], deviation)
  })
})

describe('what it takes', () => {
  const of = (choices: object) => {
    const spec = resolveSpec({ task: 'adding', ...choices })
    const task = taskOf(spec)
    const { sizes } = shapesOf(spec, task, 'lstm', 1).train
    return { shape: gateShape(sizes, task), bytes: bytesOfRun(spec, task, 'lstm', 1) }
  }

  it('is a part of what the run is known to take, and nothing where the net is too large', () => {
    const rows = [{ length: 50 }, { length: 200, hidden: 128 }, { length: 9000, hidden: 256 }]
    const parts = rows.map((one) => {
      const { shape, bytes } = of(one)
      return shape && memoryOf(shape) / bytes
    })
    expect(parts[0]).toBeGreaterThan(0)
    expect(parts[0]).toBeLessThan(0.5)
    expect(parts[1]).toBeLessThan(0.5)
    expect(parts[2]).toBeNull()
  })
})
