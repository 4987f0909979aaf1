/** HDF5 files whose structures go in circles or lie: each is refused, and soon. */
import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { openHdf5 } from '../../../src/net-files/hdf5/open-hdf5.ts'
import { memorySource } from '../../../src/net-files/source.ts'
import { Hdf5Draft } from '../../support/hdf5-files.ts'
import { refused } from '../../support/refused.ts'

const [ROOT, HEAP, TREE, LEAF, OBJECT, DATA] = [96, 256, 512, 1024, 2048, 4096]

/** A root group with one object 'a'. */
const draft = () =>
  new Hdf5Draft()
    .group(ROOT, TREE, HEAP)
    .heap(HEAP, 'a\0b\0')
    .tree(TREE, 0, [LEAF])
    .symbols(LEAF, [[0, OBJECT]])

/** The object 'a' as a dataset of float32 with this shape and layout message. */
function dataset(shape: readonly number[], layout: (file: Hdf5Draft, at: number) => void) {
  const file = draft()
  const space = file.message(file.header(OBJECT), 0x01, 8 + 8 * 4)
  file.put(space, [1, shape.length])
  for (const [k, n] of shape.entries()) file.u64(space + 8 + 8 * k, n)
  const type = file.message(space + 40, 0x03, 24)
  file.put(type, [0x11, 0x20, 0x1f, 0, 4, 0, 0, 0, 0, 0, 32, 0, 23, 8, 0, 23, 127])
  layout(file, file.message(type + 24, 0x08, 40))
  return file
}

const contiguous = (address: number | null, size: number) => (file: Hdf5Draft, at: number) => {
  file
    .put(at, [3, 1])
    .u64(at + 2, address)
    .u64(at + 10, size)
}

/** Chunks of 2 by 2 below the tree at DATA, with deflate as their filter. */
const chunked = (file: Hdf5Draft, at: number, sides = [2, 2]) => {
  file.put(at, [3, 2, 3]).u64(at + 3, DATA)
  for (const [k, n] of [...sides, 4].entries()) file.u32(at + 11 + 4 * k, n)
  const filters = file.message(at + 40, 0x0b, 24)
  file.put(filters, [1, 1]).u16(filters + 8, 1)
}

const chunkNode = (file: Hdf5Draft, level: number, chunks: readonly (readonly number[])[]) => {
  file.put(DATA, ['TREE', 1, level]).u16(DATA + 6, chunks.length)
  for (const [k, [packed, row, column, address]] of chunks.entries()) {
    const at = DATA + 24 + 40 * k
    file
      .u32(at, packed)
      .u64(at + 8, row)
      .u64(at + 16, column)
      .u64(at + 32, address)
  }
}

/** Opens the file and reads every dataset and a few attributes. */
const everything = async (bytes: Uint8Array) => {
  for (const object of (await openHdf5(memorySource('a.h5', bytes))).values()) {
    for (const name of ['name', 'layer_names']) await object.text(name)
    await object.dataset?.bytes()
  }
}

const problem = async ({ bytes }: Hdf5Draft) => {
  const found = await refused(() => everything(bytes))
  return found && ((found.details as { problem?: string }).problem ?? found.code)
}

describe('HDF5 that is whole', () => {
  it('is read as it stands', async () => {
    const file = dataset([2, 2], contiguous(DATA, 16))
    new Float32Array(file.bytes.buffer, DATA, 4).set([1, 2, 3, 4])
    const found = (await openHdf5(memorySource('a.h5', file.bytes))).get('a')?.dataset
    expect(found?.shape).toEqual([2, 2])
    const bytes = await found?.bytes()
    expect([...new Float32Array(bytes?.slice().buffer ?? new ArrayBuffer(0))]).toEqual([1, 2, 3, 4])
  })

  it('puts chunks where they belong, over edges, in any order, and zeros elsewhere', async () => {
    const file = dataset([3, 3], chunked)
    const packed = (numbers: number[]) => [
      ...deflateSync(new Uint8Array(Float32Array.from(numbers).buffer)),
    ]
    const chunks = [
      [2, 2, [9, 0, 0, 0]],
      [0, 0, [1, 2, 4, 5]],
      [2, 0, [7, 8, 0, 0]],
    ] as const
    chunkNode(
      file,
      0,
      chunks.map(([row, column, numbers], k) => {
        const bytes = packed([...numbers])
        file.put(DATA + 1024 + 64 * k, bytes)
        return [bytes.length, row, column, DATA + 1024 + 64 * k]
      }),
    )
    const found = (await openHdf5(memorySource('a.h5', file.bytes))).get('a')?.dataset
    const bytes = await found?.bytes()
    expect([...new Float32Array(bytes?.slice().buffer ?? new ArrayBuffer(0))]).toEqual([
      1, 2, 0, 4, 5, 0, 7, 8, 9,
    ])
  })

  it('meets an object with two names, or a group within itself, once', async () => {
    const file = draft()
      .symbols(LEAF, [
        [0, OBJECT],
        [2, ROOT],
      ])
      .group(OBJECT, TREE, HEAP)
    expect([...(await openHdf5(memorySource('a.h5', file.bytes))).keys()]).toEqual(['', 'a'])
  })
})

