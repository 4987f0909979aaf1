/** What the operating system does not let the program do. */

export interface SystemErrors {
  'cannot-read': { path: string; reason: string }
  /** `ran`: the work had already run; only writing it down failed. */
  'cannot-write': { path: string; reason: string; ran?: true }
  /**
   * Standard output accepts no more: bytes written, of how many; and where finished runs and their
   * weights are.
   */
  'output-failed': { reason: string; written: number; of: number; kept: readonly string[] }
  'no-working-folder': Record<string, never>
  'no-webassembly': Record<string, never>
  /** A pipe can be read only once, but two options or arguments of the command name it. */
  'pipe-twice': { path: string; one: string; other: string }
  /** A file beyond what is read at all. Bytes. */
  'file-too-large': { path: string; bytes: number; limit: number }
}
