/**
 * What `export weights` and `compare --save-weights` write for other programs: the files of
 * test/fixtures/nets/exported, with what onnxruntime and h5py found in them (generate.mjs and
 * keras.py there).
 */
import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { VARIANTS, type Variant } from '../../src/engine/types.ts'
import { readNet } from '../../src/io/safetensors/net-file.ts'
import { parseSafetensors } from '../../src/io/safetensors/safetensors.ts'
import { keras } from '../../src/net-files/readers/keras/reader.ts'
import { onnx } from '../../src/net-files/readers/onnx/reader.ts'
import { memorySource } from '../../src/net-files/source.ts'
import { checkSayable, weightsContent } from '../../src/training/weights-file.ts'
import { float64 } from '../support/float64.ts'
import { refused } from '../support/refused.ts'

const FOLDER = new URL('../fixtures/nets/exported/', import.meta.url)
const bytesOf = async (name: string) => new Uint8Array(await readFile(new URL(name, FOLDER)))
const json = async (name: string) =>
  JSON.parse(new TextDecoder().decode(await bytesOf(`${name}.json`)))

const VARIANT: Readonly<Record<string, Variant>> = {
  ...{ rnn: 'standard', lstm: 'standard', gru: 'gru', coupled: 'coupled' },
  ...{ 'no-candidate-tanh': 'no-candidate-tanh', 'no-output-tanh': 'no-output-tanh' },
}
const IN_ONNX = Object.keys(VARIANT)
const IN_KERAS = ['rnn', 'lstm', 'gru', 'coupled']

/** The net of a safetensors file, as it is exported. */
async function netOf(name: string) {
  const { tensors, metadata } = parseSafetensors(await bytesOf(`${name}.safetensors`))
  const { sizes, weights } = readNet(tensors)
  const whole = sizes.cell === 'lstm' ? { ...sizes, variant: VARIANT[name] } : sizes
  return { sizes: whole, weights, metadata, surgery: 0 }
}

/** What the float64 reference makes of x: the readout's answer at T, and all h_t. */
async function made(name: string) {
  const { sizes, weights } = await netOf(name)
  const { shape, x } = await json('x')
  const [T, B, I]: number[] = shape
  const nested = Array.from({ length: T }, (_, t) =>
    Array.from({ length: B }, (_, b) => x.slice((t * B + b) * I, (t * B + b + 1) * I)),
  )
  const { variant, input, hidden, output } = sizes
  const cell = variant === 'gru' ? ('gru' as const) : sizes.cell
  return float64(
    { cell, variant: VARIANT[name], I: input, H: hidden, O: output, weights: { ...weights } },
    { x: nested },
  )
}

function expectClose(found: unknown, expected: readonly number[], bound = 1e-6): void {
  const flat = [found].flat(Number.POSITIVE_INFINITY as 4) as number[]
  expect(flat.length).toBe(expected.length)
  expect(Math.max(...expected) - Math.min(...expected)).toBeGreaterThan(0.1)
  expect(Math.max(...expected.map((value, k) => Math.abs(value - flat[k])))).toBeLessThan(bound)
}

describe('ONNX', () => {
  it.each(IN_ONNX)('%s: is the very file that onnxruntime ran', async (name) => {
    const content = await weightsContent('onnx', await netOf(name))
    expect(Buffer.from(content).equals(await bytesOf(`${name}.onnx`))).toBe(true)
  })

  it.each(IN_ONNX)('%s: onnxruntime made of it what the reference makes', async (name) => {
    const { prediction, hidden } = await json(`${name}.expected`)
    const expected = await made(name)
    expect([prediction.dims, hidden.dims]).toEqual([
      [3, 4],
      [37, 3, 5],
    ])
    expectClose(expected.prediction, prediction.data)
    expectClose(expected.hidden, hidden.data)
  })

  it.each(IN_ONNX)('%s: is read back to the same numbers', async (name) => {
    const source = memorySource(name, await bytesOf(`${name}.onnx`))
    expect(await onnx.recognises(await source.bytes(0, 64), source)).toBe(true)
    const { stacks, remarks, metadata } = await onnx.read(source, {})
    const cell = name in { rnn: 0, gru: 0 } ? name : 'lstm'
    expect(stacks[0].steps.map((step) => step.name)).toEqual([cell, 'readout'])
    await expectWeights(name, stacks)
    expect(remarks).toEqual([])
    const { metadata: given } = await netOf(name)
    expect(metadata).toEqual({ producer: 'gatelab', ...given })
  })
})

