/** The command table: the one grammar of all doors. */
import type { Command } from './command.ts'
import { compare } from './compare.ts'
import { inspect } from './inspect.ts'
import { tasks } from './tasks.ts'

export const COMMANDS: readonly Command[] = [compare, inspect, tasks]
