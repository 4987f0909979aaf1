/**
 * Prose as blocks of styled pieces: what is left of Markdown once nobody needs to know that it was
 * Markdown.
 */
import { marked, type Token, type Tokens } from 'marked'

export interface ProseSpan {
  readonly text: string
  readonly style: 'plain' | 'strong' | 'em' | 'code'
  /** A term of the glossary, marked. */
  readonly term?: true
}

export type ProseBlock =
  | { readonly kind: 'paragraph' | 'quote'; readonly pieces: readonly ProseSpan[] }
  /** What stands before each item: a bullet, or a number. */
  | { readonly kind: 'item'; readonly mark: string; readonly pieces: readonly ProseSpan[] }
  | { readonly kind: 'code'; readonly text: string }

/** The blocks of a piece of prose that was read and found right (prose.ts). */
export const blocksOf = (markdown: string): ProseBlock[] => marked.lexer(markdown).flatMap(blockOf)

function blockOf(token: Token): ProseBlock[] {
  switch (token.type) {
    case 'blockquote':
      return (token as Tokens.Blockquote).tokens.flatMap((one) => quoted(blockOf(one)))
    case 'list': {
      const { items, ordered, start } = token as Tokens.List
      return items.map((item, n) => ({
        kind: 'item',
        mark: ordered ? `${Number(start) + n}.` : '•',
        pieces: closedUp(piecesOf(item.tokens, 'plain')),
      }))
    }
    case 'code':
      return [{ kind: 'code', text: (token as Tokens.Code).text }]
    case 'paragraph':
    case 'text':
      return [{ kind: 'paragraph', pieces: closedUp(piecesOf([token], 'plain')) }]
    default:
      return []
  }
}

const quoted = (blocks: readonly ProseBlock[]): ProseBlock[] =>
  blocks.map((block) => (block.kind === 'paragraph' ? { ...block, kind: 'quote' } : block))

function piecesOf(tokens: readonly Token[], style: ProseSpan['style']): ProseSpan[] {
  return tokens.flatMap((token): ProseSpan[] => {
    if (token.type === 'codespan') return [{ text: (token as Tokens.Codespan).text, style: 'code' }]
    if (token.type === 'br') return [{ text: ' ', style }]
    const inner = token.type === 'strong' || token.type === 'em' ? token.type : style
    if ('tokens' in token && token.tokens) {
      const pieces = piecesOf(token.tokens, inner)
      const { href } = token as Tokens.Link
      return token.type === 'link' && href !== token.text
        ? [...pieces, { text: ` (${href})`, style }]
        : pieces
    }
    return 'text' in token ? [{ text: unbroken(token.text as string), style: inner }] : []
  })
}

const WIDE = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef\u2014\u2018-\u201d]/u

/** Lines become one. Between two Chinese characters a line's end is no blank. */
function unbroken(text: string): string {
  return text.replaceAll(/(.)?\n[ \t]*(.)?/gu, (_, before = '', after = '') =>
    WIDE.test(before) && WIDE.test(after) ? before + after : `${before} ${after}`,
  )
}

/**
 * Markdown ends bold text after "。" only before a blank, which has no place behind a mark that is
 * full-width.
 */
const closedUp = (pieces: readonly ProseSpan[]): ProseSpan[] =>
  pieces.map((piece, n) =>
    /[。？！：；，、]$/u.test(pieces[n - 1]?.text ?? '')
      ? { ...piece, text: piece.text.trimStart() }
      : piece,
  )

/** `{claim}`, in whose place what was measured is put. */
export const PLACEHOLDER = /\{([a-z0-9-]+)\}/g

/**
 * Puts what was measured in its places. A paragraph that tells of what was not measured yet is left
 * out until it was.
 */
export function filled(markdown: string, values: Readonly<Record<string, string>>): string {
  const told = (block: string) =>
    [...block.matchAll(PLACEHOLDER)].every(([, id]) => Object.hasOwn(values, id))
  const blocks = markdown.split(/\n(?:[ \t]*\n)+/)
  return (blocks.length > 1 ? blocks.filter(told) : blocks)
    .join('\n\n')
    .replaceAll(PLACEHOLDER, (_, id: string) => values[id] ?? '…')
}
