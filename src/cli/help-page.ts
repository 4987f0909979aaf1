/** Help pages, whose layout is loaded when one is asked for. */
import type { Interface } from '../commands/grammar/options.ts'
import { COMMANDS } from '../commands/session/command-table.ts'
import type { CommandTexts } from '../text/en/commands.ts'

/** The help page of a command, or of the program for null, as that door takes its commands. */
export async function helpPage(
  name: string | null,
  text: CommandTexts,
  width: number,
  door: Interface = 'shell',
): Promise<string> {
  const { helpText } = await import('../commands/session/help.ts')
  const command = COMMANDS.find((one) => one.name === name) ?? null
  return `${await helpText(command, text, width, door)}\n`
}
