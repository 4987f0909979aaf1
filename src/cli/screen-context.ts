/** What screens are given: the terminal, the languages, the lines that were entered before. */
import type { Command, CommandEvent, ParsedValues } from '../commands/grammar/command.ts'
import type { Host } from '../commands/session/host.ts'
import type { Session } from '../commands/session/session.ts'
import type { History } from '../io/line-history.ts'
import { LANGUAGES, type Language, loadText, type Text } from '../text/index.ts'
import type { LineHistory } from '../ui/lab/lab.tsx'
import { codeOfInputError, sentenceOf } from './error-output.ts'
import { jobs } from './job-control.ts'
import type { Words } from './language.ts'
import * as platform from './platform.ts'
import * as streams from './standard-streams.ts'
import { asText } from './text-output.ts'

/** Ends at the first signal, keeping what is finished. */
export interface SignalHandling {
  readonly signalled: () => platform.Signal | null
  readonly onSignal: (signal: platform.Signal) => void
  readonly abort: AbortSignal
}

/** The context of a screen. */
export interface ScreenContext {
  readonly session: Session
  readonly host: Host
  /** null is the home screen. */
  readonly command: Command | null
  readonly values: ParsedValues
  readonly language: Language
  /** A language's words, with how charts are drawn here. */
  readonly words: Words
  /** The language asked for on the command line. */
  readonly asked: Language | null
  readonly signals: SignalHandling
  /** Told which language is spoken from now on. */
  readonly setLanguage: (language: Language) => void
}

/** On a screen the language can be changed at any key, so all texts are loaded. */
export const loadAllTexts = () => Promise.all(LANGUAGES.map(loadText))

/** What every screen is given. */
export const terminalContext = ({ values, language, words, signals }: ScreenContext) => ({
  text: words(language),
  color: !values['no-color'] && !platform.env.NO_COLOR,
  colors: values['no-color'] || platform.env.NO_COLOR ? ('none' as const) : platform.colors(),
  streams: { stdin: platform.stdin(), stdout: platform.screenOutput() },
  interrupted: signals.onSignal,
  signal: signals.abort,
  atExit: platform.atExit,
  jobs,
  screenReader: ['true', '1', 'yes', 'on'].includes(
    (platform.env.INK_SCREEN_READER ?? '').toLowerCase(),
  ),
})

/**
 * Each line is saved as soon as it is entered, so that it is there the next time however the
 * program ends.
 */
export const kept = (history: History): LineHistory => ({
  lines: history.lines,
  add(line) {
    history.add(line)
    history.save()
  },
})

/** What the screens of lines are given. */
export const lines = (context: ScreenContext) => ({
  ...terminalContext(context),
  textOf(language: Language) {
    context.setLanguage(language)
    return context.words(language)
  },
  async page(event: CommandEvent, text: Text, columns: number) {
    const { output = '', errors = '' } = (await asText(event, text, columns, 'lab')) ?? {}
    return output + errors || null
  },
  sentence: sentenceOf,
})

/** Saves the remaining history; returns 1 and a message if there is no room, else 0. */
export async function saved(history: History | null, text: Text): Promise<number> {
  await history?.save()
  const failure = history?.failure
  // A read-only folder is somebody's decision, not a failure.
  if (!failure || codeOfInputError(failure) !== 1) return 0
  streams.writeError(`gatelab: ${sentenceOf(failure, text)}\n`)
  return 1
}
