/** Files that Keras, PyTorch and its exporter of today wrote, against what they computed themselves. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { loadStack } from '../../../src/engine/stack/load-stack.ts'
import { runStack } from '../../../src/engine/stack/stack.ts'
import { askedOf } from '../../../src/inspection/given-net/differentiated.ts'
import { openNetFile } from '../../../src/net-files/open-net-file.ts'
import { refused } from '../../support/refused.ts'

type Nested = number | Nested[]

const FOLDER = fileURLToPath(new URL('../../fixtures/nets/', import.meta.url))
const flat = (nested: Nested) => [nested].flat(Number.POSITIVE_INFINITY as 4) as number[]
const json = async (name: string) => JSON.parse(await readFile(join(FOLDER, name), 'utf8'))

async function run(name: string, { x, lengths }: { x: Nested[][]; lengths?: number[] }) {
  const net = await openNetFile(join(FOLDER, name))
  onTestFinished(() => net.close())
  const [T, B] = [x.length, x[0].length]
  const given = { x: Float64Array.from(flat(x)), T, B, lengths: lengths ?? null, starts: [] }
  const stack = await loadStack(net.stacks[0])
  return { net, made: runStack(stack, given), T, B, lengths: lengths ?? new Array(B).fill(T) }
}

/** Number by number within 1e-5, and not all alike. */
function expectNumbers(made: ArrayLike<number>, expected: readonly number[], of: string) {
  expect(made.length, of).toBe(expected.length)
  expect(Math.max(...expected) - Math.min(...expected), of).toBeGreaterThan(1e-3)
  const apart = expected.map((value, k) => Math.abs(value - made[k]))
  expect(Math.max(...apart), of).toBeLessThan(1e-5)
}

const KERAS = ['forms.keras', 'functional.h5', 'alone.weights.h5', 'masked.keras', 'bfloat16.keras']

describe('files of Keras 3.15', () => {
  it.each(KERAS)('%s: every state and output is what Keras made', async (name) => {
    const expected = await json(`keras/library-${name}.expected.json`)
    const { net, made, lengths } = await run(`keras/library-${name}`, expected)
    expect(net.stacks).toHaveLength(1)
    expect(made.layers).toHaveLength(expected.layers.length)
    for (const [n, { directions }] of made.layers.entries()) {
      expect(directions).toHaveLength(expected.layers[n].length)
      for (const [d, { steps }] of directions.entries())
        expectNumbers(
          steps.flatMap(({ h }) => [...h]),
          flat(expected.layers[n][d]),
          `layer ${n}, direction ${d}`,
        )
    }
    const { values, T } = made.outputs
    expect(T).toBe(expected.outputs.length)
    if (name !== 'masked.keras') expectNumbers(values, flat(expected.outputs), 'outputs')
    else expect(lengths).toEqual([5, 3])
    if (T === 1) expectNumbers(values, flat(expected.outputs), 'outputs')
  })
})

describe('files of PyTorch 2.13', () => {
  it.each([
    ['exported.pt2', 'torch.export', []],
    ['normed.pt', 'state_dict', ['spectral_norm', 'weight_norm', 'weight_norm']],
  ])('%s: outputs and gradients are those of PyTorch', async (name, convention, undone) => {
    const expected = await json(`torch/library-${name}.json`)
    const { net, made, T, B } = await run(`torch/library-${name}`, expected)
    expect(net.convention).toBe(convention)
    const found = net.remarks.flatMap((one) => (one.is === 'undone' ? [one.what] : []))
    expect(found.sort()).toEqual(undone)
    expectNumbers(made.outputs.values, flat(expected.outputs), 'outputs')
    const y = { data: new Float64Array(B * 2), shape: [B, 2] }
    const { value, asked } = askedOf({ is: 'loss' }, 'loss', made, y.data)
    const end = flat(expected.outputs[T - 1])
    expect(value).toBeCloseTo(end.reduce((sum, one) => sum + one * one, 0) / end.length, 6)
    const { layers } = made.back({ ...asked, parameters: true })
    for (const [part, torch] of [
      ['input', 'weight_ih_l1'],
      ['recurrent', 'weight_hh_l1'],
      ['inputBias', 'bias_ih_l1'],
    ] as const) {
      const gradient = layers[1][0].parameters?.[part]
      expectNumbers(gradient ?? [], flat(expected.gradients[`lstm.${torch}`]), torch)
    }
  })

  it.each([
    ['float16-quantised.pt', 'quantised', 'lstm._all_weight_values.0.param.0.4.0.0.0'],
    ['frozen.pt', 'frozen', ''],
  ])('%s is refused', async (name, what, of) => {
    const error = await refused(() => openNetFile(join(FOLDER, `torch/library-${name}`)))
    expect(error?.details).toEqual({ format: 'PyTorch', what, name: of })
  })

  it.each([
    ['meta.pt', 'meta'],
    ['sparse.pt', 'sparse'],
  ])('%s: what has no numbers in rows is refused when they are asked for', async (name, type) => {
    const net = await openNetFile(join(FOLDER, `torch/library-${name}`))
    onTestFinished(() => net.close())
    const error = await refused(() => loadStack(net.stacks[0]))
    expect(error?.details).toEqual({ format: 'PyTorch', what: 'unknown-type', name: type })
  })
})

describe("files of PyTorch 2.13's default exporter to ONNX", () => {
  it.each(['lstm', 'gru'])('%s: what it makes at T is what onnxruntime makes', async (name) => {
    const expected = await json(`onnx/library-${name}.onnx.expected.json`)
    const { net, made, B } = await run(`onnx/library-${name}.onnx`, expected)
    expect(net.stacks[0].steps.map(({ is }) => is)).toEqual([
      ...['embedding', 'recurrent', 'recurrent', 'dense'],
    ])
    expect(net.remarks).toEqual([])
    const { values, width } = made.outputs
    expectNumbers(values.slice(-B * width), flat(expected.prediction), 'prediction')
  })

  it.each([
    ['rnn', 'no-recurrent-node'],
    ['projection', 'projection-lost'],
  ])('%s is exported as none, or wrongly, and refused', async (name, what) => {
    const error = await refused(() => openNetFile(join(FOLDER, `onnx/library-${name}.onnx`)))
    expect(error?.details).toMatchObject({ what })
  })
})
