/** Parameters that Flax saved with flax.serialization: of linen, of nnx, or of a training state. */
import type { GivenNet, NetReader } from '../../net-file.ts'
import type { Source } from '../../source.ts'
import { moduleStacks } from '../module-names/module-stacks.ts'
import { unnamedTensors } from '../named-tensors.ts'
import { openArrays } from './arrays.ts'
import { FORMAT } from './msgpack.ts'

export const flax: NetReader = { format: FORMAT, recognises, read, tensors: openArrays }

/** A map of one element at least, whose first key is a text that can be printed. */
function recognises(head: Uint8Array): boolean {
  const [first = 0] = head
  const key = first > 0x80 && first < 0x90 ? 1 : first === 0xde ? 3 : first === 0xdf ? 5 : 0
  if (key === 0) return false
  const length = (head[key] ?? 0) - 0xa0
  const text = head.subarray(key + 1, key + 1 + length)
  return length > 0 && length < 32 && text.length === length && text.every((byte) => byte >= 0x20)
}

async function read(source: Source): Promise<GivenNet> {
  const directory = await openArrays(source)
  const found = moduleStacks(directory, FORMAT)
  if (found === null) throw unnamedTensors(directory, FORMAT)
  return { format: FORMAT, convention: 'Flax', ...found, metadata: {} }
}
