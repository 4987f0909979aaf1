/** Attribution, by closed forms of linear nets and by differences. */
import { describe, expect, it } from 'vitest'
import { scaled, zero } from '../../../src/engine/reference/scaled-vector.ts'
import type { StackInput, StackRun } from '../../../src/engine/stack/stack.ts'
import type { RecurrentLayer, Step } from '../../../src/engine/stack/types.ts'
import { USUAL_FORM } from '../../../src/engine/stack/types.ts'
import { inputAttribution, unitAttribution } from '../../../src/inspection/given-net/attribution.ts'
import {
  askedOf,
  directionOf,
  forwardOf,
  layerOf,
  seededNumbers,
  weightedOutput,
} from '../../support/stacks.ts'

const IDENTITY = { is: 'identity' } as const
const [T, B] = [5, 2]

/** Of Σ cotangent ⊙ outputs. */
async function attributed(steps: readonly Step[], input: StackInput, cotangent: Float64Array) {
  const run = await forwardOf(steps, input)
  const asked = { outputs: askedOf(cotangent, input.T), parameters: false }
  const gradients = run.back(asked)
  return { run, gradients, ...inputAttribution(run.read, gradients.dx, false) }
}

const sum = (values: readonly number[]) => values.reduce((all, one) => all + one, 0)
const given = (x: Float64Array, lengths: readonly number[] | null = null): StackInput => ({
  ...{ x, T, B, lengths, starts: [] },
})

describe('gradient × input', () => {
  it('of a linear net without biases sums to what it makes, sequence by sequence', async () => {
    const numbers = seededNumbers(3)
    const wish = { kind: 'rnn', H: 4, bias: false, form: { candidate: IDENTITY } } as const
    const { layer: first } = layerOf({ ...wish, I: 3, directions: 'both' }, numbers)
    const { layer: second } = layerOf({ ...wish, I: 8 }, numbers)
    const x = numbers(T * B * 3)
    // One output of one sequence.
    for (const b of [0, 1]) {
      const cotangent = new Float64Array(T * B * 4)
      cotangent[((T - 1) * B + b) * 4 + 2] = 1
      const { run, steps, features } = await attributed([first, second], given(x), cotangent)
      const output = run.outputs.values[((T - 1) * B + b) * 4 + 2]
      expect(Math.abs(output)).toBeGreaterThan(1e-3)
      expect(sum(steps.map((row) => row[b]))).toBeCloseTo(output, 12)
      expect(sum(features?.[b] ?? [])).toBeCloseTo(output, 12)
      expect(steps.map((row) => row[1 - b])).toEqual([0, 0, 0, 0, 0])
    }
  })

  it.each([
    ['all of T steps', null],
    ['of their own lengths', [5, 3]],
  ])('is how the value changes when an input is stretched, %s', async (_, lengths) => {
    const numbers = seededNumbers(4)
    const { layer: first } = layerOf({ kind: 'lstm', I: 3, H: 4, directions: 'both' }, numbers)
    const { layer: second } = layerOf({ kind: 'gru', I: 8, H: 3 }, numbers)
    const x = numbers(T * B * 3)
    const cotangent = numbers(T * B * 3)
    const layers = [first, second]
    const { steps, features } = await attributed(layers, given(x, lengths), cotangent)
    const stretched = async (isOne: (t: number, b: number, k: number) => boolean) => {
      const at = (by: number) => {
        const changed = x.map((value, n) => {
          const [t, b, k] = [Math.floor(n / (B * 3)), Math.floor(n / 3) % B, n % 3]
          return isOne(t, b, k) ? value * by : value
        })
        return weightedOutput(layers, given(changed, lengths), cotangent)
      }
      return ((await at(1 + 1e-5)) - (await at(1 - 1e-5))) / 2e-5
    }
    for (let b = 0; b < B; b++) {
      for (let t = 0; t < T; t++)
        expect(steps[t][b]).toBeCloseTo(await stretched((s, c) => s === t && c === b), 8)
      for (let k = 0; k < 3; k++)
        expect(features?.[b][k]).toBeCloseTo(await stretched((_, c, j) => c === b && j === k), 8)
    }
    if (lengths) expect(steps.slice(3).map((row) => row[1])).toEqual([0, 0])
    expect(Math.max(...steps.flat().map(Math.abs))).toBeGreaterThan(0.01)
  })

  it('tells no features of symbols', async () => {
    const run = { x: Float64Array.of(1, 0, 2, 1), T: 2, B: 2, lengths: null, starts: [] }
    const { layer } = layerOf({ kind: 'rnn', I: 2, H: 2 }, seededNumbers(1))
    const weight = seededNumbers(2)(3 * 2)
    const embedding: Step = {
      ...{ is: 'embedding', name: 'e', symbols: 3, output: 2, tensors: { weight: 'e' } },
      load: async () => ({ weight }),
    }
    const { read, back } = await forwardOf([embedding, layer], run)
    const { dx } = back({
      outputs: askedOf(Float64Array.of(0, 0, 0, 0, 1, 1, 1, 1), 2),
      parameters: false,
    })
    const { steps, features } = inputAttribution(read, dx, true)
    expect(features).toBeNull()
    const [d] = dx
    const rows = [weight.subarray(2, 4), weight.subarray(0, 2)]
    for (const [b, row] of rows.entries()) {
      const expected = [0, 1].map((k) => row[k] * d.values[2 * b + k] * 2 ** d.exponent)
      expect(steps[0][b]).toBeCloseTo(sum(expected), 14)
    }
  })
})

