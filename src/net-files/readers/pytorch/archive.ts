/** torch.save since 1.6, and torch.jit.save: a zip archive of a pickle and of storages. */

import { broken } from '../../refusals.ts'
import type { Source } from '../../source.ts'
import { openZip, type Zip } from '../../zip.ts'
import { type Saved, unpickled } from './saved.ts'
import { FORMAT } from './strided.ts'

/** In the archive's only folder, which has the file's name or any other. */
const PICKLE = /^(?:[^/]*\/)?data\.pkl$/su

export const pickleIn = (zip: Zip): string | null =>
  [...zip.keys()].find((name) => PICKLE.test(name)) ?? null

/** The longest pickle that is read, bytes. */
const PICKLE_LIMIT = 2 ** 28

/** @throws InputError net-file-broken, net-file-cut */
export async function readArchive(source: Source): Promise<Saved> {
  const zip = await openZip(source, FORMAT)
  const name = pickleIn(zip)
  const entry = name === null ? undefined : zip.get(name)
  if (name === null || entry === undefined) throw broken(FORMAT, 'missing', 'data.pkl')
  const folder = name.slice(0, -'data.pkl'.length)
  const limit = Math.min(PICKLE_LIMIT, 2 * source.size + 2 ** 22)
  const pickle = unpickled(await entry.bytes(limit), source, name)
  const order = await zip.get(`${folder}byteorder`)?.bytes(16)
  const storage = (key: string) => zip.get(`${folder}data/${key}`)
  return {
    ...{ pickle, layout: zip.has(`${folder}constants.pkl`) ? 'TorchScript' : 'zip' },
    littleEndian: order === undefined || new TextDecoder().decode(order) !== 'big',
    size: (key) => storage(key)?.size ?? null,
    async bytes(key, begin, length) {
      const found = storage(key)
      if (found === undefined) throw broken(FORMAT, 'missing', key)
      return found.range(begin, length)
    },
  }
}
