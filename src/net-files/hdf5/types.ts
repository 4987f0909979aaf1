/** Types of a dataset's or an attribute's elements, and their shape. */
import { broken, Fields } from './fields.ts'
import type { MESSAGE, Message } from './object-header.ts'

export type ElementType =
  | {
      readonly is: 'float'
      readonly size: 2 | 4 | 8
      readonly brain: boolean
      readonly little: boolean
    }
  /** Text of a fixed number of bytes. */
  | { readonly is: 'text'; readonly size: number }
  /** Text of any length, in a heap of the file. */
  | { readonly is: 'heap-text'; readonly size: number }
  | { readonly is: 'other'; readonly size: number; readonly what: string }

const CLASSES = ['int', 'float', 'time', 'string', 'bits', 'opaque', 'compound', 'reference']
const LATER_CLASSES = ['enum', 'vlen', 'array']

/** Of floats: bits of the exponent and of the fraction, by the size in bytes. */
const FLOATS = [
  { size: 2, exponent: 5, fraction: 10, brain: false },
  { size: 2, exponent: 8, fraction: 7, brain: true },
  { size: 4, exponent: 8, fraction: 23, brain: false },
  { size: 8, exponent: 11, fraction: 52, brain: false },
] as const

/** Throws InputError net-file-broken. */
export function readType(fields: Fields): ElementType {
  const kind = fields.u8() & 15
  const bits = fields.u8() | (fields.u16() << 8)
  const size = fields.u32()
  if (size === 0) throw broken('bad-type')
  if (kind === 1) return floatOf(fields, bits, size)
  if (kind === 3) return { is: 'text', size }
  if (kind === 9 && (bits & 15) === 1) return { is: 'heap-text', size }
  return { is: 'other', size, what: [...CLASSES, ...LATER_CLASSES][kind] ?? `class ${kind}` }
}

function floatOf(fields: Fields, bits: number, size: number): ElementType {
  const [offset, precision] = [fields.u16(), fields.u16()]
  const exponent = fields.skip(1).u8()
  const fraction = fields.skip(1).u8()
  const known = FLOATS.find(
    (float) => float.size === size && float.exponent === exponent && float.fraction === fraction,
  )
  const whole = offset === 0 && precision === 8 * size && (bits & 0x40) === 0
  if (known === undefined || !whole) return { is: 'other', size, what: `float${8 * size}` }
  return { is: 'float', size: known.size, brain: known.brain, little: (bits & 1) === 0 }
}

const MOST_DIMENSIONS = 32

/** A shape; [] of a single value, and [0] of none at all. Throws InputError net-file-broken. */
export function readShape(fields: Fields): number[] {
  const version = fields.one(fields.u8(), 1, 2)
  const rank = fields.u8()
  if (rank > MOST_DIMENSIONS) throw broken('bad-shape')
  fields.skip(1)
  const kind = fields.u8()
  if (version === 1) fields.skip(4)
  else if (kind === 2) return [0]
  return Array.from({ length: rank }, () => fields.u64())
}

/** How many elements a shape has. Throws InputError where no file could hold them. */
export function countOf(shape: readonly number[]): number {
  const count = shape.reduce((product, size) => product * size, 1)
  if (!Number.isSafeInteger(count)) throw broken('too-large')
  return count
}

/** The only message of its type, or null. Throws InputError where it is elsewhere in the file. */
export function messageOf(
  messages: readonly Message[],
  type: (typeof MESSAGE)[keyof typeof MESSAGE],
): Fields | null {
  const found = messages.find((message) => message.type === type)
  if (found === undefined) return null
  if (found.shared) throw broken('bad-type')
  return new Fields(found.bytes)
}
