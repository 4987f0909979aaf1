/** Messages for standard error: input errors, lesson errors, notices. */

import { sanitize } from '../io/sanitize.ts'
import { LessonError } from '../lessons/format/lesson-error.ts'
import type { Notice } from '../lessons/progress/progress-file.ts'
import type { CompareEvent } from '../results/events.ts'
import { InputError, type InputErrorDetails } from '../rules/input-error.ts'
import { quote } from '../rules/shell-quote.ts'
import type { Text } from '../text/index.ts'

/**
 * The output of an event: text for standard output and standard error, and the exit code so far.
 */
export interface Result {
  readonly output: string
  /** More output that follows it, as UTF-8, where one text would be too long. */
  readonly pieces?: Iterable<Uint8Array>
  readonly code: number
  readonly errors?: string
}

/** Untrusted text (names, paths) must not control the terminal. */
export const sanitizeMessage = (line: string): string => sanitize(line, 'message')

/** What is wrong, in one line of the user's language. */
export function sentenceOf(error: Error, text: Text): string {
  if (error instanceof LessonError) return lessonErrorSentence(error, text)
  if (error instanceof InputError && error.code === 'bad-lesson') {
    const { file, line, problem } = error.details as InputErrorDetails['bad-lesson']
    return lessonErrorSentence({ file, line, ...problem }, text)
  }
  // The working folder was removed while the program runs: no thread can be started any more.
  if ('syscall' in error && error.syscall === 'uv_cwd')
    return sentenceOf(new InputError('no-working-folder', {}), text)
  if (!(error instanceof InputError))
    return text.commands.internalError(sanitizeMessage(error.message.split('\n')[0]))
  const say = text.inputErrors[error.code as 'bad-seeds'] as (facts: unknown) => string
  return sanitizeMessage(shortened(say(error.details)))
}

/** Chinese sentences have no spaces: their characters and punctuation end a word, too. */
const LONG_WORD = /([^\s\p{sc=Han}、，。；：“”]{200})[^\s\p{sc=Han}、，。；：“”]{200,}(\S{50})/gu

/** What was pasted by mistake is told by its beginning and end; any usual path stays whole. */
const shortened = (sentence: string): string => sentence.replace(LONG_WORD, '$1…$2')

type PlacedProblem = Pick<LessonError, 'file' | 'line'> & Partial<Pick<LessonError, 'seed'>>

/** What is wrong with a lesson, and where. */
function lessonErrorSentence(
  { file, line, seed = null, code, facts }: PlacedProblem & { code: string; facts: unknown },
  { lessons }: Text,
): string {
  const say = lessons.problems[code as 'lesson-time'] as (facts: unknown) => string
  return sanitizeMessage(`${lessons.place(file ?? '', line)}: ${lessons.onSeed(say(facts), seed)}`)
}

/** What is to be told of the file of a learner's progress. */
export function noticesOf(notice: Notice | null, { learn }: Text): string[] {
  if (!notice) return []
  const say = learn.notice
  return [
    sanitizeMessage(
      'reason' in notice
        ? say[notice.kind](notice.path, notice.reason)
        : say[notice.kind](notice.path, notice.kept),
    ),
  ]
}

/**
 * Something that is to be told of the file of a learner's progress, beside what the command came
 * to.
 */
export const noticeResult = (notice: Notice, text: Text): Result => ({
  output: '',
  code: 0,
  errors: noticesOf(notice, text)
    .map((one) => `gatelab: ${one}\n`)
    .join(''),
})

/** Each of several refusals in its line, beside what the command came to all the same. */
export const refusalLines = (refused: readonly InputError[], text: Text): string =>
  refused.map((error) => `gatelab: ${sentenceOf(error, text)}\n`).join('')

/** Where the results of a stopped comparison are that were too many to be told of. */
export const keptText = (
  { directory, results }: Extract<CompareEvent, { type: 'kept' }>,
  text: Text,
): string => `gatelab: ${sanitizeMessage(text.commands.kept(results, quote(directory)))}\n`

/** Error codes of a failure that is not the user's: no room, a broken disk. */
const FAILED: ReadonlySet<unknown> = new Set([
  'ENOSPC',
  'EDQUOT',
  'EFBIG',
  'EIO',
  'ENOMEM',
  'ESTALE',
  'EAGAIN',
  'EINTR',
])

/** 2 for bad input; 1 where the work ran and could not be written down. */
export function codeOfInputError({ code, details: facts }: InputError): 1 | 2 {
  if (code === 'results-gone') return 1
  if (code !== 'cannot-write') return 2
  const { reason, ran } = facts as InputErrorDetails['cannot-write']
  return ran || FAILED.has(reason) ? 1 : 2
}

/** 1 if a learner's progress could not be saved although the file is writable. */
export const codeOfFailure = (notice: Notice | null): 0 | 1 =>
  notice && 'reason' in notice && FAILED.has(notice.reason) ? 1 : 0
