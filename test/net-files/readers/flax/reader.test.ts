/** Files that Flax wrote, against what Flax made of a sequence (see the generator). */
import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import type { RecurrentLayer } from '../../../../src/engine/stack/types.ts'
import { openArrays } from '../../../../src/net-files/readers/flax/arrays.ts'
import { flax } from '../../../../src/net-files/readers/flax/reader.ts'
import { moduleStacks } from '../../../../src/net-files/readers/module-names/module-stacks.ts'
import { memorySource } from '../../../../src/net-files/source.ts'
import { engineOutputs } from '../../../support/engine-stack.ts'
import { runStack } from '../../../support/naive-stack.ts'
import { refused } from '../../../support/refused.ts'
import { survivors } from '../../../support/survivors.ts'

const FOLDER = new URL('../../../fixtures/nets/flax/', import.meta.url)
const bytes = async (name: string) =>
  new Uint8Array(await readFile(new URL(`${name}.msgpack`, FOLDER)))
const expectedOf = async (name: string) =>
  JSON.parse(await readFile(new URL(`${name}.expected.json`, FOLDER), 'utf8'))
const read = (given: Uint8Array) => flax.read(memorySource('net.msgpack', given), {})

const NETS = [
  'linen-lstm',
  'linen-bidirectional',
  'linen-simple',
  'nnx-lstm',
  'nnx-lstm-bfloat16',
  'nnx-optimized-lstm',
  'nnx-gru',
  'nnx-simple',
  'nnx-layers',
]

const layersOf = async (name: string): Promise<RecurrentLayer[]> =>
  (await read(await bytes(name))).stacks[0].steps.filter((step) => step.is === 'recurrent')

describe('files of Flax', () => {
  it.each(NETS)('%s: every layer makes what Flax made', async (name) => {
    const { input, layers } = await expectedOf(name)
    const given = await bytes(name)
    const source = memorySource('net', given)
    expect(await flax.recognises(given.subarray(0, 4096), source)).toBe(true)
    const { stacks } = await read(given)
    expect(stacks).toHaveLength(1)
    const made = await runStack(stacks[0], input)
    made.push(await engineOutputs(stacks[0], input))
    const expected: number[][][] = [...layers, layers.at(-1)]
    expect(made.length).toBe(expected.length)
    for (const [place, rows] of made.entries()) {
      expect(rows.length).toBe(expected[place].length)
      for (const [t, row] of rows.entries()) {
        expect(row.length).toBe(expected[place][t].length)
        for (const [k, value] of row.entries())
          expect(Math.abs(value - expected[place][t][k]), `${place} ${t} ${k}`).toBeLessThan(1e-12)
      }
    }
  })

  it('takes eleven cells by their numbers, and no moments of the optimiser', async () => {
    const { stacks, remarks } = await read(await bytes('linen-lstm'))
    expect(stacks[0].steps.map(({ name }) => name)).toEqual([
      'Embed_0',
      ...Array.from({ length: 11 }, (_, k) => `OptimizedLSTMCell_${k}`),
      'Dense_0',
    ])
    expect(remarks.map(({ is }) => is)).toEqual(['chained', 'assumed-form'])
    const [layer] = await layersOf('linen-lstm')
    expect(layer.forward?.tensors).toEqual({
      input: 'params/OptimizedLSTMCell_0/{ii,if,ig,io}/kernel',
      recurrent: 'params/OptimizedLSTMCell_0/{hi,hf,hg,ho}/kernel',
      recurrentBias: 'params/OptimizedLSTMCell_0/{hi,hf,hg,ho}/bias',
    })
  })

  it('takes a list of layers of different kinds in its order', async () => {
    const { stacks, remarks } = await read(await bytes('nnx-layers'))
    expect(stacks[0].steps.map(({ name }) => name)).toEqual([
      ...['layers.0.forward_rnn.cell', 'layers.1.cell', 'head'],
    ])
    expect(remarks[0]).toEqual({
      ...{ is: 'chained', layers: ['layers.0.forward_rnn.cell', 'layers.1.cell'] },
    })
    // Two cells of one member, and a list whose sizes do not chain, are nets of their own.
    const directory = await openArrays(memorySource('net', await bytes('nnx-layers')))
    const renamed = (from: string, to: string) =>
      new Map(
        [...directory].map(([name, tensor]) => {
          const other = name.replace(from, to)
          return [other, { ...tensor, name: other }]
        }),
      )
    const names = (tensors: typeof directory) =>
      moduleStacks(tensors, 'flax')?.stacks.map(({ name }) => name)
    expect(names(renamed('layers/1/', 'layers/0/up/'))).toHaveLength(2)
    expect(names(renamed('layers/0/', 'layers/2/'))).toHaveLength(2)
  })

  it('finds the bias of hn in linen, and none in nnx', async () => {
    const [linen] = await layersOf('linen-bidirectional')
    const weights = await linen.forward?.load()
    expect([...(weights?.recurrentBias ?? [])].map((value) => value !== 0)).toEqual([
      ...[false, false, false, false, false, false],
      ...[true, true, true],
    ])
    const [nnx] = await layersOf('nnx-gru')
    expect((await nnx.forward?.load())?.recurrentBias).toBeNull()
  })

  it('reads the same names with dots, as safetensors and .npz may have them', async () => {
    const directory = await openArrays(memorySource('net', await bytes('nnx-lstm')))
    const dotted = new Map(
      [...directory].map(([name, tensor]) => {
        const other = `${name.replaceAll('/', '.')}.value`
        return [other, { ...tensor, name: other }]
      }),
    )
    const found = moduleStacks(dotted, 'safetensors')
    const { input, layers } = await expectedOf('nnx-lstm')
    const made = await engineOutputs(
      found?.stacks[0] ?? { name: '', steps: [], readouts: [] },
      input,
    )
    expect(made[5][0]).toBeCloseTo(layers[0][5][0], 12)
    expect(moduleStacks(new Map([...directory].slice(0, 3)), 'safetensors')).toBeNull()
  })

  it.each([
    ['nothing of a net', [0x81, 0xa1, 97, 1], { what: 'no-recurrent-layer' }],
    ['a map that breaks off', [0x82, 0xa1, 97, 1], { bytes: 4 }],
    ['a map of four billion', [0xdf, 255, 255, 255, 255, 0xa1, 97, 1], { bytes: 8 }],
    ['more behind the end', [0x81, 0xa1, 97, 1, 1], { problem: 'bad-entry' }],
    ['a byte that is nothing', [0x81, 0xa1, 97, 0xc1], { problem: 'bad-entry' }],
    ['a list as a key', [0x81, 0x90, 97, 1], { problem: 'bad-entry' }],
    ['lists in lists', Array(5000).fill(0x91), { problem: 'too-deep' }],
    ['an array that is none', [0x81, 0xa1, 97, 0xd5, 1, 0x90, 0x90], { problem: 'bad-entry' }],
  ])('refuses %s', async (_, given, details) => {
    expect(await refused(() => read(Uint8Array.from(given)))).toMatchObject({ details })
  })

  it('reads or refuses 600 broken files', async () => {
    for (const name of ['linen-bidirectional', 'nnx-gru']) {
      const whole = await survivors(await bytes(name), 300, async (given) => {
        const { stacks } = await read(given)
        for (const step of stacks.flatMap(({ steps }) => steps))
          await (step.is === 'recurrent' ? step.forward?.load() : step.load())
      })
      expect(whole).toBeGreaterThan(0)
      expect(whole).toBeLessThan(250)
    }
  })
})
