/**
 * Expressions over results, in the Common Expression Language: no side effects, nothing of the machine. Numbers are what
 * JSON has; a few functions over lists are added. Nothing bounds how long one takes: lessons ask the reckoner.
 */
import { Environment } from '@marcbachmann/cel-js'
import { type ExpressionFault, Problem } from './problem.ts'

/** Results by their names. */
export type Scope = Readonly<Record<string, unknown>>

/** What an expression comes to: one value, or a list of numbers; undefined where it is anything else. */
export type Value = number | boolean | string | null | readonly (number | null)[] | undefined

const LIMITS = { maxAstNodes: 500, maxDepth: 40, maxListElements: 100, maxMapEntries: 20, maxCallArguments: 8 }
/** Numbers that a list may hold, and letters that a word may have, to be handed on. */
const MOST_NUMBERS = 100_000
const MOST_LETTERS = 60

/** What the functions below do not take. */
class Unfit extends Error {
  constructor(readonly code: ExpressionFault['code']) {
    super(code)
  }
}

const numbers = (list: unknown): number[] =>
  (Array.isArray(list) ? list : [...(list as Iterable<unknown>)]).flat(3).map((one) => {
    if (one === null) return Number.NEGATIVE_INFINITY
    if (typeof one !== 'number' && typeof one !== 'bigint') throw new Unfit('not_numbers')
    return Number(one)
  })
const sum = (list: unknown) => numbers(list).reduce((a, b) => a + b, 0)
function picked(list: unknown, pick: (a: number, b: number) => number): number {
  const all = numbers(list)
  if (all.length === 0) throw new Unfit('empty_list')
  return all.reduce((a, b) => pick(a, b))
}

/** Whole numbers in an expression count as numbers: `x > 1`, `x - 1`, `x / 2`. */
function environment(): Environment {
  const env = new Environment({ unlistedVariablesAreDyn: true, homogeneousAggregateLiterals: false, limits: LIMITS })
  const mixed: [string, (a: number, b: number) => number][] = [
    ['+', (a, b) => a + b],
    ['-', (a, b) => a - b],
    ['*', (a, b) => a * b],
    ['/', (a, b) => a / b],
  ]
  for (const [sign, apply] of mixed) {
    env.registerOperator(`double ${sign} int`, (a: number, b: bigint) => apply(a, Number(b)))
    env.registerOperator(`int ${sign} double`, (a: bigint, b: number) => apply(Number(a), b))
  }
  return env
    .registerFunction('mean(list): double', (list: unknown) => sum(list) / numbers(list).length)
    .registerFunction('sum(list): double', (list: unknown) => sum(list))
    .registerFunction('least(list): double', (list: unknown) => picked(list, Math.min))
    .registerFunction('most(list): double', (list: unknown) => picked(list, Math.max))
    .registerFunction('abs(double): double', (x: number) => Math.abs(x))
    .registerFunction('pow(double, double): double', (x: number, y: number) => x ** y)
    .registerFunction('log10(double): double', (x: number) => Math.log10(x))
    .registerFunction('tanh(double): double', (x: number) => Math.tanh(x))
}

let shared: Environment | null = null

/** What an expression comes to. Throws whatever goes wrong: `faultOf` says what it is. */
export function workOut(expression: string, scope: Scope): Value {
  shared ??= environment()
  return plain(shared.evaluate(expression, scope as Record<string, unknown>))
}

function plain(value: unknown): Value {
  if (typeof value === 'bigint') return Number(value)
  if (typeof value === 'string') return value.slice(0, MOST_LETTERS)
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return value
  if (!Array.isArray(value) || value.length > MOST_NUMBERS) return undefined
  const list = value.map((one) => (typeof one === 'bigint' ? Number(one) : one))
  return list.every((one) => one === null || typeof one === 'number') ? list : undefined
}

/** What went wrong, without what the expression says: its words are no more than a few. */
export function faultOf(error: unknown): ExpressionFault {
  const { code = 'other', summary, message = '' } = error as { code?: string; summary?: string; message?: string }
  return { code: code as ExpressionFault['code'], detail: (summary ?? message).split('\n')[0] }
}

/** Whether it can be read at all; Problem 'expression' where not. */
export function readExpression(expression: string): void {
  shared ??= environment()
  try {
    shared.parse(expression)
  } catch (error) {
    throw new Problem('expression', { expression, fault: faultOf(error) })
  }
}
