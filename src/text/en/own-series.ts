/**
 * What was understood of a series. Numbers of its own come in as they are to be printed, names as
 * they may be shown.
 */
const n = (value: number) => value.toLocaleString('en-US')
const items = (count: number, one: string, many = `${one}s`) =>
  `${n(count)} ${count === 1 ? one : many}`
const ahead = (horizon: number) =>
  horizon === 1 ? 'the next value' : `the value ${n(horizon)} steps later`

export const ownSeries = {
  column: (column: string) => `column "${column}"`,
  values: (count: number, min: string, max: string, mean: string, deviation: string) =>
    `${items(count, 'value')}, ${min} to ${max} (mean ${mean}, deviation ${deviation})`,
  missing: (count: number) => `${items(count, 'value')} ${count === 1 ? 'is' : 'are'} missing`,
  windows: (windows: number, length: number, horizon: number) =>
    `${ahead(horizon)}, after ${items(windows, 'window')} of ${items(length, 'value')}, as changes from the last value of each`,
  others: (names: readonly string[], count: number) =>
    `${count === 1 ? 'column' : 'columns'} ${names.map((name) => `"${name}"`).join(', ')}${count > names.length ? ` and ${n(count - names.length)} more` : ''} (not of numbers)`,
  counter: (column: string) => `column "${column}" (counts the rows)`,
  leftOut: (count: number) =>
    `${items(count, 'window')} that ${count === 1 ? 'touches' : 'touch'} a missing value`,
  outside: (count: number) =>
    `${items(count, 'missing value')} before the first or behind the last`,
  heldOut: (values: number, windows: number, lookedAt: number) =>
    `the last ${items(values, 'value')}, a fifth: ${items(windows, 'window')} ask for one of them${lookedAt < windows ? `, and ${n(lookedAt)} of these, equally far apart, are looked at` : ''}`,
  baseline: (metric: string, constant: string, naive: string) =>
    `${metric} ${constant} of the best constant answer, ${naive} of the last value`,
  briefly: (
    path: string,
    column: string,
    values: number,
    windows: number,
    length: number,
    horizon: number,
  ) =>
    `${path}: column "${column}", ${items(values, 'value')}; ${ahead(horizon)} after ${items(windows, 'window')} of ${items(length, 'value')}.`,
  comma: ', ',
  alsoLeftOut: (facts: readonly string[]) => `Left out: ${facts.join('; ')}.`,
}
