/** Whole numbers in the order given, those that follow one another as a range: 1..3, 9. */
export function rangesIn(numbers: readonly number[], dash = '..'): string[] {
  const ranges: [number, number][] = []
  for (const one of numbers) {
    const last = ranges.at(-1)
    if (last && one === last[1] + 1) last[1] = one
    else ranges.push([one, one])
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}${dash}${to}`))
}
