/** Reports as files: sound in their own format, whole, harmless, and the same in both languages. */
import { marked } from 'marked'
import { describe, expect, it } from 'vitest'
import type { Report, Sweep } from '../../../src/results/report.ts'
import { FAIRS } from '../../../src/specs/design.ts'
import type { Text } from '../../../src/text/index.ts'
import { reportAs } from '../../../src/view/report/index.ts'
import { type Element, everything, named, parseMarkup, textOf } from '../../support/markup.ts'
import { comparison, sweep } from '../../support/reports.ts'
import { textIn } from '../../support/texts.ts'

const en = textIn('en')
const zh = textIn('zh-CN')
const TEXTS: [string, Text][] = [
  ['en', en],
  ['zh-CN', zh],
]

const three: Sweep = sweep({
  choices: { seeds: [1, 2] },
  axes: [
    { option: 'length', values: [10, 20, 40] },
    { option: 'clip', values: [1, null] },
    { option: 'optimizer', values: ['adam', 'sgd'] },
  ],
  lean: true,
})
const REPORTS: [string, Report | Sweep][] = [
  ['a comparison', comparison()],
  ['a comparison that was read without curves', comparison({ lean: true })],
  ['a comparison, fair in three ways', comparison({ fair: FAIRS })],
  ['a comparison of one cell', comparison({ choices: { cells: ['lstm'], seeds: [5] } })],
  ['one in which all diverged', comparison({ outcomes: () => ({ metric: null }) })],
  ['a sweep', sweep()],
  ['a sweep that was read without curves', sweep({ lean: true })],
  ['a sweep over three options', three],
  [
    'a sweep over one',
    sweep({ axes: [{ option: 'init', values: ['uniform', 'orthogonal'] }], fair: FAIRS }),
  ],
]

const runsOf = (report: Report | Sweep) =>
  report.schema === 'gatelab.sweep/1' ? report.points.flatMap(({ runs }) => runs) : report.runs
const digestsOf = (report: Report | Sweep) =>
  runsOf(report).map(({ digest }) => digest.slice(7, 19))
