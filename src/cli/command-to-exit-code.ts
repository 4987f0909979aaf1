/** One command: on its screen, or one reader of its events; an exit code out. */
import type { CommandEvent, StartedCommand } from '../commands/grammar/command.ts'
import { valuesFor } from '../commands/grammar/define-command.ts'
import { commandTextOf } from '../commands/grammar/tokenise.ts'
import { learn, review } from '../commands/learn.ts'
import { repl } from '../commands/repl.ts'
import type { Invocation } from '../commands/session/parse.ts'
import { Session } from '../commands/session/session.ts'
import { simd } from '../io/simd.ts'
import { InputError } from '../rules/input-error.ts'
import { type Language, loadText, textIn } from '../text/index.ts'
import { ScreenCrash } from '../ui/shared/crash.ts'
import { Transcript } from './event-reader.ts'
import { host } from './host.ts'
import { languageAsked, speak, wordsWith } from './language.ts'
import * as platform from './platform.ts'
import { Progress } from './progress.ts'
import type { ScreenContext } from './screen-context.ts'
import { handleSignals } from './signals.ts'
import * as streams from './standard-streams.ts'

/**
 * Reads all events without a screen; each result is written when it arrives. Returns the largest
 * exit code.
 */
async function readEvents({ events, values }: StartedCommand, language: Language): Promise<number> {
  const words = wordsWith(values)
  const transcript = new Transcript({
    json: values.json === true,
    debug: values.debug === true,
    text: words(language),
    async loadText(language) {
      await loadText(language)
      return words(language)
    },
    asked: languageAsked,
    columns: platform.columns,
  })
  speak(() => transcript.text)
  const threads = typeof values.workers === 'number' ? values.workers : platform.cores
  const progress = new Progress(() => performance.now() / 1000, threads)
  let code = 0
  for await (const event of events) {
    const line = platform.stderrIsTerminal() ? progress.line(event, transcript.text) : null
    if (line) streams.writeError(line)
    const result = await transcript.read(event)
    if (!result) continue
    if (result.output) await streams.write(result.output, values.json ? 'exact' : null)
    for (const piece of result.pieces ?? []) await streams.writeBytes(piece)
    if (result.errors) streams.writeError(result.errors)
    code = Math.max(code, result.code)
  }
  return code
}

/**
 * Whether a command has screens on a terminal and was not asked to write something; no command at
 * all is the home screen.
 */
function isPlayed(line: Invocation): boolean {
  if (line.command === null || line.command === review) return true
  const values = valuesFor(learn, line)
  return values !== null && values.new === undefined && values.report === undefined
}

/** What is said on the main screen beside what it came to. */
const ON_THE_WAY: ReadonlySet<CommandEvent['type']> = new Set(['wrote', 'reads', 'kept'])

/** A comparison or a study on its screen; what it came to is said on the main screen afterwards. */
async function shownLive(running: StartedCommand, context: ScreenContext): Promise<number> {
  const { showComparison, showStudyOf } = await import('./open-screens.ts')
  const wrote: CommandEvent[] = []
  let failure: unknown = null
  async function* overheard() {
    let told = false
    try {
      for await (const event of running.events) {
        if (ON_THE_WAY.has(event.type)) wrote.push(event)
        if (event.type !== 'wrote') yield event
        told ||= event.type === 'report' || event.type === 'sweep' || event.type === 'preset'
      }
    } catch (error) {
      // Finished results are shown before the error.
      if (!told) throw error
      failure = error
    }
  }
  const show = running.screen === 'study' ? showStudyOf : showComparison
  async function* events(conclusion: CommandEvent | null) {
    yield* wrote
    if (conclusion) yield conclusion
  }
  const told = (conclusion: CommandEvent | null) =>
    readEvents({ ...running, events: events(conclusion) }, context.language)
  let code: number
  try {
    code = await told(await show({ ...running, events: overheard() }, context))
  } catch (error) {
    // Finished results first.
    if (error instanceof ScreenCrash) await told(await error.conclusion)
    throw error
  }
  if (failure !== null) throw failure
  return code
}

/**
 * Throws InputError 'no-webassembly' where there is none: the screens' layout is computed with it,
 * too.
 */
function needWebAssembly(): void {
  if (typeof WebAssembly === 'undefined') throw new InputError('no-webassembly', {})
}

/** Runs a command on its screen, where it has one and there is a terminal; else null. */
async function onScreen(context: ScreenContext): Promise<number | null> {
  const { command, values, session } = context
  if (!platform.isTerminal() || values.json) return null
  const script = valuesFor(repl, context)
  if (script && script.file === undefined && script.execute === undefined) {
    needWebAssembly()
    return (await import('./open-screens.ts')).showRepl(context)
  }
  if (values.plain) return null
  if (isPlayed(context)) {
    needWebAssembly()
    return (await import('./open-home.ts')).showHome(context)
  }
  if (!command?.live) return null
  needWebAssembly()
  // Loads the screen's code first, so that the first picture does not wait behind workers that are
  // starting.
  await Promise.all([
    import('../ui/compare/compare.tsx'),
    import('./open-screens.ts'),
    // While the WebAssembly of the screen's layout is compiled.
    import('../experiments/compare.ts'),
    import('../training/setup/resolve-spec.ts'),
  ])
  const running = await session.runParsed(context, commandTextOf(platform.argv))
  return running.screen ? shownLive(running, context) : readEvents(running, context.language)
}

/** Runs a command; null is the home screen. */
export async function runCommand(line: Invocation, language: Language): Promise<number> {
  // Without a working folder no thread can be started and no file found.
  if (!platform.hasWorkingFolder()) throw new InputError('no-working-folder', {})
  const session = new Session(host)
  const signals = handleSignals(session)
  const code = () => {
    const signal = signals.signalled()
    return signal && platform.codeOf(signal)
  }
  const setLanguage = (language: Language) => speak(() => textIn(language))
  const context = {
    session,
    host,
    ...line,
    language,
    words: wordsWith(line.values),
    asked: languageAsked(platform.argv),
    signals,
    setLanguage,
  }
  try {
    const shown = await onScreen(context)
    if (shown !== null) return code() ?? shown
    const running = await session.runParsed(line, commandTextOf(platform.argv))
    const come = await readEvents(running, language)
    return code() ?? come
  } catch (error) {
    const signalled = code()
    if (signalled !== null && error instanceof InputError && error.code === 'stopped')
      return signalled
    throw error
  } finally {
    streams.hangUp()
    await session.close()
    // Not while a screen is up.
    if (simd().why === 'known-answer')
      streams.writeError(`gatelab: ${textIn(language).commands.narrowKernels}\n`)
  }
}
