/** Explains in words why a task is not done: what was measured, and what is wanted. Pure. */

import type { Value } from '../../lessons/format/expressions.ts'
import { lineOf, nameOf, type Step } from '../../lessons/format/lesson-schema.ts'
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
  if (!compared) {
    const words = called(whole, task, text)
    return said(words === null ? check.another(ok) : check.holds(words, ok))
  }
  const { left, sign, right } = compared
  const thing = called(left, task, text)
  const other = called(right, task, text)
  if (thing === null || other === null) return said(check.another(ok))
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

/** What is left of an expression that has no words: a field of a field, a call, a row of a list. */
const UNSAID = /[a-z]\.[a-z]|\w\(|\brow\b/i

/** An expression as people read it; null where it cannot be said in a few words. */
function called(expression: string, task: Task, text: Text): string | null {
  const words = inWords(expression, task, text)
  if (UNSAID.test(words)) return null
  const which = whichOf(expression, task)
  return which ? text.learn.check.which(words, which.command, which.n) : words
}

/** Of which of several results of the same command it is; null where there is but one. */
function whichOf(expression: string, { solve }: Task) {
  const named = solve.flatMap((one) => {
    const name = nameOf(one)
    return name ? [{ name, command: lineOf(one).trim().split(/\s+/)[0] }] : []
  })
  const found = named.find(({ name }) => new RegExp(`\\b${name}\\.`).test(expression))
  const alike = named.filter(({ command }) => command === found?.command)
  if (!found || alike.length < 2) return null
  return { command: found.command, n: alike.indexOf(found) + 1 }
}

/** Gates and states at their time steps, functions in words. */
function inWords(expression: string, task: Task, text: Text): string {
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
    .replaceAll(/\btask\.length\b|^length$/g, check.length)
    .replaceAll(/^lag$/g, check.lag)
    .replaceAll(/^gate$/g, check.gate)
    .replaceAll(/\bcells\.(lstm|rnn)\.meanShare \/ chance\b/g, (_, cell) =>
      check.share(cell.toUpperCase()),
    )
    .replaceAll(/\bsummary\.(lstm|rnn)\.solved\b/g, (_, cell) => check.solved(cell.toUpperCase()))
    .replaceAll(/\bverdict\.solved\.p\b/g, check.p)
    .replaceAll(/\b(?:cells|nets)\.(lstm|rnn)\.status\b/g, (_, cell) =>
      check.status(cell.toUpperCase()),
    )
    .replaceAll(/\b(?:cells\.)?(lstm|rnn)\.(?:step|to)\b/g, (_, cell) =>
      check.updates(cell.toUpperCase()),
    )
    .replaceAll(/\b(before|after)\.(median|longest|longEnough)\b/g, (_, when, which) =>
      check.halfLife[which as 'median' | 'longest' | 'longEnough'](
        check.halfLife[when as 'before' | 'after'],
      ),
    )
