/** From the arguments to what is asked: help, the version as JSON, or a command to be run. */
import type { Values } from '../commands/grammar/command.ts'
import { CHARTS, SIMD } from '../commands/grammar/options.ts'
import { readValue } from '../commands/grammar/values.ts'
import { type Invocation, parse } from '../commands/session/parse.ts'
import { simd } from '../io/simd.ts'
import { type Language, loadCommandTexts, loadText } from '../text/index.ts'
import { startThreadsFor } from './early-threads.ts'
import { helpPage } from './help-page.ts'
import { onInternalError, unwritten } from './internal-error.ts'
import { startLanguage } from './language.ts'
import * as platform from './platform.ts'
import * as streams from './standard-streams.ts'

/**
 * What is said of the program itself; null where a command is to be run. Loads no more words than a
 * help page has.
 */
async function about({ command, values }: Invocation, language: Language): Promise<string | null> {
  if (values.version) {
    const version = platform.version()
    if (!values.json) return `${version}\n`
    const { asJson } = await import('./json-output.ts')
    const event = { type: 'version', version, node: platform.node, simd: simd() } as const
    return (await asJson(event, await loadText(language)))?.output ?? null
  }
  if (!values.help) {
    const isHome = command === null && !values.json && !values.plain && platform.isTerminal()
    if (command !== null || isHome) return null
  }
  platform.standSomewhere()
  return helpPage(command?.name ?? null, await loadCommandTexts(language), platform.columns())
}

const VARIABLES = { GATELAB_SIMD: SIMD, GATELAB_CHARTS: CHARTS }

/** Refuses what a variable holds as its option would be refused. */
function readVariables(): void {
  for (const [name, choices] of Object.entries(VARIABLES)) {
    const value = platform.env[name]
    if (value !== undefined) readValue({ name, kind: { is: 'choice', choices } }, value)
  }
}

export async function start(): Promise<number> {
  const language = startLanguage()
  let given: Values = {}
  try {
    const line = parse(platform.argv)
    given = line.values
    readVariables()
    const said = await about(line, language)
    if (said === null) {
      if (line.values.json || !platform.isTerminal()) startThreadsFor(line)
      const text = await loadText(language)
      platform.onUncaught((error) => platform.exit(onInternalError(error, text, given)))
      return await (await import('./command-to-exit-code.ts')).runCommand(line, language)
    }
    await streams.write(said)
    return 0
  } catch (error) {
    return onInternalError(error, await loadText(language), given)
  }
}

/** Says that standard output or standard error took no more; the exit code. */
export const failedToWrite = async (): Promise<number> => unwritten(await loadText(startLanguage()))
