/**
 * HDF5 files as h5py writes them (HDF5 File Format Specification 3.0): groups, datasets and text
 * attributes. Nothing that a file says is believed: each structure is read once, within the file.
 */
import type { Source } from '../source.ts'
import { readText } from './attributes.ts'
import { type Dataset, readDataset } from './datasets.ts'
import { broken } from './fields.ts'
import { type Link, readLinks } from './groups.ts'
import { type Message, readMessages } from './object-header.ts'
import { Pages } from './pages.ts'
import { rootAddress, SIGNATURE } from './superblock.ts'

export interface Hdf5Object {
  /** From the root, its parts between slashes; '' is the root itself. */
  readonly path: string
  /** Where its header stands: objects that were made later stand further back, as a rule. */
  readonly address: number
  /** Null of a group. */
  readonly dataset: Dataset | null
  /** Text of an attribute, or texts; null where there is none. Throws InputError net-file-…. */
  text(name: string): Promise<readonly string[] | null>
}

/** Objects by their paths, groups before what is in them. */
export type Hdf5 = ReadonlyMap<string, Hdf5Object>

const MOST_OBJECTS = 2 ** 16
const DEEPEST = 64

export const isHdf5 = (head: Uint8Array): boolean => SIGNATURE.every((byte, k) => head[k] === byte)

/** Throws InputError net-file-cut, net-file-broken, net-file-refused. */
export async function openHdf5(source: Source): Promise<Hdf5> {
  const pages = new Pages(source)
  const root = await rootAddress(pages)
  if (root === null) throw broken('missing')
  const objects = new Map<string, Hdf5Object>()
  const seen = new Set<number>()
  const walk = async (path: string, address: number, depth: number): Promise<void> => {
    // A second link to an object, or to a group around it, leads to nothing new.
    if (seen.has(address)) return
    seen.add(address)
    if (depth > DEEPEST) throw broken('too-deep')
    if (objects.size >= MOST_OBJECTS) throw broken('too-large')
    if (objects.has(path)) throw broken('repeated')
    const messages = await readMessages(pages, address)
    const links = await readLinks(pages, messages)
    objects.set(path, objectOf(pages, messages, { path, address, links }))
    for (const link of links ?? [])
      await walk(path === '' ? link.name : `${path}/${link.name}`, link.address, depth + 1)
  }
  await walk('', root, 0)
  return objects
}

function objectOf(
  pages: Pages,
  messages: readonly Message[],
  { path, address, links }: { path: string; address: number; links: readonly Link[] | null },
): Hdf5Object {
  return {
    ...{ path, address },
    dataset: links === null ? readDataset(pages, messages) : null,
    text: (name) => readText(pages, messages, name),
  }
}
