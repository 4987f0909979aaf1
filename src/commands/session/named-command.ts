/** Which command a piece of a line names, before it is parsed. */
import type { CommandText } from '../../specs/command-text.ts'
import type { Command } from '../grammar/command.ts'
import { asHelp } from '../topics.ts'
import { COMMANDS } from './command-table.ts'

export const commandOf = ({ tokens }: CommandText): Command | undefined => {
  const [name] = asHelp(tokens.map(({ text }) => text))
  return COMMANDS.find((command) => command.name === name)
}

/**
 * The command or first option of a piece that is nothing for a lesson, as `save` or
 * `--save-weights`; null where all may be used.
 */
export function closedToLessons(piece: CommandText): string | null {
  const command = commandOf(piece)
  if (command && !command.inLessons) return command.name
  const closed = COMMANDS.flatMap(({ options }) => options).filter(
    ({ files, long }) => files || long,
  )
  const found = closed.find(({ name }) =>
    piece.tokens.some(({ text }) => text === `--${name}` || text.startsWith(`--${name}=`)),
  )
  return found ? `--${found.name}` : null
}