describe('HDF5 that goes in circles', () => {
  it.each<[string, (file: Hdf5Draft) => unknown, string]>([
    ['a tree that is its own child', (file) => file.tree(TREE, 3, [TREE]), 'repeated'],
    [
      'two nodes that are each other’s child',
      (file) => file.tree(TREE, 2, [DATA]).tree(DATA, 1, [TREE]),
      'repeated',
    ],
    [
      'a tree whose levels do not go down',
      (file) => file.tree(TREE, 1, [DATA]).tree(DATA, 1, [LEAF]),
      'bad-entry',
    ],
    [
      'a header that goes on in itself',
      (file) => {
        const at = file.message(file.header(OBJECT, 24), 0x10, 16)
        file.u64(at, OBJECT + 16).u64(at + 8, 24)
      },
      'repeated',
    ],
    [
      'two blocks that go on in each other',
      (file) => {
        const first = file.message(file.header(OBJECT, 24), 0x10, 16)
        file.u64(first, DATA).u64(first + 8, 24)
        const second = file.message(DATA, 0x10, 16)
        file.u64(second, OBJECT + 16).u64(second + 8, 24)
      },
      'repeated',
    ],
  ])('%s', async (_, change, expected) => {
    const file = draft()
    change(file)
    expect(await problem(file)).toBe(expected)
  })

  it('groups in groups without end', async () => {
    const file = new Hdf5Draft(2 ** 17).heap(HEAP, 'a\0')
    for (let k = 0; k < 200; k++) {
      const at = 2048 + 256 * k
      file.group(k === 0 ? ROOT : at, at + 64, HEAP)
      file.tree(at + 64, 0, [at + 112]).symbols(at + 112, [[0, at + 256]])
    }
    expect(await problem(file)).toBe('too-deep')
  })

  it('a chunk tree that is its own child', async () => {
    const file = dataset([4, 4], chunked)
    chunkNode(file, 2, [[8, 0, 0, DATA]])
    expect(await problem(file)).toBe('repeated')
  })
})

describe('HDF5 that lies', () => {
  it.each<[string, number[], (file: Hdf5Draft, at: number) => void, string]>([
    ['a shape beyond every file', [2 ** 40, 2 ** 40], contiguous(DATA, 16), 'too-large'],
    ['more than the file can hold', [2 ** 14, 2 ** 12], contiguous(DATA, 2 ** 28), 'too-large'],
    ['data behind the end', [64, 64], contiguous(DATA, 2 ** 14), 'net-file-cut'],
    ['a size that is not the shape’s', [2, 2], contiguous(DATA, 20), 'bad-shape'],
    [
      'chunks larger than the whole',
      [2, 2],
      (file, at) => chunked(file, at, [2 ** 16, 2 ** 15]),
      'bad-shape',
    ],
    ['chunks of no side', [2, 2], (file, at) => chunked(file, at, [0, 2]), 'bad-shape'],
    ['a layout of another rank', [8], chunked, 'bad-shape'],
  ])('%s', async (_, shape, layout, expected) => {
    expect(await problem(dataset(shape, layout))).toBe(expected)
  })

  it.each<[string, readonly (readonly number[])[], string]>([
    ['longer than its chunk can be', [[5000, 0, 0, DATA + 1024]], 'too-large'],
    ['outside the dataset', [[8, 4, 0, DATA + 1024]], 'bad-entry'],
    ['off the grid', [[8, 1, 0, DATA + 1024]], 'bad-entry'],
    ['behind the end', [[8, 0, 0, 2 ** 14 - 4]], 'net-file-cut'],
    ['no deflate stream', [[8, 0, 0, DATA + 1024]], 'compressed'],
  ])('a chunk %s', async (_, chunks, expected) => {
    const file = dataset([4, 4], chunked)
    chunkNode(file, 0, chunks)
    expect(await problem(file)).toBe(expected)
  })

  it('a chunk that stands there twice, or unpacks to more than a chunk', async () => {
    const pack = (bytes: number) => [...deflateSync(new Uint8Array(bytes))]
    const file = (bytes: number) => {
      const made = dataset([4, 4], chunked).put(DATA + 1024, pack(bytes))
      const chunk = [pack(bytes).length, 0, 0, DATA + 1024]
      chunkNode(made, 0, [chunk, chunk])
      return made
    }
    expect(await problem(file(16))).toBe('bad-entry')
    expect(await problem(file(2 ** 20))).toBe('compressed')
    expect(await problem(file(8))).toBe('bad-shape')
  })

  it('structures that overlap so that reading them all would not end', async () => {
    const file = new Hdf5Draft(2 ** 18).group(ROOT, TREE, HEAP).heap(HEAP, 'a\0')
    // Each symbol of one leaf is an object whose header claims most of the file.
    file.tree(
      TREE,
      0,
      Array.from({ length: 20 }, () => LEAF),
    )
    const many = Array.from({ length: 600 }, (_, k) => [0, 2 ** 15 + 16 * k] as const)
    file.symbols(LEAF, many)
    for (const [, at] of many) file.put(at, [1]).u32(at + 8, 2 ** 17)
    expect(['too-large', 'repeated', 'bad-entry']).toContain(await problem(file))
  })
})
