/** --input-bias: the input gate's bias at the start, and nothing else; chrono by its halves. */
import { describe, expect, it } from 'vitest'
import { type Initialisation, initialWeights } from '../../src/engine/initialise.ts'
import { random } from '../../src/engine/random.ts'
import type { Variant } from '../../src/engine/types.ts'
import { reproduce } from '../../src/specs/command-line.ts'
import { fingerprint } from '../../src/specs/spec.ts'
import { resolveSpec } from '../../src/training/setup/resolve-spec.ts'
import { memory } from '../../src/workbench/probes/memory.ts'
import { states } from '../../src/workbench/probes/states.ts'
import { smallBench } from '../support/small-bench.ts'

const H = 7
const T = 20
const weights = (choices: Partial<Initialisation>, variant: Variant = 'standard') => {
  const settings = { init: 'uniform', forgetBias: 1, timeSteps: T, log: Math.log, ...choices }
  const sizes = { cell: 'lstm', input: 2, hidden: H, output: 3, variant } as const
  return initialWeights(sizes, settings as Initialisation, random(3, 'weights'))
}
/** b_i, b_f and the biases of g and o. */
const biases = (choices: Partial<Initialisation>, variant?: Variant) => {
  const { bias_ih_l0: all } = weights(choices, variant)
  return { i: [...all.slice(0, H)], f: [...all.slice(H, 2 * H)], others: [...all.slice(2 * H)] }
}
const all = (value: number) => new Array<number>(H).fill(value)
const negative = (values: readonly number[]) => values.map((value) => -value)

describe('the biases at the start', () => {
  it('are b_i for all units, where it is a number, whatever the forget bias', () => {
    expect(biases({ inputBias: -2.5 })).toEqual({
      i: all(-2.5),
      f: all(1),
      others: [...all(0), ...all(0)],
    })
    const chrono = biases({ forgetBias: 'chrono' })
    const { i, f } = biases({ forgetBias: 'chrono', inputBias: 0 })
    expect(i).toEqual(all(0))
    expect(f).toEqual(chrono.f)
  })

  it('are 0, or chrono’s −b_f, where nobody chose', () => {
    expect(biases({}).i).toEqual(all(0))
    const { i, f } = biases({ forgetBias: 'chrono' })
    expect(i).toEqual(negative(f))
    expect(biases({ inputBias: null })).toEqual(biases({}))
  })

  it('of chrono’s other half are the b_i of chrono, with a forget bias of one’s own', () => {
    const { i, f } = biases({ forgetBias: 3, inputBias: 'chrono' })
    expect(i).toEqual(biases({ forgetBias: 'chrono' }).i)
    expect(f).toEqual(all(3))
    for (const value of i) {
      expect(value).toBeLessThanOrEqual(0)
      expect(value).toBeGreaterThanOrEqual(-Math.log(T - 1))
    }
    const both = { forgetBias: 'chrono', inputBias: 'chrono' } as const
    expect(weights(both)).toEqual(weights({ forgetBias: 'chrono' }))
  })

  it('are all that changes', () => {
    const { bias_ih_l0: _, ...plain } = weights({})
    const { bias_ih_l0: __, ...given } = weights({ inputBias: -4 })
    expect(given).toEqual(plain)
  })

  it('of a minLSTM are −b_f unless given, and a GRU has no input gate', () => {
    expect(biases({ forgetBias: 2 }, 'min-lstm').i).toEqual(all(-2))
    expect(biases({ forgetBias: 2, inputBias: 1 }, 'min-lstm').i).toEqual(all(1))
    expect(weights({ inputBias: -4 }, 'gru')).toEqual(weights({}, 'gru'))
  })
})

describe('in a spec', () => {
  const design = (inputBias?: number | 'chrono') => ({
    spec: resolveSpec({ task: 'adding', inputBias }),
    axes: [],
    fair: ['hidden'] as const,
    tune: 0,
  })

  it('counts, is told by the line that makes a report again, and is nothing unless chosen', () => {
    expect(reproduce(design(-2.5))).toContain('--input-bias -2.5')
    expect(reproduce(design(0))).toContain('--input-bias 0')
    expect(reproduce(design('chrono'))).toContain('--input-bias chrono')
    expect(reproduce(design())).not.toContain('input-bias')
    expect(fingerprint(design().spec)).not.toHaveProperty('inputBias')
    expect(fingerprint(design(0).spec)).toHaveProperty('inputBias', 0)
  })

  it('shuts the input gate on the workbench, and leaves half-lives as they are', async () => {
    const gates = async (inputBias: number | null) => {
      const bench = smallBench({ cells: ['lstm', 'rnn'], inputBias })
      const { lstm } = await states.answer(bench, {}, 'gates')
      const { before } = await memory.answer(bench, {}, 'memory')
      return { i: lstm?.i[0] ?? [], median: before.median ?? 0 }
    }
    const [plain, shut] = [await gates(null), await gates(-4)]
    // At t = 1 there is no h: σ(z − 4) of the very z whose σ is in the plain net.
    shut.i.forEach((value, k) => {
      const z = Math.log(plain.i[k] / (1 - plain.i[k]))
      expect(value).toBeCloseTo(1 / (1 + Math.exp(4 - z)), 6)
    })
    expect(Math.abs(shut.median / plain.median - 1)).toBeLessThan(0.2)
  })
})
