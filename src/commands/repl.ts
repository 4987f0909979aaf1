/**
 * `gatelab repl [file]` off a terminal: the lab's commands from a file, a pipe or the command line.
 */
import { InputError } from '../rules/input-error.ts'
import { GIVEN_OPTIONS, holdGiven } from './given-net.ts'
import type { CommandEvent, Context, RunningCommand, Scripts } from './grammar/command.ts'
import { defineCommand } from './grammar/define-command.ts'
import type { OptionValues } from './grammar/kinds.ts'
import * as option from './grammar/options.ts'
import { linesOf, runScript, SCRIPT_LIMIT, type Script, Stop, wholeScript } from './script.ts'

/** Scripts within scripts at most. */
const DEEPEST = 8

async function* each(lines: readonly string[]): AsyncIterable<string> {
  yield* lines
}

type ReplValues = { readonly file?: string } & OptionValues<
  readonly [typeof option.EXECUTE, typeof option.KEEP_GOING, ...typeof GIVEN_OPTIONS]
>

/** Where the lines come from. Throws InputError where a file cannot be read, or is no text. */
async function scriptOf(values: ReplValues, { piped }: Scripts): Promise<Script> {
  const keepGoing = values['keep-going'] === true
  const { file, execute: text } = values
  if (file !== undefined && text !== undefined)
    throw new InputError('either-option', { one: 'execute', other: '<file>' })
  if (file !== undefined) {
    const { readBytes } = await import('../io/read-files.ts')
    return {
      source: file,
      lines: each(await wholeScript(await readBytes(file, SCRIPT_LIMIT), file)),
      keepGoing,
    }
  }
  if (text !== undefined)
    return { source: '--execute', lines: each(text.split(/\r?\n/)), keepGoing }
  if (!piped) throw new InputError('repl-in-repl', {})
  return { source: 'stdin', lines: linesOf(piped(), 'stdin'), keepGoing }
}

async function running(
  values: ReplValues,
  scripts: Scripts,
  context: Context,
): Promise<RunningCommand> {
  const script = await scriptOf(values, scripts)
  const { source } = script
  if (scripts.depth >= DEEPEST)
    throw new InputError('scripts-too-deep', { path: source, most: DEEPEST })
  const session = scripts.within()
  const stop = new Stop()
  const given = new AbortController()
  async function* events(): AsyncIterable<CommandEvent> {
    yield* await holdGiven(values, context, given.signal)
    const { failed } = yield* runScript(session, script, stop)
    // What runs this script has failed, too; the shell is told by the exit code.
    if (failed !== null && scripts.depth > 0)
      throw new InputError('script-failed', { path: source, line: failed })
  }
  return {
    events: events(),
    stop() {
      given.abort()
      stop.stop()
      session.stop()
    },
    end() {
      given.abort()
      stop.stop()
      session.end()
    },
  }
}

export const repl = defineCommand({
  name: 'repl',
  examples: [
    "repl --execute 'train 20; gradient'",
    "repl --execute 'clamp f 1; undo' --keep-going --json",
  ],
  positionals: [{ name: 'file', required: false }],
  options: [option.EXECUTE, option.KEEP_GOING, option.NO_HISTORY, ...GIVEN_OPTIONS],
  run: (values, context) => {
    const { scripts } = context
    if (!scripts) throw new InputError('repl-in-repl', {})
    return running(values, scripts, context)
  },
})
