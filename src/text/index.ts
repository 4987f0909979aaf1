/** Every user-facing string, in every language. */
import * as en from './en/index.ts'
import * as zhCN from './zh-CN/index.ts'

export type Language = 'en' | 'zh-CN'
export type Text = typeof en

const TABLES: Readonly<Record<Language, Text>> = { en, 'zh-CN': zhCN }

export const textIn = (language: Language): Text => TABLES[language]

/** The language that a table is in. */
export const languageOfText = (text: Text): Language => (text === TABLES['zh-CN'] ? 'zh-CN' : 'en')

/** The language of a locale name as in LANG, e.g. zh_CN.UTF-8; English for anything unknown. */
export const languageOf = (locale: string | undefined): Language =>
  /^zh([_.-]|$)/i.test(locale ?? '') ? 'zh-CN' : 'en'
