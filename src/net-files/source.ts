/** Bytes of a file by ranges, so that of a large one only what is needed is read. */
import { dirname } from 'node:path'
import { isPiped, openToRead, readBytes, readUserFile } from '../io/read-files.ts'
import { InputError } from '../rules/input-error.ts'

export interface Source {
  readonly path: string
  /** Bytes. */
  readonly size: number
  /** Exactly `length` bytes from byte `begin` on. Throws InputError net-file-cut where there are fewer. */
  bytes(begin: number, length: number): Promise<Uint8Array>
  /**
   * A file directly in the same folder. Throws InputError cannot-read for one that is elsewhere (also
   * by a link) or is none.
   */
  beside(name: string, limit: number): Promise<Uint8Array>
  close(): Promise<void>
}

/** Throws InputError cannot-read. Close it. */
export async function openSource(path: string): Promise<Source> {
  const folder = dirname(path)
  const beside = (name: string, limit: number) => readUserFile(folder, name, limit)
  if (isPiped(path)) {
    const all = await readBytes(path)
    return {
      ...{ path, size: all.length, beside },
      bytes: async (begin, length) => whole(all.subarray(begin, begin + length), length, path),
      close: async () => {},
    }
  }
  const file = await openToRead(path)
  const { size } = await file.stat()
  return {
    ...{ path, size, beside },
    bytes: async (begin, length) => {
      // A length from a file that lies must not be allocated.
      if (!(begin >= 0 && length >= 0 && begin + length <= size))
        throw new InputError('net-file-cut', { path, bytes: size })
      const bytes = new Uint8Array(length)
      let done = 0
      while (done < length) {
        const { bytesRead } = await file.read(bytes, done, length - done, begin + done)
        if (bytesRead === 0) break
        done += bytesRead
      }
      return whole(bytes.subarray(0, done), length, path)
    },
    close: () => file.close(),
  }
}

/** The bytes of memory, for tests and for what was unpacked. */
export const memorySource = (path: string, all: Uint8Array): Source => ({
  ...{ path, size: all.length },
  bytes: async (begin, length) => whole(all.subarray(begin, begin + length), length, path),
  beside: async (name) => {
    throw new InputError('cannot-read', { path: name, reason: 'ENOENT' })
  },
  close: async () => {},
})

function whole(bytes: Uint8Array, length: number, path: string): Uint8Array {
  if (bytes.length !== length) throw new InputError('net-file-cut', { path, bytes: bytes.length })
  return bytes
}
