/**
 * What a mutant makes of a lesson's lines and results, and a challenge of its lines. The script
 * stays as it is.
 */
import type { Challenge, Mutant, Script } from '../format/lesson-schema.ts'
import type { Path } from '../format/script-file.ts'
import type { PlacedLine } from '../format/script-lines.ts'

/** A change of what a lesson runs, and its place in the script. */
export interface PlacedChange {
  readonly change: Mutant | NonNullable<Challenge['change']>[number]
  readonly path: Path
}

export const changesOfMutant = ({ mutants }: Script, n: number): PlacedChange[] => [
  { change: mutants[n], path: ['mutants', n] },
]

export const changesOfChallenge = ({ challenges }: Script, n: number): PlacedChange[] =>
  (challenges[n].change ?? []).map((change, k) => ({
    change,
    path: ['challenges', n, 'change', k],
  }))

/**
 * The lines as the changes leave them, one after the other. Results keep their names; a line that
 * a change brought has its place there.
 */
export const changeLines = (
  lines: readonly PlacedLine[],
  changes: readonly PlacedChange[],
): readonly PlacedLine[] => changes.reduce(changedBy, lines)

function changedBy(
  lines: readonly PlacedLine[],
  { change, path }: PlacedChange,
): readonly PlacedLine[] {
  const at = (...more: Path) => [...path, ...more]
  switch (change.do) {
    case 'swap':
      return lines
    case 'drop':
      return lines.filter(
        ({ line, name }) => name !== null || !change.lines.some((start) => line.startsWith(start)),
      )
    case 'insert': {
      const more = change.lines.map((line, n) => ({ line, name: null, path: at('lines', n) }))
      return lines.flatMap((one) =>
        one.name !== null && change.before.includes(one.name) ? [...more, one] : [one],
      )
    }
    case 'replace':
      return lines.map((one) =>
        one.line === change.line ? { ...one, line: change.by, path: at('by') } : one,
      )
  }
}

/** A result in which the fields that changes swap have changed places, however deep they stand. */
export const changeResult = (value: unknown, changes: readonly PlacedChange[]): unknown =>
  changes.reduce(
    (found, { change }) => (change.do === 'swap' ? swapped(found, change.fields) : found),
    value,
  )

function swapped(value: unknown, [a, b]: readonly [string, string]): unknown {
  const other = (name: string) => (name === a ? b : name === b ? a : name)
  const walk = (one: unknown): unknown => {
    if (Array.isArray(one)) return one
    if (typeof one !== 'object' || one === null) return one
    return Object.fromEntries(
      Object.entries(one).map(([name, inner]) => [other(name), walk(inner)]),
    )
  }
  return walk(value)
}
