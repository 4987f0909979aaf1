/** The language of the output. */
import { type Language, languageOf, type Text, textIn } from '../text/index.ts'
import * as platform from './platform.ts'

/** The language that a command's words ask for, needed before any error can be reported. */
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

/** The text of the current language, also used for pictures in files. */
export const currentText = (): Text => speaking()

/** Sets the current text. */
export function speak(text: () => Text): void {
  speaking = text
}
