/**
 * The blocks that reports are made of. Each is written as terminal text, as Markdown and as HTML.
 */

import type { TableColumn } from '../shared/table.ts'
import type { Drawing } from '../svg/document.ts'

export type ReportBlock =
  | { readonly kind: 'paragraph'; readonly text: string }
  /** A heading within a section. */
  | { readonly kind: 'heading'; readonly text: string }
  /**
   * A question, its answer in capitals, and what the answer rests on; `winner` is the cell that is
   * better.
   */
  | {
      readonly kind: 'answer'
      readonly question: string
      readonly answer: string
      readonly winner: 'rnn' | 'lstm' | null
      readonly facts: FactList
    }
  | { readonly kind: 'facts'; readonly facts: FactList }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  /** A sentence for readers to copy. */
  | { readonly kind: 'quote'; readonly title: string; readonly text: string }
  | {
      readonly kind: 'table'
      readonly caption: string
      readonly columns: readonly TableColumn[]
      readonly rows: readonly (readonly string[])[]
      /** How many leading columns are row headings; one by default. */
      readonly heads?: number
    }
  | Figure
  /** Preformatted lines for a given width. */
  | { readonly kind: 'lines'; readonly lines: (width: number) => readonly string[] }
  /** A line for the shell. */
  | { readonly kind: 'command'; readonly line: string }
  /** Details for some readers, collapsed where the format allows it. */
  | { readonly kind: 'fold'; readonly title: string; readonly blocks: readonly ReportBlock[] }

/** Names and what they are. */
export type FactList = readonly (readonly [name: string, value: string])[]

/** A picture as characters and as a drawing; each format uses the one that it needs. */
export interface Figure {
  readonly kind: 'figure'
  readonly title: string
  /** What there is to see in it. */
  readonly sentence: string
  readonly lines: (width: number) => readonly string[]
  readonly drawing: () => Drawing
}

export interface Section {
  readonly title: string
  readonly blocks: readonly ReportBlock[]
}

export interface Page {
  /** As in `lang="…"`. */
  readonly language: string
  readonly title: string
  readonly lead: readonly string[]
  readonly sections: readonly Section[]
  readonly foot: string
}

export const paragraph = (text: string): ReportBlock => ({ kind: 'paragraph', text })

/** Sections that have something in them. */
export const sections = (
  ...all: readonly (readonly [title: string, blocks: readonly ReportBlock[]])[]
): Section[] => all.flatMap(([title, blocks]) => (blocks.length > 0 ? [{ title, blocks }] : []))
