/**
 * From the text of a value to the value: the one place where numbers, lists and ranges are checked.
 */
import { type Cell, type ForgetBias, VARIANTS } from '../../engine/types.ts'
import { halfWidth } from '../../rules/half-width.ts'
import { InputError } from '../../rules/input-error.ts'
import { HELD_OUT, LIMITS } from '../../rules/limits.ts'
import { nearest } from '../../rules/nearest.ts'
import { roundTo } from '../../rules/significant.ts'
import { seedsOf } from '../../specs/seeds.ts'
import type { Kind, Option, ValueOf } from './kinds.ts'
import { choiceFor, meansBoth } from './synonyms.ts'
import { decimal, pointed } from './typed-numbers.ts'

const CELLS: readonly Cell[] = ['rnn', 'lstm']

function readNumber(name: string, text: string, kind: Kind & { is: 'integer' | 'number' }): number {
  const value = decimal(text)
  const fits = Number.isFinite(value) && value >= kind.min && value <= kind.max
  if (fits && (kind.is === 'number' || Number.isInteger(value))) return value
  throw numberRefusal(name, text, kind)
}

/** The error for a number, with a suggestion if it has a comma. */
function numberRefusal(
  name: string,
  text: string,
  { is, min, max }: Kind & { is: 'integer' | 'number' },
): InputError {
  return new InputError('not-a-number', {
    name,
    value: text,
    wanted: is,
    min,
    max,
    point: pointed(text, is),
  })
}

function readSeeds(text: string): number[] {
  const seeds = seedsOf(text)
  if (seeds) return seeds
  throw new InputError('bad-seeds', { value: text })
}

/** SHA-256 in hexadecimal, cut short perhaps, as a report writes it. */
function readDigest(name: string, text: string): string {
  const digits = /^(?:sha256:)?([0-9a-f]{8,64})$/.exec(text)
  if (digits) return `sha256:${digits[1]}`
  throw new InputError('bad-digest', { name, value: text })
}

const [, MOST_UNITS] = LIMITS.hidden

function readUnits(name: string, text: string): number[] {
  const refuse = (): never => {
    throw new InputError('bad-units', { name, value: text, most: MOST_UNITS })
  }
  const one = (part: string) => {
    const unit = /^\d{1,4}$/.test(part) ? Number(part) : 0
    return unit >= 1 && unit <= MOST_UNITS ? unit : refuse()
  }
  const units = text.split(',').flatMap((part) => {
    const ends = part.split('..')
    if (ends.length === 1) return one(part)
    const [from, to] = ends.length === 2 ? ends.map(one) : refuse()
    return to < from ? refuse() : Array.from({ length: to - from + 1 }, (_, n) => from + n)
  })
  return [...new Set(units)].sort((a, b) => a - b)
}

function readSequence(name: string, text: string): number | 'random' {
  if (text === 'random') return text
  const number = /^\d{1,3}$/.test(text) ? Number(text) : 0
  if (number >= 1 && number <= HELD_OUT) return number
  throw new InputError('bad-sequence', { name, value: text, most: HELD_OUT })
}

function readChoice(name: string, text: string, choices: readonly string[]): string {
  if (choices.includes(text)) return text
  const near = choiceFor(text, choices) ?? nearest(text, choices)
  throw new InputError('not-a-choice', { name, value: text, nearest: near, choices })
}

function readCells(name: string, text: string): Cell[] {
  if (meansBoth(text))
    throw new InputError('not-a-choice', {
      name,
      value: text,
      nearest: CELLS.join(','),
      choices: CELLS,
    })
  const cells = text.split(',').map((cell) => {
    const variant = cell.toLowerCase()
    if ((VARIANTS as readonly string[]).includes(variant)) {
      throw new InputError('not-a-choice', {
        name,
        value: cell,
        nearest: null,
        choices: CELLS,
        variant,
      })
    }
    return readChoice(name, cell, CELLS) as Cell
  })
  // Always in the same order, so that the order in which cells are named does not matter.
  return CELLS.filter((cell) => cells.includes(cell))
}

function readGateBias(name: string, text: string): ForgetBias {
  if (text === 'chrono') return text
  const value = decimal(text)
  if (Math.abs(value) <= 1000) return value
  throw new InputError('bad-forget-bias', { name, value: text, point: pointed(text, 'number') })
}

