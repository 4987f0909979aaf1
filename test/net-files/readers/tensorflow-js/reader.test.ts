/** Models that TensorFlow.js saved compute here, layer by layer, what it computes with them. */
import { copyFile, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { RecurrentLayer, Step } from '../../../../src/engine/stack/types.ts'
import { tensorflowJs } from '../../../../src/net-files/readers/tensorflow-js/reader.ts'
import { memorySource, openSource, type Source } from '../../../../src/net-files/source.ts'
import { engineOutputs } from '../../../support/engine-stack.ts'
import { runStack } from '../../../support/naive-stack.ts'
import { refused } from '../../../support/refused.ts'
import { survivors } from '../../../support/survivors.ts'
import { freshFolder } from '../../../support/temporary-folder.ts'

const FOLDER = fileURLToPath(new URL('../../../fixtures/nets/tensorflow-js/', import.meta.url))
const json = async (name: string) => JSON.parse(await readFile(`${FOLDER}${name}.json`, 'utf8'))
const open = async (name: string, folder = FOLDER) => {
  const source = await openSource(join(folder, `${name}.json`))
  onTestFinished(() => source.close())
  return source
}

/** What is read of a model that is changed first; its weights are the fixture's. */
const changed = async (name: string, change: (model: Json) => void) => {
  const model = await json(name)
  change(model)
  return tensorflowJs.read(besides(new TextEncoder().encode(JSON.stringify(model))), {})
}

/** Bytes of memory with the fixtures' folder around them. */
function besides(bytes: Uint8Array): Source {
  const openBeside = (name: string) => openSource(join(FOLDER, name))
  return { ...memorySource('model.json', bytes), openBeside }
}

const loadAll = async (steps: readonly Step[]) => {
  for (const step of steps)
    await (step.is === 'recurrent' ? (step.forward ?? step.backward)?.load() : step.load())
}

const recurrent = (steps: readonly Step[]): RecurrentLayer[] =>
  steps.filter((step) => step.is === 'recurrent')

describe('models of TensorFlow.js 4.22', () => {
  const folder = freshFolder()

  it.each([
    ['defaults', [0, 1, 2]],
    ['defaults-uint8', [0, 1, 2]],
    ['defaults-uint16', [0, 1, 2]],
    ['defaults-float16', [0, 1, 2]],
    // The dropout is no step, and the two cells of one layer are two.
    ['everything', [0, 1, 2, null, 4, 5, 6, 7, 8, 9]],
    ['functional', [0, 1]],
  ])('%s: every layer makes what the library makes', async (name, places) => {
    const { input, layers } = await json(`${name}.expected`)
    const source = await open(name)
    const head = await source.bytes(0, Math.min(4096, source.size))
    expect(await tensorflowJs.recognises(head, source)).toBe(true)
    const { stacks, remarks } = await tensorflowJs.read(source, {})
    expect(stacks).toHaveLength(1)
    expect(remarks).toEqual([])
    const made = await runStack(stacks[0], input)
    const expected = layers.filter((_: unknown, place: number) => places[place] !== null)
    if (name === 'everything') made.splice(3, 1)
    made.push(await engineOutputs(stacks[0], input))
    expected.push(expected.at(-1))
    expect(made.length).toBe(expected.length)
    for (const [place, numbers] of made.entries()) {
      expect(numbers.length).toBe(expected[place].length)
      expect(Math.max(...numbers.flat().map(Math.abs)), `${place}`).toBeGreaterThan(1e-3)
      for (const [t, row] of numbers.entries())
        for (const [k, value] of row.entries())
          expect(Math.abs(value - expected[place][t][k]), `${place} ${t} ${k}`).toBeLessThan(1e-6)
    }
  })

  it('takes the hard sigmoid of slope 0.2 for gates whose function is not named', async () => {
    const { stacks } = await tensorflowJs.read(await open('defaults'), {})
    const slope = { is: 'hard-sigmoid', slope: 0.2, offset: 0.5 }
    expect(recurrent(stacks[0].steps).map(({ form }) => form.gate)).toEqual([slope, slope])
  })

  it('adds nothing to the forget gate: unitForgetBias is in the saved bias already', async () => {
    const { stacks } = await tensorflowJs.read(await open('defaults'), {})
    const biases = await Promise.all(
      recurrent(stacks[0].steps).map(async ({ hidden, forward, form }) => {
        expect(form.forgetBias).toBe(0)
        return [...((await forward?.load())?.inputBias ?? [])].slice(hidden, 2 * hidden)
      }),
    )
    expect(biases).toEqual([
      [0, 0, 0, 0],
      [1, 1, 1],
    ])
  })

  it('reads what Python writes: model_config, and names with the cell in between', async () => {
    const { stacks } = await changed('defaults', (model) => {
      const wrapped = { keras_version: '2.15.0', model_config: model.modelTopology }
      Object.assign(model, { modelTopology: wrapped })
      for (const weight of model.weightsManifest[0].weights)
        weight.name = weight.name.replace(/^(lstm\w+)\//, '$1/lstm_cell/')
    })
    const { input, layers } = await json('defaults.expected')
    const made = (await runStack(stacks[0], input)).at(-1)
    expect(made?.[0][0]).toBeCloseTo(layers[2][0][0], 6)
    expect(recurrent(stacks[0].steps)[0].forward?.tensors.input).toBe('lstm_LSTM1/lstm_cell/kernel')
  })

  it('says where a graph parts, and reads each branch', async () => {
    const { stacks, remarks } = await tensorflowJs.read(await open('branches'), {})
    expect(stacks.map(({ steps }) => recurrent(steps).map(({ kind }) => kind))).toEqual([
      ['lstm'],
      ['gru'],
    ])
    expect(new Set(stacks.map(({ name }) => name)).size).toBe(2)
    expect(remarks.map(({ is }) => is)).toEqual(['skipped', 'branching'])
  })

  it.each<[string, (model: Json) => void, object]>([
    ['a graph model', (model) => (model.format = 'graph-model'), { what: 'graph-model' }],
    [
      'a folder above',
      (model) => (model.weightsManifest[0].paths = ['../secret.bin']),
      { problem: 'outside' },
    ],
    [
      'an absolute path',
      (model) => (model.weightsManifest[0].paths = ['/etc/passwd']),
      { problem: 'outside' },
    ],
    [
      'a file that is not there',
      (model) => (model.weightsManifest[0].paths = ['none.bin']),
      { reason: 'ENOENT' },
    ],
    [
      'more than the files hold',
      (model) => (model.weightsManifest[0].weights[0].shape = [1e9, 1e5]),
      { problem: 'bad-shape' },
    ],
    [
      'a type that is none',
      (model) => (model.weightsManifest[0].weights[0].dtype = 'float128'),
      { problem: 'bad-type' },
    ],
    [
      'a name twice',
      (model) =>
        (model.weightsManifest[0].weights[1].name = model.weightsManifest[0].weights[0].name),
      { problem: 'repeated' },
    ],
    [
      'weights that are not there',
      (model) => (model.weightsManifest[0].weights[2].name = 'other'),
      { problem: 'missing' },
    ],
    [
      'units that are not those of the weights',
      (model) => (model.modelTopology.config.layers[0].config.units = 5),
      { problem: 'bad-shape' },
    ],
    [
      'a function that is not known',
      (model) => (model.modelTopology.config.layers[0].config.activation = 'mish'),
      { what: 'unknown-activation', name: 'mish' },
    ],
  ])('refuses %s', async (_, change, details) => {
    expect(await refused(() => changed('defaults', change))).toMatchObject({ details })
  })

  it('reads nothing through a link out of the folder', async () => {
    await copyFile(`${FOLDER}defaults.json`, join(folder, 'defaults.json'))
    await symlink(`${FOLDER}defaults.shard1of1.bin`, join(folder, 'defaults.shard1of1.bin'))
    const source = await open('defaults', folder)
    expect(await refused(() => tensorflowJs.read(source, {}))).toMatchObject({
      code: 'cannot-read',
      details: { reason: 'outside' },
    })
  })

  it('refuses weights that were cut after the file was opened', async () => {
    for (const name of ['defaults.json', 'defaults.shard1of1.bin'])
      await copyFile(`${FOLDER}${name}`, join(folder, name))
    const source = await open('defaults', folder)
    const { stacks } = await tensorflowJs.read(source, {})
    await writeFile(join(folder, 'defaults.shard1of1.bin'), new Uint8Array(8))
    expect(await refused(() => loadAll(stacks[0].steps))).toMatchObject({ code: 'net-file-cut' })
  })

  it('reads or refuses 400 broken models', async () => {
    const bytes = new Uint8Array(await readFile(`${FOLDER}everything.json`))
    const whole = await survivors(bytes, 400, async (given) => {
      const { stacks } = await tensorflowJs.read(besides(given), {})
      for (const { steps } of stacks) await loadAll(steps)
    })
    expect(whole).toBeGreaterThan(0)
    expect(whole).toBeLessThan(350)
  })
})

interface Json {
  format: string
  modelTopology: {
    config: { layers: { config: Record<string, unknown> }[] }
  } & Record<string, unknown>
  weightsManifest: {
    paths: string[]
    weights: { name: string; shape: number[]; dtype: string }[]
  }[]
}
