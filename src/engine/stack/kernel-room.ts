/**
 * The kernels with a memory of their own for float64 matrices. There these stand as the kernels
 * multiply them: in panels of 4 columns, [panel][depth][4], where sums go over the depth. What a
 * last panel has beyond its matrix is whatever stood there before, and is never read back.
 */
import { allocate, instantiate, PAGE } from '../kernels.ts'
import { FIRST_FREE } from '../memory-plan.ts'
import type { RowRoom } from './row-products.ts'
import type { Numbers } from './types.ts'

/** Columns of a panel. */
export const PANEL = 4
/** Bytes of a number, and of a panel's row. */
export const NUMBER = 8
const ROW = PANEL * NUMBER

export const panelsOf = (columns: number): number => Math.ceil(columns / PANEL)
const padded = (columns: number): number => panelsOf(columns) * PANEL

/** A part of a row-major matrix `width` wide; ends are not included. */
export interface Part {
  readonly width: number
  readonly rows: Span
  readonly columns: Span
}
export type Span = readonly [from: number, to: number]

/** Addresses are in bytes. */
export interface KernelRoom {
  /** Room that stays, for so many numbers; null where no memory is left. */
  keep(numbers: number): number | null
  /** Room under a name, until it is asked for again. */
  lend(name: 'a' | 'b' | 'made' | 'rows', numbers: number): number | null
  /** Columns of a part to panels of `depth` rows; false without room. */
  packColumns(from: Numbers, part: Part, to: number, depth: number): boolean
  /** Rows of a part, as columns of panels; false without room. */
  packRows(from: Numbers, part: Part, to: number): boolean
  /**
   * out = Σ a·b over the depth, or out += where it goes on: [b's panel][a's columns][4], of which
   * so many panels are given.
   */
  multiply(
    a: readonly [address: number, panels: number],
    b: readonly [address: number, panels: number],
    depth: number,
    out: number,
    goesOn?: boolean,
  ): void
  /** What multiply made, to a part of a matrix; false without room. */
  unpack(from: number, to: Float64Array, part: Part): boolean
  /** Room for the rows of matrices and for vectors, beside all of the above; null without room. */
  rows(n: number, matrices: number, vectors: number): RowRoom | null
}

/** Null where no memory can be had. */
export function kernelRoom(module: WebAssembly.Module): KernelRoom | null {
  const memory = orNull(() => allocate(FIRST_FREE))
  return memory && roomIn(memory, module)
}

/** What is made, or null where the system gives no memory for it. */
function orNull<T>(make: () => T): T | null {
  try {
    return make()
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

function roomIn(memory: WebAssembly.Memory, module: WebAssembly.Module): KernelRoom {
  const kernels = instantiate(module, memory)
  let numbers = new Float64Array(memory.buffer)
  let free = FIRST_FREE
  const lent = new Map<string, { address: number; size: number }>()

  function keep(size: number): number | null {
    const address = free
    const end = address + padded(size) * NUMBER
    const missing = end - memory.buffer.byteLength
    if (missing > 0) {
      if (orNull(() => memory.grow(Math.ceil(missing / PAGE))) === null) return null
      numbers = new Float64Array(memory.buffer)
    }
    free = end
    return address
  }

  function lend(name: string, size: number): number | null {
    const found = lent.get(name)
    if (found && found.size >= size) return found.address
    const address = keep(size)
    if (address !== null) lent.set(name, { address, size })
    return address
  }

  /** A part's rows, each filled up to whole panels: their address, and bytes from one to the next. */
  function rowsOf({ rows: [top, bottom], columns: [left, right] }: Part) {
    const stride = padded(right - left)
    const address = lend('rows', padded(bottom - top) * stride)
    return address === null ? null : { address, stride: stride * NUMBER }
  }

  function brought(from: Numbers, part: Part) {
    const place = rowsOf(part)
    if (place) {
      const { width, rows, columns } = part
      const [first, step] = [place.address / NUMBER, place.stride / NUMBER]
      if (step === width) numbers.set(from.subarray(rows[0] * width, rows[1] * width), first)
      else
        for (let r = rows[0]; r < rows[1]; r++) {
          const row = from.subarray(r * width + columns[0], r * width + columns[1])
          numbers.set(row, first + (r - rows[0]) * step)
        }
    }
    return place
  }

  return {
    keep,
    lend,
    packColumns(from, part, to, depth) {
      const place = brought(from, part)
      if (!place) return false
      const [rows, panels] = [sizeOf(part.rows), panelsOf(sizeOf(part.columns))]
      const { address, stride } = place
      kernels.copyFloat64(address, stride, ROW, to, ROW, depth * ROW, rows, panels)
      return true
    },
    packRows(from, part, to) {
      const place = brought(from, part)
      if (!place) return false
      const [panels, depth] = [panelsOf(sizeOf(part.rows)), sizeOf(part.columns)]
      kernels.turnFloat64(place.address, place.stride, panels, depth, to)
      return true
    },
    multiply(a, b, depth, out, goesOn = false) {
      kernels.multiplyFloat64(a[0], a[1], b[0], b[1], depth, out, Number(goesOn))
    },
    unpack(from, to, part) {
      const place = rowsOf(part)
      if (!place) return false
      const { address, stride } = place
      const [rows, panels] = [sizeOf(part.rows), panelsOf(sizeOf(part.columns))]
      const panel = panelsOf(rows) * PANEL * ROW
      kernels.copyFloat64(from, ROW, panel, address, stride, ROW, rows, panels)
      const {
        width,
        rows: [top],
        columns: [left, right],
      } = part
      const [first, step] = [address / NUMBER, stride / NUMBER]
      if (step === width) to.set(numbers.subarray(first, first + rows * step), top * width)
      else
        for (let r = 0; r < rows; r++) {
          const row = numbers.subarray(first + r * step, first + r * step + right - left)
          to.set(row, (top + r) * width + left)
        }
      return true
    },
    rows(n, matrices, vectors) {
      const width = padded(n)
      const size = n * width
      const first = keep(matrices * size + vectors * width)
      if (first === null) return null
      // They stay good when the memory grows, since it is shared.
      const views = (count: number, length: number, from: number) =>
        Array.from(
          { length: count },
          (_, k) => new Float64Array(memory.buffer, from + k * length * NUMBER, length),
        )
      return {
        width,
        matrices: views(matrices, size, first),
        vectors: views(vectors, width, first + matrices * size * NUMBER),
        times(A, v, count, out) {
          kernels.rowsTimes(A.byteOffset, width * NUMBER, count, v.byteOffset, out.byteOffset)
        },
        addTransposed(A, u, count, out) {
          kernels.addRows(A.byteOffset, width * NUMBER, count, u.byteOffset, out.byteOffset)
        },
      }
    },
  }
}

export const sizeOf = ([from, to]: Span): number => to - from
