/** The built kernels, for tests that call the engine directly. */
import { readFileSync } from 'node:fs'
import { allocate, instantiate } from '../../src/engine/kernels.ts'
import { assetUrl } from '../../src/io/program-file-url.ts'

export const kernelsModule = new WebAssembly.Module(readFileSync(assetUrl('kernels.wasm')))

/** Runs one of the element-wise kernels on float32 values. */
export function elementwise(
  name: 'sigmoid' | 'tanh' | 'softplus',
  z: Float32Array,
): { values: Float32Array; slopes: Float32Array } {
  const count = Math.ceil(z.length / 4) * 4
  const memory = allocate(65536 + 12 * count)
  const floats = (n: number) => new Float32Array(memory.buffer, 65536 + 4 * n * count, count)
  floats(0).set(z)
  instantiate(kernelsModule, memory)[name](65536, 65536 + 4 * count, 65536 + 8 * count, 4 * count)
  return { values: floats(1).slice(0, z.length), slopes: floats(2).slice(0, z.length) }
}
