/** Where everything is put together: arguments in, one command, one reader, an exit code out. */

import type { Command, CommandEvent, Values } from '../commands/grammar/command.ts'
import { parse } from '../commands/session/parse.ts'
import type { Host, Session, StartedCommand } from '../commands/session/session.ts'
import { sanitizeLines } from '../io/sanitize.ts'
import { WriteError } from '../io/write-all.ts'
import { InputError } from '../rules/input-error.ts'
import { type Language, languageOf, type Text, textIn } from '../text/index.ts'
import { ScreenCrash } from '../ui/shared/crash.ts'
import { codeOfInputError, sentenceOf } from './error-output.ts'
import { Transcript } from './event-reader.ts'
import { pipeOf } from './named-pipes.ts'
import type { ScreenContext, SignalHandling } from './open-screens.ts'
import * as platform from './platform.ts'
import { Progress } from './progress.ts'
import { helpPage } from './text-output.ts'

/**
 * The language that the words of a command ask for, wanted before anything can be complained of.
 */
function asked(words: readonly string[]): Language | null {
  const at = words.findIndex((word) => word === '--lang' || word.startsWith('--lang='))
  const language = words[at]?.split('=')[1] ?? words[at + 1]
  return at >= 0 && (language === 'en' || language === 'zh-CN') ? language : null
}

/** The language asked for on the command line, else the environment's. */
function startLanguage(): Language {
  const { LC_ALL, LC_MESSAGES, LANG } = platform.env
  return asked(platform.argv) ?? languageOf(LC_ALL || LC_MESSAGES || LANG)
}

/** Ends at the first signal, keeping what is finished. */
function handleSignals(session: Session): SignalHandling {
  let signal: platform.Signal | null = null
  const controller = new AbortController()
  const onSignal = (one: platform.Signal) => {
    signal = signal ?? one
    // Off a screen, nothing is there that would have to be put right.
    if (session.heedless && !platform.isTerminal) platform.exit(platform.codeOf(one))
    // A comparison writes down how far it is, however long its step takes.
    if (session.steerable) session.stop()
    else session.leave()
    controller.abort()
  }
  platform.onSignal(onSignal)
  platform.onReaderGone(() => {
    if (!session.steerable)
      platform.exit(platform.outputFailure() ? unwritten(textIn(startLanguage())) : 0)
    session.stop()
  })
  return { signalled: () => signal, onSignal, abort: controller.signal }
}

/** The words that are spoken now: those of pictures in files, too. */
let currentText = (): Text => textIn(startLanguage())

/** Seconds between two lines about planning. */
const EVERY = 5
let saidLast = performance.now() / 1000

/** Says how far planning is, where somebody waits before a terminal and it takes long. */
function sayPlanning(points: number, of: number): void {
  const now = performance.now() / 1000
  if (!platform.stderrIsTerminal || now - saidLast < EVERY) return
  saidLast = now
  platform.writeError(`${currentText().commands.planning(points, of)}\n`)
}

const host: Host = {
  version: platform.version(),
  cores: platform.cores,
  memory: platform.memory,
  planning: sayPlanning,
  progressPath: platform.progressPath,
  piped: platform.piped,
  pipeOf,
  async freshBench() {
    platform.stopYoungGrowth()
    const { Workbench } = await import('../workbench/workbench.ts')
    return new Workbench(platform.cores)
  },
  async draw(result, format) {
    const text = currentText()
    if (format === 'svg') {
      const { pictureSvg } = await import('../view/lab/lab-svg.ts')
      return pictureSvg(result, text)
    }
    const { labText } = await import('../view/lab/lab-text.ts')
    return labText(result, text, 100) || null
  },
  async reportAs(report, format) {
    const { reportAs } = await import('../view/report/index.ts')
    const { view, tasks, fileTasks, presets } = currentText()
    return reportAs(report, format, { view, tasks: { ...tasks, ...fileTasks }, presets })
  },
}

/**
 * Reads the events to the end, off a terminal; each result is written when it comes. The largest
 * exit code.
 */
async function readEvents({ events, values }: StartedCommand, language: Language): Promise<number> {
  const transcript = new Transcript({
    json: values.json === true,
    debug: values.debug === true,
    language,
    textIn,
    asked,
    columns: platform.columns,
  })
  currentText = () => transcript.text
  const threads = typeof values.workers === 'number' ? values.workers : platform.cores
  const progress = new Progress(() => performance.now() / 1000, threads)
  let code = 0
  for await (const event of events) {
    const line = platform.stderrIsTerminal ? progress.line(event, transcript.text) : null
    if (line) platform.writeError(line)
    const result = await transcript.read(event)
    if (!result) continue
    if (result.output) await platform.write(result.output)
    if (result.errors) platform.writeError(result.errors)
    code = Math.max(code, result.code)
  }
  return code
}

/**
 * Commands that are played on a terminal, where they aren't asked to write something; none at all
 * is the house itself.
 */
const played = (command: Command | null, values: Values): boolean =>
  command === null ||
  command.name === 'review' ||
  (command.name === 'learn' && values.new === undefined && values.report === undefined)

