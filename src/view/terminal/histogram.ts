/** Counts as bars that lie down, one a line. */
import { cut, padStart, widthOf } from '../shared/width.ts'

export interface Bin {
  readonly label: string
  readonly count: number
}

export interface Bar {
  readonly label: string
  readonly bar: string
  readonly count: string
}

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']

/**
 * Lines "label │███ 12" of at most `width` columns; the longest bar takes what is left. Anything
 * but zero can be seen.
 */
export function histogram(bins: readonly Bin[], width: number): Bar[] {
  const most = bins.reduce((top, { count }) => Math.max(top, count), 0)
  const labels = bins.reduce((top, { label }) => Math.max(top, widthOf(label)), 0)
  const counts = bins.reduce((top, { count }) => Math.max(top, String(count).length), 0)
  const room = Math.max(0, Math.floor(width) - labels - counts - 3)
  return bins.map(({ label, count }) => ({
    label: cut(padStart(label, labels), width),
    bar: barOf(most > 0 ? (count / most) * room : 0),
    count: String(count),
  }))
}

function barOf(length: number): string {
  if (!(length > 0)) return ''
  const whole = Math.floor(length)
  return '█'.repeat(whole) + EIGHTHS[Math.floor((length - whole) * 8)] || EIGHTHS[1]
}

/** Neighbouring bins of equal width over [0, 1] put together, until there are at most so many. */
export function unitBins(
  counts: readonly number[],
  most: number,
  label: (from: number, to: number) => string,
): (Bin & { readonly from: number; readonly to: number })[] {
  const each = Math.max(1, Math.ceil(counts.length / most))
  return Array.from({ length: Math.ceil(counts.length / each) }, (_, bin) => {
    const end = Math.min(counts.length, (bin + 1) * each)
    const [from, to] = [(bin * each) / counts.length, end / counts.length]
    const count = counts.slice(bin * each, end).reduce((sum, one) => sum + one, 0)
    return { label: label(from, to), count, from, to }
  })
}