describe('Keras', () => {
  it.each(IN_KERAS)('%s: is the very file that h5py read', async (name) => {
    const content = await weightsContent('keras', await netOf(name))
    expect(Buffer.from(content).equals(await bytesOf(`${name}.keras`))).toBe(true)
  })

  it.each(IN_KERAS)('%s: Keras’ equations make of it what the reference makes', async (name) => {
    const { prediction } = (await json('keras.expected'))[name]
    expectClose((await made(name)).prediction, prediction, 1e-6)
  })

  it.each(IN_KERAS)('%s: is read back to the same numbers', async (name) => {
    const source = memorySource(name, await bytesOf(`${name}.keras`))
    expect(await keras.recognises(await source.bytes(0, 64), source)).toBe(true)
    const { stacks, remarks, metadata } = await keras.read(source, {})
    await expectWeights(name, stacks)
    expect(remarks).toEqual([])
    expect(metadata).toMatchObject((await netOf(name)).metadata)
  })
})

type Stacks = Awaited<ReturnType<typeof onnx.read>>['stacks']

/** One layer and its readout, with the numbers of the safetensors file, to the bit. */
async function expectWeights(name: string, stacks: Stacks): Promise<void> {
  const { sizes, weights } = await netOf(name)
  expect(stacks.length).toBe(1)
  const [layer, readout, more] = stacks[0].steps
  if (layer.is !== 'recurrent' || readout.is !== 'dense') throw new Error('other steps')
  expect(more).toBe(undefined)
  expect(layer.kind).toBe(name in { rnn: 0, gru: 0 } ? name : 'lstm')
  const H = sizes.hidden
  const rows = (all: Float32Array) =>
    // i = 1 − f is written as σ(−z_f).
    name === 'coupled'
      ? [...all.slice(all.length / 4, all.length / 2).map((n) => -n), ...all.slice(all.length / 4)]
      : [...all]
  const found = await layer.forward?.load()
  expect([...(found?.input ?? [])]).toEqual(rows(weights.weight_ih_l0))
  expect([...(found?.recurrent ?? [])]).toEqual(rows(weights.weight_hh_l0))
  const biases = rows(weights.bias_ih_l0).map((_, k) =>
    [found?.inputBias, found?.recurrentBias].map((bias) => bias?.[k] ?? 0),
  )
  const apart = name === 'gru' ? 2 * H : Number.POSITIVE_INFINITY
  for (const [k, [ofInput, ofHidden]] of biases.entries()) {
    const given = rows(weights.bias_ih_l0)[k]
    if (k < apart) expect(ofInput + ofHidden).toBe(given)
    else expect([ofInput, ofHidden]).toEqual([given, weights.bias_hh_l0[k]])
  }
  const { weight, bias } = await readout.load()
  expect([...weight]).toEqual([...weights['readout.weight']])
  expect([...(bias ?? [])]).toEqual([...weights['readout.bias']])
}

describe('what a format has no words for', () => {
  it.each(VARIANTS)('%s', async (variant) => {
    const leftOut = /^(no-(forget|input|output)|min-.*|s-lstm)$/.test(variant)
    const beyondKeras = variant.endsWith('-tanh') || variant === 'peephole'
    const of = (format: string) => ({ code: 'export-variant', details: { format, variant } })
    expect(await refused(() => checkSayable('safetensors', variant, 1))).toBe(null)
    expect(await refused(() => checkSayable('onnx', variant))).toEqual(leftOut ? of('ONNX') : null)
    expect(await refused(() => checkSayable('keras', variant))).toEqual(
      leftOut || beyondKeras ? of('Keras') : null,
    )
  })

  it('is surgery', async () => {
    const net = { ...(await netOf('lstm')), surgery: 2 }
    for (const [format, name] of [
      ['onnx', 'ONNX'],
      ['keras', 'Keras'],
    ] as const)
      expect(await refused(() => weightsContent(format, net))).toEqual({
        code: 'export-surgery',
        details: { format: name, count: 2 },
      })
  })
})
