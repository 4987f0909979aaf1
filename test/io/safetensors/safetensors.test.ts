import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseSafetensors, serialiseSafetensors } from '../../../src/io/safetensors/safetensors.ts'
import { CASES, loadCase } from '../../support/reference.ts'
import { refused, returnsOrRefuses } from '../../support/refused.ts'
import { entry, file } from '../../support/safetensors.ts'

const fixture = (name: string) =>
  readFileSync(new URL(`../../fixtures/${name}.safetensors`, import.meta.url))

describe.each(CASES)('%s as PyTorch wrote it', (name) => {
  const { weights, sizes } = loadCase(name)
  const { tensors, metadata } = parseSafetensors(fixture(name))

  it('reads bit for bit', () => {
    expect(metadata).toEqual({ cell: sizes.cell })
    expect([...tensors.keys()]).toEqual(Object.keys(weights))
    for (const [tensor, data] of Object.entries(weights)) {
      expect(Buffer.from(tensors.get(tensor)?.data.buffer as ArrayBuffer)).toEqual(
        Buffer.from(data.buffer),
      )
    }
  })

  it('writes the same header and the same bytes of numbers', () => {
    const bytes = serialiseSafetensors(
      [...tensors].map(([key, { shape, data }]) => [key, shape, data]),
      metadata,
    )
    const parts = (all: Uint8Array) => {
      const length = Number(Buffer.from(all).readBigUInt64LE(0))
      return {
        length,
        header: JSON.parse(Buffer.from(all.subarray(8, 8 + length)).toString()),
        data: all.subarray(8 + length),
      }
    }
    const [written, original] = [parts(bytes), parts(fixture(name))]
    expect(written.length % 8).toBe(0)
    expect(written.header).toEqual(original.header)
    expect(Buffer.from(written.data)).toEqual(Buffer.from(original.data))
  })
})

it('reads F16, BF16 and F64, at places that are not aligned', () => {
  const data = new DataView(new ArrayBuffer(2 * 8 + 2 * 3 + 8 * 2))
  const halves = [0x3c00, 0xc000, 0x7bff, 0x0001, 0x0400, 0x7c00, 0xfe00, 0x8000]
  for (const [k, bits] of halves.entries()) data.setUint16(2 * k, bits, true)
  for (const [k, bits] of [0x3f80, 0xc049, 0x7f80].entries()) data.setUint16(16 + 2 * k, bits, true)
  data.setFloat64(22, 1 / 3, true)
  data.setFloat64(30, 1e300, true)
  const header = {
    h: entry([2, 4], 0, 'F16', 2),
    b: entry([3], 16, 'BF16', 2),
    d: entry([2], 22, 'F64', 8),
  }
  const { tensors } = parseSafetensors(file(header, new Uint8Array(data.buffer)))
  // IEEE 754's own examples: 1, −2, the largest half, the smallest subnormal and normal, ∞, NaN,
  // −0.
  expect([...(tensors.get('h')?.data ?? [])]).toEqual([
    1,
    -2,
    65504,
    2 ** -24,
    2 ** -14,
    Infinity,
    NaN,
    -0,
  ])
  expect([...(tensors.get('b')?.data ?? [])]).toEqual([1, -3.140625, Infinity])
  expect([...(tensors.get('d')?.data ?? [])]).toEqual([Math.fround(1 / 3), Infinity])
  expect(tensors.get('h')?.shape).toEqual([2, 4])
})

it('takes scalars, empty tensors and a file without any', () => {
  const { tensors } = parseSafetensors(
    file({ e: entry([0, 9], 0), s: entry([], 0) }, new Uint8Array(4)),
  )
  expect(tensors.get('e')?.data.length).toBe(0)
  expect([...(tensors.get('s')?.data ?? [])]).toEqual([0])
  expect(parseSafetensors(file({})).tensors.size).toBe(0)
})

const bytes = (n: number) => new Uint8Array(n)
const pair = (a: object, b: object) => ({ a, b })
const f32 = (shape: unknown, offsets: unknown, dtype: unknown = 'F32') => ({
  a: { dtype, shape, data_offsets: offsets },
})
const named = (name: string) => `{"${name}":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}`

