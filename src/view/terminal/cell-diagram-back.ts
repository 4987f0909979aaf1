/**
 * The way back through a cell, drawn as the forward one with its arrows turned round: what comes
 * from t + 1 stands at the right, what goes to t − 1 at the left, and below the blocks what each
 * gate, the input and h_{t−1} get. Numbers come in as they are to be printed.
 */
import type { Line } from '../shared/spans.ts'
import { Canvas } from './canvas.ts'
import { box, type CellSurgery, type DiagramStyles, squashing } from './cell-diagram-parts.ts'

export interface BackNumbers {
  /** ∂L/∂c (an RNN's and a GRU's ∂L/∂h) at t − 1 and t. */
  readonly before: string
  readonly now: string
  /** ∂L/∂h_t of an LSTM. */
  readonly hidden: string
  /** What the loss itself asks of h_t. */
  readonly own: string
  /** f_t, z_t, or 1 − h_t². */
  readonly pass: string
  /** ∂h_t/∂c_t of an LSTM. */
  readonly shown: string
  /** ∂L/∂z_t by gate. */
  readonly gates: Readonly<Record<string, string>>
  /** ‖∂L/∂x_t‖, and ∂L/∂h_{t−1} of an LSTM. */
  readonly input: string
  readonly hiddenBefore: string
  /** t = 1: what goes further back goes to nothing. */
  readonly first: boolean
}

export interface BackOptions {
  readonly numbers: BackNumbers
  readonly surgery: CellSurgery
  readonly styles: DiagramStyles
  readonly width: number
}

/** The least width of a diagram, and the one beyond which it doesn't grow. */
const DIAGRAM = { least: 60, most: 76 }
const spaceOf = (width: number) => Math.floor((Math.min(width, DIAGRAM.most) - 20) / 4)

/** At most 13 lines of at most 76 columns; null where it doesn't fit. */
export function lstmBack({ numbers, surgery, styles, width }: BackOptions): Line[] | null {
  if (width < DIAGRAM.least) return null
  const space = spaceOf(width)
  const at = {
    f: space + 3,
    i: 2 * space + 3,
    g: 3 * space + 3,
    o: 4 * space + 3,
    out: 4 * space + 10,
  }
  const fork = (at.i + at.g) / 2
  const end = 4 * space + 19
  const sheet = new Canvas(13, end + 1)
  const { belt, cut, number } = styles
  sheet
    .put(0, 0, `∂L/∂c_{t−1} = ${numbers.before}`, number)
    .right(0, end, `∂L/∂c_t = ${numbers.now}`, number)
  sheet.across(1, 1, end, '━', belt).put(1, 0, '◀', belt)
  sheet.put(1, at.f, '×', belt).put(1, fork, '┳', belt).put(1, at.out, '+', belt)
  if (surgery.belt || surgery.beltBackward) sheet.put(1, at.f - 7, '   ✂   ', cut)
  sheet
    .down(at.f, 2, 5)
    .down(fork, 2, 2)
    .put(2, at.f + 2, `f = ${numbers.pass}`, number)
  sheet.put(2, at.out, '▲').down(at.out, 3, 4)
  sheet
    .put(3, fork, '×')
    .across(4, at.i, at.g, '─')
    .put(4, at.i, '┌')
    .put(4, at.g, '┐')
    .put(4, fork, '┴')
  const shown = `×${numbers.shown}`
  sheet.centre(3, at.out, shown, number)
  if (surgery.plainOutput) sheet.put(3, at.out + shown.length, '✂', cut)
  sheet.put(5, at.i, '▼').put(5, at.g, '▼').put(5, at.f, '▼')
  sheet
    .across(5, at.o, at.out - 1, '─')
    .put(5, at.o, '▼')
    .put(5, at.out, '┴')
  sheet.across(5, at.out + 1, end - 8, '─')
  sheet.right(5, end, '◀ ∂L/∂h_t').right(6, end, numbers.hidden, number)
  sheet.put(6, 0, '∂L/∂z')
  for (const gate of ['f', 'i', 'g', 'o'] as const) {
    const mark = surgery.gates.has(gate) ? '✂' : ''
    sheet.centre(6, at[gate], `${numbers.gates[gate]}${mark}`, mark ? cut : number)
    box(sheet, at[gate], squashing(gate, surgery))
    sheet.put(7, at[gate] - 5, gate)
  }
  sheet.right(7, end, `ℓ: ${numbers.own}`)
  feedBack(sheet, [at.f, at.i, at.g, at.o], numbers, surgery, styles)
  return sheet.lines()
}

