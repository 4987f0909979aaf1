/** A zip archive of entries that are stored as they are. The same entries give the same bytes. */
import { crc32 } from 'node:zlib'
import { type Field, Layout } from './layout.ts'

const [LOCAL, CENTRAL, END] = [0x04034b50, 0x02014b50, 0x06054b50]
/** Version 2.0 of the format; midnight of 1 January 1980, the first that it can say. */
const [VERSION, TIME, DATE] = [20, 0, 0x21]

/** Below 4 GiB in all, and 65,536 entries. */
export function zipFile(entries: readonly (readonly [name: string, bytes: Uint8Array])[]) {
  const archive = new Layout()
  let directory: Field[] = []
  for (const [title, bytes] of entries) {
    const name = new TextEncoder().encode(title)
    const described: Field[] = [
      ...[[2, VERSION] as const, [2, 0] as const, [2, 0] as const, [2, TIME] as const],
      ...[[2, DATE] as const, [4, crc32(bytes)] as const],
      ...[[4, bytes.length] as const, [4, bytes.length] as const, [2, name.length] as const],
      [2, 0],
    ]
    directory = [...directory, [4, CENTRAL], [2, VERSION], ...described]
    // No comment, disk 0, no attributes; then where the entry begins.
    directory.push([2, 0], [2, 0], [2, 0], [4, 0], [4, archive.length], name)
    archive.addAll([[4, LOCAL], ...described, name, bytes])
  }
  const at = archive.length
  archive.addAll(directory)
  const [count, length] = [entries.length, archive.length - at]
  archive.add([4, END], [2, 0], [2, 0], [2, count], [2, count], [4, length], [4, at], [2, 0])
  return archive.bytes()
}
