/** Quoting of command-line words, for a POSIX shell and for `commands/grammar/tokenise.ts`. */

/** The word quoted so that it reads back unchanged; unquoted if it has no special characters. */
export function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}
