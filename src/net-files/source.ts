/** Bytes of a file by ranges, so that of a large one only what is needed is read. */
import { dirname, join } from 'node:path'
import { isPiped, openToRead, openUserFile, readBytes, readUserFile } from '../io/read-files.ts'
import { InputError } from '../rules/input-error.ts'

export interface Source {
  readonly path: string
  /** Bytes. */
  readonly size: number
  /** Exactly `length` bytes from byte `begin` on. Throws InputError net-file-cut where there are fewer. */
  bytes(begin: number, length: number): Promise<Uint8Array>
  /**
   * A file directly in the same folder. Throws InputError cannot-read for one that is elsewhere
   * (also by a link) or is none.
   */
  beside(name: string, limit: number): Promise<Uint8Array>
  /** The same by ranges, of any size. Close it. */
  openBeside(name: string): Promise<Source>
  close(): Promise<void>
}

/** Throws InputError cannot-read. Close it. */
export async function openSource(path: string): Promise<Source> {
  if (isPiped(path)) return { ...memorySource(path, await readBytes(path)), ...besides(path) }
  const file = await openToRead(path)
  return fileSource(path, file, (await file.stat()).size)
}

const besides = (path: string): Pick<Source, 'beside' | 'openBeside'> => ({
  beside: (name, limit) => readUserFile(dirname(path), name, limit),
  openBeside: async (name) => {
    const { file, size } = await openUserFile(dirname(path), name)
    return fileSource(join(dirname(path), name), file, size)
  },
})

type Handle = Awaited<ReturnType<typeof openToRead>>

const fileSource = (path: string, file: Handle, size: number): Source => ({
  ...{ path, size, ...besides(path) },
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
})

async function nothingBeside(name: string): Promise<never> {
  throw new InputError('cannot-read', { path: name, reason: 'ENOENT' })
}

/** The bytes of memory, for tests and for what was unpacked. */
export const memorySource = (path: string, all: Uint8Array): Source => ({
  ...{ path, size: all.length },
  bytes: async (begin, length) =>
    whole(all.subarray(Math.max(0, begin), begin + length), length, path),
  beside: nothingBeside,
  openBeside: nothingBeside,
  close: async () => {},
})

function whole(bytes: Uint8Array, length: number, path: string): Uint8Array {
  if (bytes.length !== length) throw new InputError('net-file-cut', { path, bytes: bytes.length })
  return bytes
}
