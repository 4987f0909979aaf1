/** What the columns of a CSV file are, by the names in its header. */

import { sanitizeName } from '../io/sanitize.ts'
import type { ReadNotes } from '../results/reading-notes.ts'
import { InputError } from '../rules/input-error.ts'
import { nearest } from '../rules/nearest.ts'
import type { FileReading } from '../specs/spec.ts'
import { columnLike } from './key-names.ts'

/** The places of inputs, answers and ids in a row. */
export interface Columns {
  /** The header's line. */
  readonly line: number
  /** As they may be shown. */
  readonly names: readonly string[]
  readonly id: number
  readonly inputs: readonly number[]
  /** The columns of numbers, or one column of classes. */
  readonly answers: readonly number[]
  readonly classes: boolean
  /** Leading columns without a name: a data frame's index, if they hold row numbers. */
  readonly index: readonly number[]
  /** Other columns without a name: ignored if they are empty. */
  readonly unnamed: readonly number[]
}

/** How pandas and readr name a column without a name when they write it again. */
const UNNAMED = /^(|unnamed: \d+(\.\d+)*|\.\.\.\d+)$/
/** What no column is called: the row is one of values. */
const NUMBER = /^[+-]?(\d+[.,]?\d*|[.,]\d+)(e[+-]?\d+)?$/
const KNOWN = /^(id|class|[xy].*)$/su

/**
 * @throws InputError 'data-column…', 'data-no-column', 'data-no-such-column', 'data-two-answers',
 * 'data-not-classes', 'data-one-column'
 */
export function columnsOf(
  path: string,
  cells: readonly string[],
  line: number,
  reading: FileReading,
  notes: ReadNotes,
): Columns {
  const where = { path, line }
  const names = cells.map((cell) => cell.trim().toLowerCase())
  const ignored = ignoredOf(where, names, reading.ignore ?? [])
  for (const n of ignored)
    notes.columns.push({ name: sanitizeName(cells[n].trim()), why: 'ignored' })
  const read = [...names.keys()].filter((n) => !ignored.has(n))
  const unnamed = read.filter((n) => UNNAMED.test(names[n]))
  const others = read.filter((n) => !UNNAMED.test(names[n]) && !KNOWN.test(names[n]))
  if (others.length > 0) {
    if (names.length === 1)
      throw new InputError('data-one-column', { ...where, column: sanitizeName(cells[0].trim()) })
    const all = others.slice(0, 8).map((n) => sanitizeName(cells[n].trim()))
    const rest = read.filter((n) => !others.includes(n)).map((n) => names[n])
    const has = {
      id: rest.includes('id'),
      x: rest.some((name) => name.startsWith('x')),
      answer: rest.some((name) => name.startsWith('y') || name === 'class'),
    }
    const likely = others.flatMap((n) => {
      const to = columnLike(names[n], has)
      return to === null ? [] : [{ from: sanitizeName(cells[n].trim()), to }]
    })
    throw new InputError('data-column', {
      ...{ ...where, column: sanitizeName(cells[others[0]].trim()), all },
      ...{ enough: has.id && has.x && has.answer, renamed: likely[0] ?? null },
      ...(!has.id && !has.x && NUMBER.test(names[others[0]]) ? { numbers: true } : {}),
    })
  }
  const again = read.find((n) => !UNNAMED.test(names[n]) && names.indexOf(names[n]) < n)
  if (again !== undefined)
    throw new InputError('data-column-again', {
      ...where,
      column: sanitizeName(cells[again].trim()),
    })
  const places = (of: (name: string) => boolean) => read.filter((n) => of(names[n]))
  const inputs = places((name) => name.startsWith('x'))
  const numbers = places((name) => name.startsWith('y'))
  const classes = places((name) => name === 'class')
  const id = read.find((n) => names[n] === 'id')
  if (id === undefined) throw new InputError('data-no-column', { ...where, column: 'id' })
  if (inputs.length === 0) throw new InputError('data-no-column', { ...where, column: 'x' })
  if (numbers.length + classes.length === 0)
    throw new InputError('data-no-column', { ...where, column: 'y' })
  if (numbers.length > 0 && classes.length > 0) throw new InputError('data-two-answers', where)
  const answers = [...numbers, ...classes]
  if (reading.answers === 'classes' && answers.length > 1) {
    throw new InputError('data-not-classes', { ...where, found: answers.length })
  }
  const index = unnamed.filter((n, place) => n === unnamed[0] + place && n === place)
  const sanitizedNames = cells.map((cell) => sanitizeName(cell.trim()))
  notes.inputs = inputs.map((n) => sanitizedNames[n])
  notes.outputs = numbers.map((n) => sanitizedNames[n])
  return {
    line,
    names: sanitizedNames,
    id,
    inputs,
    answers,
    classes: reading.answers === undefined ? classes.length > 0 : reading.answers === 'classes',
    index,
    unnamed: unnamed.filter((n) => !index.includes(n)),
  }
}

/**
 * The ignored columns. A name may contain commas, as the list does: the longest name that matches
 * is taken.
 */
function ignoredOf(
  where: { path: string; line: number },
  names: readonly string[],
  ignore: readonly string[],
): ReadonlySet<number> {
  const found = new Set<number>()
  for (let at = 0; at < ignore.length; ) {
    const ends = Array.from({ length: ignore.length - at }, (_, n) => ignore.length - n)
    const bare = (name: string) => name.replace(/\s*,\s*/g, ',')
    const end = ends.find((end) =>
      names.some((name) => bare(name) === ignore.slice(at, end).join(',')),
    )
    if (end === undefined) {
      const column = ignore[at]
      const near = nearest(column, names)
      const meant = near === null ? null : sanitizeName(near)
      throw new InputError('data-no-such-column', {
        ...where,
        column: sanitizeName(column),
        nearest: meant,
      })
    }
    const name = ignore.slice(at, end).join(',')
    for (const [n, one] of names.entries()) if (bare(one) === name) found.add(n)
    at = end
  }
  return found
}
