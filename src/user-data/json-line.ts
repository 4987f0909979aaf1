/** One line of a file of sequences: its inputs, its answers, its id. */
import { isObject, parseJson, repeatedKey } from '../io/json.ts'
import { sanitizeName, sanitizeValue } from '../io/sanitize.ts'
import type { AnswerForm } from '../rules/errors/user-data-errors.ts'
import { InputError, type InputErrorDetails } from '../rules/input-error.ts'
import type { FileReading } from '../specs/spec.ts'
import type { Gather, Label } from './collect-sequences.ts'
import type { PlainNumbers } from './json-answers.ts'
import {
  findIn,
  isLabel,
  LIMITS,
  labelOf,
  MARK,
  marked,
  missingWord,
  nulls,
} from './json-values.ts'
import { keyLike } from './key-names.ts'

/** Keys that a message names at most. */
const NAMED = 8

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

type LineCode =
  | 'data-not-json'
  | 'data-repeated-key'
  | 'data-missing'
  | 'data-bad-id'
  | 'data-not-steps'
  | 'data-not-a-number'
  | 'data-not-finite'
  | 'data-not-an-answer'
  | 'data-not-classes'
  | 'data-answers'
  | 'data-mixed'
  | 'data-no-such-column'
  | 'data-half-answer'

export class Line {
  constructor(
    private readonly gather: Gather,
    private readonly line: number,
    private readonly isMissing: (word: string) => boolean,
    private readonly reading: FileReading,
    private readonly plain: PlainNumbers | null,
  ) {}

  refuse<C extends LineCode>(
    code: C,
    facts: Omit<InputErrorDetails[C], 'path' | 'line'>,
  ): InputError {
    return new InputError<LineCode>(code, {
      path: this.gather.path,
      line: this.line,
      ...facts,
    } as InputErrorDetails[C])
  }

  /** Collects the sequence of this line. Returns the form of its answer; null if it has none. */
  read(text: string): AnswerForm | null {
    const { x, y, id } = this.parse(text)
    this.gather.begin(this.line, this.idOf(id))
    if (!Array.isArray(x) || x.length === 0)
      throw this.refuse('data-not-steps', { place: 'x', found: sanitizeValue(x) })
    for (const [t, row] of x.entries()) {
      const place = `x[${t}]`
      if (!Array.isArray(row) || row.length === 0) {
        throw this.refuse('data-not-steps', { place, found: sanitizeValue(row) })
      }
      this.gather.step(this.line, place, this.numbers(place, row))
    }
    const form = this.answers(y, x.length)
    this.gather.end(this.line)
    return form
  }

  private parse(text: string): { x: unknown; y: unknown; id: unknown } {
    const strict = parseJson(text, LIMITS)
    const problem = 'problem' in strict ? strict.problem : null
    const value =
      problem === 'syntax' ? this.mended(text) : 'value' in strict ? strict.value : undefined
    if (value === undefined) throw this.refuse('data-not-json', { problem: problem ?? 'syntax' })
    if (!isObject(value)) {
      const list = Array.isArray(value) && value.some(isObject)
      throw this.refuse('data-not-json', { problem: list ? 'a-list' : 'not-an-object' })
    }
    const key = repeatedKey(problem ? nulls(text) : text)
    if (key !== null) throw this.refuse('data-repeated-key', { key: sanitizeName(key) })
    const { x, y, id } = value
    if (x === undefined) throw this.missing('x', value)
    if (y === undefined) throw this.missing('y', value)
    return { x, y, id }
  }

  /**
   * Says which of the keys that are there was probably meant, or that a row of a table is no
   * sequence.
   */
  private missing(key: 'x' | 'y', value: Record<string, unknown>): InputError {
    const keys = Object.keys(value)
    const others = keys.filter((name) => name !== 'id').slice(0, NAMED)
    const like = keyLike(key, keys)
    const flat =
      key === 'x' &&
      keys.length > 1 &&
      Object.values(value).every((one) => typeof one !== 'object' || one === null)
    return this.refuse('data-missing', {
      ...{ key, like: flat || like === null ? null : sanitizeName(like) },
      ...(others.length > 0 ? { others: others.map(sanitizeName) } : {}),
      ...(flat ? { flat } : {}),
    })
  }

  /**
   * A line that is JSON but for NaN and infinities: in x none may be, in y an infinity may not.
   * undefined where it is no JSON even so.
   */
  private mended(text: string): unknown {
    const whole = parseJson(nulls(text), LIMITS)
    const named = parseJson(marked(text), LIMITS)
    if ('problem' in whole || !isObject(whole.value)) return undefined
    if ('problem' in named || !isObject(named.value)) return undefined
    const { x, y } = named.value
    const infinities = [`${MARK}Infinity`, `${MARK}-Infinity`]
    const found = findIn(x, 'x', [`${MARK}NaN`, ...infinities]) ?? findIn(y, 'y', infinities)
    if (found)
      throw this.refuse('data-not-finite', { ...found, found: found.found.replace(MARK, '') })
    // x has no mark, so what is marked is an answer that is not asked.
    return { ...whole.value, y }
  }

