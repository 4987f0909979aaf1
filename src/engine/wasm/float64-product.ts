/**
 * Products of matrices in float64, for the nets of other programs (../stack). Operands lie in
 * panels of 4 columns, [panel][depth][4], which is the form in which {@link tile} reads both.
 */
import { tile } from './matrix-product'

/** Bytes of a panel's row. */
const ROW: usize = 32
/** Rows that are copied at a time: what they share of cache lines is fetched once. */
const TOGETHER: i32 = 8
/** Depth of what is multiplied at a time: a panel of it stays in the first cache. */
const DEPTH: i32 = 512
/** Panels of a that stay in the second cache. */
const PANELS: i32 = 16

/** The tile of two panels; index.ts keeps it a function of its own, as those of float32. */
export function float64Pair(a: usize, count: i32, b: usize, bStride: usize, out: usize,
  outStride: usize): void {
  tile<f64>(2, 0, a, 32, count, b, bStride, out, outStride)
}

/**
 * out[4·aPanels][4·bPanels] = start + Σ_{k<depth} a[k]ᵀ·b[k]: sums go over ascending k, by a
 * multiplication and an addition each; start is out where it goes on, else 0. out: [b's
 * panel][4·aPanels][4].
 */
export function multiplyFloat64(a: usize, aPanels: i32, b: usize, bPanels: i32, depth: i32,
  out: usize, goesOn: i32): void {
  const panel = <usize>depth << 5, column = <usize>aPanels << 7
  if (!goesOn) memory.fill(out, 0, <usize>bPanels * column)
  for (let from: i32 = 0; from < aPanels; from += PANELS) {
    const to = min(from + PANELS, aPanels)
    for (let k: i32 = 0; k < depth; k += DEPTH) {
      const count = min(DEPTH, depth - k), at = <usize>k << 5
      let c: i32 = 0
      if (WIDE) {
        for (; c + 1 < bPanels; c += 2) {
          for (let r = from; r < to; r++) {
            float64Pair(a + at + <usize>r * panel, count, b + at + <usize>c * panel, panel,
              out + <usize>c * column + (<usize>r << 7), column)
          }
        }
      }
      for (; c < bPanels; c++) {
        for (let r = from; r < to; r++) {
          tile<f64>(1, 0, a + at + <usize>r * panel, 32, count, b + at + <usize>c * panel, 0,
            out + <usize>c * column + (<usize>r << 7), 0)
        }
      }
    }
  }
}

/** Rows of 4 numbers, of so many panels, to where they are a row and a panel apart otherwise. */
export function copyFloat64(from: usize, fromRow: usize, fromPanel: usize, to: usize, toRow: usize,
  toPanel: usize, rows: i32, panels: i32): void {
  for (let r: i32 = 0; r < rows; r += TOGETHER) {
    const count = min(TOGETHER, rows - r)
    let source = from + <usize>r * fromRow, target = to + <usize>r * toRow
    for (let c: i32 = 0; c < panels; c++) {
      let at = source, out = target
      for (let k: i32 = 0; k < count; k++) {
        v128.store(out, v128.load(at))
        v128.store(out, v128.load(at, 16), 16)
        at += fromRow
        out += toRow
      }
      source += fromPanel
      target += toPanel
    }
  }
}

/** Four rows at a time, `stride` bytes apart, as the columns of a panel: [panel][depth][4]. */
export function turnFloat64(from: usize, stride: usize, panels: i32, depth: i32, to: usize): void {
  for (let p: i32 = 0; p < panels; p++) {
    let a = from + <usize>(4 * p) * stride
    const end = a + (<usize>(depth & ~1) << 3)
    while (a < end) {
      const v = v128.load(a), w = v128.load(a + stride), x = v128.load(a + 2 * stride),
        y = v128.load(a + 3 * stride)
      v128.store(to, i64x2.shuffle(v, w, 0, 2))
      v128.store(to, i64x2.shuffle(x, y, 0, 2), 16)
      v128.store(to, i64x2.shuffle(v, w, 1, 3), 32)
      v128.store(to, i64x2.shuffle(x, y, 1, 3), 48)
      a += 16
      to += 2 * ROW
    }
    if (depth & 1) {
      for (let k: usize = 0; k < 4; k++) f64.store(to + (k << 3), f64.load(a + k * stride))
      to += ROW
    }
  }
}