const hostile: [string, Uint8Array, string, object][] = [
  ['an empty file', bytes(0), 'safetensors-too-short', { bytes: 0 }],
  ['seven bytes', bytes(7), 'safetensors-too-short', { bytes: 7 }],
  [
    'a header longer than the file',
    file('{}', bytes(0), 3n),
    'safetensors-header-length',
    { claimed: '3', limit: 2 },
  ],
  [
    'a 1 GB header claim',
    file('{}', bytes(0), 2n ** 30n),
    'safetensors-header-length',
    { claimed: '1073741824' },
  ],
  [
    'the greatest claim',
    file('{}', bytes(0), 2n ** 64n - 1n),
    'safetensors-header-length',
    { limit: 2 },
  ],
  ['no header', file(''), 'safetensors-header', { problem: 'not-an-object' }],
  [
    'a header that is not UTF-8',
    file(Buffer.from([0x7b, 0xff, 0x7d])),
    'safetensors-header',
    { problem: 'utf-8' },
  ],
  ['a header that is not JSON', file('{"a":'), 'safetensors-header', { problem: 'syntax' }],
  ['a header that is an array', file('[]'), 'safetensors-header', { problem: 'not-an-object' }],
  [
    'a header of brackets',
    file(`{"a":${'['.repeat(2e6)}`),
    'safetensors-header',
    { problem: 'too-deep' },
  ],
  [
    'a header of names',
    file(`{${'"":0,'.repeat(2e6)}`),
    'safetensors-header',
    { problem: 'too-many-parts' },
  ],
  ['a repeated name', file('{"a":1,"\\u0061":2}'), 'safetensors-repeated-name', { name: 'a' }],
  [
    'a repeated field',
    file('{"a":{"dtype":"F32","dtype":"F64"}}'),
    'safetensors-repeated-name',
    { name: 'dtype' },
  ],
  ['__proto__', file(named('__proto__'), bytes(4)), 'safetensors-name', { name: '__proto__' }],
  [
    '__proto__ in metadata',
    file('{"__metadata__":{"__proto__":"x"}}'),
    'safetensors-name',
    { name: '__proto__' },
  ],
  ['metadata of numbers', file({ __metadata__: { k: 1 } }), 'safetensors-metadata', { key: 'k' }],
  ['metadata in a list', file({ __metadata__: [] }), 'safetensors-metadata', { key: null }],
  [
    'an entry that is no object',
    file({ a: null }),
    'safetensors-entry',
    { tensor: 'a', field: 'entry' },
  ],
  [
    'a dtype that is a number',
    file(f32([1], [0, 4], 7), bytes(4)),
    'safetensors-entry',
    { field: 'dtype' },
  ],
  [
    'an unknown dtype',
    file(f32([1], [0, 4], 'I32'), bytes(4)),
    'safetensors-dtype',
    { tensor: 'a', dtype: 'I32' },
  ],
  ['no shape', file(f32(undefined, [0, 4]), bytes(4)), 'safetensors-entry', { field: 'shape' }],
  [
    'a negative dimension',
    file(f32([-1], [0, 4]), bytes(4)),
    'safetensors-entry',
    { field: 'shape' },
  ],
  [
    'half a dimension',
    file(f32([0.5, 2], [0, 4]), bytes(4)),
    'safetensors-entry',
    { field: 'shape' },
  ],
  [
    'a dimension of 1e300',
    file(f32([1e300], [0, 4]), bytes(4)),
    'safetensors-entry',
    { field: 'shape' },
  ],
  [
    '65 dimensions',
    file(f32(Array(65).fill(1), [0, 4]), bytes(4)),
    'safetensors-entry',
    { field: 'shape' },
  ],
  [
    'a product beyond 2^53',
    file(f32([2 ** 40, 2 ** 40], [0, 4]), bytes(4)),
    'safetensors-entry',
    { field: 'shape' },
  ],
  [
    'a shape of 4 TB',
    file(f32([2 ** 40], [0, 4]), bytes(4)),
    'safetensors-size',
    { needed: 2 ** 42, bytes: 4 },
  ],
  [
    '4 TB in both',
    file(f32([2 ** 40], [0, 2 ** 42]), bytes(4)),
    'safetensors-offsets',
    { end: 2 ** 42, bytes: 4 },
  ],
  ['one offset', file(f32([1], [0]), bytes(4)), 'safetensors-entry', { field: 'data_offsets' }],
  [
    'a negative offset',
    file(f32([1], [-4, 0]), bytes(4)),
    'safetensors-entry',
    { field: 'data_offsets' },
  ],
  [
    'offsets the wrong way round',
    file(f32([1], [4, 0]), bytes(4)),
    'safetensors-offsets',
    { begin: 4, end: 0 },
  ],
  [
    'offsets beyond the file',
    file(f32([2], [0, 8]), bytes(4)),
    'safetensors-offsets',
    { end: 8, bytes: 4 },
  ],
  [
    'a truncated file',
    fixture('lstm-small').subarray(0, -1),
    'safetensors-offsets',
    { tensor: 'readout.bias' },
  ],
  [
    'too small a tensor',
    file(f32([3], [0, 8]), bytes(8)),
    'safetensors-size',
    { tensor: 'a', needed: 12, bytes: 8 },
  ],
  [
    'an overlap',
    file(pair(entry([2], 0), entry([2], 4)), bytes(12)),
    'safetensors-overlap',
    { tensor: 'b', other: 'a' },
  ],
  [
    'the same place twice',
    file(pair(entry([2], 0), entry([2], 0)), bytes(8)),
    'safetensors-overlap',
    {},
  ],
  [
    'a hole',
    file(pair(entry([1], 0), entry([1], 8)), bytes(12)),
    'safetensors-hole',
    { tensor: 'b', count: 4 },
  ],
  [
    'a hole at the start',
    file({ a: entry([1], 4) }, bytes(8)),
    'safetensors-hole',
    { tensor: 'a', count: 4 },
  ],
  ['trailing bytes', file({ a: entry([1], 0) }, bytes(5)), 'safetensors-trailing', { count: 1 }],
  ['nothing but data', file({}, bytes(5)), 'safetensors-trailing', { count: 5 }],
]

