/** Files that gatelab wrote itself: the cell is the one that they say. */
import { describe, expect, it } from 'vitest'
import { textbook } from '../../../../src/engine/reference/index.ts'
import { loadStack } from '../../../../src/engine/stack/load-stack.ts'
import { runStack } from '../../../../src/engine/stack/stack.ts'
import {
  VARIANTS,
  type Variant,
  type Weights,
  weightEntries,
} from '../../../../src/engine/types.ts'
import { netTensors, shapesOf } from '../../../../src/io/safetensors/net-file.ts'
import { serialiseSafetensors } from '../../../../src/io/safetensors/safetensors.ts'
import { safetensors } from '../../../../src/net-files/readers/safetensors/reader.ts'
import { memorySource } from '../../../../src/net-files/source.ts'
import { refused } from '../../../support/refused.ts'
import { seededNumbers } from '../../../support/stacks.ts'

const [T, B] = [5, 2]
const SIZES = { input: 3, hidden: 4, output: 2 }

function net(cell: 'rnn' | 'lstm', variant?: Variant) {
  const sizes = { ...SIZES, cell, ...(variant ? { variant } : {}) }
  const random = seededNumbers(7)
  const shapes = shapesOf(sizes)
  const weights = Object.fromEntries(
    weightEntries(shapes).map(([name, shape]) => {
      const count = shape.reduce((a, b) => a * b, 1)
      return [name, Float32Array.from(random(count))]
    }),
  ) as unknown as Weights
  return { sizes, weights, x: random(T * B * SIZES.input) }
}

const SAID = {
  ...{ format: 1, cell: 'lstm', variant: 'standard', nonlinearity: null, surgery: [] },
  ...{ task: null, training: null, standardize: null },
}
const read = ({ sizes, weights }: ReturnType<typeof net>, gatelab: unknown) => {
  const text = typeof gatelab === 'string' ? gatelab : JSON.stringify(gatelab)
  const bytes = serialiseSafetensors(netTensors(sizes, weights), { gatelab: text })
  return safetensors.read(memorySource('own', bytes), {})
}

describe.each<[string, ReturnType<typeof net>, object]>([
  ...VARIANTS.filter((one) => one !== 'gru').map(
    (variant) =>
      [variant, net('lstm', variant), { variant }] as [string, ReturnType<typeof net>, object],
  ),
  ['gru', net('lstm', 'gru'), { cell: 'gru', variant: null }],
  ['tanh', net('rnn'), { cell: 'rnn', variant: null, nonlinearity: 'tanh' }],
  ['relu', net('rnn'), { cell: 'rnn', variant: null, nonlinearity: 'relu' }],
])('%s', (name, given, said) => {
  it('computes what the textbook does, and nothing is assumed', async () => {
    const { stacks, remarks } = await read(given, { ...SAID, ...said })
    expect(remarks).toEqual([])
    const { x, sizes, weights } = given
    const run = runStack(await loadStack(stacks[0]), { x, T, B, lengths: null, starts: [] })
    const y = new Float64Array(T * B * SIZES.output)
    const nonlinearity = name === 'relu' ? 'relu' : 'tanh'
    const { prediction } = textbook({
      ...{ sizes, weights, x, y, T, B, L: T, loss: 'mse', nonlinearity },
    })
    const { values } = run.outputs
    expect(values.length).toBe(prediction.length)
    for (const [k, value] of prediction.entries())
      expect(Math.abs(values[k] - value)).toBeLessThan(1e-6)
  })
})

it('says that surgery was done, and gives the weights without it', async () => {
  const surgery = [{ kind: 'plain-output' }, { kind: 'plain-output' }]
  const { remarks } = await read(net('lstm'), { ...SAID, surgery })
  expect(remarks).toEqual([{ is: 'surgery', count: 2 }])
})

it.each<[string, unknown, string]>([
  ['no JSON', '{', 'about-not-json'],
  ['a list', '[]', 'about-not-json'],
  ['another version', { ...SAID, format: 2 }, 'about-format'],
  ['a version by inheritance', '{"__proto__": {"format": 1}}', 'about-format'],
  ['an unknown LSTM', { ...SAID, variant: 'attention' }, 'about-field'],
  ['peepholes that are not there', { ...SAID, variant: 'peephole' }, 'about-field'],
  ['a GRU by another name', { ...SAID, variant: 'gru' }, 'about-field'],
  ['surgery that is none', { ...SAID, surgery: 'x' }, 'about-field'],
  ['another cell', { ...SAID, cell: 'gru', variant: null }, 'about-cell'],
])('%s is refused', async (_, said, code) => {
  expect((await refused(() => read(net('lstm'), said)))?.code).toBe(code)
})
