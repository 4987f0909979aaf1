/**
 * A strict reader of the SVG and HTML that the program writes: everything is closed, quoted and
 * escaped, or it throws.
 */
import { expect } from 'vitest'

export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  /** Texts and elements in order. */
  readonly children: (Element | string)[]
}

/** Elements of HTML that have no end. */
const VOID = new Set(['meta'])

/**
 * The root of a document. Attributes are quoted and not said twice, and & begins a reference by
 * number.
 */
export function parseMarkup(markup: string): Element {
  const root: Element = { name: '', attributes: {}, children: [] }
  const open = [root]
  let rest = markup.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n|^<!DOCTYPE html>\n/, '')
  for (let match = rest.match(/<[^>]*>/); match; match = rest.match(/<[^>]*>/)) {
    const [tag] = match
    const before = rest.slice(0, match.index)
    const inside = open[open.length - 1]
    if (inside.name !== 'style') expect(before).not.toMatch(/[<>]|&(?!#\d+;)/)
    if (before !== '') inside.children.push(unescaped(before))
    const closing = tag.match(/^<\/([a-z][a-z0-9]*)>$/)
    const opening = tag.match(/^<([a-z][a-z0-9]*)((?: [A-Za-z0-9-]+="[^"<]*")*)(\/?)>$/)
    if (closing) expect(open.pop()?.name).toBe(closing[1])
    else {
      expect(opening, tag).not.toBeNull()
      const [, name, words, end] = opening as RegExpMatchArray
      const pairs = Array.from(words.matchAll(/ ([A-Za-z0-9-]+)="([^"]*)"/g), ([, key, value]) => [
        key,
        unescaped(value),
      ])
      expect(words).not.toMatch(/&(?!#\d+;)/)
      expect(new Set(pairs.map(([key]) => key)).size).toBe(pairs.length)
      const element: Element = { name, attributes: Object.fromEntries(pairs), children: [] }
      inside.children.push(element)
      if (end === '' && !VOID.has(name)) open.push(element)
    }
    rest = rest.slice((match.index ?? 0) + tag.length)
  }
  expect(open).toHaveLength(1)
  expect(rest.trim()).toBe('')
  const elements = root.children.filter((one) => typeof one !== 'string')
  expect(elements).toHaveLength(1)
  return elements[0]
}

const unescaped = (text: string): string =>
  text.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))

/** All elements below, in order, the element itself first. */
export const everything = (element: Element): Element[] => [
  element,
  ...element.children.flatMap((child) => (typeof child === 'string' ? [] : everything(child))),
]

export const named = (element: Element, name: string): Element[] =>
  everything(element).filter((one) => one.name === name)

export const textOf = (element: Element): string =>
  element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('')
