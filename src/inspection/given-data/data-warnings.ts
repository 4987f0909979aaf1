/** Oddities of a file: rarely intended, or hard to learn from. The bounds are rules of thumb. */

import type { ReadNotes } from '../../results/reading-notes.ts'
import type { Odd, Spread } from '../../results/summary-of-data.ts'
import type { DataContent, TextContent } from '../../tasks/shared/file-content.ts'
import { nearlyMissing } from '../../user-data/missing-values.ts'

/**
 * Values beyond are far from −1 to 1: gates saturate. Values below are next to nothing for weights
 * of about 1/√H.
 */
const FAR = 10
const TINY = 0.01
/** One class has nearly all. */
const NEARLY_ALL = 0.9
/**
 * Whole numbers of more kinds than this, and of a fifth as many as there are answers, hardly are
 * classes.
 */
const MANY_CLASSES = 20
/** Numbers with so few different values may be classes. */
const FEW_VALUES = 10
/** Characters that became one symbol, from this share on. */
const REST = 0.02
/**
 * The last tenth's symbols are that far from those of the rest (bits), and so many times as far as
 * any other tenth's.
 */
const DISTANCE = 0.02
const TIMES = 1.5
/** Or it has that share of characters that the rest never has. */
const UNSEEN = 0.01
/** Names that are listed. */
const NAMED = 5

interface About {
  readonly content: DataContent
  readonly notes: ReadNotes
  readonly inputs: readonly Spread[]
  readonly numbers: readonly Spread[] | null
  readonly classes: readonly { readonly label: string; readonly count: number }[] | null
}

/** With `standardize` sizes do not matter, since all values are brought near −1 to 1. */
export function oddOfData(
  { content, notes, inputs, numbers, classes }: About,
  standardize: boolean,
): Odd[] {
  const farOf = standardize ? () => [] : far
  const most = inputs.reduce((size, { min, max }) => Math.max(size, -min, max), 0)
  const constant = inputs.filter(({ min, max }) => min === max)
  return [
    ...farOf('inputs-far', inputs),
    ...(!standardize && most > 0 && most < TINY ? [{ what: 'inputs-tiny', most } as const] : []),
    ...(constant.length > 0
      ? [{ what: 'inputs-constant', ...namesOf(inputs, constant) } as const]
      : []),
    ...(numbers ? [...farOf('answers-far', numbers), ...oddNumbers(content, notes)] : []),
    ...(classes ? oddClasses(classes, notes) : []),
    ...repeated(content),
  ]
}

function far(what: 'inputs-far' | 'answers-far', spreads: readonly Spread[]): Odd[] {
  const found = spreads.filter(({ min, max }) => Math.max(-min, max) > FAR)
  if (found.length === 0) return []
  const min = found.reduce((least, one) => Math.min(least, one.min), 0 + found[0].min)
  const max = found.reduce((most, one) => Math.max(most, one.max), found[0].max)
  return [{ what, ...namesOf(spreads, found), min, max }]
}

/** How many, and what the first ones are called: by their columns, or by their numbers from 1. */
function namesOf(
  all: readonly Spread[],
  some: readonly Spread[],
): { count: number; names: (string | number)[] } {
  const names = some.slice(0, NAMED).map((one) => one.name ?? all.indexOf(one) + 1)
  return { count: some.length, names }
}

function oddNumbers({ y, outputSize }: DataContent, notes: ReadNotes): Odd[] {
  if (notes.readBy === 'fractions' && notes.other === 'numbers')
    return [{ what: 'list-at-the-end', count: outputSize }]
  if (outputSize > 1 || notes.readBy === 'option') return []
  const values = new Set<number>()
  for (const value of y) {
    if (!Number.isInteger(value)) return []
    values.add(value)
    if (values.size > FEW_VALUES) return []
  }
  return notes.other === 'classes' ? [{ what: 'few-values', count: values.size }] : []
}

function oddClasses(classes: NonNullable<About['classes']>, notes: ReadNotes): Odd[] {
  const all = classes.reduce((sum, { count }) => sum + count, 0)
  const largest = classes.reduce((most, one) => (one.count > most.count ? one : most))
  const labels = (some: typeof classes) => ({
    count: some.length,
    names: some.slice(0, NAMED).map((one) => one.label),
  })
  const once = classes.filter(({ count }) => count === 1)
  const nothing = classes.filter(({ label }) => nearlyMissing(label))
  const many = notes.readBy === 'whole' && classes.length > MANY_CLASSES && classes.length > all / 5
  return [
    ...(largest.count > NEARLY_ALL * all
      ? [{ what: 'one-class', label: largest.label, share: largest.count / all } as const]
      : []),
    ...(many ? [{ what: 'many-classes', count: classes.length } as const] : []),
    ...(once.length > 0 && !many ? [{ what: 'class-once', ...labels(once) } as const] : []),
    ...(nothing.length > 0
      ? [{ what: 'class-nothing', ...labels(nothing), words: wordsOf(notes) } as const]
      : []),
  ]
}

