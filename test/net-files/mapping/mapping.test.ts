/** Nets that a mapping describes: each way of saying it comes to the same outputs. */
import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import type { Numbers, RecurrentLayer } from '../../../src/engine/stack/types.ts'
import { mappedNet } from '../../../src/net-files/mapping/apply-mapping.ts'
import { mappingTemplate } from '../../../src/net-files/mapping/mapping-template.ts'
import type { TensorDirectory } from '../../../src/net-files/tensors/tensor-directory.ts'
import { engineOutputs } from '../../support/engine-stack.ts'
import { refused } from '../../support/refused.ts'

const [H, I] = [3, 2]
const X = [
  [0.5, -1],
  [0.25, 0.75],
  [-2, 1],
  [1, 1],
]

/** Numbers that are all different and of both signs. */
const numbers = (rows: number, columns: number, seed: number) =>
  Array.from({ length: rows }, (_, r) =>
    Array.from({ length: columns }, (_, c) => Math.sin(7 * seed + 3 * r + 1.7 * c)),
  )

type Matrix = readonly (readonly number[])[]

const directory = (
  tensors: Readonly<Record<string, Matrix | readonly number[]>>,
): TensorDirectory =>
  new Map(
    Object.entries(tensors).map(([name, given]) => {
      const matrix = Array.isArray(given[0]) ? (given as Matrix) : null
      const shape = matrix ? [matrix.length, matrix[0].length] : [given.length]
      const load = async (): Promise<Numbers> => Float64Array.from((given as Matrix).flat())
      return [name, { name, shape, dtype: '<f8', load }]
    }),
  )

const turned = (matrix: Matrix): number[][] => matrix[0].map((_, c) => matrix.map((row) => row[c]))

/** Blocks of H rows in another order. */
const reordered = <T>(rows: readonly T[], order: readonly number[]): T[] =>
  order.flatMap((block) => rows.slice(block * H, (block + 1) * H))

const outputs = async (map: unknown, tensors: TensorDirectory) =>
  engineOutputs(mappedNet(map, tensors, 'numpy').stacks[0], X)

const close = (a: readonly number[][], b: readonly number[][]) => {
  expect(a.map((row) => row.length)).toEqual(b.map((row) => row.length))
  const difference = a.flatMap((row, t) => row.map((value, k) => Math.abs(value - b[t][k])))
  return Math.max(...difference) < 1e-14
}

/** An LSTM's weights in the order i, f, g, o, and what they make. */
const W = numbers(4 * H, I, 1)
const U = numbers(4 * H, H, 2)
const b = numbers(1, 4 * H, 3)[0]
const plain = { layers: [{ kind: 'lstm', input: 'W', recurrent: 'U', bias: 'b' }] }
const straight = () => outputs(plain, directory({ W, U, b }))

