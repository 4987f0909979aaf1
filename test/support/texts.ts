/** Both languages at once; the program loads the one that it speaks. */
import * as en from '../../src/text/en/index.ts'
import type { Language, Text } from '../../src/text/index.ts'
import * as zhCN from '../../src/text/zh-CN/index.ts'

const TABLES: Readonly<Record<Language, Text>> = { en, 'zh-CN': zhCN }

export const textIn = (language: Language): Text => TABLES[language]
