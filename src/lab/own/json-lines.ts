/**
 * Sequences as JSON lines: on each line {"x": [[…], …], "y": …}, x being a row of inputs for each time step, and y
 *   "cat" or 3          a class, asked at the last step
 *   ["a", null, "b"]    a class at each step, null where nothing is asked
 *   [0.5, 1]            numbers, asked at the last step
 *   [[0.5], null, [1]]  numbers at each step
 * in the same form on every line. An "id", a text or a number, may come only once; other keys and blank lines are ignored.
 */
import { type AnswerForm, Refusal, type Refusals } from '../../refusal.ts'
import { NOT_FINITE, parseJson, parseTolerant, repeatedKey } from '../json.ts'
import { shown, shownValue } from '../shown.ts'
import type { Gather, Label } from './gather.ts'

const LIMITS = { depth: 16, parts: 2_500_000 }

/** Reads a text line by line. Throws Refusal data-…, with the line, for whatever is not as above. */
export function readJsonLines(text: string, gather: Gather): void {
  let first: { form: AnswerForm; line: number } | null = null
  for (let from = 0, number = 1; from < text.length; number++) {
    const end = text.indexOf('\n', from)
    const line = text.slice(from, end < 0 ? text.length : end)
    from += line.length + 1
    if (line.trim() === '') continue
    const reader = new Line(gather, number)
    const form = reader.read(line)
    if (first !== null && first.form !== form) {
      throw reader.refuse('data-mixed', { found: form, expected: first.form, first: first.line })
    }
    first ??= { form, line: number }
  }
}

type LineCode =
  | 'data-not-json'
  | 'data-repeated-key'
  | 'data-missing'
  | 'data-bad-id'
  | 'data-not-steps'
  | 'data-not-a-number'
  | 'data-not-finite'
  | 'data-not-an-answer'
  | 'data-answers'
  | 'data-mixed'

class Line {
  constructor(
    private readonly gather: Gather,
    private readonly line: number,
  ) {}

  refuse<C extends LineCode>(code: C, facts: Omit<Refusals[C], 'path' | 'line'>): Refusal {
    return new Refusal<LineCode>(code, { path: this.gather.path, line: this.line, ...facts } as Refusals[C])
  }

  /** Gathers the sequence of this line; the form of its answer. */
  read(text: string): AnswerForm {
    const { x, y, id } = this.parse(text)
    this.gather.begin(this.line, this.idOf(id))
    if (!Array.isArray(x) || x.length === 0) throw this.refuse('data-not-steps', { place: 'x', found: shownValue(x) })
    for (const [t, row] of x.entries()) {
      const place = `x[${t}]`
      if (!Array.isArray(row) || row.length === 0) {
        throw this.refuse('data-not-steps', { place, found: shownValue(row) })
      }
      this.gather.step(this.line, place, this.numbers(place, row))
    }
    const form = this.answers(y, x.length)
    this.gather.end(this.line)
    return form
  }

  private parse(text: string): { x: unknown; y: unknown; id: unknown } {
    const parsed = parseJson(text, LIMITS)
    if ('problem' in parsed) throw this.notFinite(text) ?? this.refuse('data-not-json', { problem: parsed.problem })
    if (!isObject(parsed.value)) throw this.refuse('data-not-json', { problem: 'not-an-object' })
    const key = repeatedKey(text)
    if (key !== null) throw this.refuse('data-repeated-key', { key: shown(key) })
    const { x, y, id } = parsed.value
    if (x === undefined) throw this.refuse('data-missing', { key: 'x' })
    if (y === undefined) throw this.refuse('data-missing', { key: 'y' })
    return { x, y, id }
  }

  /** Where all that keeps a line from being JSON is a NaN or an infinity: the first of them in x or y. */
  private notFinite(text: string): Refusal | null {
    const parsed = parseTolerant(text, LIMITS)
    if ('problem' in parsed || !isObject(parsed.value)) return null
    const { x, y } = parsed.value
    const found = findIn(x, 'x') ?? findIn(y, 'y')
    return found && this.refuse('data-not-finite', found)
  }

  private idOf(id: unknown): string | null {
    if (id === undefined || id === null) return null
    if (typeof id === 'string' || typeof id === 'number') return String(id)
    throw this.refuse('data-bad-id', { found: shownValue(id) })
  }

  private numbers(place: string, values: readonly unknown[]): number[] {
    return values.map((value, n) => {
      if (typeof value !== 'number') {
        throw this.refuse('data-not-a-number', { place: `${place}[${n}]`, found: shownValue(value) })
      }
      const number = Math.fround(value)
      if (Number.isFinite(number)) return number
      throw this.refuse('data-not-finite', { place: `${place}[${n}]`, found: String(value) })
    })
  }

  private answers(y: unknown, steps: number): AnswerForm {
    const form = this.formOf(y)
    if (form === 'class-number' || form === 'class-text') {
      this.gather.answer(this.line, 'y', steps - 1, y as Label)
      return form
    }
    const list = y as readonly unknown[]
    if (form === 'numbers') {
      this.gather.answer(this.line, 'y', steps - 1, this.numbers('y', list))
      return form
    }
    if (list.length !== steps) throw this.refuse('data-answers', { found: list.length, expected: steps })
    for (const [t, one] of list.entries()) {
      const place = `y[${t}]`
      if (one === null) continue
      if (form === 'classes' && typeof one === 'string') this.gather.answer(this.line, place, t, one)
      else if (form === 'numbers-at-steps' && Array.isArray(one) && one.length > 0)
        this.gather.answer(this.line, place, t, this.numbers(place, one))
      else throw this.refuse('data-not-an-answer', { place, found: shownValue(one) })
    }
    return form
  }

  private formOf(y: unknown): AnswerForm {
    if (typeof y === 'string') return 'class-text'
    if (typeof y === 'number' && Number.isSafeInteger(y)) return 'class-number'
    if (Array.isArray(y) && y.length > 0) {
      const one = y.find((entry) => entry !== null)
      if (typeof one === 'string' || one === undefined) return 'classes'
      if (typeof one === 'number') return 'numbers'
      if (Array.isArray(one)) return 'numbers-at-steps'
    }
    throw this.refuse('data-not-an-answer', { place: 'y', found: shownValue(y) })
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The place of the first entry that is the name of a number which JSON does not have. */
function findIn(value: unknown, place: string): { place: string; found: string } | null {
  if (NOT_FINITE.includes(value)) return { place, found: String(value) }
  if (!Array.isArray(value)) return null
  for (const [n, inner] of value.entries()) {
    const found = findIn(inner, `${place}[${n}]`)
    if (found) return found
  }
  return null
}
