/** A layer of both directions that stands in a model as two nodes, and lengths that it has itself. */
import { describe, expect, it } from 'vitest'
import { loadStack } from '../../../../src/engine/stack/load-stack.ts'
import { runStack } from '../../../../src/engine/stack/stack.ts'
import { onnx } from '../../../../src/net-files/readers/onnx/reader.ts'
import { memorySource } from '../../../../src/net-files/source.ts'
import { bytes, integer, join, text } from '../../../support/protobuf.ts'
import { seededNumbers } from '../../../support/stacks.ts'

// A model by its fields: numbers as in onnx.proto.
const [H, I, T, B] = [2, 3, 4, 2]
const attribute = (key: string, ...value: Uint8Array[]) => bytes(5, join(text(1, key), ...value))
const node = (op: string, inputs: string[], outputs: string[], ...more: Uint8Array[]) =>
  bytes(
    1,
    join(
      ...inputs.map((one) => text(1, one)),
      ...outputs.map((one) => text(2, one)),
      ...[text(3, `${op} ${outputs[0]}`), text(4, op)],
      ...more,
    ),
  )
const floats = (values: Float32Array) => new Uint8Array(values.slice().buffer)
const tensor = (key: string, dims: number[], values: Float32Array) =>
  bytes(
    5,
    join(
      ...dims.map((size) => integer(1, size)),
      integer(2, 1),
      text(8, key),
      bytes(9, floats(values)),
    ),
  )
const LENGTHS = bytes(
  5,
  join(
    ...[integer(1, B), integer(2, 6), text(8, 'lengths')],
    bytes(9, new Uint8Array(Int32Array.of(T, T - 1).buffer)),
  ),
)
const rnn = (inputs: string[], outputs: string[], direction: string) =>
  node(
    'LSTM',
    inputs,
    outputs,
    attribute('hidden_size', integer(3, H)),
    attribute('direction', text(4, direction)),
  )
const axis = (value: number) => attribute('axis', integer(3, value))
const axes = (value: number) => attribute('axes', integer(8, value))

const numbers = seededNumbers(11)
const size = { W: 4 * H * I, R: 4 * H * H, W2: 4 * H * 2 * H }
const made = (count: number) => Float32Array.from(numbers(count))
const [W, R] = [made(2 * size.W), made(2 * size.R)]
const dims = { W: [4 * H, I], R: [4 * H, H] }
const half = (values: Float32Array, k: number) =>
  values.subarray((k * values.length) / 2, ((k + 1) * values.length) / 2)
const WEIGHTS = [
  ...['x', 'x2', 'given'].map((one) => bytes(11, text(1, one))),
  ...[tensor('W', [2, ...dims.W], W), tensor('R', [2, ...dims.R], R)],
  ...[0, 1].flatMap((k) => [
    tensor(`W${k}`, [1, ...dims.W], half(W, k)),
    tensor(`R${k}`, [1, ...dims.R], half(R, k)),
  ]),
  ...[tensor('W2', [1, 4 * H, 2 * H], made(size.W2)), tensor('R2', [1, ...dims.R], made(size.R))],
  tensor('V', [2 * H, 1], made(2 * H)),
]
const FORWARD = rnn(['x', 'W0', 'R0'], ['y0', 'h0'], 'forward')
const REVERSE = rnn(['x', 'W1', 'R1'], ['y1', 'h1'], 'reverse')
const SQUEEZED = [
  node('Squeeze', ['y0'], ['s0'], axes(1)),
  node('Squeeze', ['y1'], ['s1'], axes(1)),
]
const NEXT = rnn(['s', 'W2', 'R2'], ['z'], 'forward')

async function read(...graph: Uint8Array[]) {
  const content = join(integer(1, 8), text(2, 'hand'), bytes(7, join(...graph, ...WEIGHTS)))
  return onnx.read(memorySource('model.onnx', content), {})
}

