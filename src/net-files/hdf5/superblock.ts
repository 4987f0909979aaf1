/** Where an HDF5 file's root group is. */
import { type Fields, refused } from './fields.ts'
import type { Pages } from './pages.ts'

/** The first bytes of each HDF5 file. */
export const SIGNATURE = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a]

/** The address of the root's object header. Throws InputError net-file-…. */
export async function rootAddress(pages: Pages): Promise<number | null> {
  const start = await pages.fields(0, 16)
  const version = start.skip(SIGNATURE.length).u8()
  if (version > 3) throw refused('other-version', `${version}`)
  if (version >= 2) {
    eights(start)
    return (await pages.fields(36, 8)).address()
  }
  eights(start.skip(4))
  // Version 1 has one field more; then five addresses, and an entry as in a table of symbols.
  const begin = version === 0 ? 24 : 28
  return (await pages.fields(begin + 4 * 8 + 8, 8)).address()
}

/** Every program writes addresses and lengths of 8 bytes unless it is told otherwise. */
function eights(fields: Fields): void {
  const sizes = [fields.u8(), fields.u8()]
  if (sizes.some((size) => size !== 8)) throw refused('other-version', `${sizes.join('/')}`)
}
