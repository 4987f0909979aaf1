import { describe, expect, it } from 'vitest'
import {
  type Architecture,
  type Lstm1997Weights,
  layoutOf,
} from '../../../src/engine/lstm1997/architecture.ts'
import { Lstm1997Net } from '../../../src/engine/lstm1997/net.ts'
import { halfSquaredError, naive } from '../../support/lstm1997-naive.ts'
import { exp, type Sample, SHAPES, sample } from '../../support/lstm1997-samples.ts'

const RATE = 0.7

/** Runs the sequence and learns where something is asked; gives each weight's change. */
function changes({ net, weights, x, targets }: Sample): Lstm1997Weights {
  net.reset()
  for (const [t, inputs] of x.entries()) {
    net.step(inputs, 0)
    net.carry()
    const target = targets[t]
    if (target === null) continue
    net.respond()
    net.learn(target, 0, RATE)
  }
  net.update()
  const by = (layer: 'hidden' | 'output') => net.weights[layer].map((w, n) => w - weights[layer][n])
  return { hidden: by('hidden'), output: by('output') }
}

/** −α ∂E/∂w of every weight by central differences of E. */
function descent(
  weights: Lstm1997Weights,
  error: (weights: Lstm1997Weights) => number,
): Lstm1997Weights {
  const step = 1e-5
  const by = (layer: 'hidden' | 'output') =>
    weights[layer].map((w, n) => {
      const at = (value: number) => error({ ...weights, [layer]: weights[layer].with(n, value) })
      return (-RATE * (at(w + step) - at(w - step))) / (2 * step)
    })
  return { hidden: by('hidden'), output: by('output') }
}

const distance = (a: Float64Array, b: Float64Array) =>
  a.reduce((most, value, n) => Math.max(most, Math.abs(value - b[n])), 0)

describe.each(SHAPES)(
  '$blocks blocks of $blockSize, biases: $biased, $readout readout',
  (architecture) => {
    const atEnd = () => sample(architecture, 3, 12, (t) => t === 11)
    const { present } = layoutOf(architecture)
    const masked = ({ hidden, output }: Lstm1997Weights) => ({
      hidden: hidden.map((value, n) => value * present.hidden[n]),
      output: output.map((value, n) => value * present.output[n]),
    })

    it('goes forward as the naive net does', () => {
      const { net, weights, x } = atEnd()
      const expected = naive(architecture, weights, x)
      net.reset()
      for (const [t, inputs] of x.entries()) {
        net.step(inputs, 0)
        expect(distance(net.state, Float64Array.from(expected[t].state))).toBeLessThan(1e-13)
        expect(distance(net.respond(), Float64Array.from(expected[t].output))).toBeLessThan(1e-14)
      }
    })

    it.each([
      ['at the end', (t: number) => t === 11],
      ['at every step', () => true],
      ['now and then', (t: number) => t % 4 === 2],
    ])('changes its weights by the gradient of what is not cut, with errors %s', (_, asked) => {
      const one = sample(architecture, 5, 12, asked)
      const frozen = naive(architecture, one.weights, one.x)
      const expected = masked(
        descent(one.weights, (w) =>
          halfSquaredError(naive(architecture, w, one.x, frozen), one.targets),
        ),
      )
      const found = changes(one)
      expect(Math.max(...expected.hidden.map(Math.abs))).toBeGreaterThan(1e-3)
      expect(distance(found.hidden, expected.hidden)).toBeLessThan(1e-9)
      expect(distance(found.output, expected.output)).toBeLessThan(1e-9)
    })

    it('and not by the whole gradient', () => {
      const one = sample(architecture, 5, 12, () => true)
      const whole = masked(
        descent(one.weights, (w) => halfSquaredError(naive(architecture, w, one.x), one.targets)),
      )
      const found = changes(one)
      expect(distance(found.hidden, whole.hidden)).toBeGreaterThan(1e-4)
      expect(distance(found.output, whole.output)).toBeLessThan(1e-9)
    })

    it('leaves no trace of one sequence in the next', () => {
      const [fresh, used] = [atEnd(), atEnd()]
      used.net.reset()
      for (const inputs of used.x.slice(0, 5)) {
        used.net.step(inputs, 0)
        used.net.carry()
      }
      expect(changes(used)).toEqual(changes(fresh))
    })
  },
)

describe('the constant error carrousel', () => {
  const architecture: Architecture = {
    input: 3,
    blocks: 2,
    blockSize: 2,
    output: 2,
    biased: 'all',
    readout: 'logistic',
  }
  const { units, sources, cells } = layoutOf(architecture)

  it('keeps what a source did once, to the last bit, for a thousand steps (30), (35)', () => {
    const { net, x } = sample(architecture, 11, 1000, () => false)
    const told = (derivatives: Float64Array) =>
      Array.from({ length: cells }, (_, c) => derivatives[c * sources])
    net.reset()
    net.step([1, 0, 0], 0)
    net.carry()
    const once = [...told(net.stateByCell), ...told(net.stateByGate)]
    for (const [, second, third] of x) {
      net.step([0, second, third], 0)
      net.carry()
    }
    expect([...told(net.stateByCell), ...told(net.stateByGate)]).toEqual(once)
    for (const value of once) expect(Math.abs(value)).toBeGreaterThan(1e-3)
  })

  /**
   * What the weights from an input learn that spoke at the first of T steps only; the hidden layer
   * doesn't hear itself.
   */
  function learned(T: number): number[] {
    const { weights } = sample(architecture, 11, 1, () => false)
    const hidden = weights.hidden.map((w, n) => (n % sources < architecture.input ? w : 0))
    const net = new Lstm1997Net(architecture, { hidden, output: weights.output.slice() }, exp)
    net.reset()
    for (let t = 0; t < T; t++) {
      net.step([t === 0 ? 1 : 0, 0, 0], 0)
      net.carry()
    }
    net.respond()
    net.learn([1, 0], 0, 1)
    const before = hidden.slice()
    net.update()
    return Array.from(
      { length: units },
      (_, unit) => net.weights.hidden[unit * sources] - before[unit * sources],
    )
  }

  it('lets a weight learn from an input 10,000 steps ago as from one a step ago', () => {
    const near = learned(2)
    expect(learned(10)).toEqual(near)
    expect(learned(10_000)).toEqual(near)
    const [inputGates, outputGates, cellInputs] = [
      near.slice(0, 2),
      near.slice(2, 4),
      near.slice(4),
    ]
    for (const change of [...inputGates, ...cellInputs])
      expect(Math.abs(change)).toBeGreaterThan(1e-4)
    expect(outputGates).toEqual([0, 0])
  })
})
