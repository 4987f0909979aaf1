/** Files of one's own that will not do: which line, what was wrong, and what would be right. */
import type { AnswerForm } from '../../rules/errors/user-data-errors.ts'
import type { InputErrorCode, InputErrorDetails } from '../../rules/input-error.ts'
import { quote } from '../../rules/shell-quote.ts'
import { mebibytes } from '../../rules/significant.ts'

type FileCode =
  | Exclude<
      Extract<InputErrorCode, `file-${string}` | `data-${string}` | `text-${string}`>,
      'file-too-large'
    >
  | 'bad-digest'
  | 'digest-alone'
  | 'names-a-file'
export type FileRefusals = { readonly [C in FileCode]: (facts: InputErrorDetails[C]) => string }

const number = (n: number) => n.toLocaleString('en-US')
const at = ({ path, line }: { path: string; line: number }) => `${path}, line ${line}:`
const items = (n: number, one: string, many = `${one}s`) => `${number(n)} ${n === 1 ? one : many}`

const LOOKS = {
  'utf-16': '; it looks like UTF-16',
  binary: '; it looks like no text at all',
  other: '; it may be in an older encoding, such as Latin-1',
}
const JSON_PROBLEMS = {
  'utf-8': 'this is not UTF-8 text',
  syntax: 'this is not valid JSON',
  'too-deep': 'this is nested too deeply',
  'too-many-parts': 'this has too many parts',
  'not-an-object': 'this is not a JSON object',
  'a-list': 'this is one list of all sequences (jq -c ".[]" FILE writes a line for each)',
}
const FORMS: Readonly<Record<AnswerForm, string>> = {
  'class-number': 'a class as a whole number',
  'class-text': 'a class as a text',
  classes: 'a class at each step',
  'number-at-steps': 'a list with a number for each step',
  numbers: 'numbers at the end',
  'numbers-at-steps': 'numbers at each step',
}
const WIDE = {
  inputs: 'inputs',
  outputs: 'numbers in an answer',
  classes: 'different classes',
  steps: 'time steps',
}
const COLUMNS = {
  id: 'no column id, which names the sequence of each row',
  x: 'no column of inputs; their names begin with x',
  y: 'no column of answers; the name is class, or begins with y for numbers',
}

const NOT_A_NUMBER = {
  missing: '; inputs cannot be missing, so fill the gap or leave the row out',
  'decimal-comma': '; a decimal comma needs semicolons or tabs between the cells',
  thousands: '; signs between thousands are not guessed, so write the number without them',
  class: '; a class stands in a column class, or is read with --classes',
  asked: ', since --numbers was asked for; leave it out to read classes',
  date: '; a date is no number, so leave the column out with --ignore or write it as numbers',
}
/** Where a word for nothing may be what a class is called. */
const maybeClass = (word: string | undefined) =>
  word === undefined
    ? ''
    : ` Nothing is asked where "${word}" stands; if that is a class, name other words with --missing.`
const quoted = (names: readonly string[]) => names.map((name) => `"${name}"`).join(', ')
const list = (names: readonly string[]) => names.join(',')
const option = (names: readonly string[]) => quote(list(names))

