/**
 * The glossary: its pages are those of the text tables, and `help TERM` finds every term in every
 * language.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { asHelp, topicOf } from '../../src/commands/topics.ts'
import {
  allNames,
  type Glossary,
  glossaries,
  namesOf,
  termFor,
  termsOf,
} from '../../src/text/glossary.ts'
import type { Language } from '../../src/text/index.ts'
import { glossaryText, termText } from '../../src/view/shared/glossary-text.ts'
import { widthOf } from '../../src/view/shared/width.ts'

interface Pages {
  readonly PAGES: readonly { language: Language; other: Language; file: string; link: string }[]
  glossaryPage(here: Glossary, there: Glossary, link: string): string
}
const script = new URL('../../docs/glossary-page.js', import.meta.url).href
const { glossaryPage, PAGES } = (await import(script)) as Pages

const all = await glossaries()
const COMMANDS = ['help', 'clamp', 'receipt', 'redo', 'train']

it.each(PAGES)(
  '$file is made of the text tables (npm run glossary)',
  ({ language, other, file, link }) => {
    const page = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')
    expect(page).toBe(glossaryPage(all[language], all[other], link))
  },
)

describe.each(['en', 'zh-CN'] as const)('%s', (language) => {
  const terms = Object.entries(termsOf(all[language]))

  it('names each term once, by any of its names', () => {
    const names = terms.flatMap(([id, term]) =>
      namesOf(id, term).map((name) => [name, id] as const),
    )
    for (const [name, id] of names) expect([name, termFor(name, all)]).toEqual([name, id])
    expect(allNames(all[language])).toHaveLength(names.length)
  })

  it('says something of each, in its own words', () => {
    for (const [id, { name, means }] of terms) {
      expect(means.length, id).toBeGreaterThanOrEqual(10)
      expect(means, id).toMatch(/[.)。）]$/)
      const han = /\p{Script=Han}/u.test(means)
      expect(han, `${id}: ${name}`).toBe(language === 'zh-CN')
    }
  })

  it.each([20, 40, 80, 120])('keeps to %i columns', (width) => {
    const other = language === 'en' ? 'zh-CN' : 'en'
    const said = [
      glossaryText(all[language], width),
      ...terms.map(([id]) => termText(id, all[language], all[other], width)),
    ]
    for (const line of said.flatMap((one) => one.split('\n')))
      expect(widthOf(line)).toBeLessThanOrEqual(width)
  })

  it('shows a term with what it means and its name in the other language', () => {
    const other = language === 'en' ? 'zh-CN' : 'en'
    const said = termText('readout', all[language], all[other], 1000)
    expect(said).toContain(termsOf(all[language]).readout.means)
    expect(said).toContain(termsOf(all[other]).readout.name)
  })
})

it('has belt and rest with the words of the field beside them', () => {
  const { belt, rest } = termsOf(all.en)
  expect(belt.means).toContain('cell-state path (constant error carousel)')
  expect(rest.means).toContain('through gates and h')
})

it.each([
  [['readout'], 'readout'],
  [['Readout'], 'readout'],
  [['forget', 'bias'], 'forget-bias'],
  [['forget-bias'], 'forget-bias'],
  [['time', 'step'], 'time-step'],
  [['T'], 'length'],
  [['t'], 'time-step'],
  [['h_t'], 'hidden-state'],
  [['c_t'], 'cell-state'],
  [['CEC'], 'constant-error-carousel'],
  [['backpropagation', 'through', 'time'], 'bptt'],
  [['半衰期'], 'half-life'],
  [['传送带'], 'belt'],
  [['glossary'], 'glossary'],
  [['词汇表'], 'glossary'],
])('help %j is about %s', async (words, topic) => {
  expect(await topicOf(words, COMMANDS)).toEqual({ command: null, topic })
})

it('takes a command before a term of its name', async () => {
  expect(await topicOf(['receipt'], COMMANDS)).toEqual({ command: 'receipt' })
  expect(await topicOf([], COMMANDS)).toEqual({ command: null })
})

it.each([
  [
    ['redout'],
    { code: 'unknown-command', details: { name: 'redout', nearest: 'readout', term: true } },
  ],
  [['trian'], { code: 'unknown-command', details: { nearest: 'train' } }],
  [['clam'], { code: 'unknown-command', details: { name: 'clam', nearest: 'clamp', term: true } }],
  [['qqqqqqqq'], { code: 'unknown-command', details: { nearest: null } }],
  [
    ['train', 'qqqqqqqq'],
    { code: 'unexpected-argument', details: { argument: 'qqqqqqqq', command: 'help' } },
  ],
])('help %j is refused', async (words, refusal) => {
  await expect(topicOf(words, COMMANDS)).rejects.toMatchObject(refusal)
})

it.each([
  ['what is a readout', 'help readout'],
  ['What is the forget bias?', 'help forget bias'],
  ['what are gates ?', 'help gates'],
  ['what is', 'help'],
  ['什么是 读出', 'help 读出'],
  ['什么是读出？', 'help 读出'],
  ['help a', 'help a'],
  ['whatever is', 'whatever is'],
  ['what now', 'what now'],
])('%s is %s', (line, help) => {
  expect(asHelp(line.split(' '))).toEqual(help.split(' '))
})
