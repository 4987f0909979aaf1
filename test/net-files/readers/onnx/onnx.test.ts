/** Models give here, node by node, what onnxruntime 1.30 computes with them. */
import { copyFile, mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { loadStack } from '../../../../src/engine/stack/load-stack.ts'
import { runStack } from '../../../../src/engine/stack/stack.ts'
import type { RecurrentLayer, Stack, Step } from '../../../../src/engine/stack/types.ts'
import { openNetFile } from '../../../../src/net-files/open-net-file.ts'
import { refused } from '../../../support/refused.ts'
import { freshFolder } from '../../../support/temporary-folder.ts'

type Nested = number | Nested[]

const FOLDER = fileURLToPath(new URL('../../../fixtures/nets/onnx/', import.meta.url))
const json = async (name: string) => JSON.parse(await readFile(join(FOLDER, name), 'utf8'))
const open = async (name: string, folder = FOLDER) => {
  const net = await openNetFile(join(folder, `${name}.onnx`))
  onTestFinished(() => net.close())
  return net
}

const inputOf = async (name: string): Promise<Nested> => (await json('inputs.json'))[name].x
const expectedOf = async (name: string): Promise<Record<string, { data: number[] }>> =>
  (await json('expected.json'))[name]

/** [T, B, …] of [B, T, …]. */
const turned = (x: Nested): Nested =>
  ((x as Nested[][])[0] ?? []).map((_, t) => (x as Nested[][]).map((row) => row[t]))

async function run(stack: Pick<Stack, 'steps'>, x: Nested) {
  const [T, B] = [(x as Nested[]).length, (x as Nested[][])[0].length]
  const flat = Float64Array.from([x].flat(Number.POSITIVE_INFINITY as 4) as number[])
  return runStack(await loadStack(stack), { x: flat, T, B, lengths: null, starts: [] })
}

/** Within 1e-6, number by number, and not all alike. */
function expectNumbers(made: ArrayLike<number>, expected: readonly number[], of: string) {
  expect(made.length, of).toBe(expected.length)
  expect(Math.max(...expected) - Math.min(...expected), of).toBeGreaterThan(1e-3)
  const apart = expected.map((value, k) => Math.abs(value - made[k]))
  expect(Math.max(...apart), of).toBeLessThan(1e-6)
}

const layers = (steps: readonly Step[]): RecurrentLayer[] =>
  steps.filter((step) => step.is === 'recurrent')

/** Y [T, directions, B, H] of the layer's [B, H] of each direction and step. */
const yOf = ({ layers: [layer] }: Awaited<ReturnType<typeof run>>): number[] =>
  layer.directions[0].steps.flatMap((_, t) =>
    layer.directions.flatMap(({ steps }) => [...steps[t].h]),
  )

const CELLS = [
  ...['lstm', 'lstm-no-bias', 'lstm-reverse', 'lstm-both', 'lstm-peepholes'],
  ...['lstm-peepholes-clip', 'lstm-coupled', 'lstm-coupled-peepholes', 'lstm-functions'],
  ...['lstm-functions-both', 'lstm-usual-alphas', 'lstm-states', 'gru-before', 'gru-after'],
  ...['gru-both', 'gru-before-reverse', 'gru-after-clip', 'gru-functions', 'rnn'],
  ...['rnn-relu-both', 'rnn-softplus-clip'],
]

describe('recurrent nodes of ONNX', () => {
  it('are there under their names, one net each, and with nothing to remark', async () => {
    const { convention, metadata, remarks, stacks } = await open('cells')
    expect(stacks.map(({ name }) => name)).toEqual(CELLS)
    expect({ convention, metadata, remarks }).toEqual({
      ...{ convention: 'opset 14', metadata: { producer: 'hand' }, remarks: [] },
    })
  })

  it.each(CELLS)('%s: all states are those of onnxruntime', async (name) => {
    const { stacks } = await open('cells')
    const expected = await expectedOf('cells')
    const made = await run(stacks[CELLS.indexOf(name)], await inputOf('cells'))
    expectNumbers(yOf(made), expected[`${name}:Y`].data, 'Y')
    const ends = made.layers[0].directions.map(
      ({ steps, backwards }) => steps[backwards ? 0 : steps.length - 1],
    )
    expectNumbers(
      ends.flatMap(({ h }) => [...h]),
      expected[`${name}:Yh`].data,
      'Y_h',
    )
    if (name.startsWith('lstm'))
      expectNumbers(
        ends.flatMap(({ c }) => [...(c ?? [])]),
        expected[`${name}:Yc`].data,
        'Y_c',
      )
  })

  it('names tensors by position, and states before the first step if known', async () => {
    const { stacks } = await open('cells')
    const [layer] = layers(stacks[CELLS.indexOf('lstm-states')].steps)
    expect(layer.backward?.tensors).toEqual({
      ...{ input: 'lstm-states.W', recurrent: 'lstm-states.R' },
      ...{ inputBias: 'lstm-states.B', recurrentBias: 'lstm-states.B' },
      ...{ h0: 'lstm-states.h0', c0: 'lstm-states.c0' },
    })
    const [peeping] = layers(stacks[CELLS.indexOf('lstm-peepholes')].steps)
    expect(peeping.forward?.tensors.peepholes).toBe('lstm-peepholes.P')
  })
})

describe('nodes in graphs and functions within the model', () => {
  it('are found with the path to them, and compute what onnxruntime does', async () => {
    const { stacks } = await open('places')
    const [first, second] = [await expectedOf('places'), await expectedOf('places else')]
    const x = await inputOf('places')
    expect(stacks.map(({ name }) => name)).toEqual([
      ...['choice/else_branch/LSTM_0', 'choice/then_branch/LSTM_0', 'again/body/GRU_1'],
      ...['over/body/RNN_0', 'one/LSTM_0'],
    ])
    expectNumbers(yOf(await run(stacks[0], x)), second.if_y.data, 'else')
    expectNumbers(yOf(await run(stacks[1], x)), first.if_y.data, 'then')
    expectNumbers((await run(last(stacks[2]), x)).outputs.values, first.loop_h.data, 'Loop')
    expectNumbers((await run(last(stacks[3]), x)).outputs.values, first.scan_h.data, 'Scan')
    const calls = stacks[4]
    expect(layers(calls.steps).map(({ name }) => name)).toEqual(['one/LSTM_0', 'two/LSTM_0'])
    expectNumbers((await run(calls, x)).outputs.values, first.function_2.data, 'function')
  })
})

describe('parameters on their way to a node', () => {
  const WAYS = [
    ...['transpose', 'split', 'split-uneven', 'gather', 'slice', 'reshape', 'squeeze', 'cast'],
    ...['cast-double', 'constant'],
  ]
  it.each(WAYS)('may pass through operators that move numbers: %s', async (name) => {
    const { stacks } = await open('folded')
    expect(stacks.map((stack) => stack.name)).toEqual(WAYS)
    const made = await run(stacks[WAYS.indexOf(name)], await inputOf('folded'))
    expectNumbers(yOf(made), (await expectedOf('folded'))[`${name}:Y`].data, 'Y')
  })

  it('may stand two Ifs around it, in the order of torch, as in Silero VAD', async () => {
    const { stacks, remarks } = await open('nested')
    expect(remarks).toEqual([])
    expect(stacks.map(({ name }) => name)).toEqual(['rnn_1/LSTM', 'rnn/LSTM'])
    const expected = await expectedOf('nested')
    for (const stack of stacks) {
      const [layer] = layers(stack.steps)
      expect(layer.forward?.tensors).toEqual({
        ...{ input: 'weight_ih', recurrent: 'weight_hh' },
        ...{ inputBias: 'bias_ih', recurrentBias: 'bias_hh' },
      })
      expectNumbers(yOf(await run(stack, await inputOf('nested'))), expected.out.data, 'Y')
    }
  })
})

/** The same with its last state alone. */
const last = ({ steps }: Stack): Pick<Stack, 'steps'> => ({
  steps: steps.map((step) => ({ ...step, returns: 'last' }) as Step),
})

describe("models of torch's exporters", () => {
  it.each([
    ['torch-lstm', ['/layers/LSTM', '/layers/LSTM_1'], 'onnx::LSTM_358'],
    ['torch-lstm-unfolded', ['/layers/LSTM', '/layers/LSTM_1'], 'layers.weight_ih_l0'],
    ['torch-gru', ['/layers/GRU', '/layers/GRU_1'], 'onnx::GRU_189'],
    ['torch-rnn', ['/layers/RNN', '/layers/RNN_1'], 'layers.weight_ih_l0'],
  ])('%s: one net from its embedding to its readout', async (name, names, tensor) => {
    const { stacks, remarks, metadata } = await open(name)
    expect({ remarks, metadata }).toEqual({ remarks: [], metadata: { producer: 'pytorch 1.13.0' } })
    expect(stacks.map((stack) => stack.name)).toEqual([names[0]])
    const [{ steps, readouts }] = stacks
    const kinds = ['embedding', 'recurrent', 'recurrent', 'dense', 'dense']
    expect(steps.map(({ is }) => is)).toEqual(kinds)
    expect(readouts).toEqual([])
    expect(layers(steps).map((layer) => layer.name)).toEqual(names)
    expect(layers(steps)[0].forward?.tensors.input).toBe(tensor)
    const made = await run(stacks[0], turned(await inputOf(name)))
    const { y } = await expectedOf(name)
    const asked = name === 'torch-lstm' ? turned(shaped(y.data, [2, 5, 2])) : y.data
    expectNumbers(made.outputs.values, [asked].flat(4) as number[], 'y')
  })

  it('names the parameters from which the exporter made a node', async () => {
    const [{ steps }] = (await open('torch-lstm-unfolded')).stacks
    expect(layers(steps)[1].backward?.tensors).toEqual({
      ...{ input: 'layers.weight_ih_l1_reverse', recurrent: 'layers.weight_hh_l1_reverse' },
      ...{ inputBias: 'layers.bias_ih_l1_reverse', recurrentBias: 'layers.bias_hh_l1_reverse' },
    })
  })

  it('reads batch-first nodes as the others', async () => {
    const { stacks } = await open('batch-first')
    expect(layers(stacks[0].steps).map(({ name }) => name)).toEqual(['lstm', 'rnn'])
    const made = await run(stacks[0], turned(await inputOf('batch-first')))
    const { y } = await expectedOf('turned')
    expectNumbers(made.outputs.values, [turned(shaped(y.data, [2, 5, 4]))].flat(4) as number[], 'y')
    const other = await run((await open('turned')).stacks[0], turned(await inputOf('turned')))
    expect([...other.outputs.values]).toEqual([...made.outputs.values])
  })

  it('says of a projection that it was lost, also where only the state betrays it', async () => {
    const one = await open('projection-1')
    const said = (layer: string) => ({ is: 'wrong-export', layer, what: 'projection' })
    expect(one.remarks).toEqual([said('node_LSTM_0')])
    const two = await open('projection-2')
    expect(two.remarks).toEqual([
      ...[said('node_LSTM_0'), said('node_LSTM_1')],
      { is: 'skipped', layers: ['LSTM'] },
    ])
  })

  it('says what is there where an exporter unrolled the layer', async () => {
    expect(await refused(() => open('unrolled'))).toEqual({
      code: 'net-file-refused',
      details: {
        ...{ format: 'ONNX', what: 'no-recurrent-node' },
        name: 'Gemm × 10, Add × 5, Tanh × 5',
      },
    })
  })
})

const shaped = (flat: readonly number[], [rows, ...rest]: readonly number[]): Nested =>
  rest.length === 0
    ? [...flat]
    : Array.from({ length: rows }, (_, k) =>
        shaped(flat.slice((k * flat.length) / rows, ((k + 1) * flat.length) / rows), rest),
      )

describe('tensors in a file beside the model', () => {
  const folder = freshFolder()
  const DATA = 'external.onnx.data'
  const model = () => readFile(join(FOLDER, 'external.onnx'))
  const within = async (name: string, make: (inside: string) => Promise<unknown>) => {
    const inside = join(folder, name)
    await mkdir(inside)
    await make(inside)
    return inside
  }

  it('are read from there', async () => {
    const { stacks } = await open('external')
    const made = await run(stacks[0], await inputOf('external'))
    expectNumbers(made.outputs.values, (await expectedOf('external')).y.data, 'y')
  })

  it('are missed where the file is not there', async () => {
    const inside = await within('alone', async (to) =>
      writeFile(join(to, 'external.onnx'), await model()),
    )
    expect(await refused(() => open('external', inside))).toEqual({
      code: 'cannot-read',
      details: { path: join(inside, DATA), reason: 'ENOENT' },
    })
  })

  it('are not read from elsewhere, by a link', async () => {
    const inside = await within('linked', async (to) => {
      await writeFile(join(to, 'external.onnx'), await model())
      await symlink(join(FOLDER, DATA), join(to, DATA))
    })
    const details = { path: join(inside, DATA), reason: 'outside' }
    expect(await refused(() => open('external', inside))).toEqual({ code: 'cannot-read', details })
  })

  it.each([
    ['../xternal.onnx.da', 'net-file-broken', 'outside'],
    ['/etc/shadow-123456', 'net-file-broken', 'outside'],
    ['sub/rnal.onnx.data', 'net-file-broken', 'outside'],
    ['C:\\external.data.a', 'net-file-broken', 'outside'],
  ])('are not read from elsewhere, by the name %s', async (location, code, problem) => {
    expect(location).toHaveLength(DATA.length)
    const inside = await within(location.replace(/\W/g, ''), async (to) => {
      await copyFile(join(FOLDER, DATA), join(to, DATA))
      const bytes = (await model()).toString('latin1').replaceAll(DATA, location)
      await writeFile(join(to, 'external.onnx'), bytes, 'latin1')
    })
    const found = await refused(() => open('external', inside))
    expect(found).toMatchObject({ code, details: { format: 'ONNX', problem } })
  })

  it('are refused where the file is shorter than it should be', async () => {
    const inside = await within('short', async (to) => {
      await writeFile(join(to, 'external.onnx'), await model())
      await writeFile(join(to, DATA), (await readFile(join(FOLDER, DATA))).subarray(0, 500))
    })
    const found = await refused(() => open('external', inside))
    expect(found).toMatchObject({ code: 'net-file-broken', details: { problem: 'too-large' } })
  })
})
