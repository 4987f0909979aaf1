/** Every kind of block in every form: what it says is there, whole and harmless. */
import { marked } from 'marked'
import { expect, it } from 'vitest'
import type { Page, ReportBlock } from '../../../src/view/report/blocks.ts'
import { html } from '../../../src/view/report/html.ts'
import { markdown } from '../../../src/view/report/markdown.ts'
import { textOfBlocks, textOfParts } from '../../../src/view/report/text.ts'
import { widthOf } from '../../../src/view/shared/width.ts'
import { everything, parseMarkup, textOf } from '../../support/markup.ts'
import { textIn } from '../../support/texts.ts'

/** Words that would be markup in one form or another, each time with their place. */
const evil = (place: string) =>
  `<b>${place}</b> & |${place}| \`${place}\` **${place}** [${place}](x) "${place}' ~~${place}~~`

const blocks: ReportBlock[] = [
  { kind: 'paragraph', text: evil('paragraph') },
  { kind: 'paragraph', text: '- no list' },
  { kind: 'paragraph', text: '# no heading' },
  { kind: 'paragraph', text: '12. no number' },
  { kind: 'paragraph', text: '> no quote' },
  { kind: 'heading', text: evil('heading') },
  {
    kind: 'answer',
    question: evil('question'),
    answer: evil('answer'),
    winner: 'lstm',
    facts: [[evil('name'), evil('fact')]],
  },
  { kind: 'facts', facts: [[evil('key'), evil('value')]] },
  { kind: 'list', items: [evil('item'), '- no list in a list'] },
  { kind: 'quote', title: evil('label'), text: evil('quote') },
  {
    kind: 'table',
    caption: evil('caption'),
    columns: [{ head: evil('head') }, { head: 'n', right: true }],
    rows: [[evil('cell'), '1']],
  },
  {
    kind: 'figure',
    title: evil('figure'),
    sentence: evil('sentence'),
    lines: () => ['│ ``` <b>'],
    drawing: () => ({
      width: 1,
      height: 1,
      title: evil('drawing'),
      description: evil('description'),
      content: [],
    }),
  },
  { kind: 'lines', lines: () => [evil('line'), '  ````  '] },
  { kind: 'command', line: `gatelab ${'`'.repeat(5)} ${evil('command')}` },
  { kind: 'fold', title: evil('fold'), blocks: [{ kind: 'paragraph', text: evil('folded') }] },
]
const page: Page = {
  language: 'en',
  title: evil('title'),
  lead: [evil('lead')],
  sections: [{ title: evil('section'), blocks }],
  foot: evil('foot'),
}
/** What is said in words; a figure's title and sentence are its drawing's on a page. */
const SAID = [
  'title',
  'lead',
  'section',
  'paragraph',
  'heading',
  'question',
  'answer',
  'name',
  'fact',
  'key',
  'value',
  'item',
  'label',
  'quote',
  'caption',
  'head',
  'cell',
  'line',
  'command',
  'fold',
  'folded',
  'foot',
]

it('as HTML', () => {
  const root = parseMarkup(html(page))
  const words = textOf(root)
  for (const place of [...SAID, 'drawing', 'description']) expect(words).toContain(evil(place))
  expect(everything(root).filter(({ name }) => name === 'b')).toEqual([])
})

it('as HTML that breaks no option at its hyphens, and no command within a word', () => {
  const line = 'gatelab compare adding --learning-rate 0.01 --seeds 3'
  const text = 'With --until-solved, or 2--3.'
  const blocks: ReportBlock[] = [
    { kind: 'paragraph', text },
    { kind: 'command', line },
  ]
  const root = parseMarkup(html({ ...page, lead: [], sections: [{ title: 'x', blocks }] }))
  expect(textOf(root)).toContain(text)
  expect(textOf(root)).toContain(line)
  const spans = everything(root).filter(({ name }) => name === 'span')
  expect(spans.map(textOf)).toEqual([
    '--until-solved',
    'gatelab compare adding',
    '--learning-rate 0.01',
    '--seeds 3',
  ])
})

/** Words of inline tokens, as a reader sees them. */
const plain = (
  tokens: readonly { type: string; text?: string; raw: string; tokens?: unknown[] }[],
): string =>
  tokens
    .map((token) => {
      if (token.type === 'br') return '\n'
      expect(['text', 'escape', 'strong', 'paragraph']).toContain(token.type)
      return token.tokens ? plain(token.tokens as typeof tokens) : (token.text ?? '')
    })
    .join('')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')

it('as Markdown', () => {
  const found: string[] = []
  const tokens = marked.lexer(markdown(page))
  for (const token of tokens) {
    if (token.type === 'heading' || token.type === 'paragraph')
      found.push(plain(token.tokens ?? []))
    else if (token.type === 'table') {
      expect(token.rows).toHaveLength(1)
      for (const cell of [...token.header, ...token.rows[0]]) found.push(plain(cell.tokens))
    } else if (token.type === 'list') {
      for (const item of token.items) {
        found.push(plain(item.tokens.flatMap((one: { tokens?: [] }) => one.tokens ?? [])))
      }
    } else if (token.type === 'blockquote')
      found.push(...(token.tokens ?? []).map((one) => plain([one])))
    else if (token.type === 'code') found.push(token.text)
    else if (token.type === 'html')
      found.push(token.raw.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'))
    else expect(['space', 'hr']).toContain(token.type)
  }
  const words = found.join('\n')
  for (const place of [...SAID, 'figure', 'sentence']) expect(words).toContain(evil(place))
  for (const one of [
    '- no list',
    '# no heading',
    '12. no number',
    '> no quote',
    '- no list in a list',
    '│ ``` <b>',
    '  ````',
  ])
    expect(words).toContain(one)
})

it('as text, at any width', () => {
  const { view } = textIn('en')
  for (const width of [30, 60, 80, 200]) {
    const text = textOfParts(textOfBlocks(blocks, view, width), width)
    for (const line of text.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(width)
  }
  const wide = textOfParts(textOfBlocks(blocks, view, 1000), 1000)
  for (const place of SAID.filter(
    (one) => !['title', 'lead', 'section', 'foot', 'fold'].includes(one),
  )) {
    expect(wide).toContain(evil(place))
  }
})
