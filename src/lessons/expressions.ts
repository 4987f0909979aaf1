/**
 * Expressions over results, in the Common Expression Language: no loops, no side effects, nothing of the machine. Numbers
 * are what JSON has; a few functions over lists are added.
 */
import { Environment } from '@marcbachmann/cel-js'
import { Problem } from './problem.ts'

/** Results by their names. */
export type Scope = Readonly<Record<string, unknown>>

const LIMITS = { maxAstNodes: 500, maxDepth: 40, maxListElements: 100, maxMapEntries: 20, maxCallArguments: 8 }

const numbers = (list: unknown): number[] =>
  (Array.isArray(list) ? list : [...(list as Iterable<unknown>)]).flat(3).map((one) => {
    if (one === null) return Number.NEGATIVE_INFINITY
    if (typeof one !== 'number' && typeof one !== 'bigint') throw new Error('not a list of numbers')
    return Number(one)
  })
/** Both lists entry by entry; they must have as many. */
function pairs(a: unknown, b: unknown): [number, number][] {
  const [left, right] = [numbers(a), numbers(b)]
  if (left.length !== right.length) throw new Error('lists of different lengths')
  return left.map((value, n) => [value, right[n]])
}
const sum = (list: unknown) => numbers(list).reduce((a, b) => a + b, 0)

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
    .registerFunction('least(list): double', (list: unknown) => numbers(list).reduce((a, b) => Math.min(a, b)))
    .registerFunction('most(list): double', (list: unknown) => numbers(list).reduce((a, b) => Math.max(a, b)))
    .registerFunction(
      'differ(dyn, dyn): double',
      (a: unknown, b: unknown) => pairs(a, b).filter(([x, y]) => x !== y).length,
    )
    .registerFunction('apart(dyn, dyn): double', (a: unknown, b: unknown) =>
      pairs(a, b).reduce((most, [x, y]) => Math.max(most, Math.abs(x - y)), 0),
    )
    .registerFunction('abs(double): double', (x: number) => Math.abs(x))
    .registerFunction('pow(double, double): double', (x: number, y: number) => x ** y)
    .registerFunction('log10(double): double', (x: number) => Math.log10(x))
    .registerFunction('tanh(double): double', (x: number) => Math.tanh(x))
}

let shared: Environment | null = null

/** The value of an expression. Throws Problem 'expression' where it is none, or asks for what is not there. */
export function evaluate(expression: string, scope: Scope): unknown {
  shared ??= environment()
  try {
    const value = shared.evaluate(expression, scope as Record<string, unknown>)
    return typeof value === 'bigint' ? Number(value) : value
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n')[0] : String(error)
    throw new Problem('expression', { expression, why })
  }
}

/** Whether it can be read at all; Problem 'expression' where not. */
export function readExpression(expression: string): void {
  shared ??= environment()
  try {
    shared.parse(expression)
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n')[0] : String(error)
    throw new Problem('expression', { expression, why })
  }
}
