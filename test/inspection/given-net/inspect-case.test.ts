/** Nets of any layers on a case, from their file to the document and its text. */
import { readFileSync, truncateSync } from 'node:fs'
import stringWidth from 'string-width'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { inspectCase } from '../../../src/inspection/given-net/inspect-case.ts'
import {
  type StackInspection,
  stackInspection,
} from '../../../src/inspection/given-net/stack-schema.ts'
import { view as en } from '../../../src/text/en/view.ts'
import { view as zh } from '../../../src/text/zh-CN/view.ts'
import { stackText } from '../../../src/view/printed/stack-text.ts'
import { fixturePath } from '../../support/fixture-path.ts'
import { flat, float64File, type Nested } from '../../support/float64-file.ts'
import { entry, file } from '../../support/safetensors.ts'
import { seededNumbers } from '../../support/stacks.ts'
import { sharedFolder, writerTo } from '../../support/temporary-folder.ts'

const save = writerTo(sharedFolder())
const written = (name: string, tensors: Record<string, Nested>) => save(name, float64File(tensors))
const writtenCase = (name: string, given: object) => save(name, JSON.stringify(given))

async function stack(weights: string, input: string, choices = {}): Promise<StackInspection> {
  const event = await inspectCase(weights, input, choices)
  if (event.type !== 'stack-inspection') throw new Error('a net of one layer')
  return v.parse(stackInspection, event.document())
}

it('reads of a large file of several layers what it needs', async () => {
  const draw = seededNumbers(7)
  const sides = { ih_l0: [2, 3], hh_l0: [2, 2], ih_l1: [2, 2], hh_l1: [2, 2] } as const
  const header: Record<string, object> = {}
  const numbers: number[] = []
  for (const [name, [rows, columns]] of Object.entries(sides)) {
    header[`rnn.weight_${name}`] = entry([rows, columns], 8 * numbers.length, 'F64', 8)
    numbers.push(...draw(rows * columns))
  }
  // Beside it stands something that is too large to be read at all: a hole in the file.
  const hole = 2 ** 30
  header.buffer = entry([hole / 4], 8 * numbers.length, 'F32', 4)
  const bytes = file(header, new Uint8Array(Float64Array.from(numbers).buffer))
  const weights = save('large.safetensors', bytes)
  truncateSync(weights, bytes.length + hole)
  const found = await stack(weights, writtenCase('three.json', { x: [[[1, 0, -1]], [[0, 1, 1]]] }))
  expect(found.layers).toHaveLength(2)
})

describe.each(['lstm-both', 'lstm-projection', 'gru-three', 'gru-both'])('%s', (name) => {
  const given = JSON.parse(readFileSync(fixturePath(`nets/torch-stacks/${name}.json`), 'utf8'))
  const prefixed = Object.fromEntries(
    Object.entries<Nested>(given.weights).map(([key, values]) => [`rnn.${key}`, values]),
  )
  const weights = written(`${name}.safetensors`, prefixed)
  const { x, h0, c0, lengths, output } = given
  const input = writtenCase(`${name}.json`, { x, h0, c0, lengths })

  it('makes what PyTorch makes', async () => {
    const found = await stack(weights, input, { of: 'output' })
    const right = flat(output)
    for (const [k, value] of flat(found.outputs).entries()) expect(value).toBeCloseTo(right[k], 12)
    expect(found.layers).toHaveLength(given.options.num_layers)
    for (const layer of found.layers)
      expect(layer.directions).toHaveLength(given.options.bidirectional ? 2 : 1)
    expect(found.of).toMatchObject({ expression: 'output', asked: true })
    expect(found.initial).toEqual({ h0: true, c0: c0 !== undefined })
  })

  it.each([
    ['en', 60],
    ['en', 80],
    ['zh-CN', 60],
    ['zh-CN', 80],
  ] as const)('is told in %s in %i columns', async (language, width) => {
    const event = await inspectCase(weights, input, {})
    if (event.type !== 'stack-inspection') throw new Error('a net of one layer')
    const text = stackText(event.shown, language === 'en' ? en : zh, width)
    const lines = text.split('\n')
    expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(width)
    const layers = given.options.num_layers * (given.options.bidirectional ? 2 : 1)
    const title = language === 'en' ? /^Layer \d: / : /^第 \d 层：/
    expect(lines.filter((line) => title.test(line))).toHaveLength(layers)
  })

  it('says where the gradient is smallest only where sizes differ by a factor of 2', async () => {
    const event = await inspectCase(weights, input, {})
    if (event.type !== 'stack-inspection') throw new Error('a net of one layer')
    const { shown } = event
    const told = (by: number) => {
      const layers = shown.layers.map((layer, n) => ({
        ...layer,
        directions: layer.directions.map((direction, d) => {
          const logs = direction.log10.hidden.map(() => (n + d > 0 ? by : 0) - 1)
          return { ...direction, log10: { ...direction.log10, hidden: logs, cell: null } }
        }),
      }))
      return stackText({ ...shown, layers }, en).replaceAll(/\s+/g, ' ')
    }
    expect(told(0.29)).toContain('about as large in all of them')
    expect(told(0.31)).toMatch(/the gradient is smallest in layer 1/)
  })
})

