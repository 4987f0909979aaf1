/** Nets in .npz archives, told by the names of their arrays. */
import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import type { RecurrentLayer, Stack } from '../../../../src/engine/stack/types.ts'
import { openArrays } from '../../../../src/net-files/readers/flax/arrays.ts'
import { numpy } from '../../../../src/net-files/readers/numpy/reader.ts'
import { tensorflowJs } from '../../../../src/net-files/readers/tensorflow-js/reader.ts'
import { memorySource, openSource } from '../../../../src/net-files/source.ts'
import type { TensorDirectory } from '../../../../src/net-files/tensors/tensor-directory.ts'
import { engineOutputs } from '../../../support/engine-stack.ts'
import { npyFile } from '../../../support/npy-files.ts'
import { refused } from '../../../support/refused.ts'
import { survivors } from '../../../support/survivors.ts'
import { zipFile } from '../../../support/zip-files.ts'

const FOLDER = new URL('../../../fixtures/nets/', import.meta.url)
const file = async (name: string) => new Uint8Array(await readFile(new URL(name, FOLDER)))
const read = (given: Uint8Array) => numpy.read(memorySource('net.npz', given), {})

/** The same tensors as numpy.savez would write them. */
async function archive(directory: TensorDirectory): Promise<Uint8Array> {
  const parts = [...directory.values()].map(async ({ name, shape, load }) => ({
    name: `${name}.npy`,
    data: npyFile(shape, [...(await load())]),
  }))
  return zipFile(await Promise.all(parts))
}

const recurrent = ({ steps }: Stack): RecurrentLayer[] =>
  steps.filter((step) => step.is === 'recurrent')

describe('nets of NumPy', () => {
  it("reads PyTorch's names, with the readout", async () => {
    const given = await file('numpy/torch-names.npz')
    const source = memorySource('net', given)
    expect(await numpy.recognises(given.subarray(0, 4096), source)).toBe(true)
    const { stacks, convention } = await read(given)
    expect(convention).toBe('PyTorch')
    expect(stacks[0].steps.map(({ is, name }) => [is, name])).toEqual([
      ['recurrent', 'lstm'],
      ['dense', 'fc'],
    ])
    const expected = JSON.parse(await readFile(new URL('numpy/nets.json', FOLDER), 'utf8'))
    const weights = await recurrent(stacks[0])[0].forward?.load()
    expect([...(weights?.recurrent ?? [])]).toEqual(
      expected['torch-names']['lstm.weight_hh_l0'].numbers,
    )
  })

  it("reads Flax's names", async () => {
    const flax = memorySource('net', await file('flax/linen-bidirectional.msgpack'))
    const { stacks } = await read(await archive(await openArrays(flax)))
    const { input, layers } = JSON.parse(
      await readFile(new URL('flax/linen-bidirectional.expected.json', FOLDER), 'utf8'),
    )
    const made = await engineOutputs(stacks[0], input)
    for (const [t, row] of made.entries())
      for (const [k, value] of row.entries()) expect(value).toBeCloseTo(layers[1][t][k], 12)
  })

  it("reads Keras' names as the reader of TensorFlow.js reads its own", async () => {
    const path = (name: string) => new URL(`tensorflow-js/${name}.json`, FOLDER).pathname
    for (const name of ['defaults', 'functional']) {
      const source = await openSource(path(name))
      const net = await tensorflowJs.read(source, {})
      const directory = new Map<string, { shape: number[]; numbers: number[] }>()
      const json = JSON.parse(await readFile(path(name), 'utf8'))
      const [{ weights }] = json.weightsManifest
      const data = await file(`tensorflow-js/${name}.shard1of1.bin`)
      let at = 0
      for (const { name: key, shape } of weights) {
        const count = shape.reduce((product: number, side: number) => product * side, 1)
        const numbers = [...new Float32Array(data.slice(at, at + 4 * count).buffer)]
        directory.set(key, { shape, numbers })
        at += 4 * count
      }
      const parts = [...directory].map(([key, { shape, numbers }]) => ({
        name: `${key}:0.npy`,
        data: npyFile(shape, numbers),
      }))
      const named = await read(zipFile(parts))
      // What names do not say (the order of layers, directions that are merged) may differ.
      const layers = recurrent(net.stacks[0])
      const found = named.stacks.flatMap(recurrent)
      for (const layer of layers) {
        const own = found.find((one) => one.name.startsWith(layer.name))
        expect(own?.kind).toBe(layer.kind)
        expect(own?.form.reset).toBe(layer.kind === 'gru' ? layer.form.reset : own?.form.reset)
        const ways = layer.name.startsWith('lstm_LSTM5') ? 'backward' : 'forward'
        expect(await (own?.forward ?? own?.backward)?.load()).toEqual(await layer[ways]?.load())
      }
      expect(named.remarks.map(({ is }) => is)).toContain('assumed-form')
      await source.close()
    }
  })

  it('lists the arrays of a net that no name tells, for a mapping', async () => {
    const given = await file('numpy/nameless.npz')
    expect(await refused(() => read(given))).toMatchObject({
      code: 'net-file-refused',
      details: { what: 'unnamed-tensors', name: '"W" [2, 9], "U" [3, 9], "b" [9], "V" [3, 2]' },
    })
  })

  it('takes a lone array for no net', async () => {
    const given = npyFile([2, 2], [1, 2, 3, 4])
    expect(await numpy.recognises(given, memorySource('a.npy', given))).toBe(true)
    expect(await refused(() => read(given))).toMatchObject({
      details: { what: 'no-recurrent-layer' },
    })
  })

  it('leaves other archives to other readers', async () => {
    const given = zipFile([
      { name: 'archive/data.pkl', data: new Uint8Array(4) },
      { name: 'a.npy', data: npyFile([1], [1]) },
    ])
    expect(await numpy.recognises(given, memorySource('net.pt', given))).toBe(false)
  })

  it('reads or refuses 300 broken archives', async () => {
    const whole = await survivors(await file('numpy/torch-names.npz'), 300, async (given) => {
      for (const layer of (await read(given)).stacks.flatMap(recurrent))
        await (layer.forward ?? layer.backward)?.load()
    })
    expect(whole).toBeGreaterThan(0)
    expect(whole).toBeLessThan(250)
  })
})
