/** Which inputs and units carry what was differentiated, in print: sentences and two tables. */
import type { ShownStack } from '../../inspection/given-net/stack-schema.ts'
import { significant } from '../shared/number.ts'
import { table } from '../shared/table.ts'
import type { ViewText } from '../shared/text-types.ts'
import { widthOf, wrap } from '../shared/width.ts'
import { percent } from '../terminal/heat-table.ts'

/** Rows, units and features that are listed. */
const LISTED = 5

/**
 * @param names of all directions of all layers, in their order
 * @returns parts of lines of at most `width` columns
 */
export function attributionParts(
  { attribution, layers }: Pick<ShownStack, 'attribution' | 'layers'>,
  names: readonly string[],
  text: ViewText,
  width: number,
): string[][] {
  const inputs = attribution ? inputLines(attribution, text, width) : []
  return [inputs, unitLines(layers, names, text, width)].filter((part) => part.length > 0)
}

function inputLines(
  { steps, features }: NonNullable<ShownStack['attribution']>,
  text: ViewText,
  width: number,
): string[] {
  const words = text.run.attribution
  const { columns } = words
  const sorted = sharesOf(steps.map((row) => sumOf(row.map(Math.abs))))
  if (sorted.length === 0) return wrap(words.nothing, width, '  ')
  const [first] = sorted
  const head = words.steps(
    halfOf(sorted),
    steps.length,
    String(first.index + 1),
    percentOf(first.share),
  )
  const rows = sorted
    .slice(0, LISTED)
    .map(({ index, share }) => [
      String(index + 1),
      percentOf(share),
      significant(sumOf(steps[index])),
    ])
  const heads = [columns.t, columns.share, columns.value].map((head) => ({ head, right: true }))
  const byFeature = features && features[0].length > 1 ? totalsOf(features) : []
  const listed = listOf(sharesOf(byFeature), LISTED, text)
  return [
    ...wrap(head, width, '  '),
    ...table(heads, rows, width),
    ...(listed === '' ? [] : wrap(words.features(listed), width, '  ')),
  ]
}

function unitLines(
  layers: ShownStack['layers'],
  names: readonly string[],
  text: ViewText,
  width: number,
): string[] {
  const words = text.run.attribution
  const { columns } = words
  const sides = layers
    .flatMap(({ directions }) => directions)
    .flatMap(({ attribution: one }, n) => {
      const sorted = sharesOf(one?.units ?? [])
      if (!one || sorted.length === 0) return []
      const half = words.half(halfOf(sorted), one.units.length)
      return [{ facts: [names[n], words.of[one.of], half], sorted }]
    })
  if (sides.length === 0) return []
  const heads = [columns.layer, columns.of, columns.half, columns.most].map((head) => ({ head }))
  const listing = (units: number): string[] => {
    const rows = sides.map(({ facts, sorted }) => [...facts, listOf(sorted, units, text)])
    const whole = table(heads, rows, Number.POSITIVE_INFINITY)
    return units === 1 || whole.every((line) => widthOf(line) <= width)
      ? table(heads, rows, width)
      : listing(units - 1)
  }
  return [...wrap(words.units, width, '  '), ...listing(LISTED)]
}

interface Share {
  readonly index: number
  readonly share: number
}

/** Places by their part of the sum, the largest first; those that are 0 are left out. */
function sharesOf(sizes: readonly number[]): Share[] {
  const all = sumOf(sizes)
  return sizes
    .map((size, index) => ({ index, share: size / all }))
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share)
}

/** How many of the largest make up a half. */
function halfOf(sorted: readonly Share[]): number {
  let sum = 0
  const enough = sorted.findIndex(({ share }) => {
    sum += share
    return sum >= 0.5
  })
  return enough < 0 ? sorted.length : enough + 1
}

const listOf = (sorted: readonly Share[], most: number, { run, list }: ViewText): string =>
  sorted
    .slice(0, most)
    .map(({ index, share }) => run.attribution.one(String(index + 1), percentOf(share)))
    .join(list)

const percentOf = (share: number): string => `${percent(share)}%`

const sumOf = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0)

/** Sizes of [B, n] summed over B. */
const totalsOf = (rows: readonly (readonly number[])[]): number[] =>
  rows[0].map((_, k) => sumOf(rows.map((row) => Math.abs(row[k]))))
