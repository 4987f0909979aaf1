/** What reports are made of: said once, written as text for a terminal, as Markdown and as HTML. */

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
  /** Words that may be taken over as they stand. */
  | { readonly kind: 'quote'; readonly title: string; readonly text: string }
  | {
      readonly kind: 'table'
      readonly caption: string
      readonly columns: readonly TableColumn[]
      readonly rows: readonly (readonly string[])[]
      /** Columns that say what a row is about; one where nothing is said. */
      readonly heads?: number
    }
  | Figure
  /** Lines for so many columns, whose spaces count. */
  | { readonly kind: 'lines'; readonly lines: (width: number) => readonly string[] }
  /** A line for the shell. */
  | { readonly kind: 'command'; readonly line: string }
  /** What only some readers want, closed at first where that can be. */
  | { readonly kind: 'fold'; readonly title: string; readonly blocks: readonly ReportBlock[] }

/** Names and what they are. */
export type FactList = readonly (readonly [name: string, value: string])[]

/**
 * A picture, as characters and as a drawing; whoever writes the report makes the one that is
 * wanted.
 */
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
