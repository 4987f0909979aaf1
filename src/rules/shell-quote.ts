/** A word of a command line, as a POSIX shell and `commands/grammar/tokenise.ts` read it back. */

/**
 * A word so that it is read back as it is: as itself where nothing in it means anything, else in
 * quotes.
 */
export function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}
