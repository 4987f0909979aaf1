import { describe, expect, it } from 'vitest'
import { Net } from '../../src/engine/net.ts'
import { MEASURE, SINGLE_THREAD, trainingStep } from '../../src/engine/step.ts'
import { WEIGHT_NAMES } from '../../src/engine/types.ts'
import { kernelsModule } from '../support/kernels.ts'
import { CASES, loadCase } from '../support/reference.ts'

/** Largest difference, relative to the largest entry expected. */
function offBy(found: ArrayLike<number>, expected: number[]): number {
  const largest = Math.max(...expected.map(Math.abs))
  return Math.max(...expected.map((value, n) => Math.abs(found[n] - value))) / largest
}
const flat = (nested: unknown): number[] => (nested as number[]).flat(Infinity as 1) as number[]

describe.each(CASES)('%s agrees with PyTorch', (name) => {
  const { json, sizes, weights, T, B, x, y } = loadCase(name)
  const net = Net.create(kernelsModule, { sizes, T, B, L: 1, loss: 'mse', record: true })
  net.load(weights)
  net.work.setBatch({ x, y })
  const inside = net.inspect()

  it('in outputs, states, gates and loss, to 1e-5', () => {
    expect(Math.abs(inside.loss / json.loss - 1)).toBeLessThan(1e-5)
    expect(offBy(inside.logits, flat(json.prediction))).toBeLessThan(1e-5)
    expect(offBy(inside.hidden, flat(json.hidden))).toBeLessThan(1e-5)
    if (inside.cell && inside.gates && json.gates) {
      expect(offBy(inside.cell, flat(json.cell_state))).toBeLessThan(1e-5)
      for (const gate of ['i', 'f', 'g', 'o'] as const) {
        expect(offBy(inside.gates[gate], flat(json.gates[gate]))).toBeLessThan(1e-5)
      }
    }
  })

  it('in the gradient profile, to 0.001 of log10', () => {
    for (const field of ['hidden', 'cell', 'belt', 'rest', 'input'] as const) {
      const norms = json.grad[field]
      if (!norms) continue
      norms.forEach((norm: number, t: number) => {
        const found = inside.profile[field]?.[t] ?? null
        if (norm === 0) expect(found).toBeNull()
        else expect(Math.abs((found ?? Number.NaN) - Math.log10(norm))).toBeLessThan(0.001)
      })
    }
  })

  it('in the parameter gradients, to 1e-4 of the largest entry', () => {
    for (const weight of WEIGHT_NAMES) {
      expect(offBy(inside.parameters[weight], flat(json.grad.parameters[weight]))).toBeLessThan(
        1e-4,
      )
    }
  })

  it('in five losses under Adam, to 1e-4', () => {
    const squares = new Float64Array(net.memory.buffer)
    const losses = json.adam.losses.map((_: number, n: number) => {
      const rate = 0.01 / (1 - 0.9 ** (n + 1))
      const update = {
        optimizer: 'adam',
        clip: Infinity,
        rate,
        rootScale: 1 / Math.sqrt(1 - 0.999 ** (n + 1)),
      } as const
      trainingStep(
        net.kernels,
        net.place,
        SINGLE_THREAD,
        squares,
        update,
        MEASURE.nothing,
        () => {},
      )
      return net.work.loss()
    })
    expect(offBy(losses, json.adam.losses)).toBeLessThan(1e-4)
  })
})