describe('a mapping', () => {
  it.each([
    ['i, f, c, o as they are', 'ifco', [0, 1, 2, 3]],
    ["ONNX's i, o, f, c", 'iofc', [0, 3, 1, 2]],
    ["TensorFlow 1's i, g, f, o", 'igfo', [0, 2, 1, 3]],
    ['f, i, o, g', 'fiog', [1, 0, 3, 2]],
  ])('reads gates in the order %s', async (_, gates, order) => {
    const tensors = { W: reordered(W, order), U: reordered(U, order), b: reordered(b, order) }
    const map = { layers: [{ ...plain.layers[0], gates }] }
    expect(close(await outputs(map, directory(tensors)), await straight())).toBe(true)
  })

  it('turns what is transposed', async () => {
    const map = {
      layers: [
        {
          ...plain.layers[0],
          input: { tensor: 'W', transposed: true },
          recurrent: { tensor: 'U', transposed: true },
        },
      ],
    }
    const tensors = directory({ W: turned(W), U: turned(U), b })
    expect(close(await outputs(map, tensors), await straight())).toBe(true)
  })

  it('joins gates that have tensors of their own', async () => {
    const letters = ['i', 'f', 'g', 'o']
    const each = (name: string, rows: readonly unknown[]) =>
      letters.map((letter, block) => [`${name}_${letter}`, rows.slice(block * H, block * H + H)])
    const tensors = Object.fromEntries([...each('W', W), ...each('U', U), ...each('b', b)])
    const names = (name: string) => ({
      tensor: Object.fromEntries(letters.map((letter) => [letter, `${name}_${letter}`])),
    })
    const layer = { kind: 'lstm', input: names('W'), recurrent: names('U'), bias: names('b') }
    const map = { layers: [layer] }
    expect(close(await outputs(map, directory(tensors)), await straight())).toBe(true)
  })

  it('adds a forget bias that its program adds at run time', async () => {
    const added = b.map((value, k) => (k >= H && k < 2 * H ? value + 1 : value))
    const map = { layers: [{ ...plain.layers[0], forgetBias: 1 }] }
    const expected = await outputs(plain, directory({ W, U, b: added }))
    expect(close(await outputs(map, directory({ W, U, b })), expected)).toBe(true)
    expect(close(expected, await straight())).toBe(false)
  })

  it('turns a GRU round whose z multiplies the candidate', async () => {
    const [Wg, Ug, bg] = [W.slice(0, 3 * H), U.slice(0, 3 * H), b.slice(0, 3 * H)]
    const negated = <T>(rows: readonly T[], minus: (row: T) => T) =>
      rows.map((row, k) => (k >= H && k < 2 * H ? minus(row) : row))
    const minusRow = (row: number[]) => row.map((value) => -value)
    const gru = { kind: 'gru', input: 'W', recurrent: 'U', bias: 'b', reset: 'before' }
    const tensors = directory({
      W: negated(Wg, minusRow),
      U: negated(Ug, minusRow),
      b: negated(bg, (value) => -value),
    })
    const keeps = await outputs({ layers: [gru] }, directory({ W: Wg, U: Ug, b: bg }))
    const replaces = { layers: [{ ...gru, update: 'replaces' }] }
    expect(close(await outputs(replaces, tensors), keeps)).toBe(true)
    const after = { layers: [{ ...gru, reset: 'after' }] }
    expect(close(await outputs(after, directory({ W: Wg, U: Ug, b: bg })), keeps)).toBe(false)
  })

  it('reads both directions, an embedding, a projection, peepholes and a readout', () => {
    const tensors = directory({
      ...{ E: numbers(5, I, 4), W, U: numbers(4 * H, 2, 5), b, P: numbers(2, H, 6) },
      ...{ p: numbers(1, H, 7)[0], V: numbers(4, 1, 8), extra: [1] },
    })
    const cell = {
      ...{ input: 'W', recurrent: 'U', recurrentBias: 'b', projection: 'P' },
      peepholes: { i: 'p', f: 'p', o: 'p' },
    }
    const map = {
      embedding: 'E',
      layers: [{ kind: 'lstm', name: 'own', ...cell, backward: cell, merge: 'concat' }],
      readout: { tensor: 'V', transposed: true, activation: 'sigmoid' },
    }
    const { stacks, remarks } = mappedNet(map, tensors, 'numpy')
    const [embedding, layer, readout] = stacks[0].steps
    expect(embedding).toMatchObject({ is: 'embedding', symbols: 5, output: I })
    expect(layer).toMatchObject({ name: 'own', hidden: H, output: 2, input: I })
    expect((layer as RecurrentLayer).backward?.tensors).toEqual({
      ...{ input: 'W', recurrent: 'U', recurrentBias: 'b', peepholes: '{p,p,p}', projection: 'P' },
    })
    expect(readout).toMatchObject({ input: 4, output: 1, activation: { is: 'sigmoid' } })
    expect(remarks).toEqual([{ is: 'unused', count: 1, names: ['extra'] }])
  })

  const [layer] = plain.layers
  it.each<[unknown, object]>([
    ['net', { place: '', problem: 'value', found: '"net"' }],
    [{}, { place: 'layers', problem: 'missing' }],
    [{ layers: [] }, { place: 'layers', problem: 'value' }],
    [
      { layers: [layer], other: 1 },
      { place: 'other', problem: 'unknown-field' },
    ],
    [{ layers: [{ ...layer, kind: 'srn' }] }, { place: 'layers.0.kind', found: '"srn"' }],
    [{ layers: [{ ...layer, gates: 'iffo' }] }, { problem: 'gates', found: 'iffo' }],
    [{ layers: [{ ...layer, gates: 'ifgox' }] }, { problem: 'gates' }],
    [{ layers: [{ ...layer, input: 'X' }] }, { place: 'layers.0.input', problem: 'no-tensor' }],
    [{ layers: [{ ...layer, input: 'b' }] }, { place: 'layers.0', problem: 'shape' }],
    [{ layers: [{ ...layer, recurrent: 'W' }] }, { place: 'layers.0.recurrent', problem: 'shape' }],
    [
      { layers: [{ ...layer, input: { tensor: { i: 'W' } } }] },
      { place: 'layers.0.input', problem: 'gates', found: 'i' },
    ],
    [{ layers: [{ ...layer, bias: { tensor: { q: 'b' } } }] }, { problem: 'gates', found: 'q' }],
    [{ layers: [layer, layer] }, { place: 'layers.1', problem: 'chain', found: '2, 3' }],
    [
      { layers: [layer], readout: { tensor: 'W' } },
      { place: 'readout', problem: 'chain' },
    ],
    [{ layers: [{ ...layer, inputBias: 'b' }] }, { place: 'layers.0.bias', problem: 'value' }],
  ])('refuses %j', async (map, details) => {
    const tensors = directory({ W, U, b })
    expect(await refused(() => mappedNet(map, tensors, 'numpy'))).toMatchObject({
      ...{ code: 'net-map', details },
    })
  })
})