const wordsOf = ({ missing }: ReadNotes) => [...missing.keys()].filter((word) => word !== '')

/** Sequences whose inputs have come before, by whether the answers are the same. */
function repeated({
  start,
  asked,
  at,
  x,
  y,
  inputSize: I,
  outputSize: O,
  classes,
}: DataContent): Odd[] {
  const width = classes ? 1 : O
  const first = new Map<string, string>()
  let duplicates = 0
  let contradictions = 0
  for (let n = 0; n + 1 < start.length; n++) {
    const inputs = digestOf(x.subarray(start[n] * I, start[n + 1] * I))
    const steps = digestOf(at.subarray(asked[n], asked[n + 1]))
    const answers = `${steps}/${digestOf(y.subarray(asked[n] * width, asked[n + 1] * width))}`
    const before = first.get(inputs)
    if (before === undefined) first.set(inputs, answers)
    else if (before === answers) duplicates++
    else contradictions++
  }
  return [
    ...(contradictions > 0 ? [{ what: 'contradictions', count: contradictions } as const] : []),
    ...(duplicates > 0 ? [{ what: 'duplicates', count: duplicates } as const] : []),
  ]
}

/**
 * Two 32-bit sums (FNV-1a over words) and the length: no two sequences of a file will share them.
 */
function digestOf(values: Float32Array | Uint32Array): string {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length)
  let a = 0x811c9dc5
  let b = 0x9e3779b9
  for (const word of words) {
    a = Math.imul(a ^ word, 0x01000193)
    b = Math.imul(b ^ word ^ (b >>> 15), 0x85ebca6b)
    a ^= a >>> 13
  }
  return `${a}:${b}:${words.length}`
}

export function oddOfText(content: TextContent, own: number, rest: number): Odd[] {
  const { ranks, split, points } = content
  const tenths = Array.from({ length: 10 }, (_, n) => countsOf(content, own, n))
  const distances = tenths.map((tenth) => distance(tenth, tenths))
  const last = distances[9]
  const usual = distances.slice(0, 9).reduce((most, one) => Math.max(most, one), 0)
  let unknown = 0
  for (let n = split; n < ranks.length; n++) if (ranks[n] >= points.length) unknown++
  const unseen = unknown / Math.max(1, ranks.length - split)
  const odd: Odd[] = []
  const isFar = last > DISTANCE && last > TIMES * usual
  // Of a large alphabet each tenth has some that come nowhere else.
  const isNew = unseen > UNSEEN && unseen > TIMES * mostOnlyThere(content)
  if (isFar || isNew) odd.push({ what: 'last-tenth', distance: last, usual, unseen })
  if (rest > REST * ranks.length)
    odd.push({ what: 'rest', count: rest, share: rest / ranks.length, untrained: unknown })
  return odd
}

/** Of the tenths that are trained on, the largest share of characters that no other one has. */
function mostOnlyThere(content: TextContent): number {
  const tenths = Array.from({ length: 9 }, (_, n) => countsOf(content, content.points.length, n))
  const inTenths = new Uint8Array(content.points.length + 1)
  for (const tenth of tenths)
    for (const [rank, count] of tenth.entries()) if (count > 0) inTenths[rank]++
  return tenths.reduce((most, tenth) => {
    const all = tenth.reduce((sum, count) => sum + count, 0)
    const alone = tenth.reduce((sum, count, rank) => sum + (inTenths[rank] === 1 ? count : 0), 0)
    return Math.max(most, alone / Math.max(1, all))
  }, 0)
}

/** How often each symbol comes in the n-th tenth. */
function countsOf({ ranks, split }: TextContent, own: number, n: number): Float64Array {
  const from = n === 9 ? split : Math.floor((split * n) / 9)
  const to = n === 9 ? ranks.length : Math.floor((split * (n + 1)) / 9)
  const counts = new Float64Array(own + 1)
  for (let at = from; at < to; at++) counts[Math.min(ranks[at], own)]++
  return counts
}

/** Jensen–Shannon divergence (bits) between a tenth's symbols and those of the others. */
function distance(tenth: Float64Array, all: readonly Float64Array[]): number {
  const others = new Float64Array(tenth.length)
  for (const one of all)
    if (one !== tenth) for (const [n, count] of one.entries()) others[n] += count
  const sum = (counts: Float64Array) =>
    Math.max(
      1,
      counts.reduce((total, count) => total + count, 0),
    )
  const [a, b] = [sum(tenth), sum(others)]
  let bits = 0
  for (let n = 0; n < tenth.length; n++) {
    const [p, q] = [tenth[n] / a, others[n] / b]
    const middle = (p + q) / 2
    if (p > 0) bits += (p / 2) * Math.log2(p / middle)
    if (q > 0) bits += (q / 2) * Math.log2(q / middle)
  }
  return bits
}
