/**
 * The header of a .npy file (NumPy enhancement proposal 1, format 1.0 to 3.0): a Python dict
 * literal with three entries. It is parsed as what it must be and never evaluated.
 */

import { refusalsOf } from '../../refusals.ts'
import { bytesOf, type NumberType } from '../../tensors/decode-numbers.ts'

export interface NpyHeader {
  /** As NumPy writes it: "<f4". */
  readonly descr: string
  readonly type: NumberType
  readonly littleEndian: boolean
  readonly fortranOrder: boolean
  readonly shape: readonly number[]
  /** Product of the shape. */
  readonly count: number
  /** Where the numbers begin, bytes. */
  readonly begin: number
}

/** Bytes before the literal at most: magic, version, and the length of the literal. */
const NPY_PREFIX = 12
/** NumPy itself refuses longer ones unless told to trust the file. */
const LONGEST_LITERAL = 10_000
/** The most that a header takes. */
export const NPY_HEAD = NPY_PREFIX + LONGEST_LITERAL
/** As many as NumPy 2 allows. */
const MOST_SIDES = 64

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]

export const isNpy = (head: Uint8Array): boolean =>
  MAGIC.every((byte, place) => head[place] === byte)

export const { broken: numpyBroken, refused: numpyRefused } = refusalsOf('NumPy')

/**
 * @param head the file's first bytes: NPY_HEAD of them, or all
 * @param place the array's name, cleaned for print
 * @throws InputError net-file-broken, net-file-refused for numbers that are none (objects, records)
 */
export function readNpyHeader(head: Uint8Array, place: string): NpyHeader {
  const version = head[6]
  if (!isNpy(head) || !(version >= 1 && version <= 3)) throw numpyBroken('bad-header', place)
  const prefix = version === 1 ? 10 : NPY_PREFIX
  if (head.length < prefix) throw numpyBroken('bad-header', place)
  const view = new DataView(head.buffer, head.byteOffset, head.length)
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true)
  if (length > LONGEST_LITERAL || prefix + length > head.length)
    throw numpyBroken('bad-header', place)
  const literal = new TextDecoder('latin1').decode(head.subarray(prefix, prefix + length))
  const fields = readLiteral(literal)
  if (fields === null) throw numpyBroken('bad-header', place)
  const { descr, fortranOrder, shape } = fields
  const count = shape.includes(0) ? 0 : shape.reduce((product, side) => product * side, 1)
  if (shape.length > MOST_SIDES) throw numpyBroken('bad-shape', place)
  const kind = typeOf(descr)
  if (kind === null)
    // What stands there may be a record of many types.
    throw numpyRefused('unknown-type', /^[<>|=]?\w{1,12}$/.test(descr) ? descr : 'record')
  if (!Number.isSafeInteger(count * bytesOf(kind.type))) throw numpyBroken('bad-shape', place)
  return { descr, ...kind, fortranOrder, shape, count, begin: prefix + length }
}

const TYPES = /^([<>|=])(f2|f4|f8|[iu][1248]|b1)$/

/** '=' is the writer's own order, which is nearly always little-endian. */
function typeOf(descr: string): Pick<NpyHeader, 'type' | 'littleEndian'> | null {
  const [, order, type] = TYPES.exec(descr) ?? []
  return type ? { type: type as NumberType, littleEndian: order !== '>' } : null
}

interface Fields {
  readonly descr: string
  readonly fortranOrder: boolean
  readonly shape: readonly number[]
}

/** One entry of the dict at a time; Python 2 wrote 3L for 3. Nothing here backtracks. */
const ENTRY =
  /\s*(?:'([a-z_]{1,20})'|"([a-z_]{1,20})")\s*:\s*(?:'([^'\\]{1,40})'|"([^"\\]{1,40})"|(True|False)|\(([\dL, ]*)\))\s*(?:,|(?=\}))/y

/** A list describes a record; what is in it does not matter. */
const RECORD = /^\s*\{\s*['"]descr['"]\s*:\s*\[/

function readLiteral(literal: string): Fields | null {
  if (RECORD.test(literal)) return { descr: '[', fortranOrder: false, shape: [] }
  const open = literal.indexOf('{')
  if (open < 0 || literal.slice(0, open).trim() !== '') return null
  const found = new Map<string, string | boolean | readonly number[]>()
  ENTRY.lastIndex = open + 1
  let end = open + 1
  for (let entry = ENTRY.exec(literal); entry !== null; entry = ENTRY.exec(literal)) {
    const [, single, double, text, quoted, flag, tuple] = entry
    const key = single ?? double
    if (found.has(key)) return null
    if (tuple !== undefined) {
      const sides = readTuple(tuple)
      if (sides === null) return null
      found.set(key, sides)
    } else found.set(key, flag === undefined ? (text ?? quoted) : flag === 'True')
    end = ENTRY.lastIndex
  }
  if (!/^\s*\}\s*$/.test(literal.slice(end)) || found.size !== 3) return null
  const descr = found.get('descr')
  const fortranOrder = found.get('fortran_order')
  const shape = found.get('shape')
  return typeof descr === 'string' && typeof fortranOrder === 'boolean' && Array.isArray(shape)
    ? { descr, fortranOrder, shape }
    : null
}

/** "3, 4, " as numbers: a tuple of one has a comma, one of none has nothing. */
function readTuple(text: string): readonly number[] | null {
  const trimmed = text.trim()
  if (trimmed === '') return []
  const parts = trimmed.split(',').map((part) => part.trim())
  const last = parts[parts.length - 1]
  if (parts.length === 1) return null
  const sides = last === '' ? parts.slice(0, -1) : parts
  return sides.every((side) => /^\d{1,16}L?$/.test(side))
    ? sides.map((side) => Number.parseInt(side, 10))
    : null
}
