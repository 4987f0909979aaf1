/** Nested numbers as float64 tensors in a safetensors file, so that nothing is rounded. */
import { entry, file } from './safetensors.ts'

export type Nested = number | Nested[]
export const flat = (values: Nested): number[] => [values].flat(8 as 4) as number[]
const shapeOf = (values: Nested): number[] =>
  Array.isArray(values) ? [values.length, ...shapeOf(values[0])] : []

export function float64File(tensors: Record<string, Nested>): Uint8Array {
  let begin = 0
  const header: Record<string, object> = {}
  for (const [key, values] of Object.entries(tensors)) {
    header[key] = entry(shapeOf(values), begin, 'F64', 8)
    begin += 8 * flat(values).length
  }
  const data = Float64Array.from(Object.values(tensors).flatMap(flat))
  return file(header, new Uint8Array(data.buffer))
}
