/** Numbers as people type them: with the sign −, a decimal comma, or an input method's full width. */

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

/** With the minus sign U+2212 as the one of keyboards. */
const withHyphen = (text: string): string => text.replaceAll('\u2212', '-')

/**
 * A decimal number as people write it (1e3 too, and with the minus sign U+2212), or NaN.
 * Hexadecimal, blanks and "Infinity" are not numbers here.
 */
export function decimal(text: string): number {
  const typed = withHyphen(text)
  return DECIMAL.test(typed) ? Number(typed) : Number.NaN
}

/**
 * A number with a comma as it would be written here: 0,5 is 0.5 where fractions are taken, 1,000 is
 * 1000 where they are not. Null for anything else.
 */
export function pointed(typed: string, wanted: 'integer' | 'number'): string | null {
  const text = withHyphen(typed)
  if (
    /^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/.test(text) &&
    (wanted === 'integer' || text.includes('.'))
  ) {
    return text.replaceAll(',', '')
  }
  return wanted === 'number' && /^[+-]?\d*,\d+$/.test(text) ? text.replace(',', '.') : null
}
