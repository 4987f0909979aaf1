/** What of a result a learner is to look at: all of it, or one part of its picture. */
import { kindOf, type LabResult } from '../../workbench/result-kinds.ts'

/**
 * The name of the result and, if one is named, of the part: `kept.c` is the cell state of `kept`.
 */
export function lookOf(look: string): { readonly name: string; readonly part: string | null } {
  const [name, part = null] = look.split('.')
  return { name, part }
}

/** Whether a result has a part of that name. */
export const hasPart = (result: LabResult, part: string): boolean =>
  kindOf(result).parts?.(result).includes(part) ?? false