const CLEAN = /NaN|Infinity|undefined|\[object/

/** Rows of a table, cell by cell. */
const rowsOf = (table: Element) =>
  named(table, 'tr').map((row) => row.children.map((cell) => textOf(cell as Element)))

describe.each(REPORTS)('%s as HTML', (_, report) => {
  it.each(TEXTS)('%s: whole, and nothing from elsewhere', (language, text) => {
    const page = reportAs(report, 'html', text)
    const root = parseMarkup(page)
    expect(root.name).toBe('html')
    expect(root.attributes.lang).toBe(language)
    expect(page).not.toMatch(CLEAN)
    for (const { name, attributes } of everything(root)) {
      expect(['script', 'link', 'img', 'iframe', 'object', 'base', 'form']).not.toContain(name)
      for (const [key, value] of Object.entries(attributes)) {
        expect(key).not.toMatch(/^(on.*|src|style|action)$/)
        if (key === 'href') expect(value).toMatch(/^#s\d+$/)
        if (key !== 'xmlns') expect(value).not.toMatch(/https?:|url\(/)
      }
    }
    expect(textOf(named(root, 'style')[0])).not.toMatch(/url\(|@import|http/)
    // What points somewhere, points at something, and nothing is named twice.
    const ids = everything(root).flatMap(({ attributes }) => attributes.id ?? [])
    expect(new Set(ids).size).toBe(ids.length)
    const pointers = everything(root).flatMap(({ attributes }) => [
      ...(attributes['aria-labelledby']?.split(' ') ?? []),
      ...(attributes.href ? [attributes.href.slice(1)] : []),
    ])
    expect(pointers.length).toBeGreaterThan(5)
    for (const id of pointers) expect(ids).toContain(id)
  })

  it.each(TEXTS)(
    '%s: says in words what it shows in pictures, and has heads for its columns and rows',
    (_language, text) => {
      const root = parseMarkup(reportAs(report, 'html', text))
      const pictures = named(root, 'svg')
      expect(pictures.length).toBeGreaterThan(0)
      for (const picture of pictures) {
        expect(picture.attributes.role).toBe('img')
        for (const name of ['title', 'desc'] as const) {
          const [first] = picture.children.filter(
            (one): one is Element => typeof one !== 'string' && one.name === name,
          )
          expect(picture.attributes['aria-labelledby'].split(' ')).toContain(first.attributes.id)
        }
      }
      for (const table of named(root, 'table')) {
        const [head, ...body] = named(table, 'tr')
        for (const cell of head.children as Element[]) expect(cell.attributes.scope).toBe('col')
        expect(body.length).toBeGreaterThan(0)
        for (const row of body) {
          const cells = row.children as Element[]
          expect(cells).toHaveLength(head.children.length)
          expect(cells[0].attributes.scope).toBe('row')
        }
      }
    },
  )

  it('lists every run, once', () => {
    const root = parseMarkup(reportAs(report, 'html', en))
    const cells = named(root, 'table')
      .flatMap(rowsOf)
      .map((row) => row.at(-1) ?? '')
    const listed = cells.filter((words) => /^[0-9a-f]{12}$/.test(words))
    expect(listed).toEqual(digestsOf(report))
  })
})

describe.each(REPORTS)('%s as Markdown', (_, report) => {
  it.each(TEXTS)(
    '%s: tables with as many cells in each row, fences closed, HTML only where it is folded',
    (_language, text) => {
      const page = reportAs(report, 'md', text)
      expect(page).not.toMatch(CLEAN)
      const tokens = marked.lexer(page)
      const tables = tokens.filter((token) => token.type === 'table')
      expect(tables.length).toBeGreaterThan(2)
      // As it stands in the text: a bar that isn't escaped ends a cell.
      for (const { raw } of tables) {
        const counts = raw
          .trimEnd()
          .split('\n')
          .map((line: string) => line.split(/(?<!\\)\|/).length)
        expect(new Set(counts).size).toBe(1)
      }
      const html = tokens.filter((token) => token.type === 'html').map(({ raw }) => raw.trim())
      for (const one of html)
        expect(one).toMatch(/^<details>\n<summary>[^<]*<\/summary>$|^<\/details>$/)
      const fences = tokens.filter((token) => token.type === 'code')
      expect(fences.length).toBeGreaterThan(1)
      expect(fences.at(-1)).toMatchObject({ lang: 'sh', text: report.command })
      expect(tokens.filter((token) => token.type === 'heading' && token.depth === 1)).toHaveLength(
        1,
      )
    },
  )

  it('lists every run, once', () => {
    const page = reportAs(report, 'md', en)
    const listed = page.match(/(?<=\| )[0-9a-f]{12}(?= \|$)/gm) ?? []
    expect(listed).toEqual(digestsOf(report))
  })
})

describe.each(REPORTS)('%s as SVG', (_, report) => {
  it.each(TEXTS)('%s: one document that loads nothing', (_language, text) => {
    const picture = reportAs(report, 'svg', text)
    const root = parseMarkup(picture)
    expect(root.name).toBe('svg')
    expect(picture).not.toMatch(CLEAN)
    expect(picture).not.toMatch(/<script|<image|href|url\(|@import/)
    const heights = everything(root).flatMap(({ attributes }) => attributes.cy ?? [])
    for (const height of heights)
      expect(Number(height)).toBeLessThan(Number(root.attributes.height))
    const [title, desc] = root.children
      .filter((one): one is Element => typeof one !== 'string')
      .map(textOf)
    expect(title.trim()).not.toBe('')
    expect(desc.trim()).not.toBe('')
  })
})

it.each(REPORTS)('%s has the same numbers in both languages', (_, report) => {
  const numbers = (page: string) =>
    (page.replace(/<[^>]*>|&#\d+;/g, ' ').match(/\d[\d.e+-]*\d|\d/g) ?? []).toSorted()
  const inTables = (text: Text) =>
    named(parseMarkup(reportAs(report, 'html', text)), 'table')
      .map(rowsOf)
      .map((rows) => rows.slice(1).map((row) => row.flatMap(numbers)))
  expect(inTables(zh)).toEqual(inTables(en))
  const drawn = (text: Text) =>
    named(parseMarkup(reportAs(report, 'svg', text)), 'path').map(({ attributes }) => attributes.d)
  expect(drawn(zh)).toEqual(drawn(en))
})

describe('what came from outside', () => {
  const evil = [
    `</title></style><script>alert("x")</script>&amp;' onload="y`,
    '`````\n# not a heading\n| a | b |\n</details>',
    '=cmd|"/c calc"!A1',
    '\u001b[31m\u202e\u2028 --- <!-- -->',
  ].join(' ')
  const given = comparison({ command: `gatelab compare ${evil}` })
  const report: Report = { ...given, task: { ...given.task, name: evil }, version: evil }
  const axes = [{ option: 'optimizer' as const, values: ['adam', 'sgd'] }]
  const swept = sweep({ axes, command: evil })
  const points = swept.points.map((point, n) => ({
    ...point,
    at: { optimizer: n === 0 ? evil : '=1+1' },
    task: report.task,
  }))
  const study: Sweep = {
    ...swept,
    axes: [{ option: 'optimizer', values: [evil, '=1+1'] }],
    points,
    version: evil,
  }

  it.each([
    ['a comparison', report],
    ['a sweep', study],
  ])('does no harm in %s', (_name, one) => {
    const plain = one === report ? comparison() : sweep({ axes })
    for (const [, text] of TEXTS) {
      const names = (root: Element) => everything(root).map(({ name }) => name)
      expect(new Set(names(parseMarkup(reportAs(one, 'html', text))))).toEqual(
        new Set(names(parseMarkup(reportAs(plain, 'html', text)))),
      )
      expect(textOf(named(parseMarkup(reportAs(one, 'html', text)), 'title')[0])).toContain(
        '</title></style><script>',
      )
      parseMarkup(reportAs(one, 'svg', text))
      const tokens = marked.lexer(reportAs(one, 'md', text))
      const kinds = (all: typeof tokens) => all.map(({ type }) => type)
      expect(kinds(tokens)).toEqual(kinds(marked.lexer(reportAs(plain, 'md', text))))
      for (const token of tokens) {
        if (token.type !== 'table') continue
        const counts = token.raw
          .trimEnd()
          .split('\n')
          .map((line: string) => line.split(/(?<!\\)\|/).length)
        expect(new Set(counts).size).toBe(1)
      }
      // No markup within a line either.
      const inline = tokens.flatMap((token) =>
        'tokens' in token && token.tokens ? token.tokens : [],
      )
      expect(
        inline.filter(({ type }) => ['html', 'link', 'image', 'codespan'].includes(type)),
      ).toEqual([])
      for (const format of ['html', 'svg', 'md'] as const) {
        expect(reportAs(one, format, text)).not.toMatch(/[\p{Cc}\u2028\u202e](?<!\n)/u)
      }
    }
  })
})
