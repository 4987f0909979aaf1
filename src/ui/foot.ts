/** The line at the foot of a screen that says what can be done. Pure. */
import { cut, widthOf } from '../view/width.ts'

const BETWEEN = ' · '

/** As many of the keys as fit, whole, the most important first; each may be several with dots between them. */
export function keyLine(keys: readonly string[], columns: number): string {
  const [first = '', ...more] = keys.flatMap((one) => one.split(BETWEEN))
  return more.reduce(
    (shown, one) => (widthOf(shown + BETWEEN + one) <= columns ? shown + BETWEEN + one : shown),
    cut(first, columns),
  )
}
