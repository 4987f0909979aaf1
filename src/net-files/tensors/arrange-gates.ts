/** Gates of a cell from the order and orientation of a file into those of a stack. */
import type { Numbers } from '../../engine/stack/types.ts'

/** How the blocks of a cell's gates stand in a matrix or bias of a file. */
export interface GateLayout {
  /** Block k of the stack's order (i, f, g, o; r, z, n) is the file's block `order[k]`. */
  readonly order: readonly number[]
  /** Rows of a block: H. */
  readonly hidden: number
  /** What the matrix multiplies: I or R; 1 for a bias. */
  readonly columns: number
  /** Whether it stands as [columns, G·H], as in Keras, and not as [G·H, columns]. */
  readonly transposed: boolean
}

/** Numbers of the same precision, to be filled. */
export const numbersLike = (like: Numbers, count: number): Numbers =>
  like instanceof Float64Array ? new Float64Array(count) : new Float32Array(count)

/** A matrix [G·H, columns] with its blocks in the stack's order. */
export function arrangeGates(given: Numbers, layout: GateLayout): Numbers {
  const { order, hidden, columns, transposed } = layout
  const rows = order.length * hidden
  const arranged = numbersLike(given, rows * columns)
  for (const [block, from] of order.entries()) {
    for (let r = 0; r < hidden; r++) {
      const row = from * hidden + r
      const to = (block * hidden + r) * columns
      for (let c = 0; c < columns; c++)
        arranged[to + c] = given[transposed ? c * rows + row : row * columns + c]
    }
  }
  return arranged
}

/** [columns, rows] as [rows, columns]. */
export const transpose = (given: Numbers, rows: number, columns: number): Numbers =>
  arrangeGates(given, { order: [0], hidden: rows, columns, transposed: true })

/** One below the other; float64 where one of them is. */
export function joinBlocks(parts: readonly Numbers[]): Numbers {
  const count = parts.reduce((sum, part) => sum + part.length, 0)
  const wide = parts.some((part) => part instanceof Float64Array)
  const joined = wide ? new Float64Array(count) : new Float32Array(count)
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}