describe('a net of one layer', () => {
  const weights = fixturePath('lstm-odd.safetensors')
  const input = fixturePath('lstm-odd.json')

  it('is told with the gradient step by step where that is asked for', async () => {
    const event = await inspectCase(weights, input, { back: true })
    if (event.type !== 'stack-inspection') throw new Error('the other document')
    expect(event.back).toBe(true)
    const [told, curve] = [true, false].map((back) => stackText(event.shown, en, 80, back))
    expect(told).toMatch(/^ t +‖∂L\/∂h‖ +× +‖∂L\/∂c‖ +× +belt +rest +unit\n23 /m)
    expect(told).not.toContain('└t = 1')
    expect(curve).toContain('└t = 1')
    expect(curve).not.toContain('unit\n23')
  })

  it('is the other document, and --of makes it this one, with the same numbers', async () => {
    const event = await inspectCase(weights, input, {})
    if (event.type !== 'inspection') throw new Error('a stack')
    const one = event.inspection
    expect(one.schema).toBe('gatelab.inspection/1')
    const found = await stack(weights, input, { of: 'loss' })
    expect(found.loss).toBeCloseTo(one.loss as number, 6)
    expect(found.of.value).toBe(found.loss)
    const [{ gradient, gates }] = found.layers[0].directions
    for (const part of ['hidden', 'cell', 'belt', 'rest', 'input'] as const)
      for (const [t, log] of (one.gradient?.log10[part] ?? []).entries())
        expect(gradient.log10[part]?.[t]).toBeCloseTo(log as number, 3)
    for (const [gate, values] of Object.entries(one.gates ?? {}))
      for (const [k, value] of flat(values).entries())
        expect(flat(gates[gate])[k]).toBeCloseTo(value, 5)
  })
})

const numbers = seededNumbers(8)
const matrix = (rows: number, columns: number) =>
  Array.from({ length: rows }, () => Array.from(numbers(columns)))
const lstm = (prefix: string, I: number, H: number): Record<string, Nested> => ({
  [`${prefix}weight_ih_l0`]: matrix(4 * H, I),
  [`${prefix}weight_hh_l0`]: matrix(4 * H, H),
})

