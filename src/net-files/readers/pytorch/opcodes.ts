/**
 * The opcodes of pickle's protocols 0 to 5 (CPython's Lib/pickletools.py). None of them runs
 * anything here: what would be a call makes an opaque object, see known-globals.
 */
import { made, persistent } from './known-globals.ts'
import { type Machine, PickleError } from './pickle-machine.ts'
import { Bytes, Dict, Opaque, Storage, type Value } from './pickle-values.ts'

type Step = (m: Machine) => void

const code = (character: string) => character.charCodeAt(0)

/** Two's complement, little-endian. What no float64 holds exactly is no number that is needed. */
function long(bytes: Uint8Array): number {
  if (bytes.length > 8) return Number.NaN
  let value = 0n
  for (let k = bytes.length - 1; k >= 0; k--) value = (value << 8n) | BigInt(bytes[k])
  return Number(BigInt.asIntN(8 * bytes.length, value))
}

const number = (text: string): number => (text.length > 40 ? Number.NaN : Number(text))

/** 'I01' and 'I00' are true and false. */
const integer = (text: string): Value =>
  text === '01' ? true : text === '00' ? false : number(text.replace(/L$/u, ''))

const unquoted = (text: string): string => text.replace(/^(['"])(.*)\1$/su, '$2')

const BYTES = new Bytes()

function bytes(m: Machine, length: number): void {
  m.skip(length)
  m.push(BYTES)
}

const CONSTANTS: readonly (readonly [string | number, Step])[] = [
  ['N', (m) => m.push(null)],
  [0x88, (m) => m.push(true)],
  [0x89, (m) => m.push(false)],
  ['K', (m) => m.push(m.u8())],
  ['M', (m) => m.push(m.view.getUint16(m.skip(2), true))],
  ['J', (m) => m.push(m.view.getInt32(m.skip(4), true))],
  [0x8a, (m) => m.push(long(m.take(m.u8())))],
  [0x8b, (m) => m.push(long(m.take(m.u32())))],
  ['G', (m) => m.push(m.view.getFloat64(m.skip(8)))],
  ['I', (m) => m.push(integer(m.line()))],
  ['L', (m) => m.push(integer(m.line()))],
  ['F', (m) => m.push(number(m.line()))],
  ['S', (m) => m.push(unquoted(m.line()))],
  ['V', (m) => m.push(m.line())],
  ['T', (m) => m.push(m.text(m.u32()))],
  ['U', (m) => m.push(m.text(m.u8()))],
  ['X', (m) => m.push(m.text(m.u32()))],
  [0x8c, (m) => m.push(m.text(m.u8()))],
  [0x8d, (m) => m.push(m.text(m.u64()))],
  ['B', (m) => bytes(m, m.u32())],
  ['C', (m) => bytes(m, m.u8())],
  [0x8e, (m) => bytes(m, m.u64())],
  [0x96, (m) => bytes(m, m.u64())],
  [')', (m) => m.push([])],
  [']', (m) => m.push([])],
  ['}', (m) => m.push(new Dict())],
  [0x8f, (m) => m.push([])],
]

function popped(m: Machine, count: number): Value[] {
  const values = Array.from({ length: count }, () => m.pop())
  return values.reverse()
}

const CONTAINERS: readonly (readonly [string | number, Step])[] = [
  ['(', (m) => m.mark()],
  ['0', (m) => void m.pop()],
  ['1', (m) => void m.sinceMark()],
  ['2', (m) => m.push(m.top())],
  ['t', (m) => m.push(m.sinceMark())],
  [0x85, (m) => m.push(popped(m, 1))],
  [0x86, (m) => m.push(popped(m, 2))],
  [0x87, (m) => m.push(popped(m, 3))],
  ['l', (m) => m.push(m.sinceMark())],
  [0x91, (m) => m.push(m.sinceMark())],
  [
    'd',
    (m) => {
      const items = m.sinceMark()
      m.push(new Dict())
      m.setItems(items)
    },
  ],
  ['a', (m) => m.append(popped(m, 1))],
  ['e', (m) => m.append(m.sinceMark())],
  [0x90, (m) => m.append(m.sinceMark())],
  ['s', (m) => m.setItems(popped(m, 2))],
  ['u', (m) => m.setItems(m.sinceMark())],
]

/** What would be a call. */
function make(m: Machine, of: Value, args: Value): void {
  const value = made(of, args)
  if (value === undefined) throw new PickleError('bad-entry')
  m.push(value)
}

const OBJECTS: readonly (readonly [string | number, Step])[] = [
  ['c', (m) => m.global(m.line(), m.line())],
  [
    0x93,
    (m) => {
      const [module, name] = popped(m, 2)
      if (typeof module !== 'string' || typeof name !== 'string') throw new PickleError('bad-entry')
      m.global(module, name)
    },
  ],
  ['R', (m) => makeOf(m, popped(m, 2))],
  [0x81, (m) => makeOf(m, popped(m, 2))],
  [
    0x92,
    (m) => {
      const [of, args] = popped(m, 3)
      make(m, of, args)
    },
  ],
  [
    'i',
    (m) => {
      m.global(m.line(), m.line())
      const of = m.pop()
      make(m, of, m.sinceMark())
    },
  ],
  [
    'o',
    (m) => {
      const [of = null, ...args] = m.sinceMark()
      make(m, of, args)
    },
  ],
  [
    'b',
    (m) => {
      // Attributes of what is no opaque object (an OrderedDict's _metadata) say nothing.
      const state = m.pop()
      const target = m.top()
      if (target instanceof Opaque) target.state = state
    },
  ],
  [
    'Q',
    (m) => {
      const value = persistent(m.pop())
      if (value === null) throw new PickleError('bad-entry')
      if (value instanceof Storage) m.storages.set(value.key, value)
      m.push(value)
    },
  ],
]

const makeOf = (m: Machine, [of, args]: readonly Value[]) => make(m, of, args)

const MEMO: readonly (readonly [string | number, Step])[] = [
  ['q', (m) => m.remember(m.u8())],
  ['r', (m) => m.remember(m.u32())],
  ['p', (m) => m.remember(number(m.line()))],
  [0x94, (m) => m.remember(m.memoSize())],
  ['h', (m) => m.recall(m.u8())],
  ['j', (m) => m.recall(m.u32())],
  ['g', (m) => m.recall(number(m.line()))],
]

const FRAMES: readonly (readonly [string | number, Step])[] = [
  [0x80, (m) => void m.u8()],
  [0x95, (m) => void m.u64()],
]

/** By opcode. Not there: STOP, numbers of extensions, buffers outside the pickle, text ids. */
export const OPCODES: ReadonlyMap<number, Step> = new Map(
  [...CONSTANTS, ...CONTAINERS, ...OBJECTS, ...MEMO, ...FRAMES].map(([name, step]) => [
    typeof name === 'string' ? code(name) : name,
    step,
  ]),
)
