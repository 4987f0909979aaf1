import { describe, expect, it } from 'vitest'
import {
  type Architecture,
  countWeights,
  layoutOf,
  lstm1997Weights,
} from '../../../src/engine/lstm1997/architecture.ts'
import { random } from '../../../src/engine/random.ts'

const net = (
  input: number,
  blocks: number,
  blockSize: number,
  output: number,
  biased: Architecture['biased'],
): Architecture => ({
  input,
  blocks,
  blockSize,
  output,
  biased,
  readout: 'logistic',
})

describe('the number of weights', () => {
  it.each([
    ['embedded Reber grammar, four blocks of one cell (table 1)', 264, net(7, 4, 1, 7, 'gates')],
    ['embedded Reber grammar, three blocks of two cells (table 1)', 276, net(7, 3, 2, 7, 'gates')],
    ['long lag with 50 distractors (table 3)', 364, net(54, 2, 1, 2, 'none')],
    ['long lag with 100 distractors (table 3)', 664, net(104, 2, 1, 2, 'none')],
    ['long lag with 1,000 distractors (table 3)', 6064, net(1004, 2, 1, 2, 'none')],
    ['two sequences (table 4)', 102, net(1, 3, 1, 1, 'hidden')],
    ['adding and multiplication (tables 7 and 8)', 93, net(2, 2, 2, 1, 'all')],
    ['temporal order of two (table 9)', 156, net(8, 2, 2, 4, 'all')],
    ['temporal order of three (table 9)', 308, net(8, 3, 2, 8, 'all')],
  ] as const)('%s is the paper’s: %i', (_, weights, architecture) => {
    expect(countWeights(architecture)).toBe(weights)
  })
})

describe('initial weights', () => {
  const architecture = net(3, 2, 2, 2, 'hidden')
  const { units, sources, present } = layoutOf(architecture)
  const biases = (hidden: Float64Array) =>
    Array.from({ length: units }, (_, unit) => hidden[(unit + 1) * sources - 1])

  it('fill the interval, and are 0 where there is none', () => {
    const start = { bound: 0.1, inputGateBias: null, outputGateBias: null }
    const weights = lstm1997Weights({ ...architecture, input: 500 }, start, random(1, 'weights'))
    const sorted = weights.hidden.toSorted()
    expect(sorted[0]).toBeGreaterThanOrEqual(-0.1)
    expect(sorted[0]).toBeLessThan(-0.099)
    expect(sorted[sorted.length - 1]).toBeGreaterThan(0.099)
    expect(sorted[sorted.length - 1]).toBeLessThan(0.1)
    expect(
      Math.abs(weights.hidden.reduce((sum, w) => sum + w, 0) / weights.hidden.length),
    ).toBeLessThan(0.005)
    expect([...weights.output].filter((w) => w === 0)).toHaveLength(2)
    expect([...present.output]).toEqual([1, 1, 1, 1, 0, 1, 1, 1, 1, 0])
  })

  it('take the gates’ biases block by block, and draw the others as if none were given', () => {
    const drawn = { bound: 0.2, inputGateBias: null, outputGateBias: null }
    const given = { ...drawn, inputGateBias: [-2, -4], outputGateBias: [-1, -3] }
    const plain = lstm1997Weights(architecture, drawn, random(7, 'weights'))
    const set = lstm1997Weights(architecture, given, random(7, 'weights'))
    expect(biases(set.hidden)).toEqual([-2, -4, -1, -3, ...biases(plain.hidden).slice(4)])
    const others = (hidden: Float64Array) =>
      [...hidden].filter((_, n) => n % sources !== sources - 1)
    expect(others(set.hidden)).toEqual(others(plain.hidden))
    expect(set.output).toEqual(plain.output)
  })
})
