/** A net in several safetensors files, with an index that says which tensor is in which. */
import { isObject } from '../../../io/json.ts'
import { field, readJsonObject } from '../../json-file.ts'
import { broken, refused } from '../../refusals.ts'
import type { Source } from '../../source.ts'
import type { TensorDirectory, TensorOfFile } from '../../tensors/tensor-directory.ts'
import { isSafetensors, readSafetensors } from './safetensors-tensors.ts'

const MOST_SHARDS = 1000

export const isIndex = (head: Uint8Array): boolean => {
  const text = new TextDecoder().decode(head)
  return /^\s*\{/u.test(text) && text.includes('"weight_map"')
}

/**
 * Shards are in the index's own folder. They are opened anew for every tensor, so that none stays
 * open.
 * @throws InputError net-file-broken, cannot-read for a shard that is not there, safetensors-…
 */
export async function readShards(source: Source): Promise<TensorDirectory> {
  const wanted = await readIndex(source)
  const shards = new Map<string, TensorDirectory>()
  const tensors = new Map<string, TensorOfFile>()
  for (const [name, shard] of wanted) {
    if (shards.size >= MOST_SHARDS) throw broken(FORMAT, 'too-large', shard)
    const there = shards.get(shard) ?? (await readShard(source, shard))
    shards.set(shard, there)
    const tensor = there.get(name)
    if (tensor === undefined) throw broken(FORMAT, 'missing', name)
    tensors.set(name, tensor)
  }
  return tensors
}

const FORMAT = 'safetensors'

async function readIndex(source: Source): Promise<readonly [string, string][]> {
  const map = field(await readJsonObject(source, FORMAT), 'weight_map')
  if (!isObject(map)) throw broken(FORMAT, 'bad-entry', 'weight_map')
  return Object.entries(map).map(([name, shard]) => {
    if (typeof shard !== 'string') throw broken(FORMAT, 'bad-entry', name)
    return [name, shard]
  })
}

async function readShard(source: Source, name: string): Promise<TensorDirectory> {
  const shard = await source.openBeside(name)
  try {
    if (!isSafetensors(await shard.bytes(0, Math.min(9, shard.size))))
      throw refused(FORMAT, 'shard', name)
    return (await readSafetensors(shard, () => source.openBeside(name))).tensors
  } finally {
    await shard.close()
  }
}
