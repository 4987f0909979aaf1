/** Where in a line a refusal is about: the column of the word that it names. */
import { Refusal } from '../refusal.ts'
import type { Piece, Token } from './tokenise.ts'

/** What the facts of refusals call the things that a line can hold. */
interface Facts {
  readonly name?: unknown
  readonly value?: unknown
  readonly argument?: unknown
  readonly path?: unknown
  readonly one?: unknown
  readonly other?: unknown
  readonly cell?: unknown
}

/** The option of a name where it was given last, or its value where that stands apart and is what the refusal is about. */
function optionToken(tokens: readonly Token[], name: string, value: string | null): Token | undefined {
  const at = tokens.findLastIndex(({ text }) => text === `--${name}` || text.startsWith(`--${name}=`))
  const next: Token | undefined = tokens[at + 1]
  return at >= 0 && value !== null && tokens[at].text === `--${name}` && next?.text === value ? next : tokens[at]
}

function tokenOf({ facts }: Refusal, tokens: readonly Token[]): Token | undefined {
  const { name, value, argument, path, one, other, cell } = facts as Facts
  const written = value === undefined ? null : String(value)
  for (const option of [name, other, one]) {
    const found = typeof option === 'string' ? optionToken(tokens, option, written) : undefined
    if (found) return found
  }
  // The command itself comes first, and is what a refusal names that is about nothing else.
  const candidates = [argument, value, path, cell, name].filter((fact) => fact !== undefined).map(String)
  for (const text of candidates) {
    const found = tokens.findLast((token) => token.text === text || token.text === `-${text}`)
    if (found) return found
  }
  return undefined
}

/** What was thrown, as it is; a Refusal that has no column yet gets that of the word it is about, if there is one. */
export function located(piece: Piece, thrown: unknown): unknown {
  if (thrown instanceof Refusal) thrown.column ??= tokenOf(thrown, piece.tokens)?.column
  return thrown
}
