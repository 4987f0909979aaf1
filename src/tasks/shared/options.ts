/** The check of what was chosen, the same for all tasks. */
import { InputError } from '../../rules/input-error.ts'
import { LIMITS } from '../../rules/limits.ts'
import type { TaskKind, TaskOptions } from './task.ts'

function within(name: string, value: number, min: number, max: number): number {
  if (Number.isInteger(value) && value >= min && value <= max) return value
  throw new InputError('not-a-number', { name, value: String(value), wanted: 'integer', min, max })
}

/**
 * The length and the number of symbols (0 where the task has no such choice, or nobody made it),
 * within the task's limits. Throws InputError 'not-a-number', with the name 'length' or 'symbols'.
 */
export function checked(
  kind: Omit<TaskKind, 'make'>,
  options: TaskOptions,
): { length: number; symbols: number } {
  // Longer sequences are refused before anything is allocated.
  const length = within('length', options.length, kind.minLength, LIMITS.length[1])
  const symbols = options.symbols ?? kind.defaultSymbols
  if (symbols === undefined || kind.maxSymbols === undefined) return { length, symbols: 0 }
  return {
    length,
    symbols: within('symbols', symbols, kind.minSymbols ?? 1, kind.maxSymbols ?? symbols),
  }
}
