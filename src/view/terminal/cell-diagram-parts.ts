/**
 * What the diagrams of the LSTM and of the GRU have in common: their numbers, the blocks, the
 * inputs below them.
 */

import { significant } from '../shared/number.ts'
import type { Style } from '../shared/spans.ts'
import type { Canvas } from './canvas.ts'

export interface CellNumbers {
  /** i, f, g, o, c, h at t; of a GRU r, z, n, h. */
  readonly now: Readonly<Record<string, number>>
  readonly before: { readonly c: number | null; readonly h: number }
  readonly x: readonly number[]
}

export interface CellSurgery {
  /** Gates that are clamped or scaled. */
  readonly gates: ReadonlySet<string>
  readonly belt: boolean
  readonly paths: boolean
  /** The same on the way back alone: values pass, no gradient does. */
  readonly beltBackward: boolean
  readonly pathsBackward: boolean
  readonly plainOutput: boolean
  /** g is its pre-activation. */
  readonly plainCandidate: boolean
  /** i is exponential. */
  readonly exponential: boolean
}

/** Hues of the belt, of what surgery did, and of all other lines. */
export interface DiagramStyles {
  readonly belt: Style
  readonly cut: Style
  readonly number: Style
}

export interface DiagramOptions {
  readonly numbers: CellNumbers
  readonly surgery: CellSurgery
  readonly gru: boolean
  /** The gates see c. */
  readonly peepholes: boolean
  readonly styles: DiagramStyles
  readonly width: number
}

/** A block that makes something of x_t and h_{t−1}. */
export function box(sheet: Canvas, column: number, name: string): void {
  const wide = name.length > 1
  const [left, inner] = wide ? [column - 3, 4] : [column - 2, 3]
  const knot = column - left - 1
  sheet.put(7, left, `┌${'─'.repeat(inner)}┐`).put(7, left + 1 + knot, '┴')
  sheet.put(8, left, `│${wide ? name.padEnd(inner) : ` ${name} `}│`)
  sheet.put(9, left, `└${'─'.repeat(inner)}┘`).put(9, left + 1 + knot, '┬')
}

/** What makes a gate, or the candidate, of its pre-activation z; z itself where nothing does. */
export const squashing = (gate: string, { plainCandidate, exponential }: CellSurgery): string => {
  if (gate === 'i' && exponential) return 'exp'
  if (gate !== 'g') return 'σ'
  return plainCandidate ? 'z' : 'tanh'
}

/** What the box of a gate sees of c, beside it: the whole name where there is room. */
export function peephole(sheet: Canvas, column: number, name: string, room: number): void {
  sheet.put(8, column + 3, name.length < room ? `◀${name}` : '◀c')
}

/** x_t and h_{t−1} come in below the blocks. */
export function feed(
  sheet: Canvas,
  columns: readonly number[],
  { x, before }: CellNumbers,
  { paths: severed, pathsBackward }: CellSurgery,
  { cut, number }: DiagramStyles,
): void {
  const last = columns[columns.length - 1]
  sheet.across(10, 1, last, '─').put(10, 1, '┌')
  for (const column of columns) sheet.put(10, column, column === last ? '┘' : '┴')
  sheet.put(11, 1, '├── ').put(11, 5, inputWords(x, sheet.columns - 5), number)
  sheet.put(12, 1, severed ? '  ✂ ' : '└── ', severed ? cut : {})
  if (severed) sheet.put(11, 1, '└')
  else if (pathsBackward) sheet.put(12, 2, '◀✂', cut)
  sheet.put(12, 5, `h_{t−1} = ${significant(before.h)}`, number)
}

/** "x_t = 0.53, 1", with as many numbers as fit. */
export function inputWords(x: readonly number[], width: number): string {
  const all = x.map((one) => significant(one))
  for (let shown = all.length; shown > 0; shown--) {
    const words = `x_t = ${all.slice(0, shown).join(', ')}${shown < all.length ? ', …' : ''}`
    if (words.length <= width) return words
  }
  return 'x_t'
}
