/** The help pages that the build lays out, against the same laid out now. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { helpPage } from '../../src/cli/help-page.ts'
import { pageName, WIDTHS } from '../../src/cli/laid-out-help.ts'
import { LANGUAGES, loadCommandTexts } from '../../src/text/index.ts'
import { gatelab } from '../support/program.ts'

const PAGES = LANGUAGES.flatMap((language) => WIDTHS.map((width) => ({ language, width })))

it.each(PAGES)('is that of $language, $width columns wide', async ({ language, width }) => {
  const file = new URL(`../../dist/${pageName(language, width)}`, import.meta.url)
  const page = await helpPage(null, await loadCommandTexts(language), width)
  expect(readFileSync(file, 'utf8')).toBe(page)
})

it.each([
  { words: ['--help'], LANG: 'C', language: 'en' as const },
  { words: ['-h'], LANG: 'zh_CN.UTF-8', language: 'zh-CN' as const },
  // What else is asked for takes the long way.
  { words: ['--help', '--lang', 'zh-CN'], LANG: 'C', language: 'zh-CN' as const },
])('shows it: $words, $LANG', async ({ words, LANG, language }) => {
  const { stdout } = await gatelab(words, { LANG })
  expect(stdout).toBe(await helpPage(null, await loadCommandTexts(language), 80))
})
