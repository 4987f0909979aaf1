/** Nested data as rows of CSV (RFC 4180): where it stands, its index counted from 1, its value. */

/** `lstm.log10.hidden,12,-3.5`: one row for each number or word; of several indices, `12 3`. */
export function flatten(
  value: unknown,
  path: readonly string[] = [],
  index: readonly number[] = [],
): string[] {
  if (Array.isArray(value)) return value.flatMap((one, n) => flatten(one, path, [...index, n + 1]))
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([name, one]) => flatten(one, [...path, name], index))
  }
  return [
    [path.join('.'), index.join(' '), value === null ? '' : String(value)].map(quoted).join(','),
  ]
}

const quoted = (field: string) =>
  /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field
