/**
 * Writing to a file descriptor until all of it is written, however little the system takes at a
 * time.
 */

export interface Descriptor {
  /** Writes as much as is taken: the number of bytes. Throws what the system throws. */
  write(bytes: Uint8Array): number
  /** Waits a little; called where nothing is taken for the moment (EAGAIN). */
  pause(): void
}

/** How a write to standard output or standard error failed. */
export class WriteError extends Error {
  constructor(
    /** The system's code: ENOSPC, EFBIG, EIO, … */
    readonly code: string,
    /** Bytes that were written before, of how many. */
    readonly written: number,
    readonly of: number,
  ) {
    super(`${code} after ${written} of ${of} bytes`)
  }
}

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown'

/**
 * Writes all bytes. A write that takes only a part, as the last one on a disk that becomes full, is
 * followed by one for the rest, which then says why.
 * @throws WriteError with the system's code, and how much was written before
 */
export function writeAll(to: Descriptor, bytes: Uint8Array): void {
  let done = 0
  while (done < bytes.length) {
    try {
      const taken = to.write(bytes.subarray(done))
      // A write that accepts nothing without an error would repeat for ever.
      if (taken <= 0) throw new WriteError('EIO', done, bytes.length)
      done += taken
    } catch (error) {
      const code = codeOf(error)
      if (code === 'EINTR') continue
      if (code !== 'EAGAIN' && code !== 'EWOULDBLOCK')
        throw new WriteError(code, done, bytes.length)
      to.pause()
    }
  }
}