it.each(hostile)('refuses %s', async (_, given, code, facts) => {
  expect(await refused(() => parseSafetensors(given))).toMatchObject({ code, details: facts })
})

it('cleans names for print', async () => {
  const name = `\u001b[31m${'x'.repeat(500)}`
  const { details: facts } = (await refused(() => parseSafetensors(file({ [name]: 0 })))) as {
    details: { tensor: string }
  }
  expect(facts.tensor).toBe(`\uFFFD[31m${'x'.repeat(54)}…`)
})

describe('whatever the bytes', () => {
  it('any net that is written reads the same', () => {
    const tensor = fc.array(fc.float({ noNaN: true }), { maxLength: 12 })
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), tensor),
        fc.dictionary(fc.string(), fc.string()),
        (given, metadata) => {
          fc.pre(!('__metadata__' in given))
          for (const one of [given, metadata]) fc.pre(!Object.hasOwn(one, '__proto__'))
          const named = Object.entries(given).map(
            ([k, v]) => [k, [v.length], Float32Array.from(v)] as const,
          )
          const read = parseSafetensors(serialiseSafetensors(named, metadata))
          expect({ ...read.metadata }).toEqual({ ...metadata })
          expect(read.tensors.size).toBe(named.length)
          for (const [k, shape, data] of named)
            expect(read.tensors.get(k)).toEqual({ dtype: 'F32', shape, data })
        },
      ),
    )
  })

  it('random bytes are read or refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (given) =>
        returnsOrRefuses(() => parseSafetensors(given)),
      ),
    )
    const header = fc.json().map((json) => file(json, new Uint8Array(8)))
    fc.assert(fc.property(header, (given) => returnsOrRefuses(() => parseSafetensors(given))))
  })

  it('a good file with bytes changed, cut or put in is read or refused', () => {
    const good = fixture('rnn-small')
    const edit = fc.record({
      at: fc.nat(good.length - 1),
      drop: fc.nat(3),
      put: fc.uint8Array({ maxLength: 3 }),
    })
    // Two in three edits hit the length or the header, where a change can matter.
    const early = fc.record({
      at: fc.nat(520),
      drop: fc.nat(3),
      put: fc.uint8Array({ maxLength: 3 }),
    })
    const text = early.map((one) => ({ ...one, put: one.put.map((byte) => 0x20 + (byte % 0x5f)) }))
    let read = 0
    fc.assert(
      fc.property(
        fc.array(fc.oneof(edit, early, text), { minLength: 1, maxLength: 4 }),
        (edits) => {
          const mutant = edits.reduce(
            (bytes, { at, drop, put }) =>
              Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + drop)]),
            Buffer.from(good),
          )
          returnsOrRefuses(() => {
            const { tensors } = parseSafetensors(mutant)
            for (const { shape, data } of tensors.values())
              expect(data.length).toBe(shape.reduce((a, b) => a * b, 1))
            read++
          })
        },
      ),
      { numRuns: 2000 },
    )
    expect(read).toBeGreaterThan(0)
  })
})
