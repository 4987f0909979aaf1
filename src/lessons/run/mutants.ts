/**
 * Breaks a lesson in a named way: other lines, or results in which two things have changed places.
 */

import type { Mutant } from '../format/lesson-schema.ts'
import type { PlacedLine } from '../format/script-lines.ts'

/** A mutant, and its place among those of the lesson. */
export interface Mutation {
  readonly mutant: Mutant
  readonly index: number
}

/**
 * The lines as the mutant leaves them. Results keep their names; a line that the mutant brought has
 * its place there.
 */
export function mutateLines(
  lines: readonly PlacedLine[],
  mutation: Mutation | null,
): readonly PlacedLine[] {
  if (!mutation) return lines
  const { mutant, index } = mutation
  const at = (...path: PlacedLine['path']) => ['mutants', index, ...path]
  switch (mutant.do) {
    case 'swap':
      return lines
    case 'drop':
      return lines.filter(
        ({ line, name }) => name !== null || !mutant.lines.some((start) => line.startsWith(start)),
      )
    case 'insert': {
      const more = mutant.lines.map((line, n) => ({ line, name: null, path: at('lines', n) }))
      return lines.flatMap((one) =>
        one.name !== null && mutant.before.includes(one.name) ? [...more, one] : [one],
      )
    }
    case 'replace':
      return lines.map((one) =>
        one.line === mutant.line ? { ...one, line: mutant.by, path: at('by') } : one,
      )
  }
}

/** A result in which the two fields have changed places, however deep they stand. */
export function mutateResult(value: unknown, mutant: Mutant | null): unknown {
  if (mutant?.do !== 'swap') return value
  const [a, b] = mutant.fields
  const swapped = (name: string) => (name === a ? b : name === b ? a : name)
  const walk = (one: unknown): unknown => {
    if (Array.isArray(one)) return one
    if (typeof one !== 'object' || one === null) return one
    return Object.fromEntries(
      Object.entries(one).map(([name, inner]) => [swapped(name), walk(inner)]),
    )
  }
  return walk(value)
}
