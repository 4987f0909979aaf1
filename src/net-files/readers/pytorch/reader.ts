/** What torch.save, torch.jit.save and torch.export.save wrote: .pt, .pth, .ckpt, .pt2. */
import type { GivenNet, NetReader } from '../../net-file.ts'
import { isIndexOfPickles, readShards } from '../../shards.ts'
import type { Source } from '../../source.ts'
import type { TensorDirectory } from '../../tensors/tensor-directory.ts'
import { isZip, openZip } from '../../zip.ts'
import { torchStacks } from '../torch-names/torch-stacks.ts'
import { pickleIn, readArchive } from './archive.ts'
import { configIn, readExported } from './exported.ts'
import { isLegacy, isPickle, readLegacy, readPickle } from './legacy.ts'
import { Dict, Opaque } from './pickle-values.ts'
import type { Saved } from './saved.ts'
import { allTensors, stateDict } from './state-dict.ts'
import { FORMAT } from './strided.ts'

export const pytorch: NetReader = {
  ...{ format: 'pytorch', recognises, read },
  tensors: async (source) =>
    (await shardsIn(source)) ?? (await exportedIn(source)) ?? allTensors(await readSaved(source)),
}

/** Any pickle is taken, so that one of something else is refused by what it asks for. */
async function recognises(head: Uint8Array, source: Source): Promise<boolean> {
  if (!isZip(head)) return isPickle(head) || isIndexOfPickles(head, source)
  try {
    const zip = await openZip(source, FORMAT)
    return pickleIn(zip) !== null || configIn(zip) !== null
  } catch {
    // A broken archive is still PyTorch's where it begins as its do.
    return new TextDecoder('latin1').decode(head.subarray(30, 300)).includes('data.pkl')
  }
}

/** The tensors of an exported program; null where the file is none. */
async function exportedIn(source: Source): Promise<TensorDirectory | null> {
  if (!isZip(await source.bytes(0, Math.min(64, source.size)))) return null
  const zip = await openZip(source, FORMAT)
  return pickleIn(zip) === null && configIn(zip) !== null ? readExported(source) : null
}

async function read(source: Source): Promise<GivenNet> {
  const shards = await shardsIn(source)
  if (shards) {
    const convention = 'state_dict, in shards'
    return { format: 'pytorch', convention, ...torchStacks(shards, FORMAT), metadata: {} }
  }
  const exported = await exportedIn(source)
  if (exported) {
    const convention = 'torch.export'
    return { format: 'pytorch', convention, ...torchStacks(exported, FORMAT), metadata: {} }
  }
  const saved = await readSaved(source)
  const { tensors, hints } = stateDict(saved)
  const { stacks, remarks } = torchStacks(tensors, FORMAT, hints)
  const metadata = metadataOf(saved)
  return { format: 'pytorch', convention: conventionOf(saved, metadata), stacks, remarks, metadata }
}

/** The tensors of an index's shards; null where the file is no index. */
async function shardsIn(source: Source): Promise<TensorDirectory | null> {
  const head = await source.bytes(0, Math.min(64, source.size))
  if (isZip(head) || isPickle(head)) return null
  return readShards(source, FORMAT, async (shard) => allTensors(await readSaved(shard)))
}

async function readSaved(source: Source): Promise<Saved> {
  const head = await source.bytes(0, Math.min(64, source.size))
  if (isZip(head)) return readArchive(source)
  if (isLegacy(head)) return readLegacy(source)
  const pickle = await readPickle(source, 0)
  // A pickle by itself has its tensors' numbers, if any, in objects that are not read.
  return {
    ...{ pickle, layout: 'zip', littleEndian: true, size: () => null },
    bytes: async () => new Uint8Array(0),
  }
}

const LIGHTNING = 'pytorch-lightning_version'

function conventionOf({ layout, pickle }: Saved, metadata: Readonly<Record<string, string>>) {
  if (layout === 'TorchScript') return layout
  const what = Object.hasOwn(metadata, LIGHTNING)
    ? `Lightning ${metadata[LIGHTNING]}`
    : pickle.value instanceof Opaque
      ? 'module'
      : 'state_dict'
  return layout === 'zip' ? what : `${what}, ${layout}`
}

/** Entries that are kept of what the file says beside its tensors. */
const MOST_ENTRIES = 16

/** Texts and numbers of the outermost dict: epoch, loss, version. */
function metadataOf({ pickle: { value } }: Saved): Readonly<Record<string, string>> {
  if (!(value instanceof Dict)) return {}
  const entries: [string, string][] = []
  for (const [key, one] of value.entries()) {
    if (entries.length === MOST_ENTRIES) break
    if (typeof one === 'string' || typeof one === 'number')
      entries.push([key.slice(0, 100), String(one).slice(0, 200)])
  }
  return Object.fromEntries(entries)
}
