/**
 * The frame of every exported picture: one valid SVG document that says in words what it shows, and
 * loads nothing.
 */
import { sanitizeLine } from '../shared/spans.ts'

export interface SvgOptions {
  readonly width: number
  readonly height: number
  readonly title: string
  /** The sentences that stand under the picture. */
  readonly description: string
}

/** Text between tags or in an attribute. Characters that XML does not know at all are replaced. */
export const escaped = (text: string): string =>
  sanitizeLine(text)
    .replace(
      /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|[\ufffe\uffff]/g,
      '·',
    )
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

type Attributes = Readonly<Record<string, string | number | undefined>>

/** An element; its content is markup already. */
export function element(name: string, attributes: Attributes, content = ''): string {
  const all = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined
      ? []
      : [` ${key}="${typeof value === 'number' ? short(value) : escaped(value)}"`],
  )
  return content === ''
    ? `<${name}${all.join('')}/>`
    : `<${name}${all.join('')}>${content}</${name}>`
}

export const label = (x: number, y: number, text: string, attributes: Attributes = {}): string =>
  element('text', { x, y, ...attributes }, escaped(text))

/** Two decimals are finer than any screen. */
const short = (value: number): string =>
  Number.isFinite(value) ? String(Math.round(value * 100) / 100 + 0) : '0'

const FONT = 'ui-monospace, Menlo, Consolas, monospace'

/** Colours of what is no data; a page with another background puts its own in their place. */
export const PAPER = '#ffffff'
export const TEXT = '#222222'
export const GRID = '#e5e5e5'

/** A picture that is not yet a document: it may become one, or stand in a page or beside others. */
export interface Drawing extends SvgOptions {
  readonly content: readonly string[]
}

export const documentOf = ({ content, ...options }: Drawing): string => document(options, content)

export function document(options: SvgOptions, content: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${svgElement({ ...options, content }, '')}\n`
}

/** The element alone, for a page; its ids begin with `prefix`, so that a page may have several. */
export function svgElement(
  { width, height, title, description, content }: Drawing,
  prefix: string,
): string {
  const size = { width, height, viewBox: `0 0 ${Math.ceil(width)} ${Math.ceil(height)}` }
  const [titleId, descId] = [`${prefix}title`, `${prefix}desc`]
  const root = {
    xmlns: 'http://www.w3.org/2000/svg',
    ...size,
    role: 'img',
    'aria-labelledby': `${titleId} ${descId}`,
  }
  const parts = [
    element('title', { id: titleId }, escaped(title) || ' '),
    element('desc', { id: descId }, escaped(description) || ' '),
    element('rect', { width, height, fill: PAPER }),
    element('g', { 'font-family': FONT, 'font-size': 12, fill: TEXT }, content.join('\n') || ' '),
  ]
  return element('svg', root, `\n${parts.join('\n')}\n`)
}

/** Drawings one below the other. */
export function stacked(drawings: readonly Drawing[], title: string, description: string): Drawing {
  let top = 0
  const content = drawings.map(({ content, height }) => {
    const piece = element('g', { transform: `translate(0 ${top})` }, content.join('\n') || ' ')
    top += height
    return piece
  })
  const width = drawings.reduce((most, one) => Math.max(most, one.width), 1)
  return { width, height: Math.max(1, top), title, description, content }
}