/** A comparison or a study on its screen; what it came to is said on the main screen afterwards. */
async function shownLive(running: StartedCommand, context: ScreenContext): Promise<number> {
  const { showComparison, showStudyOf } = await import('./open-screens.ts')
  const wrote: CommandEvent[] = []
  let failure: unknown = null
  async function* overheard() {
    let told = false
    try {
      for await (const event of running.events) {
        if (event.type === 'wrote' || event.type === 'reads') wrote.push(event)
        if (event.type !== 'wrote') yield event
        told ||= event.type === 'report' || event.type === 'sweep' || event.type === 'preset'
      }
    } catch (error) {
      // What was finished is shown before it is said what went wrong.
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
    // What is finished is told first.
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
async function onScreen(command: Command | null, context: ScreenContext): Promise<number | null> {
  const { values, session } = context
  if (!platform.isTerminal || values.json) return null
  const typed = values.file === undefined && values.execute === undefined
  if (command?.name === 'repl' && typed) {
    needWebAssembly()
    return (await import('./open-screens.ts')).showRepl(context)
  }
  if (values.plain) return null
  if (played(command, values)) {
    needWebAssembly()
    return (await import('./open-screens.ts')).showHome(command?.name ?? '', context)
  }
  if (!command?.live) return null
  needWebAssembly()
  // The screen's code is fetched first, so that the first picture does not wait behind workers that
  // are starting.
  await import('../ui/compare/compare.tsx')
  const running = await session.run(session.pieceOf(platform.argv))
  return running.screen ? shownLive(running, context) : readEvents(running, context.language)
}

/** A command; null is the house of the lessons. */
async function execute(
  command: Command | null,
  values: Values,
  language: Language,
): Promise<number> {
  // Threads cannot be started without one, nor files be found.
  if (!platform.hasWorkingFolder()) throw new InputError('no-working-folder', {})
  const { Session } = await import('../commands/session/session.ts')
  const session = new Session(host)
  const signals = handleSignals(session)
  const code = () => {
    const signal = signals.signalled()
    return signal && platform.codeOf(signal)
  }
  const setLanguage = (language: Language) => {
    currentText = () => textIn(language)
  }
  const context = {
    session,
    host,
    values,
    language,
    asked: asked(platform.argv),
    signals,
    setLanguage,
  }
  try {
    const shown = await onScreen(command, context)
    const come =
      shown ?? (await readEvents(await session.run(session.pieceOf(platform.argv)), language))
    return code() ?? come
  } catch (error) {
    const signalled = code()
    if (signalled !== null && error instanceof InputError && error.code === 'stopped')
      return signalled
    throw error
  } finally {
    platform.hangUp()
    await session.close()
  }
}

/**
 * Says in one line that standard output took no more, and where finished runs are; the exit code.
 */
function unwritten(text: Text, values: Values = {}): number {
  const { stream, error } = platform.outputFailure() ?? {}
  // What standard error does not take can be said nowhere.
  if (stream !== 'stdout' || !error) return 1
  const kept = [values.results, values['save-weights']].filter((path) => typeof path === 'string')
  const { code: reason, written, of } = error
  const inputError = new InputError('output-failed', { reason, written, of, kept })
  platform.writeError(`gatelab: ${sentenceOf(inputError, text)}\n`)
  return 1
}

/** What is wrong, in one line on standard error; the exit code. */
function onInternalError(thrown: unknown, text: Text, values: Values): number {
  if (thrown instanceof WriteError) return unwritten(text, values)
  const error = thrown instanceof Error ? thrown : new Error(String(thrown))
  const trace = platform.argv.includes('--debug')
    ? `${sanitizeLines(String(error.stack), 'message')}\n`
    : ''
  if (error instanceof InputError) {
    platform.writeError(`gatelab: ${sentenceOf(error, text)}\n${trace}`)
    return codeOfInputError(error)
  }
  platform.writeError(
    trace
      ? `${text.commands.internalError}: ${trace}`
      : `${sentenceOf(error, text)}\n${text.commands.debugHint}\n`,
  )
  return 1
}

async function main(): Promise<number> {
  const language = startLanguage()
  const text = textIn(language)
  let given: Values = {}
  platform.onUncaught((error) => platform.exit(onInternalError(error, text, given)))
  try {
    const { command, values } = parse(platform.argv)
    given = values
    if (values.version) {
      await platform.write(`${platform.version()}\n`)
      return 0
    }
    const home = command === null && platform.isTerminal && !values.json && !values.plain
    if (values.help || (command === null && !home)) {
      platform.standSomewhere()
      await platform.write(await helpPage(command?.name ?? null, text, platform.columns()))
      return 0
    }
    return await execute(command, values, language)
  } catch (error) {
    return onInternalError(error, text, given)
  }
}

const code = await main()
// A line that standard error did not take is missing to somebody, too.
platform.setExitCode(
  code === 0 && platform.outputFailure() ? unwritten(textIn(startLanguage())) : code,
)
