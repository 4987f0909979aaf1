import { choicesOf, compare } from '../../src/commands/compare.ts'
import { parse } from '../../src/commands/session/parse.ts'
import { InputError } from '../../src/rules/input-error.ts'
import { resolveSpec } from '../../src/training/setup/resolve-spec.ts'
import { compareValues } from './compare-values.ts'

/** What a line is refused with, as code and facts. */
export function refusalOf(line: string): InputError {
  try {
    const words = line.split(' ').filter((word) => word !== '')
    if (parse(words).command === compare) resolveSpec(choicesOf(compareValues(words)))
  } catch (error) {
    if (error instanceof InputError) return error
    throw error
  }
  throw new Error(`"${line}" was accepted`)
}