/** The example of the documentation, in which the mapping is the JSON that has layers. */
const exampleOf = async (page: string) => {
  const text = await readFile(new URL(`../../../docs/${page}`, import.meta.url), 'utf8')
  const blocks = [...text.matchAll(/```json\n([\s\S]*?)```/g)].map(([, json]) => JSON.parse(json))
  return blocks.filter((block) => 'layers' in block)
}

it('of the documentation is one that works', async () => {
  const [map, ...more] = await exampleOf('own-weights.md')
  expect(more).toEqual([])
  const gate = (names: string[], make: () => Matrix | number[]) =>
    names.map((name) => [name, make()] as const)
  const tensors = directory({
    ...{ table: numbers(7, 2, 1), enc_W: numbers(2, 12, 2), enc_U: numbers(3, 12, 3) },
    ...{ enc_b: numbers(1, 12, 4)[0], out_W: numbers(2, 5, 5), out_b: numbers(1, 5, 6)[0] },
    ...Object.fromEntries([
      ...gate(['Wr', 'Wz', 'Wn'], () => numbers(3, 2, 7)),
      ...gate(['Ur', 'Uz', 'Un'], () => numbers(2, 2, 8)),
      ...gate(['br', 'bz', 'bn'], () => numbers(1, 2, 9)[0]),
    ]),
  })
  const { stacks, remarks } = mappedNet(map, tensors, 'numpy')
  expect(remarks).toEqual([])
  expect(stacks[0].steps.map(({ name, output }) => [name, output])).toEqual([
    ['embedding', 2],
    ['encoder', 3],
    ['layers.1', 2],
    ['readout', 5],
  ])
  expect(await engineOutputs(stacks[0], [6, 0, 3])).toHaveLength(3)
  expect(await exampleOf('own-weights.zh-CN.md')).toEqual([map])
})

describe('a template', () => {
  it('is a mapping that fits, and keeps to the tensors whose shapes go together', async () => {
    const V = numbers(5, H, 9)
    const tensors = directory({ V, W, U, b, c: numbers(1, 5, 10)[0] })
    const template = mappingTemplate(tensors)
    expect(template).toEqual({
      tensors: { V: [5, 3], W: [12, 2], U: [12, 3], b: [12], c: [5] },
      layers: [
        {
          ...{ kind: 'lstm', gates: 'ifgo', bias: 'b' },
          input: { tensor: 'W', transposed: false },
          recurrent: { tensor: 'U', transposed: false },
        },
      ],
      readout: { tensor: 'V', transposed: false, bias: 'c' },
    })
    expect(await outputs(template, tensors)).toHaveLength(X.length)
  })

  it('fits where a tensor has no name, too', async () => {
    const tensors = directory({ W, '': U, 'the bias': b })
    const template = mappingTemplate(tensors)
    expect(template.layers[0].recurrent.tensor).toBe('')
    const named = directory({ W, U, b })
    expect(await outputs(template, tensors)).toEqual(await outputs(mappingTemplate(named), named))
  })

  it('sees what is transposed', () => {
    const tensors = directory({ U: turned(U.slice(0, 9)), W: turned(W.slice(0, 9)) })
    const { layers } = mappingTemplate(tensors)
    expect(layers[0]).toMatchObject({
      ...{ kind: 'gru', gates: 'rzn', recurrent: { tensor: 'U', transposed: true } },
    })
  })

  it('is there for files in which nothing goes together, too', () => {
    expect(mappingTemplate(directory({ a: [1, 2] })).layers[0].input.tensor).toBe('a')
    expect(mappingTemplate(directory({})).layers).toHaveLength(1)
  })
})
