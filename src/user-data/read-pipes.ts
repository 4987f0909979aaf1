/** Files that come through a pipe are read once, before anything is done with them, and kept. */

import { isPiped, keepPiped } from '../io/read-files.ts'
import { InputError } from '../rules/input-error.ts'

import { OWN_FILE_LIMIT } from './limits.ts'

/**
 * Reads a pipe to its end, once only, and keeps the bytes under its name, where read-files.ts finds
 * them.
 * @throws InputError 'file-too-large' beyond the limit of a file of one's own; 'cannot-read'
 */
export async function readPiped(path: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  if (isPiped(path)) return
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of chunks) {
    bytes += chunk.length
    if (bytes > OWN_FILE_LIMIT)
      throw new InputError('file-too-large', { path, bytes, limit: OWN_FILE_LIMIT })
    parts.push(chunk)
  }
  keepPiped(path, Buffer.concat(parts))
}
