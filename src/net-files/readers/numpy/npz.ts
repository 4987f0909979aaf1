/** The arrays of a .npz archive: a zip of .npy files, stored or deflated. */
import { sanitizeName } from '../../../io/sanitize.ts'
import type { Source } from '../../source.ts'
import type { TensorDirectory, TensorOfFile } from '../../tensors/tensor-directory.ts'
import { entrySource, openZip, type Zip, type ZipEntry } from '../../zip.ts'
import { openNpy } from './npy.ts'

const ENDING = '.npy'

/** Whether every file in an archive is an array, as in what numpy.savez writes. */
export const holdsArrays = (zip: Zip): boolean =>
  zip.size > 0 && [...zip.keys()].every((name) => name.endsWith(ENDING))

/**
 * Named arrays, whose numbers are read as each is loaded.
 * @throws InputError net-file-cut, net-file-broken, net-file-refused
 */
export async function openNpz(source: Source): Promise<TensorDirectory> {
  const zip = await openZip(source, 'NumPy')
  const directory = new Map<string, TensorOfFile>()
  for (const entry of zip.values()) {
    const name = entry.name.slice(0, -ENDING.length)
    directory.set(name, await openEntry(entry, source, name))
  }
  return directory
}

async function openEntry(entry: ZipEntry, archive: Source, name: string): Promise<TensorOfFile> {
  const place = sanitizeName(name)
  // For its header a compressed one is not unpacked; nor is what was unpacked kept.
  const beginning = { size: entry.size, bytes: (_: number, length: number) => entry.head(length) }
  const { shape, dtype } = await openNpy(beginning, name, place)
  const load = async () => (await openNpy(await entrySource(entry, archive), name, place)).load()
  return { name, shape, dtype, load }
}
