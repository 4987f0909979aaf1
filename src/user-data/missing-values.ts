/**
 * Words by which programs say that there is no value. Where an answer would stand they ask nothing.
 * They are spelt as the programs write them, so that a class `none` or `na` stays one: Python and
 * pandas (NaN, nan, NaT, None, <NA>), R (NA), spreadsheets (#N/A, #NV, N/A, n/a), SQL, Julia and
 * JSON (NULL, null, missing), old Windows runtimes (1.#QNAN …).
 */
const USUAL: readonly string[] = [
  'NA',
  'N/A',
  'n/a',
  '#N/A',
  '#NA',
  '#N/A N/A',
  '#NV',
  '<NA>',
  'NaN',
  'nan',
  'NAN',
  '-NaN',
  '-nan',
  'NaT',
  'None',
  'null',
  'NULL',
  'Null',
  '1.#IND',
  '-1.#IND',
  '1.#QNAN',
  '-1.#QNAN',
]

const LOWER: ReadonlySet<string> = new Set(USUAL.map((word) => word.toLowerCase()))

/** Whether a class is spelt nearly like such a word, and so may be meant as one. */
export const nearlyMissing = (label: string): boolean =>
  LOWER.has(label.toLowerCase()) ||
  /^(missing|unknown|\?|\.|-|--|\\N|#(VALUE|REF|DIV\/0)!|-?9{3,4})$/i.test(label)

/**
 * Whether a word means that nothing is asked: the usual ones, or those that were chosen instead.
 * Blank always does.
 */
export function missingTest(chosen: readonly string[] | undefined): (word: string) => boolean {
  const words: ReadonlySet<string> = new Set(chosen ?? USUAL)
  return (word) => word === '' || words.has(word)
}
