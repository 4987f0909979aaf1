/**
 * The report of a preset as a file: sound in its format, whole, harmless, and in both languages.
 */
import { marked } from 'marked'
import { describe, expect, it } from 'vitest'
import type { PresetReport } from '../../../src/experiments/papers/preset-report.ts'
import { reportAs } from '../../../src/view/report/index.ts'
import { presetDocument } from '../../../src/view/report/preset-document.ts'
import { type Element, everything, named, parseMarkup, textOf } from '../../support/markup.ts'
import { textIn } from '../../support/texts.ts'
import { presetReport, tiny, tinyWords } from '../../support/tiny-preset.ts'

const report: PresetReport = await presetReport(tiny)
const single: PresetReport = await presetReport({
  ...tiny,
  against: 'reference',
  parts: () => {
    const { sweep } = tiny.parts(false)
    return { one: { ...sweep, axes: [] } as typeof sweep }
  },
  rows: () => [{ kind: 'decades', id: 'sequences', paper: -3, ours: -3.4 }],
})
const stopped: PresetReport = {
  ...report,
  partial: true,
  rows: [],
  verdict: null,
  studies: {},
  certificates: {},
}
const CLEAN = /NaN|Infinity|undefined|\[object/

const textOfLanguage = (language: 'en' | 'zh-CN') => ({
  ...textIn(language),
  presets: { [tiny.name]: tinyWords },
})
const TEXTS = (['en', 'zh-CN'] as const).map(
  (language) => [language, textOfLanguage(language)] as const,
)
const digestsOf = ({ studies, trials }: PresetReport) =>
  [
    ...Object.values(studies).flatMap((study) =>
      ('points' in study ? study.points : [study]).flatMap(({ runs }) => runs),
    ),
    ...Object.values(trials).flat(),
  ].map(({ digest }) => digest.slice(7, 19))
const rowsOf = (table: Element) =>
  named(table, 'tr').map((row) => row.children.map((cell) => textOf(cell as Element)))

describe.each([
  ['with all kinds of parts', report],
  ['of one comparison', single],
  ['ended early', stopped],
])('a preset %s', (_, preset) => {
  it.each(TEXTS)(
    '%s: as HTML has table, rule, lists, pictures, digests and the line',
    (language, text) => {
      const page = reportAs(preset, 'html', text)
      const root = parseMarkup(page)
      const said = textOf(root)
      expect(root.attributes.lang).toBe(language)
      expect(page).not.toMatch(CLEAN)
      expect(everything(root).map(({ name }) => name)).not.toContain('script')
      const { title, source, reports, same, differs } = tinyWords
      for (const words of [title, source, reports, ...same, ...differs, preset.command])
        expect(said).toContain(words)
      expect(named(root, 'ul')).toHaveLength(2)
      for (const digest of digestsOf(preset)) expect(said).toContain(digest)
      const { columns, rule, partial, verdicts } = text.view.preset
      if (!preset.verdict) return expect(said).toContain(partial)
      const [table] = named(root, 'table')
      const [head, ...rows] = rowsOf(table)
      expect(head).toEqual([columns.what, columns[preset.against], columns.ours, columns.verdict])
      expect(rows.map(([what, , , verdict]) => [what, verdict])).toEqual(
        preset.rows.map((row) => [
          tinyWords.rows[row.id],
          row.verdict ? verdicts[row.verdict] : '',
        ]),
      )
      for (const words of [rule, verdicts[preset.verdict]]) expect(said).toContain(words)
      expect(named(root, 'svg').length).toBeGreaterThan(1)
      for (const { command } of Object.values(preset.studies)) expect(said).toContain(command)
      // Those of the preset itself, and those that stand beside the runs of the sweep's two points.
      const certified = named(root, 'table')
        .flatMap((one) => rowsOf(one))
        .filter(([task]) => task === 'two-sequence')
      const { guesses = [] } = preset.certificates
      expect(certified.map((row) => Number(row[2]))).toEqual(guesses.map(({ seed }) => seed))
    },
  )

  it.each(TEXTS)('%s: as Markdown says the same', (_, text) => {
    const page = reportAs(preset, 'md', text)
    expect(page).not.toMatch(CLEAN)
    expect(page).not.toContain('<tiny>')
    const tokens = marked.lexer(page)
    const lists = tokens.flatMap((token) => (token.type === 'list' ? [token.items.length] : []))
    expect(lists).toEqual([tinyWords.same.length, tinyWords.differs.length])
    for (const words of [preset.command, ...digestsOf(preset)]) expect(page).toContain(words)
    const [rows] = tokens.flatMap((token) => (token.type === 'table' ? [token.rows] : []))
    if (preset.verdict) expect(rows).toHaveLength(preset.rows.length)
    else expect(page).toContain(text.view.preset.partial)
  })

  it('as JSON is what --json prints, and as CSV a row a line of its table', () => {
    const [[, text]] = TEXTS
    const { same, rows, ...found } = JSON.parse(JSON.stringify(presetDocument(preset, tinyWords)))
    expect(same).toEqual(tinyWords.same)
    expect(rows).toEqual(preset.rows.map((row) => ({ ...row, what: tinyWords.rows[row.id] })))
    const { studies, trials, certificates, verdict, form } = preset
    expect(found).toMatchObject(
      JSON.parse(JSON.stringify({ studies, trials, certificates, verdict, form })),
    )
    const [head, ...lines] = reportAs(preset, 'csv', text).split('\r\n')
    expect(head).toBe('preset,form,row,kind,paper,paperOf,ours,oursOf,verdict')
    expect(lines.pop()).toBe('')
    expect(lines).toHaveLength(preset.rows.length)
    if (preset === report) {
      expect(lines[1]).toBe('gers2001-anbn,short,stopped,share,0,5,0,5,reproduces')
      expect(lines[2]).toBe('gers2001-anbn,short,sequences,number,100,,30,,does-not-reproduce')
    }
  })
})

it.each(TEXTS)('%s: the picture of a preset has those of its studies', (_, text) => {
  for (const preset of [report, single]) {
    const picture = reportAs(preset, 'svg', text)
    expect(picture).not.toMatch(CLEAN)
    const root = parseMarkup(picture)
    expect(textOf(named(root, 'title')[0])).toBe(tinyWords.title)
    expect(named(root, 'g').length).toBeGreaterThan(2)
  }
})

it('nothing but a look: profiles before training are drawn, not what one step gave', async () => {
  const { sweep } = tiny.parts(false)
  const looks = await presetReport({
    ...tiny,
    parts: () => ({
      sweep: {
        ...sweep,
        spec: { ...('spec' in sweep ? sweep.spec : {}), steps: 1 },
      } as typeof sweep,
    }),
    rows: () => [],
  })
  const [[, text]] = TEXTS
  const page = reportAs(looks, 'md', text)
  expect(
    page.match(/^\*\*length [57]: Gradient norm at t, before training, seed 1\*\*$/gm),
  ).toHaveLength(2)
  expect(page).not.toContain(text.view.report.sweep.sections.share)
  expect(page).not.toContain(text.view.report.sweep.columns.caption)
})