function readClip(text: string): number | null {
  if (text === 'none') return null
  const value = decimal(text)
  if (value > 0 && value <= 1e30) return value
  throw new InputError('bad-clip', { value: text, point: pointed(text, 'number') })
}

/** Values of an option that takes several, at most. */
const MOST_VALUES = 1000
const RANGE = /^(.+?)\.\.(.+?)(?::(.+))?$/

/**
 * The error for `0,05`, which hardly means a list of 0 and 05: some part is no possible value, or
 * is a whole number with leading zeros. Null for every list of values.
 */
function commaIn(
  name: string,
  text: string,
  of: Kind,
  one: (part: string) => unknown,
): InputError | null {
  const wanted = of.is === 'integer' ? 'integer' : 'number'
  const point = pointed(text, wanted)
  if (point === null || text.includes('.')) return null
  const fits = (part: string) => {
    try {
      return one(part) !== undefined
    } catch {
      return false
    }
  }
  if (text.split(',').every((part) => fits(part) && !/^(0\d|[-−]0$)/.test(part))) return null
  if (of.is === 'clip') return new InputError('bad-clip', { value: text, point })
  if (of.is === 'forget-bias')
    return new InputError('bad-forget-bias', { name, value: text, point })
  return of.is === 'integer' || of.is === 'number' ? numberRefusal(name, text, of) : null
}

/** One value, or a list of different ones in the order in which they were named. */
function readMany(name: string, text: string, of: Kind): unknown {
  const refuse = (): never => {
    throw new InputError('bad-values', { name, value: text, most: MOST_VALUES })
  }
  const one = (part: string) => readValue({ name, kind: of }, part)
  const comma = commaIn(name, text, of, one)
  if (comma) throw comma
  const numeric =
    of.is === 'integer' || of.is === 'number' || of.is === 'forget-bias' || of.is === 'clip'
  const values = text.split(',').flatMap((part) => {
    const range = numeric ? RANGE.exec(part) : null
    if (!range) return part === '' ? refuse() : one(part)
    const [from, to, step = 1] = range
      .slice(1)
      .map((end) => (end === undefined ? undefined : decimal(end)))
    const count = Math.floor((Number(to) - Number(from)) / step + 1e-9) + 1
    // A range from a value to itself is allowed, since scripts produce it from variables.
    const some = count >= 2 || (count === 1 && from === to)
    if (!(step > 0 && some && count <= MOST_VALUES)) return refuse()
    return Array.from({ length: count }, (_, n) =>
      one(String(roundTo(Number(from) + n * step, 12))),
    )
  })
  if (values.length > MOST_VALUES || new Set(values).size < values.length) return refuse()
  return values.length === 1 ? values[0] : values
}

function readShard(text: string): { part: number; of: number } {
  const [, part, of] = (/^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? []).map(Number)
  if (part >= 1 && part <= of) return { part, of }
  throw new InputError('bad-shard', { value: text })
}

/** Names of the user's own, in which a full-width character is one like any other. */
const AS_TYPED: ReadonlySet<Kind['is']> = new Set(['text', 'task', 'topic'])

/**
 * The value of an option (flags aside) or of an argument, whose name then stands in angle brackets,
 * from its text. Throws InputError with what would be right.
 */
export function readValue<K extends Kind>(
  option: { readonly name: string; readonly kind: K },
  text: string,
): ValueOf<K>
export function readValue({ name, kind }: Pick<Option, 'name' | 'kind'>, typed: string): unknown {
  if (AS_TYPED.has(kind.is)) return typed
  const text = halfWidth(typed)
  switch (kind.is) {
    case 'integer':
    case 'number':
      return readNumber(name, text, kind)
    case 'choice':
      return readChoice(name, text, kind.choices)
    case 'seeds':
      return readSeeds(text)
    case 'cells':
      return readCells(name, text)
    case 'forget-bias':
      return readGateBias(name, text)
    case 'clip':
      return readClip(text)
    case 'digest':
      return readDigest(name, text)
    case 'units':
      return readUnits(name, text)
    case 'sequence':
      return readSequence(name, text)
    case 'many':
      return readMany(name, text, kind.of)
    case 'shard':
      return readShard(text)
    default:
      return text
  }
}
