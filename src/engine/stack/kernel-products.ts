/**
 * The products of matrix-products.ts by the kernels (../wasm/float64-product.ts): the same bits,
 * since there, too, each sum goes over ascending columns by a multiplication and an addition each.
 */
import {
  type KernelRoom,
  kernelRoom,
  NUMBER,
  PANEL,
  type Part,
  panelsOf,
  type Span,
  sizeOf,
} from './kernel-room.ts'
import { type Matrix, type MatrixProducts, plainProducts } from './matrix-products.ts'
import type { Numbers } from './types.ts'

/** Numbers of an operand, and of what is made, that are in the kernels' memory for one call. */
const MOST_GIVEN = 2 ** 18
const MOST_MADE = 2 ** 20
/** Sides and depth of the parts of a sum of outer products. */
const SIDE = 512
const DEPTH = 1024

/** Where there is no memory for the kernels, or no more of it, the plain loops do it. */
export function kernelProducts(module: WebAssembly.Module): MatrixProducts {
  const room = kernelRoom(module)
  if (room === null) return plainProducts
  return {
    matrix: (values, rows, columns) => packedMatrix(room, values, rows, columns),
    outer: (d, v, n, out) => outer(room, d, v, n, out) ?? plainProducts.outer(d, v, n, out),
    gram: (v, n, out) => outer(room, v, v, n, out) ?? plainProducts.gram(v, n, out),
    rows: (n, matrices, vectors) =>
      room.rows(n, matrices, vectors) ?? plainProducts.rows(n, matrices, vectors),
  }
}

/** Panels of W and of Wᵀ are made when they are first asked for; null without room for them. */
function packedMatrix(room: KernelRoom, values: Numbers, rows: number, width: number): Matrix {
  const plain = plainProducts.matrix(values, rows, width)
  const most = Math.max(PANEL, floored(MOST_GIVEN / width))
  const parts = () => Array.from(spans(rows, most), (part) => partOf(width, part, [0, width]))
  let byRows: number | null | undefined
  let byColumns: number | null | undefined

  function packedRows(): number | null {
    const to = room.keep(panelsOf(rows) * PANEL * width)
    if (to === null) return null
    const place = (row: number) => to + row * width * NUMBER
    return parts().every((part) => room.packRows(values, part, place(part.rows[0]))) ? to : null
  }

  function packedColumns(): number | null {
    const to = room.keep(panelsOf(width) * PANEL * rows)
    if (to === null) return null
    const place = (row: number) => to + row * PANEL * NUMBER
    const pack = (part: Part) => room.packColumns(values, part, place(part.rows[0]), rows)
    return parts().every(pack) ? to : null
  }

  return {
    ...{ rows, columns: width },
    times(v, n) {
      if (byRows === undefined) byRows = packedRows()
      return product(room, v, n, byRows, [width, rows]) ?? plain.times(v, n)
    },
    transposeTimes(d, n) {
      if (byColumns === undefined) byColumns = packedColumns()
      return product(room, d, n, byColumns, [rows, width]) ?? plain.transposeTimes(d, n)
    },
  }
}

/** v [n, depth] times what stands in panels [·][depth][4], as [n, width]; null without room. */
function product(
  room: KernelRoom,
  v: Float64Array,
  n: number,
  packed: number | null,
  [depth, width]: readonly [number, number],
): Float64Array | null {
  const most = floored(Math.min(MOST_GIVEN / depth, MOST_MADE / width))
  const rows = Math.min(Math.max(PANEL, most), panelsOf(n) * PANEL)
  const a = room.lend('a', rows * depth)
  const made = room.lend('made', rows * panelsOf(width) * PANEL)
  if (packed === null || a === null || made === null) return null
  const out = new Float64Array(n * width)
  for (const part of spans(n, rows)) {
    if (!room.packRows(v, partOf(depth, part, [0, depth]), a)) return null
    room.multiply([a, panelsOf(sizeOf(part))], [packed, panelsOf(width)], depth, made)
    if (!room.unpack(made, out, partOf(width, part, [0, width]))) return null
  }
  return out
}

/** Σ_n d_n·v_nᵀ part by part; of d = v those below the diagonal are the ones above it. */
function outer(
  room: KernelRoom,
  d: Numbers,
  v: Numbers,
  n: number,
  to?: Float64Array,
): Float64Array | null {
  const [rows, columns] = [d.length / n, v.length / n]
  const a = room.lend('a', SIDE * Math.min(DEPTH, n))
  const b = room.lend('b', SIDE * Math.min(DEPTH, n))
  const made = room.lend('made', SIDE * SIDE)
  if (a === null || b === null || made === null) return null
  const out = to ?? new Float64Array(rows * columns)
  for (const across of spans(columns, SIDE)) {
    for (const down of spans(rows, SIDE)) {
      if (d === v && down[0] > across[0]) continue
      for (const deep of spans(n, DEPTH)) {
        const depth = sizeOf(deep)
        const isGiven =
          room.packColumns(d, partOf(rows, deep, down), a, depth) &&
          room.packColumns(v, partOf(columns, deep, across), b, depth)
        if (!isGiven) return null
        const given = [a, panelsOf(sizeOf(down))] as const
        room.multiply(given, [b, panelsOf(sizeOf(across))], depth, made, deep[0] > 0)
      }
      if (!room.unpack(made, out, partOf(columns, down, across))) return null
    }
  }
  if (d === v) mirror(out, columns)
  return out
}

/** Puts what stands above the diagonal of a square matrix below it, too. */
function mirror(values: Float64Array, n: number): void {
  for (let r = 1; r < n; r++) for (let c = 0; c < r; c++) values[r * n + c] = values[c * n + r]
}

const partOf = (width: number, rows: Span, columns: Span): Part => ({ width, rows, columns })

function* spans(size: number, most: number): Iterable<Span> {
  for (let from = 0; from < size; from += most) yield [from, Math.min(from + most, size)]
}

/** Down to whole panels. */
const floored = (rows: number) => Math.floor(rows / PANEL) * PANEL