/** As lstmBack: h itself runs on the belt. */
export function gruBack({ numbers, surgery, styles, width }: BackOptions): Line[] | null {
  if (width < DIAGRAM.least) return null
  const space = spaceOf(width)
  const at = { z: space + 3, n: 2 * space + 9, r: 3 * space + 13 }
  const end = 4 * space + 19
  const sheet = new Canvas(13, end + 1)
  const { belt, cut, number } = styles
  sheet
    .put(0, 0, `∂L/∂h_{t−1} = ${numbers.before}`, number)
    .right(0, end, `∂L/∂h_t = ${numbers.now}`, number)
  sheet.across(1, 1, end, '━', belt).put(1, 0, '◀', belt)
  sheet.put(1, at.z, '×', belt).put(1, at.n, '┳', belt)
  if (surgery.belt || surgery.beltBackward) sheet.put(1, at.z - 7, '   ✂   ', cut)
  sheet
    .down(at.z, 2, 5)
    .down(at.n, 2, 5)
    .put(2, at.z + 2, `z = ${numbers.pass}`, number)
  sheet.put(3, at.n, '×').centre(3, (at.z + at.n) / 2, '1−z')
  sheet.right(2, end, `ℓ: ${numbers.own}`)
  sheet.put(5, at.z, '▼').put(5, at.n, '▼')
  sheet.put(6, 0, '∂L/∂z')
  for (const gate of ['z', 'n', 'r'] as const) {
    const mark = surgery.gates.has(gate) ? '✂' : ''
    sheet.centre(6, at[gate], `${numbers.gates[gate]}${mark}`, mark ? cut : number)
    box(sheet, at[gate], gate === 'n' ? 'tanh' : 'σ')
    sheet.put(7, at[gate] - 5, gate)
  }
  sheet
    .across(8, at.n + 3, at.r - 4, '─')
    .put(8, at.r - 3, '▶')
    .centre(8, (at.n + at.r) / 2, ' r ')
  feedBack(sheet, [at.z, at.n, at.r], numbers, surgery, styles)
  return sheet.lines()
}

/** Six lines: ∂L/∂h_t passes the slope of tanh, goes to the input, and through W_hhᵀ to t − 1. */
export function rnnBack({ numbers, styles, width }: BackOptions): Line[] | null {
  if (width < DIAGRAM.least - 10) return null
  const end = Math.min(width, DIAGRAM.most) - 1
  const at = { matrix: Math.floor(end * 0.32), slope: Math.floor(end * 0.66) }
  const sheet = new Canvas(6, end + 1)
  const { belt, number } = styles
  sheet
    .put(0, 0, `∂L/∂h_{t−1} = ${numbers.before}`, number)
    .right(0, end, `∂L/∂h_t = ${numbers.now}`, number)
  sheet.across(1, 1, end, '━', belt).put(1, 0, '◀', belt)
  sheet.centre(1, at.matrix, '[W_hhᵀ]').put(1, at.slope, '×', belt)
  sheet.put(2, at.slope, '│').put(3, at.slope - 2, `1 − h_t² = ${numbers.pass}`, number)
  sheet.right(2, end, `ℓ: ${numbers.own}`)
  const left = Math.floor((at.matrix + at.slope) / 2)
  sheet.put(1, left, '┳', belt).down(left, 2, 3).put(4, left, '▼')
  sheet.put(4, left + 2, `∂L/∂z_t = ${numbers.gates.z}`, number)
  sheet.put(5, left + 2, `‖∂L/∂x_t‖ = ${numbers.input}`, number)
  return sheet.lines()
}

/** ∂L/∂x_t and ∂L/∂h_{t−1} go out below the blocks. */
function feedBack(
  sheet: Canvas,
  columns: readonly number[],
  { input, hiddenBefore, first }: BackNumbers,
  { paths, pathsBackward }: CellSurgery,
  { cut, number }: DiagramStyles,
): void {
  const last = columns[columns.length - 1]
  sheet.across(10, 1, last, '─').put(10, 1, '┌')
  for (const column of columns) sheet.put(10, column, column === last ? '┘' : '┴')
  const severed = paths || pathsBackward || first
  sheet.put(11, 1, severed ? '└─▶ ' : '├─▶ ').put(11, 5, `‖∂L/∂x_t‖ = ${input}`, number)
  if (first) return
  sheet.put(12, 1, severed ? '  ✂ ' : '└─▶ ', severed ? cut : {})
  sheet.put(12, 5, `∂L/∂h_{t−1} = ${hiddenBefore}`, number)
}
