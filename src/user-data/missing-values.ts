/**
 * Words by which programs say that there is no value. Where an answer would stand they ask nothing.
 * They are spelt as the programs write them, so that a class `none` or `na` stays one: Python and
 * pandas (NaN, nan, NaT, None, <NA>), R (NA), spreadsheets (#N/A, #NV, N/A, n/a), SQL, Julia and
 * JSON (NULL, null), old Windows runtimes (1.#QNAN …).
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

/** As a class hardly is called: other words for nothing, and numbers that stand for it. */
const NEARLY =
  /^(missing|unknown|undefined|nil|\?|\.|-+|\\N|#(VALUE|REF|DIV\/0|NUM|NULL|NAME\?)!?|-?9{3,4}(\.0*)?|-100(\.0*)?|[+-]?(nan|inf|infinity)(\(.*\))?)$/i

/** Whether a class is spelt nearly like such a word, and so may be meant as one. */
export const nearlyMissing = (label: string): boolean =>
  LOWER.has(label.toLowerCase()) || NEARLY.test(label)

const NUMBER = /^[+-]?(\d+[.,]?\d*|[.,]\d+)(e[+-]?\d+)?$/i
const numbersIn = (word: string): number[] =>
  NUMBER.test(word) ? [Number(word.replace(',', '.'))] : []

/**
 * Whether a word means that nothing is asked: the usual ones, or those that were chosen instead.
 * Blank always does. A number that was chosen is one however it is spelt: -999, -999.0, -9.99e2.
 */
export function missingTest(chosen: readonly string[] | undefined): (word: string) => boolean {
  const words: ReadonlySet<string> = new Set(chosen ?? USUAL)
  const numbers: ReadonlySet<number> = new Set(chosen?.flatMap(numbersIn))
  return (word) =>
    word === '' ||
    words.has(word) ||
    (numbers.size > 0 && numbersIn(word).some((value) => numbers.has(value)))
}
