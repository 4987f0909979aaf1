/**
 * Expressions over results, in the Common Expression Language: no side effects, nothing of the
 * machine. Numbers are what JSON has; a few functions over lists are added, and those of texts and
 * patterns are left out. What is worked out cannot become much larger than the results; nothing
 * bounds how long it takes: lessons ask the expression worker.
 */
import { type ASTNode, Environment } from '@marcbachmann/cel-js'
import { type ExpressionFault, LessonError } from './lesson-error.ts'

/** Results by their names. */
export type Scope = Readonly<Record<string, unknown>>

/**
 * What an expression comes to: one value, or a list of numbers; undefined where it is anything
 * else.
 */
export type Value = number | boolean | string | null | readonly (number | null)[] | undefined

const LIMITS = {
  maxAstNodes: 500,
  maxDepth: 40,
  maxListElements: 100,
  maxMapEntries: 20,
  maxCallArguments: 8,
}
/** Numbers that a function goes through at most. */
const MAX_NUMBERS = 5_000_000
/** Numbers that a list may hold, and letters that a word may have, to be handed on. */
const MOST_HANDED = 100_000
const MOST_LETTERS = 60

/** What an expression must not ask for, or the functions below do not take. */
class ExpressionError extends Error {
  constructor(
    readonly code: ExpressionFault['code'],
    readonly detail = '',
    readonly known?: readonly string[],
  ) {
    super(code)
  }
}

/** All numbers of a list, however deep they lie; −∞ for a logarithm of zero. */
function numbers(list: unknown): number[] {
  const found: number[] = []
  const gather = (one: unknown): void => {
    if (found.length > MAX_NUMBERS) throw new ExpressionError('limit_exceeded')
    if (one === null) found.push(Number.NEGATIVE_INFINITY)
    else if (typeof one === 'number' || typeof one === 'bigint') found.push(Number(one))
    else if (Array.isArray(one)) for (const inner of one) gather(inner)
    else throw new ExpressionError('not_numbers')
  }
  gather(list)
  return found
}
/** Both lists entry by entry; they must have as many. */
function pairs(a: unknown, b: unknown): [number, number][] {
  const [left, right] = [numbers(a), numbers(b)]
  if (left.length !== right.length) throw new ExpressionError('unequal_lists')
  return left.map((value, n) => [value, right[n]])
}
const sum = (list: unknown) => numbers(list).reduce((a, b) => a + b, 0)
function picked(list: unknown, pick: (a: number, b: number) => number): number {
  const all = numbers(list)
  if (all.length === 0) throw new ExpressionError('empty_list')
  return all.reduce((a, b) => pick(a, b))
}

/** What is added to the language, by signature. */
const ADDED: Readonly<Record<string, (...args: never[]) => number>> = {
  'mean(list): double': (list: unknown) => sum(list) / numbers(list).length,
  'sum(list): double': (list: unknown) => sum(list),
  'least(list): double': (list: unknown) => picked(list, Math.min),
  'most(list): double': (list: unknown) => picked(list, Math.max),
  'differ(dyn, dyn): double': (a: unknown, b: unknown) =>
    pairs(a, b).filter(([x, y]) => x !== y).length,
  'apart(dyn, dyn): double': (a: unknown, b: unknown) =>
    pairs(a, b).reduce((most, [x, y]) => Math.max(most, Math.abs(x - y)), 0),
  'abs(double): double': (x: number) => Math.abs(x),
  'pow(double, double): double': (x: number, y: number) => x ** y,
  'log10(double): double': (x: number) => Math.log10(x),
  'tanh(double): double': (x: number) => Math.tanh(x),
}
const nameOf = (signature: string) => signature.slice(0, signature.indexOf('('))
/**
 * Allowed functions. Regular expressions may run for ever; `bind` and functions that build texts
 * may grow without end.
 */
const CALLABLE = [
  ...['size', 'has', 'all', 'exists', 'exists_one', 'filter', 'map', 'int', 'double'],
  ...['contains', 'startsWith', 'endsWith'],
  ...Object.keys(ADDED).map(nameOf),
]

/** Whole numbers in an expression count as numbers: `x > 1`, `x - 1`, `x / 2`. */
function environment(): Environment {
  const env = new Environment({
    unlistedVariablesAreDyn: true,
    homogeneousAggregateLiterals: false,
    limits: LIMITS,
  })
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
  for (const [signature, apply] of Object.entries(ADDED)) env.registerFunction(signature, apply)
  return env
}

let shared: Environment | null = null

/** An expression, read and found to ask for nothing but what it may. */
function read(expression: string) {
  shared ??= environment()
  const parsed = shared.parse(expression)
  restrict(parsed.ast)
  return parsed
}

/** How the library evaluates a node: beside its types, since nobody else exchanges it. */
interface Evaluated {
  readonly meta: { readonly evaluate: (...given: readonly unknown[]) => unknown }
  setMeta(key: 'evaluate', value: (...given: readonly unknown[]) => unknown): void
}

/**
 * Throws for functions that are not allowed; restricts + to numbers, since lists and texts would
 * grow.
 */
function restrict(node: ASTNode): void {
  if ((node.op === 'call' || node.op === 'rcall') && !CALLABLE.includes(node.args[0]))
    throw new ExpressionError('not_callable', node.args[0], CALLABLE)
  if (node.op === '+') {
    const plus = node as unknown as Evaluated
    const { evaluate } = plus.meta
    plus.setMeta('evaluate', (...given) => {
      const found = evaluate(...given)
      if (typeof found !== 'number' && typeof found !== 'bigint')
        throw new ExpressionError('no_sum')
      return found
    })
  }
  for (const inner of within(node.args)) restrict(inner)
}

function within(args: unknown): ASTNode[] {
  if (Array.isArray(args)) return args.flatMap(within)
  return typeof args === 'object' && args !== null && 'op' in args ? [args as ASTNode] : []
}

/** The value of an expression. Throws what the library throws; `faultOf` classifies it. */
export const workOut = (expression: string, scope: Scope): Value =>
  plain(read(expression)(scope as Record<string, unknown>))

function plain(value: unknown): Value {
  if (typeof value === 'bigint') return Number(value)
  if (typeof value === 'string') return value.slice(0, MOST_LETTERS)
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return value
  if (!Array.isArray(value) || value.length > MOST_HANDED) return undefined
  const list = value.map((one) => (typeof one === 'bigint' ? Number(one) : one))
  return list.every((one) => one === null || typeof one === 'number') ? list : undefined
}

/** What went wrong: the library's code, and the first line of its words. */
export function faultOf(error: unknown): ExpressionFault {
  if (error instanceof ExpressionError) {
    const { code, detail, known } = error
    return known ? { code, detail, known } : { code, detail }
  }
  const {
    code = 'other',
    summary,
    message = '',
  } = error as { code?: string; summary?: string; message?: string }
  return { code: code as ExpressionFault['code'], detail: (summary ?? message).split('\n')[0] }
}

/**
 * Whether it can be read at all, and asks for nothing that it may not; LessonError 'expression'
 * where not.
 */
export function readExpression(expression: string): void {
  try {
    read(expression)
  } catch (error) {
    throw new LessonError('expression', { expression, fault: faultOf(error) })
  }
}
