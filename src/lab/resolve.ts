/** From what was chosen to a whole Spec. */

import { Refusal } from '../refusal.ts'
import { findTask } from '../tasks/index.ts'
import type { Task } from '../tasks/task.ts'
import { DEFAULTS, type Spec } from './spec.ts'

/** Fills in the defaults, the task's own where it has them. Throws Refusal for an unknown task or an impossible size. */
export function resolveSpec(choices: Partial<Spec> & { readonly task: string }): Spec {
  const kind = findTask(choices.task)
  if (kind.defaultSymbols === undefined && typeof choices.symbols === 'number') {
    throw new Refusal('not-for-task', { name: 'symbols', task: kind.name })
  }
  const chosen = Object.fromEntries(Object.entries(choices).filter(([, value]) => value !== undefined))
  const spec: Spec = {
    ...DEFAULTS,
    length: kind.defaultLength,
    symbols: kind.defaultSymbols ?? null,
    ...chosen,
    task: kind.name,
  }
  taskOf(spec)
  return spec
}

/** The task of a spec, at its length. */
export function taskOf(spec: Spec): Task {
  return findTask(spec.task).make({ length: spec.length, symbols: spec.symbols ?? undefined })
}
