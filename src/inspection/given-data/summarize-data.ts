/**
 * What was understood of a file: measured on what was read, so that a mistake shows before anything
 * is trained.
 */
import { median } from 'simple-statistics'
import { sanitizeName } from '../../io/sanitize.ts'
import { ReadNotes } from '../../results/reading-notes.ts'
import type {
  Spread,
  Understood,
  UnderstoodData,
  UnderstoodText,
} from '../../results/summary-of-data.ts'
import type { Spec, SpecFile } from '../../specs/spec.ts'
import { alphabetOf } from '../../tasks/from-files/alphabet.ts'
import type { DataContent, TextContent } from '../../tasks/shared/file-content.ts'
import { contentIn } from '../../training/setup/resolve-spec.ts'
import { notesOf } from '../../user-data/read-content.ts'
import { oddOfData, oddOfText } from './data-warnings.ts'
import { understoodSeries } from './summarize-series.ts'

/**
 * Of a spec whose sequences come from a file; null for others. The file is read if it isn't yet.
 * Throws InputError.
 */
export function understoodOf(spec: Spec): Understood | null {
  const content = contentIn(spec)
  if (content === null || spec.file === null) return null
  const file = fileOf(spec.file)
  if (content.form === 'text') return ofText(content, file, spec.symbols)
  if (content.form === 'series') return understoodSeries(content, file, spec)
  return ofData(content, file, notesOf(content) ?? new ReadNotes(), spec.standardize)
}

type About = Understood['file']
const fileOf = ({ path, digest, reading }: SpecFile): About => ({
  path,
  digest,
  reading: reading ?? null,
})

function ofData(
  content: DataContent,
  file: About,
  notes: ReadNotes,
  standardize: boolean,
): UnderstoodData {
  const { start, asked, inputSize, outputSize, classes, x, y, folds } = content
  const sequences = start.length - 1
  const lengths = Array.from({ length: sequences }, (_, n) => start[n + 1] - start[n])
  const all = start[sequences]
  const inputs = spreadsOf(x, inputSize, notes.inputs)
  const numbers = classes ? null : spreadsOf(y, outputSize, notes.outputs)
  const counts = classes ? classCounts(content, notes.labels) : null
  const parts = folds.start.length - 1
  const sizes = Array.from({ length: parts }, (_, k) => folds.start[k + 1] - folds.start[k])
  const about = { content, notes, inputs, numbers, classes: counts }
  return {
    schema: 'gatelab.own-data/1',
    form: 'data',
    file,
    format: notes.format,
    separator: notes.separator,
    decimalComma: notes.decimalComma,
    sequences,
    timeSteps: { min: least(lengths), median: median(lengths), max: content.timeSteps, all },
    inputs,
    answers: {
      kind: classes ? 'classes' : 'numbers',
      where: whereOf(content),
      asked: asked[sequences],
      readBy: notes.readBy,
      other: notes.other,
      classes: counts,
      numbers,
    },
    nothing: [...notes.missing].map(([word, count]) => ({ word, count })),
    leftOut: { rows: notes.emptyRows, sequences: notes.unanswered, columns: notes.columns },
    heldOut: {
      ...{ parts, fewest: least(sizes), most: -least(sizes.map((size) => -size)) },
      ...timesHeldOut(folds.sequences, sequences),
    },
    baseline: { metric: classes ? 'accuracy' : 'mse', constant: content.constant },
    standardize: standardize ? { inputs: true, answers: !classes } : null,
    odd: oddOfData(about, standardize),
  }
}

function ofText(content: TextContent, file: About, most: number | null): UnderstoodText {
  const { own, symbols, rest, constant, pairs } = alphabetOf(content, most)
  const characters = content.ranks.length
  return {
    schema: 'gatelab.own-data/1',
    form: 'text',
    file,
    characters,
    different: content.points.length,
    own,
    symbols,
    rest: { characters: rest, share: rest / characters },
    heldOut: { characters: characters - content.split },
    baseline: { metric: 'cross-entropy', constant, pairs },
    odd: oddOfText(content, own, rest),
  }
}

/** How many sequences are held out in several parts, and in none. */
function timesHeldOut(heldOut: Uint32Array, sequences: number): { again: number; never: number } {
  const once = new Set<number>()
  const again = new Set<number>()
  for (const n of heldOut) (once.has(n) ? again : once).add(n)
  return { again: again.size, never: sequences - once.size }
}

/** The least of some numbers, however many. */
const least = (values: readonly number[]): number =>
  values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)

/** At the last step of each sequence, at every step of each, or at some. */
function whereOf({ start, asked, at }: DataContent): 'last' | 'every' | 'some' {
  const sequences = start.length - 1
  if (asked[sequences] === start[sequences] && sequences < start[sequences]) return 'every'
  if (asked[sequences] !== sequences) return 'some'
  for (let n = 0; n < sequences; n++) if (at[n] !== start[n + 1] - start[n] - 1) return 'some'
  return 'last'
}

/** Of each of the columns of rows that are so wide. */
export function spreadsOf(values: Float32Array, width: number, names: readonly string[]): Spread[] {
  const min = new Float64Array(width).fill(Number.POSITIVE_INFINITY)
  const max = new Float64Array(width).fill(Number.NEGATIVE_INFINITY)
  const mean = new Float64Array(width)
  const squares = new Float64Array(width)
  // Welford 1962, as everywhere: no difference of large numbers.
  for (let at = 0, row = 1; at < values.length; at += width, row++) {
    for (let n = 0; n < width; n++) {
      const value = values[at + n]
      if (value < min[n]) min[n] = value
      if (value > max[n]) max[n] = value
      const before = value - mean[n]
      mean[n] += before / row
      squares[n] += before * (value - mean[n])
    }
  }
  const rows = values.length / width
  return Array.from({ length: width }, (_, n) => ({
    name: names[n] ?? null,
    min: min[n],
    max: max[n],
    mean: mean[n],
    deviation: Math.sqrt(squares[n] / rows),
  }))
}

function classCounts(
  { y, outputSize }: DataContent,
  labels: readonly string[],
): { label: string; count: number }[] {
  const counts = new Array<number>(outputSize).fill(0)
  for (const one of y) counts[one]++
  return counts.map((count, n) => ({ label: sanitizeName(labels[n] ?? String(n)), count }))
}
