/** The command table: the one grammar of all doors. */
import { check } from '../check.ts'
import { classCommand } from '../class.ts'
import { compare } from '../compare.ts'
import type { Command } from '../grammar/command.ts'
import { inspect } from '../inspect.ts'
import { LAB_COMMANDS } from '../lab/index.ts'
import { exit, helpOn, lang, quit } from '../lang-help-quit.ts'
import { learn, review } from '../learn.ts'
import { repl } from '../repl.ts'
import { merge, report } from '../report-and-merge.ts'
import { tasks } from '../tasks.ts'

const help = helpOn(() => COMMANDS.map(({ name }) => name))

/** What is at home in the shell; the rest works on the workbench or belongs to a conversation. */
export const SHELL_COMMANDS: readonly Command[] = [
  learn,
  review,
  compare,
  report,
  merge,
  repl,
  check,
  classCommand,
  inspect,
  tasks,
]
export const CONVERSATION_COMMANDS: readonly Command[] = [...LAB_COMMANDS, lang, help, quit, exit]
export const COMMANDS: readonly Command[] = [...SHELL_COMMANDS, ...CONVERSATION_COMMANDS]
