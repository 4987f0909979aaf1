import { describe, expect, it } from 'vitest'
import { onnx } from '../../../../src/net-files/readers/onnx/reader.ts'
import {
  attribute,
  besides,
  H,
  I,
  LSTM,
  model,
  name,
  node,
  numbers,
  problemOf,
  R,
  raw,
  readAll,
  size,
  stored,
  W,
} from '../../../support/onnx-models.ts'
import { bytes, float, integer, join, packed, text } from '../../../support/protobuf.ts'
import { refused } from '../../../support/refused.ts'

describe('models made by hand, field by field', () => {
  const read = async (content: Uint8Array) => onnx.read(besides(content), {})
  const inputOf = async (content: Uint8Array) => {
    const [step] = (await read(content)).stacks[0].steps
    if (step.is !== 'recurrent') throw new Error('no layer')
    return [...((await step.forward?.load())?.input ?? [])]
  }
  /** Blocks i, o, f, c in the order i, f, c, o. */
  const arranged = (given: Float32Array) =>
    [0, 2, 3, 1].flatMap((block) => [...given.subarray(block * H * I, (block + 1) * H * I)])

  it('are read', async () => {
    expect(await inputOf(model(join(LSTM, W, R)))).toEqual(arranged(numbers(4 * H * I)))
  })

  it('may have their graph in pieces, in any order, with fields that nobody knows', async () => {
    const strange = join(integer(900, 7), bytes(901, new Uint8Array(9)), float(902, 1))
    const pieces = join(bytes(7, R), bytes(7, join(strange, W)), integer(1, 8), bytes(7, LSTM))
    expect(await inputOf(join(strange, pieces))).toEqual(arranged(numbers(4 * H * I)))
  })

  it('may have numbers in fields of their own, packed or not; what comes last counts', async () => {
    const all = numbers(4 * H * I)
    const half = all.length / 2
    const mixed = [
      packed(4, all.subarray(0, half)),
      ...Array.from(all.subarray(half), (v) => float(4, v)),
    ]
    const given = stored([1, 4 * H, I], 'W', ...mixed)
    expect(await inputOf(model(join(LSTM, given, R)))).toEqual(arranged(all))
    const twice = stored([1, 4 * H, I], 'W', raw(5), raw(4 * H * I))
    expect(await inputOf(model(join(LSTM, twice, R)))).toEqual(arranged(all))
  })

  it('may have their numbers in other types', async () => {
    const values = Array.from({ length: 4 * H * I }, (_, k) => k / 8 - 1)
    const expected = arranged(Float32Array.from(values))
    const of = async (type: number, ...data: Uint8Array[]) => {
      const dims = [1, 4 * H, I].map((one) => integer(1, one))
      const given = bytes(5, join(...dims, integer(2, type), text(8, 'W'), ...data))
      return inputOf(model(join(LSTM, given, R)))
    }
    const doubles = Float64Array.from(values)
    const upper = Array.from(
      new Uint32Array(Float32Array.from(values).buffer),
      (bits) => bits >>> 16,
    )
    expect(await of(11, bytes(9, new Uint8Array(doubles.buffer)))).toEqual(expected)
    expect(await of(11, bytes(10, new Uint8Array(doubles.buffer)))).toEqual(expected)
    expect(await of(16, bytes(9, new Uint8Array(Uint16Array.from(upper).buffer)))).toEqual(expected)
    expect(await of(16, ...upper.map((bits) => integer(5, bits)))).toEqual(expected)
    // 0.5, 1 and −2 in binary16.
    const halves = Array.from({ length: 4 * H * I }, (_, k) => [0x3800, 0x3c00, 0xc000][k % 3])
    const plain = Float32Array.from(halves, (_, k) => [0.5, 1, -2][k % 3])
    expect(await of(10, ...halves.map((bits) => integer(5, bits)))).toEqual(arranged(plain))
    const asked = await refused(() => of(6, ...values.map(() => integer(5, 1))))
    expect(asked?.details).toMatchObject({ what: 'unknown-type', name: 'W' })
    const strings = await refused(() => of(8, text(6, 'a')))
    expect(strings?.details).toMatchObject({ what: 'unknown-type' })
  })

  it('are refused where shapes and numbers do not go together', async () => {
    const shape = { format: 'ONNX', problem: 'bad-shape', place: 'W' }
    const of = (dims: number[], ...data: Uint8Array[]) =>
      problemOf(model(join(LSTM, stored(dims, 'W', ...data), R)))
    expect(await of([1, 4 * H, I], raw(4 * H * I - 1))).toEqual(shape)
    expect(await of([1, 2 ** 31, 2 ** 31], raw(4))).toEqual(shape)
    expect(await of([2 ** 45], raw(4))).toMatchObject({ problem: 'bad-shape' })
    expect(await of([1, -1, I], raw(4))).toMatchObject({ problem: 'bad-shape' })
    expect(await of(Array(99).fill(1), raw(1))).toMatchObject({ problem: 'bad-shape' })
    expect(await of([1, 4 * H, I], packed(4, numbers(3)))).toEqual(shape)
    expect(await of([1, 4 * H, I])).toEqual(shape)
    expect(await of([1, 4 * H + 1, I], raw((4 * H + 1) * I))).toMatchObject({
      what: 'projection-lost',
    })
  })

  it('are refused where a length lies', async () => {
    const whole = model(join(LSTM, W, R))
    const cut = await refused(() => readAll(whole.subarray(0, whole.length - 9)))
    expect(cut?.code).toBe('net-file-cut')
    const lying = join(bytes(5, Uint8Array.of(0x4a, 0xff, 0xff, 0x03)), LSTM)
    expect(await problemOf(model(lying))).toMatchObject({ problem: 'too-large' })
    const endless = Uint8Array.from({ length: 12 }, () => 0xff)
    expect(await problemOf(join(model(W), endless))).toMatchObject({ problem: 'bad-entry' })
    const group = Uint8Array.of(0x0b)
    expect(await problemOf(join(model(W), group))).toMatchObject({ problem: 'bad-entry' })
  })

  it('are refused where graphs stand within graphs without end', async () => {
    let graph = join(LSTM, W, R)
    for (let k = 0; k < 40; k++)
      graph = node('If', ['c'], [`y${k}`], attribute('then_branch', bytes(6, graph)))
    expect(await problemOf(model(graph))).toMatchObject({ problem: 'too-deep' })
  })

  it('are refused where functions call themselves, or one another too often', async () => {
    const own = text(7, 'own')
    const call = (op: string) => node(op, ['x'], ['y'], own).slice(0)
    /** A function's nodes have another number than a graph's. */
    const within = (one: Uint8Array) => Uint8Array.from([0x3a, ...one.subarray(1)])
    const made = (op: string, ...nodes: Uint8Array[]) =>
      bytes(25, join(name(op), ...nodes.map(within), text(10, 'own')))
    const self = model(join(call('A'), LSTM, W, R), made('A', call('A')))
    expect(await problemOf(self)).toMatchObject({ problem: 'too-deep' })
    const levels = Array.from({ length: 20 }, (_, k) =>
      made(`F${k}`, ...Array.from({ length: 8 }, () => call(`F${k + 1}`))),
    )
    const many = model(join(call('F0'), LSTM, W, R), ...levels)
    expect(await problemOf(many)).toMatchObject({ problem: 'too-large' })
  })

  it('end where values depend on one another in a circle', async () => {
    const circle = [
      node('Identity', ['b'], ['a']),
      node('Concat', ['a', 'a'], ['b'], attribute('axis', integer(3, 0))),
      node('LSTM', ['y', 'a', 'R'], ['y'], size),
    ]
    expect(await problemOf(model(join(...circle, R)))).toMatchObject({ what: 'weights-computed' })
    const facing = [
      node('LSTM', ['y2', 'W', 'R'], ['y1'], size),
      node('Squeeze', ['y1'], ['x1'], attribute('axes', integer(8, 1))),
      node('LSTM', ['x1', 'V', 'R'], ['y'], size),
      node('Squeeze', ['y'], ['y2'], attribute('axes', integer(8, 1))),
    ]
    const V = stored([1, 4 * H, H], 'V', raw(4 * H * H))
    const square = stored([1, 4 * H, H], 'W', raw(4 * H * H))
    const { stacks } = await read(model(join(...facing, square, V, R)))
    expect(stacks.flatMap(({ steps }) => steps)).toHaveLength(2)
  })

  it('do not become large by what they repeat', async () => {
    const doubling = Array.from({ length: 30 }, (_, k) => [
      node('Concat', [`w${k}`, `w${k}`], [`d${k}`], attribute('axis', integer(3, 0))),
      node(
        'Slice',
        [`d${k}`],
        [`w${k + 1}`],
        attribute('starts', integer(8, 0)),
        attribute('ends', integer(8, 1)),
        attribute('axes', integer(8, 0)),
      ),
    ]).flat()
    const first = stored([1, 4 * H, I], 'w0', raw(4 * H * I))
    const lstm = node('LSTM', ['x', 'w30', 'R'], ['y'], size)
    const found = await problemOf(model(join(...doubling, lstm, first, R)))
    expect(found).toMatchObject({ problem: 'too-large' })
    const wide = Array.from({ length: 30 }, (_, k) =>
      node('Concat', [`w${k}`, `w${k}`], [`w${k + 1}`], attribute('axis', integer(3, 0))),
    )
    const last = node('LSTM', ['x', 'w30', 'R'], ['y'], size)
    expect(await problemOf(model(join(...wide, last, first, R)))).toMatchObject({
      problem: 'too-large',
    })
    // Two bytes a node.
    const nodes = Uint8Array.from({ length: 2 ** 20 }, (_, k) => (k % 2 === 0 ? 0x0a : 0))
    expect(await problemOf(model(nodes))).toMatchObject({ problem: 'too-large' })
  })

  it('are refused for a function without parameters or defaults, and two that differ', async () => {
    const given = (...names: string[]) =>
      attribute('activations', ...names.map((one) => text(9, one)))
    const lstm = (...more: Uint8Array[]) => node('LSTM', ['x', 'W', 'R'], ['y'], size, ...more)
    const of = (...more: Uint8Array[]) => problemOf(model(join(lstm(...more), W, R)))
    expect(await of(given('Sigmoid', 'Tanh', 'ScaledTanh'))).toMatchObject({
      ...{ what: 'unknown-activation', name: 'ScaledTanh without activation_alpha' },
    })
    expect(await of(given('Sigmoid', 'Affine', 'Tanh'))).toMatchObject({
      name: 'Affine without activation_alpha',
    })
    expect(await of(given('ThresholdedRelu', 'Tanh', 'Tanh'))).toMatchObject({
      name: 'ThresholdedRelu',
    })
    const both = given('Sigmoid', 'Tanh', 'Tanh', 'Sigmoid', 'Relu', 'Tanh')
    expect(await of(both)).toMatchObject({ what: 'two-forms', name: 'LSTM_0' })
    const direction = attribute('direction', text(4, 'sideways'))
    expect(await of(direction)).toMatchObject({ problem: 'bad-entry' })
  })

  it('have no names of their own for what every object has', async () => {
    const odd = attribute(
      'activations',
      text(9, 'constructor'),
      text(9, '__proto__'),
      text(9, 'Tanh'),
    )
    const lstm = node('LSTM', ['x', 'W', 'R'], ['y'], size, odd)
    const graph = join(node('hasOwnProperty', ['__proto__'], ['toString']), lstm, W, R)
    const said = bytes(14, join(name('__proto__'), text(2, 'x')))
    expect(await problemOf(model(graph, said))).toEqual({
      ...{ format: 'ONNX', what: 'unknown-activation', name: 'constructor' },
    })
    const { metadata } = await read(model(join(LSTM, W, R), said))
    expect(Object.keys(metadata)).toEqual(['producer', '__proto__'])
    expect(Object.getPrototypeOf(metadata)).toBe(Object.prototype)
  })
})