describe('an embedding before the layer', () => {
  const weights = written('symbols.safetensors', {
    'embedding.weight': matrix(7, 3),
    ...lstm('lstm.', 3, 4),
    'fc.weight': matrix(2, 4),
    'fc.bias': Array.from(numbers(2)),
  })

  it('reads whole numbers, with or without a last side', async () => {
    const flatX = await stack(
      weights,
      writtenCase('a.json', {
        x: [
          [0, 6],
          [3, 2],
          [1, 1],
        ],
      }),
    )
    const deepX = await stack(
      weights,
      writtenCase('b.json', {
        x: [
          [[0], [6]],
          [[3], [2]],
          [[1], [1]],
        ],
      }),
    )
    expect(flatX).toEqual(deepX)
    expect(flatX).toMatchObject({ length: 3, batch: 2, loss: null })
    expect(flatX.of).toMatchObject({ expression: 'h[-1].norm', asked: false })
    expect(flatX.prediction).toHaveLength(2)
    expect(flatX.prediction[0]).toHaveLength(2)
  })

  it.each([
    [[[0, 7]], { place: 'x[0][1]', found: 7, most: 6 }],
    [
      [
        [0, 1],
        [0.5, 0],
      ],
      { place: 'x[1][0]', found: 0.5, most: 6 },
    ],
    [[[-1, 1]], { place: 'x[0][0]', found: -1, most: 6 }],
  ])('refuses %j', async (x, details) => {
    const path = writtenCase('c.json', { x })
    await expect(inspectCase(weights, path, {})).rejects.toMatchObject({
      ...{ code: 'run-symbol', details },
    })
  })
})

describe('several nets in one file', () => {
  const weights = written('several.safetensors', {
    ...lstm('encoder.', 2, 3),
    ...lstm('decoder.', 2, 4),
  })
  const input = writtenCase('d.json', { x: [[[1, 2]], [[3, 4]]] })

  it('asks which, and takes it', async () => {
    const error = await inspectCase(weights, input, {}).catch((one) => one)
    expect(error).toMatchObject({ code: 'run-which-net', details: { asked: null } })
    const { found } = error.details
    expect(found).toHaveLength(2)
    const sizes = []
    for (const net of found) sizes.push((await stack(weights, input, { net })).layers[0].hidden)
    const second = await stack(weights, input, { net: '2' })
    expect(second.layers[0].hidden).toBe(sizes[1])
    expect(sizes.sort()).toEqual([3, 4])
    await expect(inspectCase(weights, input, { net: 'other' })).rejects.toMatchObject({
      ...{ code: 'run-which-net', details: { asked: 'other' } },
    })
  })
})

describe('what does not fit', () => {
  const weights = fixturePath('lstm-odd.safetensors')
  const x = [[[1], [2]]]
  it.each([
    [{ x: [[[1, 2]]] }, {}, 'case-sizes'],
    [{ x, h0: [[[1], [2]]] }, {}, 'run-states'],
    [
      {
        x,
        y: [
          [1, 2],
          [3, 4],
        ],
      },
      {},
      'case-sizes',
    ],
    [{ x }, { of: 'loss' }, 'run-of-missing'],
    [{ x }, { of: 'gradient' }, 'run-of-unknown'],
    [{ x }, { of: 'output', variant: 'peephole' }, 'run-option'],
    [{ x }, { of: 'output', nonlinearity: 'relu' }, 'run-option'],
    [{ x }, { of: 'output', readout: 'none' }, 'run-readout'],
  ])('%j with %j', async (given, choices, code) => {
    const path = writtenCase('e.json', given)
    const ofAll = { of: 'output', ...choices } as object
    await expect(inspectCase(weights, path, ofAll)).rejects.toMatchObject({ code })
  })

  it('is said where states overflow, and where a weight is no number', async () => {
    const input = writtenCase('f.json', { x: [[[1e30, 1]]] })
    const big = written('big.safetensors', {
      ...{ weight_ih_l0: [[1e300, 1]], weight_hh_l0: [[1]] },
      ...{ weight_ih_l1: [[1]], weight_hh_l1: [[1]] },
    })
    const relu = { nonlinearity: 'relu' } as const
    await expect(inspectCase(big, input, relu)).rejects.toMatchObject({ code: 'net-overflows' })
    const nan = written('nan.safetensors', {
      ...{ weight_ih_l0: [[Number.NaN, 1]], weight_hh_l0: [[1]] },
      ...{ weight_ih_l1: [[1]], weight_hh_l1: [[1]] },
    })
    await expect(inspectCase(nan, input, {})).rejects.toMatchObject({ code: 'run-not-finite' })
  })
})
