/** Arrays as .npy files, for tests. */

/** A file with this literal as its header. */
export function npyWith(literal: string, data: Uint8Array, version = 1): Uint8Array {
  const text = new TextEncoder().encode(literal)
  const length = [text.length & 255, text.length >> 8]
  const prefix = version === 1 ? length : [...length, 0, 0]
  return Uint8Array.from([0x93, ...Buffer.from('NUMPY'), version, 0, ...prefix, ...text, ...data])
}

/** Float32 numbers in C order. */
export function npyFile(shape: readonly number[], numbers: readonly number[]): Uint8Array {
  const sides = shape.map((side) => `${side}, `).join('')
  const literal = `{'descr': '<f4', 'fortran_order': False, 'shape': (${sides}), }\n`
  return npyWith(literal, new Uint8Array(Float32Array.from(numbers).buffer))
}
