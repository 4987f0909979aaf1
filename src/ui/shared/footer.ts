/** The line at the foot of a screen that says what can be done. Pure. */
import { cut, widthOf } from '../../view/shared/width.ts'

const BETWEEN = ' · '

/**
 * As many of the keys as fit, whole, the most important first; each may be several with dots
 * between them. The last is the way out: it has its place wherever there is room for two.
 */
export function keyLine(keys: readonly string[], columns: number): string {
  const all = keys.flatMap((one) => one.split(BETWEEN))
  const [first = '', ...more] = all.slice(0, -1)
  const out = all.at(-1) ?? ''
  if (first === '') return cut(out, columns)
  const end = BETWEEN + out
  if (widthOf(first + end) > columns) return cut(first, columns)
  return (
    more.reduce(
      (shown, one) =>
        widthOf(shown + BETWEEN + one + end) <= columns ? shown + BETWEEN + one : shown,
      first,
    ) + end
  )
}
