/** Explains in words why a task is not done: what was measured, and what is wanted. Pure. */

import type { Value } from '../../lessons/format/expressions.ts'
import { nameOf, type Step } from '../../lessons/format/lesson-schema.ts'
import type { ConditionResult } from '../../lessons/run/task-checker.ts'
import { hanging } from '../../view/lesson/prose.ts'
import { significant } from '../../view/shared/number.ts'
import type { Colors } from '../../view/shared/palette.ts'
import { type Line, sanitizeLine, wrapped } from '../../view/shared/spans.ts'
import { bad, good } from './page-parts.ts'
import type { Text } from './text-types.ts'

type Task = Extract<Step, { do: 'task' }>

const SIGNS: Readonly<Record<string, string>> = {
  '<=': '≤',
  '>=': '≥',
  '==': '',
  '!=': '≠',
  '<': '<',
  '>': '>',
}

export function findingLines(
  { condition, ok, measured, wanted, differing }: ConditionResult,
  task: Task,
  text: Text,
  width: number,
  colors: Colors,
): Line[] {
  const { check } = text.learn
  const { compared, whole } = condition
  const mark = ok ? '✓ ' : '✗ '
  const said = (what: string) =>
    hanging(mark, wrapped(sanitizeLine(what), width - 2), ok ? good(colors) : bad(colors))
  if (!compared) return said(check.holds(called(whole, task, text), ok))
  const { left, sign, right } = compared
  const thing = called(left, task, text)
  const other = called(right, task, text)
  if (differing !== null) return said(check.entries(thing, other, differing, sign === '!='))
  if (measured === undefined) return said(check.missing(thing))
  const word = (one: Value) =>
    left.endsWith('.status') ? statusWord(one, text) : valueWord(one, text)
  const value = word(wanted)
  // The value compared with is named, too, unless it is a plain number.
  const against =
    value === null || Number(right) === wanted || /^["']/.test(right)
      ? (value ?? other)
      : `${other} = ${value}`
  return said(
    check.measured(
      thing,
      word(measured) ?? check.several,
      `${SIGNS[sign] ?? sign} ${against}`.trim(),
    ),
  )
}

function valueWord(value: Value, { learn }: Text): string | null {
  if (typeof value === 'number') return significant(value, 4)
  if (typeof value === 'boolean') return value ? learn.yes : learn.no
  return typeof value === 'string' ? value : null
}

/** Whether a net has solved its task, in words. */
function statusWord(value: Value, text: Text): string | null {
  const { statuses } = text.learn.check
  return typeof value === 'string' && Object.hasOwn(statuses, value)
    ? statuses[value as keyof typeof statuses]
    : valueWord(value, text)
}

/** Of which net and of which earlier result it is, where that is not plain. */
const whoseOf = (cell: string, from: string | undefined): string =>
  [...(cell === 'rnn' ? ['RNN'] : []), ...(from === undefined ? [] : [from])].join(', ')

/** An expression as people read it: gates and states at their time steps, functions in words. */
function called(expression: string, task: Task, text: Text): string {
  const { check } = text.learn
  const own = task.solve.flatMap((one) => nameOf(one) ?? [])
  const bare = own.reduce(
    (said, name) => said.replaceAll(new RegExp(`\\b${name}\\.`, 'g'), ''),
    expression,
  )
  const read = plainWords(bare, text)
    .replaceAll(
      /\b(?:(\w+)\.)?(lstm|rnn)\.log10\.(hidden|cell)\[size\([\w.]+\) - 1\]/g,
      (_, from, cell, of) => check.norm(of === 'cell' ? 'c' : 'h', 'T', whoseOf(cell, from)),
    )
    .replaceAll(
      /\b(?:(\w+)\.)?(lstm|rnn)\.log10\.(hidden|cell)\[(\d+)\]/g,
      (_, from, cell, of, t) =>
        check.norm(of === 'cell' ? 'c' : 'h', Number(t) + 1, whoseOf(cell, from)),
    )
    .replaceAll(
      /\b(?:(\w+)\.)?(lstm|rnn)\.([a-z])\[(\d+)\]\[(\d+)\]/g,
      (_, from, cell, of, t, unit) =>
        check.unit(of, Number(t) + 1, Number(unit) + 1, whoseOf(cell, from)),
    )
    .replaceAll(/\b(?:(\w+)\.)?(lstm|rnn)\.([a-z])\[(\d+)\]/g, (_, from, cell, of, t) =>
      check.at(of, Number(t) + 1, whoseOf(cell, from)),
    )
    .replaceAll(/\b(?:(\w+)\.)?(lstm|rnn)\.([cfghio])\b(?![.[])/g, (_, from, cell, of) =>
      check.all(of, whoseOf(cell, from)),
    )
    .replaceAll(/\b(?:(\w+)\.)?(lstm|rnn)\.log10\.(hidden|cell)\b/g, (_, from, cell, of) =>
      check.all(`log10 ‖∂L/∂${of === 'cell' ? 'c' : 'h'}_t‖`, whoseOf(cell, from)),
    )
    .replaceAll(/(\d)\.0\b/g, '$1')
    .replaceAll(' - ', ' − ')
  const inner = /^(size|differ|most|least|abs|sum|mean)\((.*)\)$/.exec(read)
  if (!inner) return read
  const [, name, given] = inner
  if (name !== 'differ') return check.functions[name as keyof typeof check.functions](given)
  const [a, b, ...more] = given.split(', ')
  return more.length === 0 ? check.differ(a, b) : read
}

/** Fields of results that are no numbers of the nets: the task, the training, half-lives. */
const plainWords = (expression: string, { learn: { check } }: Text): string =>
  expression
    .replaceAll(/\btask\.name\b/g, check.taskName)
    .replaceAll(/\btask\.length\b/g, check.length)
    .replaceAll(/\bcells\.(lstm|rnn)\.status\b/g, (_, cell) => check.status(cell.toUpperCase()))
    .replaceAll(/\b(?:cells\.)?(lstm|rnn)\.(?:step|to)\b/g, (_, cell) =>
      check.updates(cell.toUpperCase()),
    )
    .replaceAll(/\b(before|after)\.(median|longest)\b/g, (_, when, which) =>
      check.halfLife[which as 'median' | 'longest'](check.halfLife[when as 'before' | 'after']),
    )