describe('units', () => {
  /** What each unit keeps of its state from step to step. */
  const KEPT = [0.9, 0.5, 0.2]
  const H = KEPT.length
  const x = seededNumbers(7)(T * B)
  const last = new Float64Array(T * B * H).fill(1, (T - 1) * B * H)
  /** Σ_t Σ_b |s_t ⊙ by·kept^(T−t)| of s_t = kept·s_{t−1} + x_t. */
  const expected = KEPT.map((kept) => {
    let total = 0
    for (let b = 0; b < B; b++) {
      let state = 0
      for (let t = 0; t < T; t++) {
        state = kept * state + x[t * B + b]
        total += Math.abs(state * kept ** (T - 1 - t))
      }
    }
    return total
  })

  const unitsOf = (run: StackRun) => {
    const gradients = run.back({ outputs: askedOf(last, T), parameters: false })
    return unitAttribution(run.layers[0].directions[0], gradients.layers[0][0], B)
  }

  it('of a linear RNN that keeps a part of h', async () => {
    const recurrent = new Float64Array(H * H)
    for (const [k, kept] of KEPT.entries()) recurrent[k * H + k] = kept
    const layer: RecurrentLayer = {
      ...layerOf({ kind: 'rnn', I: 1, H, form: { candidate: IDENTITY } }, seededNumbers(1)).layer,
      forward: directionOf({
        ...{ input: new Float64Array(H).fill(1), recurrent, inputBias: null, recurrentBias: null },
        ...{ peepholes: null, projection: null, h0: null, c0: null },
      }),
    }
    const { of, units, leading } = unitsOf(await forwardOf([layer], given(x)))
    expect(of).toBe('hidden')
    for (const [k, unit] of units.entries()) expect(unit).toBeCloseTo(expected[k], 12)
    expect(leading).toEqual([0, 0, 0, 0, 0])
  })

  it('of an LSTM whose gates are constants, by c', async () => {
    const logit = (p: number) => Math.log(p / (1 - p))
    // i, f, g, o: half of the input comes in, and c goes out whole where o is nearly 1.
    const bias = Float64Array.of(0, 0, 0, ...KEPT.map(logit), 0, 0, 0, 50, 50, 50)
    const input = new Float64Array(4 * H)
    input.fill(2, 2 * H, 3 * H)
    const layer: RecurrentLayer = {
      ...layerOf({ kind: 'lstm', I: 1, H }, seededNumbers(1)).layer,
      form: { ...USUAL_FORM, candidate: IDENTITY, output: IDENTITY },
      forward: directionOf({
        ...{ input, recurrent: new Float64Array(4 * H * H), inputBias: bias, recurrentBias: null },
        ...{ peepholes: null, projection: null, h0: null, c0: null },
      }),
    }
    const { of, units, leading } = unitsOf(await forwardOf([layer], given(x)))
    expect(of).toBe('cell')
    for (const [k, unit] of units.entries()) expect(unit).toBeCloseTo(expected[k], 12)
    expect(leading.slice(0, 4)).toEqual([0, 0, 0, 0])
  })

  it('carry nothing where nothing is asked', () => {
    const asked = [zero(B * H), scaled(Float64Array.of(0, 0, 0, 0, -2, 1))]
    const steps = asked.map(() => ({ h: new Float64Array(B * H).fill(3), c: null, gates: {} }))
    const profile = { belt: null } as never
    const found = unitAttribution({ steps }, { dh: asked, dc: null, profile }, B)
    expect(found).toEqual({ of: 'hidden', units: [0, 6, 3], leading: [null, 1] })
  })
})
