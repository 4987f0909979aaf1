/** A screen made of lines: what it is drawn for, and what comes of it. */
import type { Colors } from '../../view/shared/palette.ts'
import type { Line } from '../../view/shared/spans.ts'

export interface Size {
  readonly columns: number
  /** Of the terminal; a frame has one less. */
  readonly rows: number
  readonly colors: Colors
  /** Words alone, and no empty lines: for ears. */
  readonly screenReader: boolean
}

/** Lines, and where the terminal's cursor stands; hidden where it stands nowhere. */
export interface Shown {
  readonly lines: readonly Line[]
  readonly cursor: { readonly x: number; readonly y: number } | undefined
}
