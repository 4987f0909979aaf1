/** The state of an unpickler: a stack with marks, a memo, and what it has read of the bytes. */
import type { NetFileProblem } from '../../../rules/errors/net-file-errors.ts'
import { isKnown } from './known-globals.ts'
import { Dict, Global, Opaque, type Storage, type Value } from './pickle-values.ts'

/** What is wrong with a pickle; null where its bytes end before it does. */
export class PickleError extends Error {
  readonly problem: NetFileProblem | null

  constructor(problem: NetFileProblem | null) {
    super('pickle')
    this.problem = problem
  }
}

/** Longest line of the text opcodes, bytes: a module's or a class's name. */
const LONGEST_LINE = 1024
const decoder = new TextDecoder()

/** Distinct names of classes; a program has no more. */
const MOST_GLOBALS = 10_000
/** Names of others' classes that are kept for a message. */
const MOST_FOREIGN = 64

export class Machine {
  at = 0
  readonly bytes: Uint8Array
  readonly view: DataView
  readonly stack: Value[] = []
  private readonly marks: number[] = []
  private readonly memo = new Map<number, Value>()
  private readonly globals = new Map<string, Global>()
  /** Storages by their keys. */
  readonly storages = new Map<string, Storage>()
  /** Names that mean nothing here, in the file's order. */
  readonly foreign = new Set<string>()

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  /** Goes on by so many bytes; where they began. */
  skip(length: number): number {
    const begin = this.at
    if (!(length >= 0 && begin + length <= this.bytes.length)) throw new PickleError(null)
    this.at = begin + length
    return begin
  }

  take(length: number): Uint8Array {
    const begin = this.skip(length)
    return this.bytes.subarray(begin, begin + length)
  }

  u8 = (): number => this.view.getUint8(this.skip(1))
  u32 = (): number => this.view.getUint32(this.skip(4), true)
  /** Beyond 2^53 it is no length that anything has. */
  u64 = (): number => Number(this.view.getBigUint64(this.skip(8), true))

  text = (length: number): string => decoder.decode(this.take(length))

  line(): string {
    const end = this.bytes.indexOf(10, this.at)
    if (end < 0 && this.bytes.length - this.at <= LONGEST_LINE) throw new PickleError(null)
    if (end < 0 || end - this.at > LONGEST_LINE) throw new PickleError('bad-entry')
    const text = this.text(end - this.at)
    this.at++
    return text
  }

  push(value: Value): void {
    this.stack.push(value)
  }

  pop(): Value {
    if (this.stack.length <= (this.marks.at(-1) ?? 0)) throw new PickleError('bad-entry')
    return this.stack.pop() ?? null
  }

  top(): Value {
    const value = this.pop()
    this.stack.push(value)
    return value
  }

  mark(): void {
    this.marks.push(this.stack.length)
  }

  /** What is above the last mark, which is gone with it. */
  sinceMark(): Value[] {
    const mark = this.marks.pop()
    if (mark === undefined) throw new PickleError('bad-entry')
    return this.stack.splice(mark)
  }

  remember(key: number): void {
    this.memo.set(key, this.top())
  }

  memoSize = (): number => this.memo.size

  recall(key: number): void {
    const value = this.memo.get(key)
    if (value === undefined) throw new PickleError('missing')
    this.push(value)
  }

  /** One name is one object. */
  global(module: string, name: string): void {
    if (module.length + name.length > LONGEST_LINE) throw new PickleError('bad-entry')
    const key = `${module}\n${name}`
    const known = this.globals.get(key) ?? new Global(module, name)
    if (this.globals.size > MOST_GLOBALS) throw new PickleError('too-large')
    this.globals.set(key, known)
    if (!isKnown(known.path) && this.foreign.size < MOST_FOREIGN) this.foreign.add(known.path)
    this.push(known)
  }

  /** Adds entries to a dict, or to what is opaque. */
  setItems(items: readonly Value[]): void {
    const target = this.top()
    if (target instanceof Opaque) target.items ??= new Dict()
    const dict = target instanceof Opaque ? target.items : target
    if (!(dict instanceof Dict) || items.length % 2 !== 0) throw new PickleError('bad-entry')
    for (let k = 0; k < items.length; k += 2) dict.add(items[k], items[k + 1])
  }

  append(items: readonly Value[]): void {
    const target = this.top()
    if (target instanceof Opaque) target.list ??= []
    const list = target instanceof Opaque ? target.list : target
    if (!Array.isArray(list)) throw new PickleError('bad-entry')
    for (const item of items) list.push(item)
  }
}
