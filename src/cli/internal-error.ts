/** What went wrong, said on standard error, and the exit code. */
import type { Values } from '../commands/grammar/command.ts'
import { sanitizeLines } from '../io/sanitize.ts'
import { WriteError } from '../io/write-all.ts'
import { InputError } from '../rules/input-error.ts'
import type { Text } from '../text/index.ts'
import { codeOfInputError, sentenceOf } from './error-output.ts'
import * as platform from './platform.ts'
import * as streams from './standard-streams.ts'

/**
 * Says in one line that standard output took no more, and where finished runs are; the exit code.
 */
export function unwritten(text: Text, values: Values = {}): number {
  const { stream, error } = streams.outputFailure() ?? {}
  // If standard error fails, nothing can be reported anywhere.
  if (stream !== 'stdout' || !error) return 1
  const kept = [values.results, values['save-weights']].filter((path) => typeof path === 'string')
  const { code: reason, written, of } = error
  const inputError = new InputError('output-failed', { reason, written, of, kept })
  streams.writeError(`gatelab: ${sentenceOf(inputError, text)}\n`)
  return 1
}

/** What is wrong, in one line on standard error; the exit code. */
export function onInternalError(thrown: unknown, text: Text, values: Values): number {
  if (thrown instanceof WriteError) return unwritten(text, values)
  const error = thrown instanceof Error ? thrown : new Error(String(thrown))
  const trace = platform.argv.includes('--debug')
    ? `${sanitizeLines(String(error.stack), 'message')}\n`
    : ''
  if (error instanceof InputError) {
    streams.writeError(`gatelab: ${sentenceOf(error, text)}\n${trace}`)
    return codeOfInputError(error)
  }
  streams.writeError(
    trace
      ? text.commands.internalError(trace)
      : `${sentenceOf(error, text)}\n${text.commands.debugHint}\n`,
  )
  return 1
}
