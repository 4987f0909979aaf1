type Floats = Float32Array | Float64Array

/** Arrays nested as deep as T says. */
export type Nested = number[] | number[][] | number[][][]

/** A row-major array as nested arrays of the given shape: 1, 2 or 3 sides. */
export function nest(numbers: Floats, shape: readonly [number]): number[]
export function nest(numbers: Floats, shape: readonly [number, number]): number[][]
export function nest(numbers: Floats, shape: readonly [number, number, number]): number[][][]
export function nest(numbers: Floats, shape: readonly number[]): Nested
export function nest(numbers: Floats, shape: readonly number[]): unknown {
  const [length = 1, ...inner] = shape
  if (inner.length === 0) return Array.from(numbers)
  const size = numbers.length / length
  return Array.from({ length }, (_, n) => nest(numbers.subarray(n * size, (n + 1) * size), inner))
}
