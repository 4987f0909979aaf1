/** Numbers cut to their significant digits, as they are written and stored. */

/** The nearest number of so many significant digits. */
export const roundTo = (value: number, digits: number): number => Number(value.toPrecision(digits))

export const mebibytes = (bytes: number): string => `${roundTo(bytes / 2 ** 20, 3)} MiB`

/** A size in the largest unit that gives at least 1; `small` is the word for single bytes. */
export function byteSize(bytes: number, small: string): string {
  const units = [small, 'KiB', 'MiB', 'GiB', 'TiB']
  const power = Math.floor(Math.log2(Math.max(1, bytes)) / 10)
  const unit = Math.min(units.length - 1, power)
  return `${roundTo(bytes / 1024 ** unit, 3)} ${units[unit]}`
}
