/**
 * A page as one HTML file: no script, nothing from elsewhere, readable on screens of both shades
 * and on paper.
 */
import { type Drawing, escaped, svgElement } from '../svg/document.ts'
import type { FactList, Page, ReportBlock, Section } from './blocks.ts'
import { STYLE } from './style.ts'

/** Columns of what is made of characters. */
const WIDTH = 88

export function html({ language, title, lead, sections, foot }: Page): string {
  const names = sections.map(
    (section, n) => `<li><a href="#s${n + 1}">${escaped(section.title)}</a></li>`,
  )
  return `<!DOCTYPE html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>
${STYLE}
</style>
</head>
<body>
<header>
<h1>${escaped(title)}</h1>
${lead.map((text) => `<p>${prose(text)}</p>`).join('\n')}
<nav><ol>${names.join('')}</ol></nav>
</header>
<main>
${sections.map(sectionHtml).join('\n')}
</main>
<footer><p>${escaped(foot)}</p></footer>
</body>
</html>
`
}

function sectionHtml({ title, blocks }: Section, n: number): string {
  const id = `s${n + 1}`
  const content = blocks.map((block, place) => blockHtml(block, `${id}-${place + 1}`))
  const head = `<h2 id="${id}">${escaped(title)}</h2>`
  return `<section aria-labelledby="${id}">\n${head}\n${content.join('\n')}\n</section>`
}

/** An equation stays on one line, T = 50, p < 0.001; and so does an option, which has hyphens. */
const prose = (text: string): string =>
  escaped(text)
    .replace(/ (=|&#60;) (?=\d)/g, '&#160;$1&#160;')
    .replace(/--[a-z][a-z-]*/g, '<span class="option">$&</span>')

/** A line that is broken between options alone: their hyphens would be places to break it, too. */
const command = (line: string): string =>
  line
    .split(/ (?=--)/)
    .map((part) => `<span>${escaped(part)}</span>`)
    .join(' ')

/** `id` is nobody else's on the page. */
function blockHtml(block: ReportBlock, id: string): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p>${prose(block.text)}</p>`
    case 'heading':
      return `<h3>${escaped(block.text)}</h3>`
    case 'answer': {
      const { question, answer, winner, facts } = block
      const head = `<h3>${escaped(question)}</h3>\n<p class="answer">${escaped(answer)}</p>`
      return `<article class="${winner ?? 'open'}">\n${head}\n${factList(facts)}\n</article>`
    }
    case 'facts':
      return factList(block.facts)
    case 'list':
      return `<ul>\n${block.items.map((item) => `<li>${prose(item)}</li>`).join('\n')}\n</ul>`
    case 'quote': {
      const caption = `<figcaption>${escaped(block.title)}</figcaption>`
      const quote = `<blockquote><p>${prose(block.text)}</p></blockquote>`
      return `<figure class="quote">\n${caption}\n${quote}\n</figure>`
    }
    case 'table':
      return tableHtml(block)
    case 'figure':
      return figureHtml(block.drawing(), id)
    case 'lines':
      return `<pre>${block.lines(WIDTH).map(escaped).join('\n')}</pre>`
    case 'command':
      return `<pre class="command"><code>${command(block.line)}</code></pre>`
    case 'fold': {
      const content = block.blocks.map((one, n) => blockHtml(one, `${id}-${n + 1}`))
      const summary = `<summary>${escaped(block.title)}</summary>`
      return `<details>\n${summary}\n${content.join('\n')}\n</details>`
    }
  }
}

function figureHtml(drawing: Drawing, id: string): string {
  const { description } = drawing
  const caption = description ? `\n<figcaption>${escaped(description)}</figcaption>` : ''
  return `<figure>\n${svgElement(drawing, `${id}-`)}${caption}\n</figure>`
}

function factList(facts: FactList): string {
  const rows = facts.map(([name, value]) => `<dt>${escaped(name)}</dt><dd>${prose(value)}</dd>`)
  return `<dl>\n${rows.join('\n')}\n</dl>`
}

function tableHtml({
  caption,
  columns,
  rows,
  heads = 1,
}: Extract<ReportBlock, { kind: 'table' }>): string {
  const side = columns.map(({ right }) => (right ? ' class="n"' : ''))
  const head = columns
    .map(({ head }, n) => `<th scope="col"${side[n]}>${escaped(head)}</th>`)
    .join('')
  const body = rows.map((row) => {
    const cells = columns.map((_, n) => {
      const words = escaped(row[n] ?? '')
      return n < heads ? `<th scope="row"${side[n]}>${words}</th>` : `<td${side[n]}>${words}</td>`
    })
    return `<tr>${cells.join('')}</tr>`
  })
  const words = caption ? `<caption>${escaped(caption)}</caption>` : ''
  const table = [
    `<table>${words}`,
    `<thead><tr>${head}</tr></thead>`,
    `<tbody>\n${body.join('\n')}\n</tbody>`,
    '</table>',
  ].join('\n')
  // `tabindex`: a table wider than the page can be scrolled sideways with the keyboard, too.
  return `<div class="wide" tabindex="0">${table}</div>`
}
