/** Every user-facing string, in every language; a language is loaded when it is spoken. */

import type { CommandTexts } from './en/commands.ts'

export type Text = typeof import('./en/index.ts')
export type Language = Text['language']

const TABLES: Readonly<Record<Language, () => Promise<Text>>> = {
  en: () => import('./en/index.ts'),
  'zh-CN': () => import('./zh-CN/index.ts'),
}
/** What help pages need, and no more. */
const COMMANDS: Readonly<Record<Language, () => Promise<{ commands: CommandTexts }>>> = {
  en: () => import('./en/commands.ts'),
  'zh-CN': () => import('./zh-CN/commands.ts'),
}
export const LANGUAGES = Object.keys(TABLES) as readonly Language[]

const loaded = new Map<Language, Text>()

export async function loadText(language: Language): Promise<Text> {
  const text = loaded.get(language) ?? (await TABLES[language]())
  loaded.set(language, text)
  return text
}

/** The words of a language for commands and options alone. */
export const loadCommandTexts = async (language: Language): Promise<CommandTexts> =>
  (await COMMANDS[language]()).commands

/** The words of a language that {@link loadText} has loaded. */
export function textIn(language: Language): Text {
  const text = loaded.get(language)
  if (!text) throw new Error(`the words of ${language} are not loaded`)
  return text
}

/** The language of a locale name as in LANG, e.g. zh_CN.UTF-8; English for anything unknown. */
export const languageOf = (locale: string | undefined): Language =>
  /^zh([_.-]|$)/i.test(locale ?? '') ? 'zh-CN' : 'en'
