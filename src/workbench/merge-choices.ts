/** Applies new choices to the spec on the bench. */
import type { Choices, Spec } from '../specs/spec.ts'

/**
 * The spec with these choices in it. A new task comes at its own length, symbols and horizon, and
 * with its own file, unless they are chosen, too; and so does the length of another file.
 */
export function resolveChoice(spec: Spec, choices: Choices): Choices {
  const chosen = Object.fromEntries(
    Object.entries(choices).filter(([, value]) => value !== undefined),
  )
  const { length, symbols, file, horizon, standardize, ...others } = spec
  const same = choices.task === spec.task
  const own = {
    file,
    horizon,
    standardize,
    ...(choices.file ? {} : { length }),
    ...(symbols === null ? {} : { symbols }),
  }
  return { ...others, ...(same ? own : {}), ...chosen, task: choices.task }
}