export const fileRefusals: FileRefusals = {
  'file-needed': ({ task, option }) =>
    option === 'text'
      ? `The task ${task} learns from a text of your own; name it with --text FILE.`
      : option === 'series'
        ? `The task ${task} learns from a series of your own; name it with --series FILE (CSV, or a number on each line).`
        : `The task ${task} learns from sequences of your own; name them with --data FILE (JSON lines or CSV).`,
  'bad-digest': ({ name, value }) =>
    `--${name} takes the first 8 to 64 hexadecimal digits of a file's SHA-256, not "${value}".`,
  'digest-alone': () => "--digest is a file's; it goes with --text, --data or --series.",
  'file-changed': ({ path }) => `${path} is not the file that is meant: its digest is another one.`,
  'names-a-file': ({ path, file, option, command }) =>
    `${path} was trained on ${file}; what a file names is not read by itself, so name it: ${command} … --${option} FILE.`,
  'file-empty': ({ path }) => `${path} is empty.`,
  'file-not-text': ({ path, line, looks }) =>
    `${path} is not UTF-8 text${line === null ? '' : ` (line ${line})`}${LOOKS[looks]}. Save it as UTF-8.`,
  'file-line-too-long': ({ bytes, limit, ...place }) =>
    `${at(place)} more than ${mebibytes(limit)} in one line${bytes > limit + 1 ? ` (${mebibytes(bytes)})` : ''}; at most that is read.`,
  'text-one-character': ({ path }) =>
    `${path} has one character only; there is nothing to predict.`,
  'text-needed': ({ task }) =>
    `"context" asks how much of a text a net uses; ${task} has no text. Try: task sonnets.`,
  'text-context-too-long': ({ length }) =>
    `The held-out part of the text is too short to ask with ${items(length, 'character')} of context; --length should be smaller.`,
  'text-too-short': ({ characters, length, needed }) =>
    `The text has ${items(characters, 'character')}; with --length ${length} at least ${number(needed)} are needed, as the last tenth is held out.`,

  'data-not-json': ({ problem, ...place }) =>
    `${at(place)} ${JSON_PROBLEMS[problem]}; each line should be {"x": [[…], …], "y": …}.`,
  'data-repeated-key': ({ key, ...place }) => `${at(place)} the key "${key}" stands there twice.`,
  'data-missing': ({ key, found, like = null, others = [], flat, ...place }) =>
    key === 'id'
      ? `${at(place)} the column id is ${found ?? 'empty'}; it names the sequence of the row.`
      : flat
        ? `${at(place)} there is no "${key}" but ${quoted(others)}, a row of a table; a line is a whole sequence, {"x": [[…], …], "y": …}, with a row of inputs for each time step. A table is read as CSV, with columns id, x… and y or class.`
        : like !== null
          ? `${at(place)} there is no "${key}"; if "${like}" is meant, call it ${key}: {"x": [[…], …], "y": …}.`
          : `${at(place)} there is no "${key}"${others.length > 0 ? ` but ${quoted(others)}` : ''}; each line should be {"x": [[…], …], "y": …}.`,
  'data-bad-id': ({ found, ...place }) =>
    `${at(place)} "id" should be a text or a number and is ${found}.`,
  'data-id-again': ({ id, first, ...place }) =>
    `${at(place)} the sequence ${id} was there already at line ${first}; an id comes once, and its rows stand together.`,
  'data-not-steps': ({ place, found, ...where }) =>
    `${at(where)} ${place} should be ${place === 'x' ? 'a list of time steps, [[…], …],' : 'the list of inputs of a time step'} and is ${found}.`,
  'data-not-a-number': ({ place, found, why, ...where }) =>
    `${at(where)} ${place} should be a number and is ${found}${why ? NOT_A_NUMBER[why] : ''}.`,
  'data-two-decimals': ({ place, found, first, ...where }) =>
    `${at(where)} ${place} is ${found}, but line ${first} has ${found.includes(',') ? 'a decimal point' : 'a decimal comma'}; one file has one of them, and none between thousands.`,
  'data-not-classes': ({ found, ...place }) =>
    `${at(place)} an answer of ${number(found)} numbers is no class; --classes takes one for each answer.`,
  'data-not-finite': ({ place, found, ...where }) =>
    `${at(where)} ${place} is ${found}; numbers must be finite in float32.`,
  'data-not-an-answer': ({ place, found, ...where }) =>
    `${at(where)} ${place} is ${found}; an answer is a class ("cat" or 3), numbers ([0.5]), or a list of either with one for each step.`,
  'data-answers': ({ found, expected, ...place }) =>
    `${at(place)} y has ${items(found, 'entry', 'entries')} where x has ${items(expected, 'time step')}; steps at which nothing is asked are null.`,
  'data-no-answer': ({ sequences, ...place }) =>
    `${at(place)} nothing is asked of this sequence, nor of ${sequences === 1 ? 'any other' : `the other ${number(sequences - 1)}`}; each needs an answer somewhere.`,
  'data-ragged': ({ place, found, expected, first, ...where }) =>
    `${at(where)} ${place} has ${items(found, 'number')} where line ${first} has ${number(expected)}.`,
  'data-mixed': ({ found, expected, first, ...place }) =>
    `${at(place)} y is ${FORMS[found]}, but at line ${first} it is ${FORMS[expected]}; it must be the same throughout.`,
  'data-too-many': ({ what, found, most, ...place }) =>
    `${at(place)} ${number(found)} ${WIDE[what]}; at most ${number(most)} are taken.`,
  'data-too-few': ({ path, found, needed, unanswered, word }) =>
    `${path} has ${items(found, 'sequence')}${unanswered ? ` (and ${number(unanswered)} of which nothing is asked)` : ''}; at least ${number(needed)} are needed, as one in five is held out.${maybeClass(word)}`,
  'data-one-answer': ({ path, word }) =>
    `${path}: all answers are the same, so there is nothing to be learned.${maybeClass(word)}`,
  'data-column': ({
    column,
    all = [column],
    enough = true,
    renamed = null,
    number,
    found,
    numbers,
    ...place
  }) =>
    numbers
      ? `${at(place)} "${column}" is a number and no name of a column; the first row has the names: id, x… (inputs), and y… (numbers) or class (answers).`
      : number === undefined
        ? `${at(place)} there is a column "${column}"; columns are id, x… (inputs), and y… (numbers) or class (answers)${renamed ? `; rename "${renamed.from}" to ${renamed.to}` : `; rename an input so that it begins with x`}${enough ? `, or leave ${all.length > 1 ? 'these' : 'it'} out with --ignore ${option(all)}` : ''}.`
        : `${at(place)} column ${number} has no name of its own ("${column}") and holds ${found === '' ? 'nothing in one row' : found}, so it is no row number; columns are id, x… (inputs), and y… (numbers) or class (answers).`,
  'data-one-column': ({ column, ...place }) =>
    `${at(place)} there is one column only, "${column}"; commas, semicolons, tabs or bars separate columns, or what a line before it says, as sep=:. Columns are id, x… (inputs), and y… (numbers) or class (answers).`,
  'data-no-such-column': ({ column, nearest, lines, ...place }) =>
    lines
      ? `${at(place)} JSON lines have no columns to leave out; keys but x, y and id are not read.`
      : `${at(place)} there is no column "${column}" to leave out${nearest === null ? '' : `; there is "${nearest}"`}.`,
  'data-column-again': ({ column, ...place }) => `${at(place)} there are two columns "${column}".`,
  'data-no-column': ({ column, ...place }) => `${at(place)} there is ${COLUMNS[column]}.`,
  'data-two-answers': (place) =>
    `${at(place)} there are columns y… and class; an answer is numbers or a class. --ignore leaves columns out.`,
  'data-cells': ({ found, expected, ...place }) =>
    `${at(place)} ${items(found, 'cell')} where the header has ${number(expected)}.`,
  'data-half-answer': (place) =>
    `${at(place)} some of the y… are empty and some are not; give all of them or none.`,
  'data-quote': (place) =>
    `${at(place)} a quotation mark stands where none can be, or is never closed; inside quotes it is doubled.`,
}
