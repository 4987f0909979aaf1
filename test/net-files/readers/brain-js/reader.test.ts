/** Nets that brain.js trained compute here what it computes with them itself. */
import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import type { RecurrentLayer } from '../../../../src/engine/stack/types.ts'
import { brainJs } from '../../../../src/net-files/readers/brain-js/reader.ts'
import { memorySource } from '../../../../src/net-files/source.ts'
import { engineOutputs } from '../../../support/engine-stack.ts'
import { runStack } from '../../../support/naive-stack.ts'
import { refused } from '../../../support/refused.ts'
import { survivors } from '../../../support/survivors.ts'

const FOLDER = new URL('../../../fixtures/nets/brain-js/', import.meta.url)
const text = (name: string) => readFile(new URL(`${name}.json`, FOLDER), 'utf8')
const sourceOf = (json: string) => memorySource('net.json', new TextEncoder().encode(json))
const read = (json: string) => brainJs.read(sourceOf(json), {})

const NETS = ['rnn', 'lstm', 'gru', 'rnn-time-step', 'lstm-time-step', 'gru-time-step']

/** The greatest distance of numbers from b's, in parts of b's where those are above 1. */
function distance(a: readonly (readonly number[])[], b: readonly (readonly number[])[]): number {
  expect(a.map((row) => row.length)).toEqual(b.map((row) => row.length))
  return Math.max(
    ...a.flatMap((row, t) =>
      row.map((value, k) => Math.abs(value - b[t][k]) / Math.max(1, Math.abs(b[t][k]))),
    ),
  )
}

const layersOf = async (json: string) =>
  (await read(json)).stacks[0].steps.filter((step) => step.is === 'recurrent')

