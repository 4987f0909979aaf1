/** The digest by which two runs are compared. */
import { createHash } from 'node:crypto'
import type { Lstm1997Weights } from '../engine/lstm1997/architecture.ts'
import { type Weights, weightEntries } from '../engine/types.ts'

/**
 * SHA-256 over all weights as little-endian float32, in the order of weightEntries and PyTorch's
 * layout.
 */
export function digestOf(weights: Weights): string {
  const hash = createHash('sha256')
  for (const [name, values] of weightEntries(weights)) {
    const view = new DataView(new ArrayBuffer(values.length * 4))
    values.forEach((value, n) => {
      view.setFloat32(n * 4, value, true)
    })
    hash.update(name).update(view)
  }
  return `sha256:${hash.digest('hex')}`
}

/**
 * The same over the weights of a net of 1997 as little-endian float64, the hidden layer's first.
 */
export function digestOf1997({ hidden, output }: Lstm1997Weights): string {
  const hash = createHash('sha256')
  for (const weights of [hidden, output]) {
    const view = new DataView(new ArrayBuffer(weights.length * 8))
    weights.forEach((value, n) => {
      view.setFloat64(n * 8, value, true)
    })
    hash.update(view)
  }
  return `sha256:${hash.digest('hex')}`
}

/** SHA-256 over named numbers, each in the precision that it has, as the machine stores them. */
export function digestOfNumbers(
  all: readonly (readonly [name: string, numbers: Float32Array | Float64Array])[],
): string {
  const hash = createHash('sha256')
  for (const [name, { buffer, byteOffset, byteLength }] of all)
    hash.update(`${name} ${byteLength} `).update(new Uint8Array(buffer, byteOffset, byteLength))
  return `sha256:${hash.digest('hex')}`
}
