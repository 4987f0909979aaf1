/** All tasks, and how to find one by its name. */
import { closest, distance } from 'fastest-levenshtein'
import { Refusal } from '../refusal.ts'
import { adding } from './adding.ts'
import { copy } from './copy.ts'
import { recall } from './recall.ts'
import type { TaskKind } from './task.ts'
import { temporalOrder } from './temporal-order.ts'

export const TASKS: readonly TaskKind[] = [adding, recall, temporalOrder, copy]

const known = TASKS.map((kind) => kind.name)

/** The name that was probably meant: one that contains what was typed, or one that a few slips make of it. */
function nearestTo(name: string): string | null {
  const typed = name.toLowerCase()
  const whole = typed.length > 2 ? known.find((candidate) => candidate.includes(typed)) : undefined
  if (whole) return whole
  const near = closest(typed, known)
  return distance(typed, near) <= near.length / 2 ? near : null
}

/** The kind of task with this name. Throws Refusal 'unknown-task', naming the nearest if it is near. */
export function findTask(name: string): TaskKind {
  const found = TASKS.find((kind) => kind.name === name)
  if (found) return found
  throw new Refusal('unknown-task', { name, nearest: nearestTo(name), known })
}