  private idOf(id: unknown): string | null {
    if (id === undefined || id === null) return null
    if (typeof id === 'string' || typeof id === 'number') return String(id)
    throw this.refuse('data-bad-id', { found: sanitizeValue(id) })
  }

  private numbers(place: string, values: readonly unknown[]): number[] {
    return values.map((value, n) => this.number(`${place}[${n}]`, value))
  }

  /** The numbers of one answer. */
  private wholeAnswer(place: string, values: readonly unknown[]): number[] {
    if (values.some((one) => missingWord(one, this.isMissing) !== null))
      throw this.refuse('data-half-answer', {})
    return this.numbers(place, values)
  }

  /** A number in float32; a text that is one, where `texts` says that it may be. */
  private number(place: string, value: unknown, texts = false): number {
    const read =
      texts && typeof value === 'string' && DECIMAL.test(value.trim()) ? Number(value) : value
    if (typeof read !== 'number') {
      const missing = missingWord(value, this.isMissing) !== null
      const why = missing ? ({ why: 'missing' } as const) : {}
      throw this.refuse('data-not-a-number', { place, found: sanitizeValue(value), ...why })
    }
    const number = Math.fround(read)
    if (Number.isFinite(number)) return number
    throw this.refuse('data-not-finite', { place, found: String(value) })
  }

  /** Whether an entry is a missing answer; if so, it is counted. */
  private nothing(value: unknown): boolean {
    const word = missingWord(value, this.isMissing)
    if (word !== null) this.gather.notes.nothing(word)
    return word !== null
  }

  private answers(y: unknown, steps: number): AnswerForm | null {
    // A list of nothing is so many steps of nothing, unless lists are numbers at the end.
    if ((!Array.isArray(y) || this.plain?.where === 'last') && this.nothing(y)) return null
    const form = this.formOf(y)
    if (form === 'class-number' || form === 'class-text') {
      this.single('y', steps - 1, form === 'class-text' ? labelOf(y) : (y as number))
      return form
    }
    const list = y as readonly unknown[]
    if (form === 'numbers') {
      if (this.reading.answers !== 'classes') {
        this.note(this.plain?.by ?? 'list', this.plain?.other)
        this.gather.answer(this.line, 'y', steps - 1, this.wholeAnswer('y', list))
      } else if (list.length === 1) this.single('y', steps - 1, this.number('y[0]', list[0]))
      else throw this.refuse('data-not-classes', { found: list.length })
      return form
    }
    if (list.length !== steps)
      throw this.refuse('data-answers', { found: list.length, expected: steps })
    let asked = false
    for (const [t, one] of list.entries()) {
      if (this.nothing(one)) continue
      asked = true
      this.entry(form, `y[${t}]`, t, one)
    }
    return asked ? form : null
  }

  /** The answer at a step, of a list with one for each. */
  private entry(form: AnswerForm, place: string, t: number, one: unknown): void {
    const plain = typeof one === 'number' && form === 'number-at-steps'
    if (plain || (form === 'classes' && isLabel(one)))
      this.single(place, t, plain ? one : labelOf(one))
    else if (form === 'numbers-at-steps' && Array.isArray(one) && one.length > 0) {
      const numbers = this.wholeAnswer(place, one)
      if (this.reading.answers !== 'classes') {
        this.note('list')
        this.gather.answer(this.line, place, t, numbers)
      } else if (numbers.length === 1) this.single(place, t, one[0] as number)
      else throw this.refuse('data-not-classes', { found: numbers.length })
    } else throw this.refuse('data-not-an-answer', { place, found: sanitizeValue(one) })
  }

  /** One class or number. */
  private single(place: string, t: number, value: Label): void {
    const { answers } = this.reading
    const text = typeof value === 'string'
    const kind = answers ?? (text ? 'classes' : (this.plain?.kind ?? 'classes'))
    if (!text && this.plain) this.note(this.plain.by, this.plain.other)
    else
      this.note(
        answers ? 'option' : 'text',
        answers === 'numbers' ? 'classes' : answers ? 'numbers' : null,
      )
    if (kind === 'numbers')
      this.gather.answer(this.line, place, t, [this.number(place, value, true)])
    else this.gather.answer(this.line, place, t, value)
  }

  private note(by: PlainNumbers['by'], other: PlainNumbers['other'] = null): void {
    this.gather.notes.readBy = this.reading.answers ? 'option' : by
    this.gather.notes.other = other
  }

  private formOf(y: unknown): AnswerForm {
    if (isLabel(y)) return 'class-text'
    if (typeof y === 'number' && (Number.isSafeInteger(y) || this.plain !== null))
      return 'class-number'
    if (Array.isArray(y) && y.length > 0) {
      const one = y.find((entry) => missingWord(entry, this.isMissing) === null)
      if (isLabel(one) || one === undefined) return 'classes'
      if (typeof one === 'number')
        return this.plain?.where === 'each' ? 'number-at-steps' : 'numbers'
      if (Array.isArray(one)) return 'numbers-at-steps'
    }
    throw this.refuse('data-not-an-answer', { place: 'y', found: sanitizeValue(y) })
  }
}
