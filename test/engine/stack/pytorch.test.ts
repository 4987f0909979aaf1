/** Stacks against PyTorch 1.13 in float64; the fixtures' generate.py says what was computed. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { plain } from '../../../src/engine/reference/scaled-vector.ts'
import type {
  CellForm,
  DirectionWeights,
  LayerKind,
  Step,
} from '../../../src/engine/stack/types.ts'
import { USUAL_FORM } from '../../../src/engine/stack/types.ts'
import { joined } from '../../../src/engine/stack/vectors.ts'
import { askedOf, directionOf, forwardOf } from '../../support/stacks.ts'

type Nested = number | Nested[]
interface Given {
  readonly module: string
  readonly options: Record<string, unknown> & { input_size: number; hidden_size: number }
  readonly weights: Record<string, Nested>
  readonly x: Nested[][]
  readonly h0?: Nested[]
  readonly c0?: Nested[]
  readonly lengths: number[] | null
  readonly cotangent: Nested
  readonly output: Nested[]
  readonly hn: Nested[]
  readonly cn: Nested[] | null
  readonly grad: Record<string, Nested | null>
  readonly profile?: Record<'hidden' | 'cell' | 'input', (number | null)[]>[]
}

const FOLDER = new URL('../../fixtures/nets/torch-stacks/', import.meta.url)
const names = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.slice(0, -5))

const flat = (values: Nested): Float64Array =>
  Float64Array.from([values].flat(Number.POSITIVE_INFINITY as 4) as number[])

const KINDS: Record<string, LayerKind> = {
  ...{ LSTM: 'lstm', GRU: 'gru', RNN: 'rnn', 'gru-before': 'gru', 'brain-lstm': 'brain-lstm' },
}
const FORMS: Record<string, Partial<CellForm>> = {
  'gru-before': { reset: 'before' },
  'peephole-lstm-clip': { clip: 0.9 },
  'peephole-lstm-coupled': { coupled: true },
  'lstm-hard': { gate: { is: 'hard-sigmoid', slope: 0.2, offset: 0.5 } },
}

/** The stack, and what its weights are called in the fixture: by layer and direction. */
function stackOf({ module, options, weights }: Given) {
  const { hidden_size: H, proj_size: R = H, num_layers: layers = 1 } = options
  const directions = options.bidirectional ? 2 : 1
  const form = {
    ...USUAL_FORM,
    ...FORMS[module],
    ...(options.nonlinearity === 'relu' ? { candidate: { is: 'relu' } as const } : {}),
  }
  const named = (n: number, d: number) => {
    if (!('weight_ih_l0' in weights)) return (key: string) => key
    const torch: Record<string, string> = {
      ...{ input: 'weight_ih', recurrent: 'weight_hh', inputBias: 'bias_ih' },
      ...{ recurrentBias: 'bias_hh', projection: 'weight_hr' },
    }
    return (key: string) => `${torch[key]}_l${n}${d === 1 ? '_reverse' : ''}`
  }
  const steps: Step[] = []
  const found: { name: (key: string) => string; layer: number; direction: number }[] = []
  for (let n = 0; n < Number(layers); n++) {
    const sides = Array.from({ length: directions }, (_, d) => {
      const name = named(n, d)
      found.push({ name, layer: n, direction: d })
      const get = (key: string) => (name(key) in weights ? flat(weights[name(key)]) : null)
      return directionOf({
        ...{ input: get('input'), recurrent: get('recurrent') },
        ...{ inputBias: get('inputBias'), recurrentBias: get('recurrentBias') },
        peepholes: 'o' in weights ? { i: get('i'), f: get('f'), o: get('o') } : null,
        ...{ projection: get('projection'), h0: null, c0: null },
      } as DirectionWeights)
    })
    steps.push({
      ...{ is: 'recurrent', name: `l${n}`, kind: KINDS[module] ?? 'lstm', form },
      input: n === 0 ? options.input_size : Number(R) * directions,
      ...{ hidden: H, output: Number(R) },
      ...{ forward: sides[0], backward: sides[1] ?? null, merge: 'concat', returns: 'all' },
    })
  }
  return { steps, found }
}

