/**
 * Lines end at 100 columns, but in tables of texts, in what a program made, and where one literal
 * (a sentence, a pattern) is all that stands on a line.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import stringWidth from 'string-width'
import { expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const LIMIT = 100

/** Sentences in two languages, the texts of a page, a style sheet. */
const TABLES = /^src\/text\/|^docs\/papers-page\.js$|^src\/view\/report\/style\.ts$/
/** One string, template without places, or regular expression; a name may stand before it. */
const LITERAL = /^\s*(?:[\w'-]+: )?(?:(["'`])(?:(?!\1|\$\{).|\\.)*\1|\/.*\/[a-z]*)[,)]*$/

const tooWide = (text: string): string[] =>
  text.split('\n').filter((line) => stringWidth(line) > LIMIT && !LITERAL.test(line))

/** Not below bench, which has packages of its own. */
const files = ['bench', 'bin', 'docs', 'src', 'test']
  .flatMap((folder) =>
    readdirSync(ROOT + folder, { recursive: folder !== 'bench', encoding: 'utf8' }).map(
      (path) => `${folder}/${path}`,
    ),
  )
  .filter((path) => /\.[jt]sx?$/.test(path) && !TABLES.test(path))

it('finds what it looks for', () => {
  const wide = 'x'.repeat(LIMIT)
  expect(tooWide(`a('${wide}')\n  '${wide}',\n  /${wide}/u,\n  \`${wide}\${y}\``)).toHaveLength(2)
  expect(tooWide(`// ${'字'.repeat(49)}\n${wide}`)).toEqual([`// ${'字'.repeat(49)}`])
  expect(files.length).toBeGreaterThan(700)
})

it('no line is wider than 100 columns', () => {
  const found = files.flatMap((path) =>
    tooWide(readFileSync(ROOT + path, 'utf8')).map((line) => `${path}: ${line}`),
  )
  expect(found).toEqual([])
})
