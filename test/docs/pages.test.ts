/**
 * The form of all pages that are read: twins of the two languages, lengths of lines, the README's
 * length.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { widthOf } from '../../src/view/shared/width.ts'

const top = new URL('../../', import.meta.url)
const read = (name: string) => readFileSync(new URL(name, top), 'utf8')
const docs = readdirSync(new URL('docs/', top)).filter((name) => name.endsWith('.md'))
const READMES = ['README.md', 'README.zh-CN.md']
const [ENGLISH, CHINESE] = [false, true].map((chinese) =>
  docs.filter((name) => name.endsWith('.zh-CN.md') === chinese),
)
/** For those who change the program, not for those who use it: English alone. */
const DEVELOPERS = ['architecture.md']
/** Each room's first file. */
const ROOMS = readdirSync(new URL('src/', top), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => `src/${name}/README.md`)

const chineseOf = (name: string) => name.replace(/\.md$/, '.zh-CN.md')
const TWINS = [
  'README.md',
  ...ENGLISH.filter((name) => !DEVELOPERS.includes(name)).map((name) => `docs/${name}`),
]

/** Lines outside code, and the code of each block without comments. */
function partsOf(text: string): { words: string[]; code: string[] } {
  const code: string[] = []
  const rest = text.replaceAll(
    /^```(\w+)\n([\s\S]*?)^```$/gm,
    (_, language: string, block: string) => {
      // What the program says differs in words and in the places where lines break.
      const lines =
        language === 'text'
          ? ''
          : block.replaceAll(/ *#.*$/gm, '').replaceAll(/^.*\p{Script=Han}.*$/gmu, '')
      code.push(`${language}\n${lines}`)
      return ''
    },
  )
  return { words: rest.split('\n'), code }
}

/**
 * What two twins must have alike, in the same order: levels of headings, tables with their sizes,
 * screens, code.
 */
function outlineOf(text: string) {
  const { words, code } = partsOf(text)
  const columns = (row: string) => row.replaceAll('\\|', '').split('|').length
  return {
    headings: words.flatMap((line) => /^#+(?= )/.exec(line) ?? []),
    rows: words.filter((line) => line.startsWith('|')).map(columns),
    screens: words.flatMap((line) => /^<!-- (?:screen|table):.*$/.exec(line) ?? []),
    items: words.filter((line) => /^ *(?:-|\d+\.) /.test(line)).length,
    code,
  }
}

describe('every page for users stands in both languages', () => {
  it('has a twin', () => {
    expect(CHINESE).toEqual(
      ENGLISH.filter((name) => !DEVELOPERS.includes(name))
        .map(chineseOf)
        .sort(),
    )
  })

  it.each(TWINS)('%s is built as its twin is, and each links to the other', (name) => {
    const [english, chinese] = [read(name), read(chineseOf(name))]
    const here = name.slice(name.lastIndexOf('/') + 1)
    expect(outlineOf(chinese)).toEqual(outlineOf(english))
    expect(english).toContain(`[中文](${chineseOf(here)})`)
    expect(chinese).toContain(`[English](${here})`)
    // A page in Chinese leads on to pages in Chinese.
    for (const [, target] of chinese.matchAll(/\]\(((?:docs\/)?[\w-]+\.md)\b/g)) {
      const twin = chineseOf(target.replace('docs/', ''))
      if (target !== here) expect(CHINESE, target).not.toContain(twin)
    }
  })
})

describe.each([
  ...READMES,
  'SECURITY.md',
  'CONTRIBUTING.md',
  'lessons/README.md',
  ...docs.map((name) => `docs/${name}`),
  ...ROOMS,
])('%s', (name) => {
  it('has lines of at most 100 columns outside tables and screens', () => {
    const text = read(name).replaceAll(/^<!-- screen:[\s\S]*?^<!-- \/screen -->$/gm, '')
    const long = text.split('\n').filter((line) => !line.startsWith('|') && widthOf(line) > 100)
    expect(long).toEqual([])
  })
})

it.each(READMES)('%s has at most 260 lines', (name) => {
  expect(read(name).trimEnd().split('\n').length).toBeLessThanOrEqual(260)
})
