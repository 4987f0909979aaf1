/** Breaks a lesson in a named way: other lines, or results in which two things have changed places. */
import type { LessonCommand, Mutant } from './format.ts'
import { lineOf, nameOf } from './format.ts'

/** The commands as the mutant leaves them. Results keep their names. */
export function mutateCommands(commands: readonly LessonCommand[], mutant: Mutant | null): LessonCommand[] {
  if (!mutant || mutant.do === 'swap') return [...commands]
  if (mutant.do === 'drop') {
    const dropped = (one: LessonCommand) => mutant.lines.some((start) => lineOf(one).startsWith(start))
    return commands.filter((one) => !dropped(one) || nameOf(one) !== null)
  }
  if (mutant.do === 'insert') {
    return commands.flatMap((one) => {
      const name = nameOf(one)
      return name !== null && mutant.before.includes(name) ? [...mutant.lines, one] : [one]
    })
  }
  return commands.map((one) => {
    if (lineOf(one) !== mutant.line) return one
    const name = nameOf(one)
    return name === null ? mutant.by : { line: mutant.by, as: name }
  })
}

/** A result in which the two fields have changed places, however deep they stand. */
export function mutateResult(value: unknown, mutant: Mutant | null): unknown {
  if (mutant?.do !== 'swap') return value
  const [a, b] = mutant.fields
  const swapped = (name: string) => (name === a ? b : name === b ? a : name)
  const walk = (one: unknown): unknown => {
    if (Array.isArray(one)) return one
    if (typeof one !== 'object' || one === null) return one
    return Object.fromEntries(Object.entries(one).map(([name, inner]) => [swapped(name), walk(inner)]))
  }
  return walk(value)
}
