import { compare } from '../../src/commands/compare.ts'
import { valuesFor } from '../../src/commands/grammar/define-command.ts'
import { parse } from '../../src/commands/session/parse.ts'

/** What the words of a `compare` ask for. */
export function compareValues(words: readonly string[]) {
  const values = valuesFor(compare, parse(words))
  if (!values) throw new Error(`no comparison: ${words.join(' ')}`)
  return values
}
