/** Units counted by their half-lives, in bins that are equally wide on a logarithmic axis. */
import type { Measured } from '../../inspection/given-net/measured-schema.ts'
import { largest, smallest } from '../../rules/extremes.ts'
import { significant } from '../shared/number.ts'
import type { ViewText } from '../shared/text-types.ts'
import type { Bin } from '../terminal/histogram.ts'

const MOST = 10
/** Tenths of a decade that a bin may be wide: edges are 1, 1.3, 1.6, 2, 2.5, … or fewer of them. */
const WIDTHS = [1, 2, 5, 10, 20, 50, 100, 500]
/** Half-lives below a thousandth of a step are all alike. */
const LEAST = 1e-3

/** From the first bin that has a unit to the last; those that never fade come last. */
export function halfLifeBins(
  { halfLife, never }: NonNullable<Measured['memory']>,
  words: ViewText['net']['bins'],
): Bin[] {
  const known = halfLife.values.flatMap((life) => (life === null ? [] : [Math.max(life, LEAST)]))
  const rest = never > 0 ? [{ label: words.never, count: never }] : []
  if (known.length === 0) return rest
  // Rounding must not put an edge itself into the bin before.
  const places = known.map((life) => 10 * Math.log10(life) + 1e-9)
  const [low, high] = [smallest(places), largest(places)]
  const binAt = (place: number, wide: number) => Math.floor(place / wide)
  const width =
    WIDTHS.find((wide) => binAt(high, wide) - binAt(low, wide) < MOST) ?? WIDTHS[WIDTHS.length - 1]
  const first = binAt(low, width)
  const counts = new Array<number>(binAt(high, width) - first + 1).fill(0)
  for (const place of places) counts[binAt(place, width) - first]++
  const edge = (bin: number) => significant(10 ** (((first + bin) * width) / 10), 2)
  return [
    ...counts.map((count, bin) => ({ label: words.between(edge(bin), edge(bin + 1)), count })),
    ...rest,
  ]
}