const x = numbers(T * B * I)
async function outputs(...graph: Uint8Array[]) {
  const { stacks } = await read(...graph)
  expect(stacks).toHaveLength(1)
  const run = runStack(await loadStack(stacks[0]), { x, T, B, lengths: null, starts: [] })
  return [...run.outputs.values]
}

const BOTH = rnn(['x', 'W', 'R'], ['y', 'h'], 'bidirectional')
const TO_UNITS = [
  node('Transpose', ['y'], ['t'], attribute('perm', ...[0, 2, 1, 3].map((k) => integer(8, k)))),
  tensorOf64('shape', [0, 0, -1]),
  node('Reshape', ['t', 'shape'], ['s']),
]
function tensorOf64(key: string, values: number[]) {
  const raw = new Uint8Array(BigInt64Array.from(values.map(BigInt)).buffer)
  return bytes(5, join(integer(1, values.length), integer(2, 7), text(8, key), bytes(9, raw)))
}

describe('a forward and a reverse node on the same input', () => {
  it.each([
    ['squeezed, then side by side', [...SQUEEZED, node('Concat', ['s0', 's1'], ['s'], axis(2))]],
    [
      'side by side, then squeezed',
      [node('Concat', ['y0', 'y1'], ['c'], axis(-1)), node('Squeeze', ['c'], ['s'], axes(1))],
    ],
    ['as the directions of one node', [node('Concat', ['y0', 'y1'], ['y'], axis(1)), ...TO_UNITS]],
  ])('are a layer of both directions: %s', async (_, behind) => {
    const expected = await outputs(BOTH, ...TO_UNITS, NEXT)
    expect(await outputs(FORWARD, REVERSE, ...behind, NEXT)).toEqual(expected)
    const { stacks, remarks } = await read(FORWARD, REVERSE, ...behind, NEXT)
    expect(stacks[0].steps).toMatchObject([
      { name: 'LSTM y0', forward: {}, backward: {}, output: H },
      { name: 'LSTM z', input: 2 * H, backward: null },
    ])
    expect(remarks).toEqual([])
  })

  it('with a linear layer behind their last states', async () => {
    const behind = (h: string[]) => [
      ...h.map((one) => node('Squeeze', [one], [`${one} s`], axes(0))),
      node(
        'Concat',
        h.map((one) => `${one} s`),
        ['c'],
        axis(1),
      ),
      node('MatMul', ['c', 'V'], ['out']),
    ]
    const { stacks } = await read(FORWARD, REVERSE, ...behind(['h0', 'h1']))
    expect(stacks.map(({ steps }) => steps.map(({ is }) => is))).toEqual([['recurrent', 'dense']])
    expect(stacks[0].steps[0]).toMatchObject({ returns: 'last', backward: {} })
  })

  it.each([
    ['in the other order', [...SQUEEZED, node('Concat', ['s1', 's0'], ['s'], axis(2))]],
    ['one after the other in time', [...SQUEEZED, node('Concat', ['s0', 's1'], ['s'], axis(0))]],
    ['added', [...SQUEEZED, node('Add', ['s0', 's1'], ['s'])]],
  ])('stay two nets: %s', async (_, behind) => {
    const { stacks } = await read(FORWARD, REVERSE, ...behind)
    expect(stacks).toHaveLength(2)
  })

  it('stay two nets where they read other things', async () => {
    const other = rnn(['x2', 'W1', 'R1'], ['y1', 'h1'], 'reverse')
    const concat = node('Concat', ['s0', 's1'], ['s'], axis(2))
    expect((await read(FORWARD, other, ...SQUEEZED, concat)).stacks).toHaveLength(2)
  })
})

describe('sequence_lens', () => {
  const lens = (name: string) => rnn(['x', 'W0', 'R0', '', name], ['y0'], 'forward')

  it('that stand in the file are said', async () => {
    const { remarks } = await read(lens('lengths'), LENGTHS)
    expect(remarks).toEqual([{ is: 'own-lengths', layer: 'LSTM y0' }])
  })

  it('that the model is given are not', async () => {
    expect((await read(lens('given'))).remarks).toEqual([])
  })
})
