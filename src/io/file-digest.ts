import { createHash } from 'node:crypto'
import { readBytes } from './read-files.ts'

/**
 * The SHA-256 of files, one after the other, hexadecimal. The length of each goes in, too, so that
 * nothing can move from one to the next.
 * @throws InputError as {@link readBytes} does
 */
export async function sha256OfFiles(paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256')
  for (const bytes of await Promise.all(paths.map((path) => readBytes(path))))
    hash.update(`${bytes.length}\n`).update(bytes)
  return hash.digest('hex')
}
