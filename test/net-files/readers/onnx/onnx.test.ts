import { describe, expect, it } from 'vitest'
import type { Stack, Step } from '../../../../src/engine/stack/types.ts'
import {
  expectedOf,
  expectNumbers,
  inputOf,
  layers,
  open,
  run,
  shaped,
  turned,
  yOf,
} from '../../../support/onnx-files.ts'
import { refused } from '../../../support/refused.ts'

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
