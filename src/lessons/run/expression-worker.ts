/**
 * A thread that works out expressions of lessons: it keeps the results, and may be ended at any
 * moment.
 */
import { parentPort } from 'node:worker_threads'
import { faultOf, type Value, workOut } from '../format/expressions.ts'
import type { ExpressionFault } from '../format/lesson-error.ts'

/**
 * What the thread is told: a result and its name; to forget all; what to work out, over results
 * that count for this once.
 */
export type ExpressionRequest =
  | { readonly keep: string; readonly result: unknown }
  | { readonly forget: true }
  | { readonly expression: string; readonly also: Readonly<Record<string, unknown>> }

/** What it says to an expression. */
export type Answer = { readonly value: Value } | { readonly fault: ExpressionFault }

const results = new Map<string, unknown>()
const port = parentPort

port?.on('message', (message: ExpressionRequest) => {
  if ('keep' in message) results.set(message.keep, message.result)
  else if ('forget' in message) results.clear()
  else port.postMessage(answerTo(message.expression, message.also))
})

function answerTo(expression: string, also: Readonly<Record<string, unknown>>): Answer {
  try {
    return { value: workOut(expression, { ...Object.fromEntries(results), ...also }) }
  } catch (error) {
    return { fault: faultOf(error) }
  }
}
