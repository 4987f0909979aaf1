/**
 * HDF5 files of groups and small datasets, in the oldest layout, which every version of the library
 * reads (HDF5 File Format Specification 3.0: superblock 0, tables of symbols, object headers of
 * version 1, contiguous data). Structures are written from the leaves up, so that each knows where
 * those stand that it leads to; the superblock, at the front, is put in at the end.
 */
import { type Field, Layout, NOWHERE } from '../layout.ts'

/** Numbers of a dataset, and its shape; whole numbers are unsigned, of 32 bits. */
export interface StoredArray {
  readonly shape: readonly number[]
  readonly data: Float32Array | Uint32Array
}

export type Tree = { readonly [name: string]: Tree | StoredArray }

/** Symbols of a table's leaf are 2·4 at most, children of a node 2·16: the library's own choice. */
const [LEAF, NODE] = [4, 16]
const SUPERBLOCK = 96
const [DATASPACE, DATATYPE, FILL_VALUE, LAYOUT, SYMBOLS] = [0x01, 0x03, 0x05, 0x08, 0x11]
const SIGNATURE = Uint8Array.of(0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a)
const ASCII = (letters: string) => new TextEncoder().encode(letters)

/** Throws RangeError for a group of more than 8 entries: a mistake of the caller's. */
export function hdf5File(root: Tree): Uint8Array {
  const file = new Layout()
  file.add(new Uint8Array(SUPERBLOCK))
  const { at, tree, heap } = writeGroup(file, root)
  const front = new Layout()
  // Version 0 of it and of all parts; addresses and lengths of 8 bytes.
  front.add(SIGNATURE, [4, 0], [1, 0], [1, 8], [1, 8], [1, 0], [2, LEAF], [2, NODE], [4, 0])
  // The file begins at 0 and ends at its length; no free space and no driver are described.
  front.add([8, 0], NOWHERE, [8, file.length], NOWHERE)
  // The root's entry: no name, its header, and (kind 1) its table's tree and heap.
  front.add([8, 0], [8, at], [4, 1], [4, 0], [8, tree], [8, heap])
  const bytes = file.bytes()
  bytes.set(front.bytes())
  return bytes
}

interface Group {
  /** Where its header, its tree of symbols and their names' heap stand. */
  readonly at: number
  readonly tree: number
  readonly heap: number
}

function writeGroup(file: Layout, group: Tree): Group {
  // By their bytes: names here are letters, digits and underscores.
  const entries = Object.entries(group).sort(([a], [b]) => (a < b ? -1 : 1))
  if (entries.length > 2 * LEAF) throw new RangeError(`${entries.length} entries of one group`)
  const names = new Layout()
  // The name of the key before the first.
  names.add(new Uint8Array(8))
  const symbols = entries.map(([name, value]): Field[] => {
    const place = names.add(ASCII(name), [1, 0])
    names.align()
    if (isArray(value)) return [[8, place], [8, writeArray(file, value)], new Uint8Array(24)]
    const { at, tree, heap } = writeGroup(file, value)
    return [
      [8, place],
      [8, at],
      [4, 1],
      [4, 0],
      [8, tree],
      [8, heap],
    ]
  })
  const data = file.align().add(names.bytes())
  // 1: nothing in the heap is free.
  const heap = file.add(ASCII('HEAP'), [4, 0], [8, names.length], [8, 1], [8, data])
  const leaf = file.addAll([ASCII('SNOD'), [1, 1], [1, 0], [2, symbols.length], ...symbols.flat()])
  file.add(new Uint8Array(40 * (2 * LEAF - symbols.length)))
  const tree = writeTree(file, leaf, Number(symbols.at(-1)?.[0]?.[1] ?? 0))
  const at = writeHeader(file, [
    [
      SYMBOLS,
      [
        [8, tree],
        [8, heap],
      ],
    ],
  ])
  return { at, tree, heap }
}

/** A node of one leaf, between the empty name and that of the last symbol. */
function writeTree(file: Layout, leaf: number, last: number): number {
  const at = file.add(ASCII('TREE'), [1, 0], [1, 0], [2, 1], NOWHERE, NOWHERE)
  file.add([8, 0], [8, leaf], [8, last], new Uint8Array(16 * 2 * NODE - 16))
  return at
}

const isArray = (value: Tree | StoredArray): value is StoredArray => ArrayBuffer.isView(value.data)

function writeArray(file: Layout, { shape, data }: StoredArray): number {
  const floats = data instanceof Float32Array
  const raw = new Uint8Array(data.length * 4)
  const view = new DataView(raw.buffer)
  data.forEach((value, k) => {
    if (floats) view.setFloat32(4 * k, value, true)
    else view.setUint32(4 * k, value, true)
  })
  const place = file.align().add(raw)
  return writeHeader(file, [
    [DATASPACE, [[1, 1], [1, shape.length], [2, 0], [4, 0], ...shape.map((n) => [8, n] as const)]],
    [DATATYPE, floats ? FLOAT32 : UINT32],
    // Space is taken late, and filled if there is anything to fill it with: there is not.
    [
      FILL_VALUE,
      [
        [1, 2],
        [1, 2],
        [1, 2],
        [1, 0],
      ],
    ],
    // Contiguous.
    [
      LAYOUT,
      [
        [1, 3],
        [1, 1],
        [8, place],
        [8, raw.length],
      ],
    ],
  ])
}

/** Class 1 of version 1: the sign is bit 31, eight bits of exponent from 23 on, its bias is 127. */
const FLOAT32: readonly Field[] = [
  ...[[1, 0x11] as const, [1, 0x20] as const, [1, 31] as const, [1, 0] as const, [4, 4] as const],
  ...[[2, 0] as const, [2, 32] as const, [1, 23] as const, [1, 8] as const, [1, 0] as const],
  ...[[1, 23] as const, [4, 127] as const],
]
/** Class 0: 32 bits from bit 0 on, without a sign. */
const UINT32: readonly Field[] = [
  ...[[1, 0x10] as const, [1, 0] as const, [2, 0] as const, [4, 4] as const],
  ...[[2, 0] as const, [2, 32] as const],
]

type Message = readonly [type: number, fields: readonly Field[]]

function writeHeader(file: Layout, messages: readonly Message[]): number {
  const body = new Layout()
  for (const [type, fields] of messages) {
    const content = new Layout()
    content.addAll(fields)
    const bytes = content.align().bytes()
    body.add([2, type], [2, bytes.length], [4, 0], bytes)
  }
  // Version 1, one link leads here; then 4 bytes, so that the messages begin at a multiple of 8.
  const start: Field[] = [
    [2, 1],
    [2, messages.length],
    [4, 1],
    [4, body.length],
    [4, 0],
  ]
  return file.align().addAll([...start, body.bytes()])
}
