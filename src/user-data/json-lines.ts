/**
 * Sequences as JSON lines: on each line {"x": [[…], …], "y": …}, x being a row of inputs for each
 * time step, and y
 *   "cat", 3, true      a class, asked at the last step (0.5 somewhere: numbers)
 *   ["a", null, "b"]    a class at each step, null, NaN, "NA" … where nothing is asked
 *   [0, 1, 1]           one for each step: json-answers.ts says how that is read
 *   [0.5, 1]            numbers, asked at the last step
 *   [[0.5], null, [1]] numbers at each step in the same form on every line. An "id", a text or a
 *   number, may come only once; other keys and blank lines are ignored.
 */

import { isObject } from '../io/json.ts'
import { sanitizeName } from '../io/sanitize.ts'
import type { AnswerForm } from '../rules/errors/user-data-errors.ts'
import { InputError } from '../rules/input-error.ts'
import type { FileReading } from '../specs/spec.ts'
import type { Gather } from './collect-sequences.ts'
import { type PlainNumbers, PlainSurvey } from './json-answers.ts'
import { Line } from './json-line.ts'
import { missingWord, parsed } from './json-values.ts'
import { missingTest } from './missing-values.ts'

/**
 * Reads a text line by line. Throws InputError data-…, with the line, for whatever is not as above.
 */
export function readJsonLines(text: string, gather: Gather, reading: FileReading = {}): void {
  const [ignored] = reading.ignore ?? []
  if (ignored !== undefined) {
    const column = sanitizeName(ignored)
    throw new InputError('data-no-such-column', {
      path: gather.path,
      line: 1,
      column,
      nearest: null,
      lines: true,
    })
  }
  const isMissing = missingTest(reading.missing)
  const plain = surveyed(text, isMissing, reading)
  let first: { form: AnswerForm; line: number } | null = null
  for (const { line, number } of linesOf(text)) {
    const reader = new Line(gather, number, isMissing, reading, plain)
    const form = reader.read(line)
    if (form === null) continue
    if (first !== null && first.form !== form) {
      throw reader.refuse('data-mixed', { found: form, expected: first.form, first: first.line })
    }
    first ??= { form, line: number }
  }
  if (gather.notes.readBy === 'list' && gather.areWholeNumbers) gather.notes.other = 'classes'
}

function* linesOf(text: string): Generator<{ line: string; number: number }> {
  for (let from = 0, number = 1; from < text.length; number++) {
    const end = text.indexOf('\n', from)
    const line = text.slice(from, end < 0 ? text.length : end)
    from += line.length + 1
    if (line.trim() !== '') yield { line, number }
  }
}

/**
 * How plain numbers as answers are read; null where the first answer is none. What is wrong is
 * found when all is read.
 */
function surveyed(
  text: string,
  isMissing: (word: string) => boolean,
  reading: FileReading,
): PlainNumbers | null {
  const survey = new PlainSurvey()
  const nothing = (value: unknown) => missingWord(value, isMissing) !== null
  let some = false
  for (const { line } of linesOf(text)) {
    const value = parsed(line)
    if (!isObject(value)) break
    const { x, y } = value
    if (nothing(y)) continue
    const list = Array.isArray(y)
    const values = (list ? y : [y]).map((one) => (nothing(one) ? null : one))
    if (values.every((one) => one === null)) continue
    if (!Array.isArray(x) || !values.every((one) => one === null || typeof one === 'number')) break
    survey.add(values, list, x.length)
    some = true
  }
  return some ? survey.conclude(reading) : null
}
