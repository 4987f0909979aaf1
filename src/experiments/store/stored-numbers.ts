/**
 * Curves and profiles in a line of results: nearly all of its text, and seldom looked at. They are
 * checked as text and read when somebody asks for them, so that a report of many runs neither reads
 * nor writes numbers one by one.
 */
import { VERBATIM, type Verbatim } from '../../io/json-pieces.ts'
import type { Run } from '../../results/report.ts'

/** Where they stand in a line, with the comma before them; and what stands in between. */
export interface StoredNumbers {
  readonly from: number
  readonly to: number
  /** `,"evaluations":N`; empty where there is none. */
  readonly evaluations: string
}

// The form in which this program writes them, and only numbers that are finite as float64. Other
// forms of JSON are read as any other text.
const COUNT = String.raw`(?:0|[1-9]\d{0,14})`
const NUMBER = String.raw`-?(?:0|[1-9]\d{0,20})(?:\.\d+)?(?:e(?:[+-]?\d\d?|-\d{3}))?`
const listOf = (item: string): string => String.raw`\[(?:${item}(?:,${item})*)?\]`
const LIST = listOf(`(?:null|${NUMBER})`)
const CURVES = new RegExp(
  `,"curve":\\{"step":${listOf(COUNT)},"loss":${LIST},"metric":${LIST}\\}` +
    `(,"evaluations":${COUNT})?,"gradient":\\[`,
  'y',
)
const PROFILE = new RegExp(
  `\\{"step":${COUNT},"log10":\\{"hidden":${LIST},` +
    `${['cell', 'belt', 'rest'].map((name) => `"${name}":(?:null|${LIST}),`).join('')}` +
    `"input":${LIST}\\}\\}`,
  'y',
)
const BEGIN = ',"curve":{'
const END = '],"digest":"sha256:'

/** Finds them in a line; null where they are not as this program writes them. */
export function numbersIn(text: string): StoredNumbers | null {
  const from = text.indexOf(BEGIN)
  if (from < 0) return null
  CURVES.lastIndex = from
  const curves = CURVES.exec(text)
  if (!curves) return null
  let at = CURVES.lastIndex
  // One by one: a pattern of all of them would remember each number's place.
  while (text[at] === '{') {
    PROFILE.lastIndex = at
    if (!PROFILE.test(text)) return null
    at = PROFILE.lastIndex
    if (text[at] !== ',') break
    if (text[++at] !== '{') return null
  }
  return text.startsWith(END, at) ? { from, to: at + 1, evaluations: curves[1] ?? '' } : null
}

/** The line with empty curves and no profiles. */
export const withoutNumbers = (text: string, { from, to, evaluations }: StoredNumbers): string =>
  `${text.slice(0, from)},"curve":{"step":[],"loss":[],"metric":[]}${evaluations},"gradient":[]` +
  text.slice(to)

/** Bytes that the texts of many lines are put into, one behind the other. */
const ROOM = 2 ** 22
let room = Buffer.alloc(0)
let used = 0

/**
 * The bytes of a part of a line, which is ASCII. As text it would keep all of the line, on a heap
 * that is searched again and again.
 */
function bytesOf(line: string, from: number, to: number, bytes?: Uint8Array): Uint8Array {
  const length = to - from
  if (used + length > room.length) {
    room = Buffer.allocUnsafeSlow(Math.max(ROOM, length))
    used = 0
  }
  const kept = room.subarray(used, used + length)
  used += length
  // No character has fewer bytes than code units: of as many, each stands at its own place.
  if (bytes?.length === line.length) kept.set(bytes.subarray(from, to))
  else kept.write(line.slice(from, to), 'latin1')
  return kept
}

type Numbers = Pick<Run, 'curve' | 'gradient'>

/**
 * Gives a run that was read without them its curves and profiles; they are parsed when used.
 * `bytes` are the line's, where they are at hand.
 */
export function keepNumbers(
  run: Run,
  line: string,
  { from, to }: StoredNumbers,
  bytes?: Uint8Array,
): void {
  const text = bytesOf(line, from + 1, to, bytes)
  let parsed: Numbers | null = null
  const numbers = (): Numbers => {
    parsed ??= JSON.parse(`{${Buffer.from(text).toString()}}`) as Numbers
    return parsed
  }
  const verbatim: Verbatim = { keys: ['curve', 'evaluations', 'gradient'], text }
  Object.defineProperties(run, {
    curve: { get: () => numbers().curve, enumerable: true },
    gradient: { get: () => numbers().gradient, enumerable: true },
    [VERBATIM]: { value: verbatim },
  })
}
