/** A net in several files, with an index that says which tensor is in which (Hugging Face's). */
import { basename } from 'node:path'
import { isObject } from '../io/json.ts'
import { InputError } from '../rules/input-error.ts'
import { field, readJsonObject } from './json-file.ts'
import type { NetRemark } from './net-file.ts'
import { broken, refused } from './refusals.ts'
import type { Source } from './source.ts'
import type { TensorDirectory, TensorOfFile } from './tensors/tensor-directory.ts'
import { isZip } from './zip.ts'

const MOST_SHARDS = 1000

export const isIndex = (head: Uint8Array): boolean => {
  const text = new TextDecoder().decode(head)
  return /^\s*\{/u.test(text) && text.includes('"weight_map"')
}

/** Whether the first shard that an index names is there, and a pickle or an archive: PyTorch's. */
export async function isIndexOfPickles(head: Uint8Array, source: Source): Promise<boolean> {
  if (!isIndex(head)) return false
  try {
    const [[, name] = []] = await readIndex(source, 'safetensors')
    if (name === undefined) return false
    const shard = shardBeside(source, name, await sizeBeside(source, name))
    const first = await shard.bytes(0, Math.min(4, shard.size))
    return isZip(first) || first[0] === PICKLE
  } catch {
    // Whoever reads the index says what is wrong with it.
    return false
  }
}

/** The first byte of a pickle of protocol 2 or later. */
const PICKLE = 0x80

/**
 * Shards are in the index's own folder. They are opened anew for every reading, so that none stays
 * open.
 * @param format in whose name the index is refused
 * @param readShard throws where a file is no part of such a net
 * @throws InputError net-file-broken, cannot-read for a shard that is not there
 */
export async function readShards(
  source: Source,
  format: string,
  readShard: (shard: Source, name: string) => Promise<TensorDirectory>,
): Promise<TensorDirectory> {
  const wanted = await readIndex(source, format)
  const shards = new Map<string, TensorDirectory>()
  const tensors = new Map<string, TensorOfFile>()
  for (const [name, shard] of wanted) {
    if (shards.size >= MOST_SHARDS) throw broken(format, 'too-large', shard)
    let there = shards.get(shard)
    if (!there) {
      const size = await sizeBeside(source, shard)
      there = await readShard(shardBeside(source, shard, size), shard)
    }
    shards.set(shard, there)
    const tensor = there.get(name)
    if (tensor === undefined) throw broken(format, 'missing', name)
    tensors.set(name, tensor)
  }
  return tensors
}

async function readIndex(source: Source, format: string): Promise<readonly [string, string][]> {
  const map = field(await readJsonObject(source, format), 'weight_map')
  if (!isObject(map)) throw broken(format, 'bad-entry', 'weight_map')
  return Object.entries(map).map(([name, shard]) => {
    if (typeof shard !== 'string') throw broken(format, 'bad-entry', name)
    return [name, shard]
  })
}

async function sizeBeside(source: Source, name: string): Promise<number> {
  const shard = await source.openBeside(name)
  await shard.close()
  return shard.size
}

/** A file beside another one, open only while it is read. */
const shardBeside = (source: Source, name: string, size: number): Source => ({
  ...{ path: name, size },
  ...{ beside: source.beside, openBeside: source.openBeside },
  async bytes(begin, length) {
    const shard = await source.openBeside(name)
    try {
      return await shard.bytes(begin, length)
    } finally {
      await shard.close()
    }
  },
  close: async () => {},
})

/** "model-00002-of-00003.safetensors" and its like, whose index is "model.safetensors.index.json". */
const PART = /^(?<stem>.*?)-?(?<part>\d{1,6})-of-(?<of>\d{1,6})(?<ending>\.[^.]+)$/su

interface Part {
  readonly part: number
  readonly of: number
  /** What its index is called as a rule. */
  readonly index: string
}

/** Which part of a net a file is by its name; null where that says nothing of parts. */
export function partOf(path: string): Part | null {
  const groups = PART.exec(basename(path))?.groups
  if (!groups || Number(groups.of) < 2) return null
  const index = `${groups.stem}${groups.ending}.index.json`
  return { part: Number(groups.part), of: Number(groups.of), index }
}

export const partRemark = ({ part, of, index }: Part): NetRemark => ({
  ...{ is: 'part', names: [index], what: `${part}/${of}` },
})

/** What a part lacks is in another one: that is said in the place of what a reader misses. */
export function refusedPart(error: unknown, { index }: Part): unknown {
  if (!(error instanceof InputError)) return error
  const { format, what, problem } = error.details as Readonly<Record<string, string | undefined>>
  const lacks = problem === 'missing' || what === 'no-recurrent-layer' || what === 'unnamed-tensors'
  return lacks ? refused(format ?? '', 'part', index) : error
}
