/** The language of the output, and how charts are drawn in it. */
import type { ParsedValues } from '../commands/grammar/command.ts'
import { type Language, languageOf, type Text, textIn } from '../text/index.ts'
import type { ViewText } from '../view/shared/text-types.ts'
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

/** The words of a language that is loaded. */
export type Words = (language: Language) => Text

/**
 * With how `--charts` or GATELAB_CHARTS wants line charts drawn, where the terminal can: the same
 * text of a language each time.
 */
export function wordsWith({ charts }: ParsedValues): Words {
  const asked = charts ?? platform.env.GATELAB_CHARTS
  if (asked !== 'fine' || !platform.showsUtf8()) return textIn
  const fine = new Map<Language, Text>()
  return (language) => {
    const known = fine.get(language)
    if (known) return known
    const text = textIn(language)
    const view: ViewText = { ...text.view, charts: asked }
    const made = { ...text, view }
    fine.set(language, made)
    return made
  }
}

let speaking: () => Text = () => textIn(startLanguage())

/** The text of the current language. */
export const currentText = (): Text => speaking()

/** Sets the current text. */
export function speak(text: () => Text): void {
  speaking = text
}