describe('nets of brain.js 1.6.1', () => {
  it.each(NETS)('%s: every state and output is what brain.js makes', async (name) => {
    const json = await text(name)
    const expected = JSON.parse(await text(`${name}.expected`))
    const source = sourceOf(json)
    expect(await brainJs.recognises(await source.bytes(0, 4096 % source.size), source)).toBe(true)
    const [stack] = (await read(json)).stacks
    const made = (await runStack(stack, expected.inputs)).slice(-3)
    const steps: { hidden: number[][]; output: number[] }[] = expected.steps
    expect(stack.name.toLowerCase()).toBe(name.replaceAll('-', ''))
    expect(stack.steps.length).toBe(name.includes('time') ? 3 : 4)
    for (const layer of [0, 1]) {
      const hidden = steps.map((step) => step.hidden[layer])
      expect(Math.max(...hidden.flat().map(Math.abs))).toBeGreaterThan(1e-2)
      expect(distance(made[layer], hidden)).toBeLessThan(1e-6)
    }
    const outputs = steps.map((step) => step.output)
    expect(distance(made[2], outputs)).toBeLessThan(1e-6)
    expect(distance(await engineOutputs(stack, expected.inputs), outputs)).toBeLessThan(1e-6)
  })

  it.each([
    ['gru', '{resetGate,updateGate,cellWrite}', ['InputMatrix', 'HiddenMatrix', 'Bias']],
    ['lstm', '{input,forget,cellActivation,output}', ['Matrix', 'Hidden', 'Bias']],
  ])('%s: joins the names of gates where words end', async (name, gates, endings) => {
    const [{ forward }] = await layersOf(await text(name))
    const { input, recurrent, inputBias } = forward?.tensors ?? {}
    const joined = endings.map((ending) => `hiddenLayers[0].${gates}${ending}`)
    expect([input, recurrent, inputBias]).toEqual(joined)
  })

  it('says which cell it is by its fields, whatever its class is called', async () => {
    const kinds = async (name: string, type: string) => {
      const json = JSON.stringify({ ...JSON.parse(await text(name)), type })
      return (await layersOf(json)).map(({ kind, hidden }) => [kind, hidden])
    }
    expect(await kinds('lstm', 't')).toEqual([
      ['brain-lstm', 5],
      ['brain-lstm', 3],
    ])
    expect(await kinds('gru', 'LSTM')).toEqual([
      ['gru', 5],
      ['gru', 3],
    ])
    expect(await kinds('rnn-time-step', 'e')).toEqual([
      ['rnn', 3],
      ['rnn', 4],
    ])
  })

  it('finds the biases exactly 0 that brain.js never trains', async () => {
    const bias = async (name: string) => {
      const layers: RecurrentLayer[] = await layersOf(await text(name))
      return Promise.all(
        layers.map(async ({ hidden, forward }) => {
          const numbers = (await forward?.load())?.inputBias ?? []
          const blocks = Array.from({ length: numbers.length / hidden }, (_, block) =>
            [...numbers].slice(block * hidden, (block + 1) * hidden),
          )
          return blocks.map((block) => block.every((value) => value === 0))
        }),
      )
    }
    for (const name of ['lstm', 'lstm-time-step'])
      expect(await bias(name)).toEqual([
        [false, true, false, false],
        [false, true, false, false],
      ])
    for (const name of ['gru', 'gru-time-step'])
      expect(await bias(name)).toEqual([
        [true, true, false],
        [true, true, false],
      ])
  })

  it('reads weights that are arrays, and the older name of the layers', async () => {
    const json = JSON.parse(await text('gru'))
    const { hiddenLayers, ...rest } = json
    const older = { ...rest, hiddenSizes: hiddenLayers }
    const asArrays = JSON.stringify(older, (key, value) =>
      key === 'weights' ? Object.values(value) : value,
    )
    const inputs = [0, 1, 2]
    const made = await Promise.all(
      [JSON.stringify(json), asArrays].map(async (given) =>
        runStack((await read(given)).stacks[0], inputs),
      ),
    )
    expect(made[1]).toEqual(made[0])
  })

  it.each([
    ['weights null, which NaN is in JSON', '"weights":{"0":null', 'not-finite'],
    ['a text among the weights', '"weights":{"0":"1"', 'bad-entry'],
    ['a key that is none', '"weights":{"x":1', 'bad-entry'],
    ['__proto__ among the weights', '"weights":{"__proto__":1', 'bad-entry'],
  ])('refuses %s', async (_, lie, problem) => {
    const json = (await text('lstm')).replace(/"weights":\{"0":[-\d.e]+/, lie)
    expect(await refused(() => read(json))).toMatchObject({ details: { problem } })
  })

  it.each([
    ['rows', (json: Json) => (json.hiddenLayers[0].inputMatrix.rows = 1e9)],
    ['a bias', (json: Json) => (json.hiddenLayers[1].forgetBias.rows = 4)],
    ['the chain', (json: Json) => json.hiddenLayers.reverse()],
    ['the readout', (json: Json) => (json.outputConnector = json.output)],
  ])('refuses shapes that do not go together: %s', async (_, change) => {
    const json = JSON.parse(await text('lstm'))
    change(json)
    expect(await refused(() => read(JSON.stringify(json)))).toMatchObject({
      details: { format: 'brain.js', problem: 'bad-shape' },
    })
  })

  it('reads or refuses 400 broken files', async () => {
    const given = new TextEncoder().encode(await text('gru-time-step'))
    const whole = await survivors(given, 400, async (bytes) => {
      const { stacks } = await brainJs.read(memorySource('net.json', bytes), {})
      for (const step of stacks[0].steps)
        await (step.is === 'recurrent' ? step.forward?.load() : step.load())
    })
    expect(whole).toBeGreaterThan(0)
    expect(whole).toBeLessThan(300)
  })

  it('refuses nesting without end', async () => {
    const deep = `{"options":1,"outputConnector":${'['.repeat(1e6)}`
    expect(await refused(() => read(deep))).toMatchObject({ details: { problem: 'too-deep' } })
  })
})

interface Matrix {
  rows: number
}
interface Json {
  hiddenLayers: { inputMatrix: Matrix; forgetBias: Matrix }[]
  output: Matrix
  outputConnector: Matrix
}
