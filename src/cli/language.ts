/** Which language is spoken. */
import { type Language, languageOf, type Text, textIn } from '../text/index.ts'
import * as platform from './platform.ts'

/**
 * The language that the words of a command ask for, wanted before anything can be complained of.
 */
export function languageAsked(words: readonly string[]): Language | null {
  const at = words.findIndex((word) => word === '--lang' || word.startsWith('--lang='))
  const language = words[at]?.split('=')[1] ?? words[at + 1]
  return at >= 0 && (language === 'en' || language === 'zh-CN') ? language : null
}

/** The language asked for on the command line, else the environment's. */
export function startLanguage(): Language {
  const { LC_ALL, LC_MESSAGES, LANG } = platform.env
  return languageAsked(platform.argv) ?? languageOf(LC_ALL || LC_MESSAGES || LANG)
}

let speaking: () => Text = () => textIn(startLanguage())

/** The words that are spoken now: those of pictures in files, too. */
export const currentText = (): Text => speaking()

/** From now on these are. */
export function speak(text: () => Text): void {
  speaking = text
}
