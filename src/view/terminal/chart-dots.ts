/**
 * The lines of a line chart in braille, 2 × 4 dots a cell, so that they are four times as fine as
 * strokes up and down, and twice along. Each dot knows whose it is.
 */
import type { Column } from '../shared/columns.ts'
import type { Scale } from '../shared/scale.ts'
import { ABOVE, BELOW, type Drawn, type Grid } from './chart-strokes.ts'

/** Dots of a cell. */
export const DOTS = { across: 2, down: 4 }

const BLANK = 0x2800
/** Unicode's bits of a cell's dots, from the top; the left column, then the right one. */
const BITS = [
  [0x01, 0x02, 0x04, 0x40],
  [0x08, 0x10, 0x20, 0x80],
]

/** What tells lines apart without colour: how thick they are, and which dots of a path are set. */
const LOOKS = [
  { thick: false, every: 1, set: 1, sample: '⠒⠒' },
  { thick: true, every: 1, set: 1, sample: '⠶⠶' },
  { thick: false, every: 2, set: 1, sample: '⠂⠂' },
  { thick: false, every: 3, set: 2, sample: '⠒⠐' },
]

/** Short samples of the looks, for legends. */
export const DOT_MARKS: readonly string[] = LOOKS.map(({ sample }) => sample)

interface Dot {
  readonly x: number
  /** 0 at the bottom. */
  readonly y: number
}

/** A cell, and the series that was the first in it. */
interface Cell {
  readonly series: number
  /** In place of its dots. */
  readonly sign?: string
  bits: number
}

/**
 * Draws series in this order, their columns being those of dots; of each of so many in all the one
 * that it lies under, everywhere that it is drawn. A line within a dot of an earlier one is the
 * same line and not drawn anew. A cell has the colour of the series that was the first in it.
 */
export function drawDots(grid: Grid, order: readonly Drawn[], count: number): (number | null)[] {
  const canvas = new Canvas(grid.rows, grid.columns)
  const seen = new Set<number>()
  const hidden = Array.from({ length: count }, () => new Map<number, number>())
  for (const one of order) if (canvas.draw(one, hidden[one.index])) seen.add(one.index)
  canvas.fill(grid)
  return hidden.map((by, series) => {
    const [most] = [...by].toSorted(([, a], [, b]) => b - a)
    return seen.has(series) || !most ? null : most[0]
  })
}

class Canvas {
  /** Whose path goes over a dot, whether it is set or not; -1 for nobody's. */
  private readonly owner: Int16Array
  private readonly cells = new Map<number, Cell>()
  private readonly width: number
  private readonly height: number

  constructor(
    rows: number,
    private readonly columns: number,
  ) {
    this.width = columns * DOTS.across
    this.height = rows * DOTS.down
    this.owner = new Int16Array(this.width * this.height).fill(-1)
  }

  /** Whether any of it is seen; counts in `hidden` whose dots hide the rest. */
  draw({ index, mark, columns, scale }: Drawn, hidden: Map<number, number>): boolean {
    const { thick, every, set } = LOOKS[mark % LOOKS.length]
    const pen = thick ? [0, 1] : [0]
    const path = pathOf(columns, scale)
    const own: Dot[] = []
    for (const [n, dot] of path.entries()) {
      const other = this.near(dot)
      if (other !== null) {
        hidden.set(other, (hidden.get(other) ?? 0) + 1)
        continue
      }
      for (const x of pen)
        for (const y of pen) {
          const one = { x: dot.x + x, y: dot.y - y }
          if (one.x >= this.width || one.y < 0) continue
          own.push(one)
          if (n % every < set) this.set(one, index)
        }
    }
    for (const { x, y } of own) this.owner[y * this.width + x] = index
    columns.forEach((column, x) => {
      if (!column) return
      if (column.max > scale.max) this.sign({ x, y: dotOf(scale.max, scale) }, index, ABOVE)
      if (column.min < scale.min) this.sign({ x, y: dotOf(scale.min, scale) }, index, BELOW)
    })
    return own.length > 0
  }

  fill(grid: Grid): void {
    for (const [place, { series, bits, sign }] of this.cells) {
      const row = Math.floor(place / this.columns)
      grid.put(row, place % this.columns, series, sign ?? String.fromCodePoint(BLANK + bits))
    }
  }

  /** Whose path goes over a dot or beside it. */
  private near({ x, y }: Dot): number | null {
    for (let row = Math.max(0, y - 1); row <= Math.min(this.height - 1, y + 1); row++)
      for (let column = Math.max(0, x - 1); column <= Math.min(this.width - 1, x + 1); column++) {
        const owner = this.owner[row * this.width + column]
        if (owner >= 0) return owner
      }
    return null
  }

  private set({ x, y }: Dot, series: number): void {
    const cell = this.cellOf({ x, y }, series)
    cell.bits |= BITS[x % DOTS.across][DOTS.down - 1 - (y % DOTS.down)]
  }

  private sign(dot: Dot, series: number, sign: string): void {
    const place = this.placeOf(dot)
    if ((this.cells.get(place)?.series ?? series) === series)
      this.cells.set(place, { series, sign, bits: 0 })
  }

  private cellOf(dot: Dot, series: number): Cell {
    const place = this.placeOf(dot)
    const cell = this.cells.get(place) ?? { series, bits: 0 }
    this.cells.set(place, cell)
    return cell
  }

  private placeOf({ x, y }: Dot): number {
    return Math.floor(y / DOTS.down) * this.columns + Math.floor(x / DOTS.across)
  }
}

/** Where a row's label and level stand: its second dot from above. */
const MIDDLE = 2

const dotOf = (value: number, scale: Scale): number =>
  Math.round(scale.place(value) * DOTS.down) + MIDDLE

/**
 * The dots of all unbroken stretches, one after the other: from column to column along the straight
 * line, and to the extremes of each.
 */
function pathOf(columns: readonly (Column | null)[], scale: Scale): Dot[] {
  const path: Dot[] = []
  let last: number | null = null
  for (const [x, column] of columns.entries()) {
    if (!column) {
      last = null
      continue
    }
    const y = dotOf(column.value, scale)
    if (last !== null) for (const dot of between(last, y, x)) path.push(dot)
    path.push({ x, y })
    for (let at = dotOf(column.min, scale); at <= dotOf(column.max, scale); at++)
      if (at !== y) path.push({ x, y: at })
    last = y
  }
  return path
}

/** What lies between a dot of the column before and one of this: a half in each. */
function between(from: number, to: number, x: number): Dot[] {
  const way = Math.abs(to - from)
  const step = Math.sign(to - from)
  return Array.from({ length: Math.max(0, way - 1) }, (_, n) => ({
    x: 2 * (n + 1) < way ? x - 1 : x,
    y: from + step * (n + 1),
  }))
}
