/**
 * Terms of the glossary in the words of a lesson: each is marked where the lesson has it first.
 * Pure.
 */
import { blocksOf, type ProseBlock, type ProseSpan } from '../../lessons/format/prose-blocks.ts'

/** A name under which `help` finds a term. */
export interface TermName {
  readonly id: string
  readonly name: string
}

/** Which terms are to be marked in which of a lesson's texts, by the text as it was written. */
export type FirstUses = ReadonlyMap<string, ReadonlySet<string>>

interface Occurrence {
  readonly at: number
  readonly length: number
  readonly id: string
}

/** Finds the terms of a piece of text, from left to right; of two that overlap the longer one. */
export type TermFinder = (text: string) => Occurrence[]

const HAN = /\p{Script=Han}/u
const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

/** In languages with blanks a name is a whole word, in the singular or in the plural. */
function patternOf(name: string): string {
  if (HAN.test(name)) return escaped(name)
  const one = name.length > 4 ? name.replace(/s$/, '') : name
  return String.raw`(?<![\p{L}\p{N}-])${escaped(one)}s?(?![\p{L}\p{N}-])`
}

export function termFinder(names: readonly TermName[]): TermFinder {
  if (names.length === 0) return () => []
  const byLength = names.toSorted((a, b) => b.name.length - a.name.length)
  const all = new RegExp(byLength.map(({ name }) => `(${patternOf(name)})`).join('|'), 'giu')
  return (text) =>
    [...text.matchAll(all)].map((match) => ({
      at: match.index,
      length: match[0].length,
      id: byLength[match.slice(1).findIndex((one) => one !== undefined)].id,
    }))
}

const piecesOf = (block: ProseBlock): readonly ProseSpan[] =>
  block.kind === 'code' ? [] : block.pieces.filter(({ style }) => style !== 'code')

/** The first uses in texts that are read in this order. */
export function firstUses(texts: readonly string[], find: TermFinder): FirstUses {
  const seen = new Set<string>()
  return new Map(
    texts.map((text) => {
      const found = blocksOf(text)
        .flatMap(piecesOf)
        .flatMap(({ text }) => find(text))
      const first = new Set(found.map(({ id }) => id).filter((id) => !seen.has(id)))
      for (const id of first) seen.add(id)
      return [text, first]
    }),
  )
}

/** The blocks with the first occurrence of each of these terms marked. */
export function withTerms(
  blocks: readonly ProseBlock[],
  terms: ReadonlySet<string>,
  find: TermFinder,
): ProseBlock[] {
  const left = new Set(terms)
  return blocks.map((block) =>
    block.kind === 'code'
      ? block
      : { ...block, pieces: block.pieces.flatMap((piece) => parted(piece, left, find)) },
  )
}

function parted(piece: ProseSpan, left: Set<string>, find: TermFinder): ProseSpan[] {
  if (piece.style === 'code') return [piece]
  const { text } = piece
  const out: ProseSpan[] = []
  let from = 0
  for (const { at, length, id } of find(text)) {
    if (!left.delete(id)) continue
    out.push({ ...piece, text: text.slice(from, at) })
    out.push({ ...piece, text: text.slice(at, at + length), term: true })
    from = at + length
  }
  return [...out, { ...piece, text: text.slice(from) }].filter((one) => one.text !== '')
}
