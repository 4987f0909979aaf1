type Floats = Float32Array | Float64Array

/** Arrays nested as deep as T says. */
export type Nested = number[] | number[][] | number[][][]

/** A row-major array as nested arrays of the given shape: 1, 2 or 3 sides. */
export function nest(numbers: Floats, shape: readonly [number]): number[]
export function nest(numbers: Floats, shape: readonly [number, number]): number[][]
export function nest(numbers: Floats, shape: readonly [number, number, number]): number[][][]
export function nest(numbers: Floats, shape: readonly number[]): Nested
export function nest(numbers: Floats, shape: readonly number[]): unknown {
  if (shape.length === 1) return Array.from(numbers)
  const inner = shape.slice(1)
  const size = numbers.length / shape[0]
  return Array.from({ length: shape[0] }, (_, n) =>
    nest(numbers.subarray(n * size, (n + 1) * size), inner),
  )
}
