import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseSafetensors, serialiseSafetensors } from '../../../src/io/safetensors/safetensors.ts'
import { CASES, loadCase } from '../../support/reference.ts'
import { returnsOrRefuses } from '../../support/refused.ts'
import { entry, file, fixture } from '../../support/safetensors.ts'

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
