/** Where in a line an input error is about: the column of the word that it names. */
import { InputError, type InputErrorDetails } from '../../rules/input-error.ts'
import type { CommandText, Token } from '../../specs/command-text.ts'

/** What the facts of input errors call the things that a line can hold. */
interface ErrorDetails {
  readonly name?: unknown
  readonly value?: unknown
  readonly argument?: unknown
  readonly path?: unknown
  readonly one?: unknown
  readonly other?: unknown
  readonly cell?: unknown
}

/**
 * The option of a name where it was given last, or its value where that stands apart and is what
 * the input error is about.
 */
function optionToken(
  tokens: readonly Token[],
  name: string,
  value: string | null,
): Token | undefined {
  const at = tokens.findLastIndex(
    ({ text }) => text === `--${name}` || text.startsWith(`--${name}=`),
  )
  const next: Token | undefined = tokens[at + 1]
  return at >= 0 && value !== null && tokens[at].text === `--${name}` && next?.text === value
    ? next
    : tokens[at]
}

function tokenOf({ details: facts }: InputError, tokens: readonly Token[]): Token | undefined {
  const { name, value, argument, path, one, other, cell } = facts as ErrorDetails
  const written = value === undefined ? null : String(value)
  for (const option of [name, other, one]) {
    const found = typeof option === 'string' ? optionToken(tokens, option, written) : undefined
    if (found) return found
  }
  // The command itself comes first, and is what an input error names that is about nothing else.
  const candidates = [argument, value, path, cell, name]
    .filter((fact) => fact !== undefined)
    .map(String)
  for (const text of candidates) {
    const found = tokens.findLast((token) => token.text === text || token.text === `-${text}`)
    if (found) return found
  }
  return undefined
}

/**
 * What was thrown, as it is; an InputError that has no column yet gets that of the word it is
 * about, if there is one.
 */
export function located(piece: CommandText, thrown: unknown): unknown {
  if (thrown instanceof InputError) thrown.column ??= tokenOf(thrown, piece.tokens)?.column
  return thrown
}

/** An input error of a line of the lab that names a command's help does so without `gatelab`. */
export function inLab(thrown: unknown): unknown {
  if (!(thrown instanceof InputError)) return thrown
  const { code, details } = thrown
  if (code !== 'missing-argument' && code !== 'unknown-option') return thrown
  type Looked = 'missing-argument' | 'unknown-option'
  return new InputError<Looked>(code, { ...(details as InputErrorDetails[Looked]), lab: true })
}