/** Within 1e-10 of the largest expected entry. */
function expectEqual(actual: ArrayLike<number>, expected: Nested, what: string): void {
  const right = flat(expected)
  expect(actual.length, what).toBe(right.length)
  const largest = Math.max(1, ...right.map(Math.abs))
  const off = Math.max(...right.map((value, k) => Math.abs(value - actual[k])))
  expect(off / largest, what).toBeLessThan(1e-10)
}

describe.each(names)('%s', (name) => {
  const given = JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8')) as Given
  const { steps, found } = stackOf(given)
  const [T, B] = [given.x.length, given.x[0].length]
  const starts = steps.map((_, layer) =>
    found
      .filter((one) => one.layer === layer)
      .map((one) => {
        const at = found.indexOf(one)
        return {
          h0: given.h0 ? flat(given.h0[at]) : null,
          c0: given.c0 ? flat(given.c0[at]) : null,
        }
      }),
  )
  const input = { x: flat(given.x), T, B, lengths: given.lengths, starts }

  it('makes the same outputs and last states', async () => {
    const { outputs, layers } = await forwardOf(steps, input)
    expectEqual(outputs.values, given.output, 'output')
    for (const [at, { layer, direction }] of found.entries()) {
      const { steps: made, backwards } = layers[layer].directions[direction]
      const last = (which: 'h' | 'c') =>
        Float64Array.from({ length: made[0].h.length }, (_, k) => {
          const b = Math.floor((k * B) / made[0].h.length)
          return made[backwards ? 0 : (given.lengths?.[b] ?? T) - 1][which]?.[k] ?? Number.NaN
        })
      if (found.length > 1) expectEqual(last('h'), given.hn[at], 'hn')
      if (given.cn && found.length > 1 && !given.options.proj_size)
        expectEqual(last('c'), given.cn[at], 'cn')
    }
  })

  it('finds the same gradients', async () => {
    const run = await forwardOf(steps, input)
    const { layers, dx } = run.back({
      outputs: askedOf(flat(given.cotangent), T),
      parameters: true,
    })
    expectEqual(joined(dx.map(plain)), given.grad.x as Nested, 'x')
    const starting = found.map(({ layer, direction }) => layers[layer][direction])
    if (given.grad.h0) expectEqual(joined(starting.map((one) => one.dh0)), given.grad.h0, 'h0')
    if (given.grad.c0 && starting[0].dc0)
      expectEqual(joined(starting.map((one) => one.dc0 as Float64Array)), given.grad.c0, 'c0')
    const checked = new Set<string>()
    for (const { name: nameOf, layer, direction } of found) {
      const { peepholes, ...rest } = layers[layer][direction].parameters ?? {}
      for (const [key, values] of Object.entries({ ...rest, ...peepholes })) {
        const expected = given.grad[nameOf(key)]
        if (!expected || !values) continue
        expectEqual(values as Float64Array, expected, nameOf(key))
        checked.add(nameOf(key))
      }
    }
    // f's rows mean nothing where f = 1 - i, so that PyTorch has no gradient of its peephole
    const trained = Object.keys(given.weights).filter((key) => given.grad[key] !== null)
    expect([...checked].sort()).toEqual(trained.sort())
  })

  if (given.profile)
    it('measures the same norms at every step', async () => {
      const run = await forwardOf(steps, input)
      const { layers } = run.back({ outputs: askedOf(flat(given.cotangent), T), parameters: false })
      for (const [n, expected] of (given.profile ?? []).entries()) {
        const { profile } = layers[n][0]
        for (const which of ['hidden', 'cell', 'input'] as const)
          expectEqual(profile[which] as number[], expected[which] as number[], `${which} of ${n}`)
      }
    })
})
