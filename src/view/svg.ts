/** The frame of every exported picture: one valid SVG document that says in words what it shows, and loads nothing. */
import { printable } from './spans.ts'

export interface SvgOptions {
  readonly width: number
  readonly height: number
  readonly title: string
  /** The sentences that stand under the picture. */
  readonly description: string
}

/** Text between tags or in an attribute. Characters that XML does not know at all are replaced. */
export const escaped = (text: string): string =>
  printable(text)
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|[\ufffe\uffff]/g, '·')
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

type Attributes = Readonly<Record<string, string | number | undefined>>

/** An element; its content is markup already. */
export function element(name: string, attributes: Attributes, content = ''): string {
  const all = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${typeof value === 'number' ? short(value) : escaped(value)}"`],
  )
  return content === '' ? `<${name}${all.join('')}/>` : `<${name}${all.join('')}>${content}</${name}>`
}

export const label = (x: number, y: number, text: string, attributes: Attributes = {}): string =>
  element('text', { x, y, ...attributes }, escaped(text))

/** Two decimals are finer than any screen. */
const short = (value: number): string => (Number.isFinite(value) ? String(Math.round(value * 100) / 100 + 0) : '0')

const FONT = 'ui-monospace, Menlo, Consolas, monospace'

export function document({ width, height, title, description }: SvgOptions, content: readonly string[]): string {
  const size = { width, height, viewBox: `0 0 ${Math.ceil(width)} ${Math.ceil(height)}` }
  const root = { xmlns: 'http://www.w3.org/2000/svg', ...size, role: 'img', 'aria-labelledby': 'title desc' }
  const parts = [
    element('title', { id: 'title' }, escaped(title) || ' '),
    element('desc', { id: 'desc' }, escaped(description) || ' '),
    element('rect', { width, height, fill: '#ffffff' }),
    element('g', { 'font-family': FONT, 'font-size': 12, fill: '#222222' }, content.join('\n') || ' '),
  ]
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('svg', root, `\n${parts.join('\n')}\n`)}\n`
}
