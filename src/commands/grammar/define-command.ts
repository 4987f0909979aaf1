/** Commands whose values have the types that their declaration says. */
import type { Command, CommonValues, Context, RunningCommand, Values } from './command.ts'
import type { Option, OptionValues, Positional, PositionalValues } from './kinds.ts'

/** What `run` of a command with this declaration is given; a required option is always there. */
export type CommandValues<
  P extends readonly Positional[],
  O extends readonly Option[],
  R extends string = never,
> = CommonValues &
  PositionalValues<P> &
  Omit<OptionValues<O>, R> &
  Required<Pick<OptionValues<O>, R & keyof OptionValues<O>>>

interface Definition<
  P extends readonly Positional[],
  O extends readonly Option[],
  R extends O[number]['name'],
> extends Omit<Command, 'positionals' | 'options' | 'required' | 'seconds' | 'run'> {
  readonly positionals: P
  readonly options: O
  readonly required?: readonly R[]
  seconds?(values: CommandValues<P, O, R>, context: Context): Promise<number>
  run(values: CommandValues<P, O, R>, context: Context): Promise<RunningCommand>
}

/** A command that remembers in its type what its values are. */
export interface TypedCommand<V> extends Command {
  run(values: V & Values, context: Context): Promise<RunningCommand>
}

/**
 * A command. The parser reads its values by this declaration and by nothing else, which is why
 * `run` may rely on their types.
 */
export const defineCommand = <
  const P extends readonly Positional[],
  const O extends readonly Option[],
  const R extends O[number]['name'] = never,
>(
  definition: Definition<P, O, R>,
): TypedCommand<CommandValues<P, O, R>> => definition

/** The values of a line that named this command; null where it named another. */
export const valuesFor = <V>(
  command: TypedCommand<V>,
  line: { readonly command: Command | null; readonly values: Values },
): (V & Values) | null => (line.command === command ? (line.values as V & Values) : null)
