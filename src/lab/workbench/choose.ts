/** New choices upon what is on the bench. */
import type { Spec } from '../spec.ts'

/** The spec with these choices in it. A new task comes at its own length and symbols unless they are chosen, too. */
export function resolveChoice(
  spec: Spec,
  choices: Partial<Spec> & { readonly task: string },
): Partial<Spec> & { readonly task: string } {
  const chosen = Object.fromEntries(Object.entries(choices).filter(([, value]) => value !== undefined))
  const { length, symbols, ...others } = spec
  const kept = choices.task === spec.task ? { length, ...(symbols === null ? {} : { symbols }) } : {}
  return { ...others, ...kept, ...chosen, task: choices.task }
}
