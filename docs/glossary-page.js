/** The page of the glossary in either language: the text tables in, Markdown out. */
import { wrapped } from './wrap.js'

export const PAGES = [
  { language: 'en', other: 'zh-CN', file: 'docs/glossary.md', link: '[中文](glossary.zh-CN.md)' },
  {
    language: 'zh-CN',
    other: 'en',
    file: 'docs/glossary.zh-CN.md',
    link: '[English](glossary.md)',
  },
]

const cell = (text) => text.replaceAll('|', '\\|')

/** `here` and `there`: the glossaries of the page's language and of the other. */
export function glossaryPage(here, there, link) {
  const groups = Object.keys(here.terms).map((group) => {
    const rows = Object.entries(here.terms[group]).map(([id, { name, means, also = [] }]) => {
      const others = also.filter((one) => !name.includes(one))
      const added = others.length > 0 ? `${here.gap}${here.also(others)}` : ''
      return `| **${cell(name)}** | ${cell(there.terms[group][id].name)} | ${cell(means + added)} |`
    })
    const { term, other, means } = here.heads
    const head = `| ${term} | ${other} | ${means} |\n|---|---|---|`
    return `## ${here.groups[group]}\n\n${head}\n${rows.join('\n')}\n`
  })
  return wrapped(`# ${here.title}\n\n${link}\n\n${here.page}\n\n${groups.join('\n')}`)
}
