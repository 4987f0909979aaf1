/**
 * Files of one's own: read once, checked against their digest, and kept as long as they are worked with. What is read in one
 * thread is handed to the others with their work, so a file that changes or goes meanwhile changes no number.
 */
import { createHash } from 'node:crypto'
import { Refusal } from '../../refusal.ts'
import { contentOfText } from '../../tasks/characters.ts'
import type { Content } from '../../tasks/content.ts'
import { readBytesNow } from '../files.ts'
import type { NamedFile, SpecFile } from '../spec.ts'
import { checkLines, textOf } from './bytes.ts'
import { readCsv } from './csv-file.ts'
import { Gather } from './gather.ts'
import { readJsonLines } from './json-lines.ts'

export type Form = Content['form']

/** The largest file, and the longest line of data (a text may be one line); bytes. */
export const OWN_FILE_LIMIT = 2 ** 26
export const OWN_LINE_LIMIT = 2 ** 23

/** Files that are kept at a time: the newest that were asked for. */
const KEPT = 4
const contents = new Map<string, Content>()
/** Under which name somebody has named a file, by its form and digest. */
const named = new Map<string, SpecFile>()

const keyOf = (form: Form, digest: string) => `${form} ${digest}`

/** Keeps a content that was read elsewhere. */
export function keep(digest: string, content: Content): void {
  const key = keyOf(content.form, digest)
  contents.delete(key)
  contents.set(key, content)
  for (const oldest of contents.keys()) if (contents.size > KEPT) contents.delete(oldest)
}

/** The file of this digest that was named before, whatever it was called elsewhere; null where none was. */
export const namedBefore = (form: Form, digest: string): SpecFile | null => named.get(keyOf(form, digest)) ?? null

/**
 * A file that somebody names, with its digest. One that a spec names (by no option) and whose bytes were seen here before is not
 * read again.
 * @throws Refusal for what cannot be read or is not of that form; 'file-changed' where a digest was given and is another
 */
export function nameFile(form: Form, { path, digest, form: option }: NamedFile): SpecFile {
  if (option === undefined && digest !== undefined && namedBefore(form, digest)) return { path, digest }
  checkPrintable(path)
  const { digest: found } = read(form, path, digest)
  const file = { path, digest: found }
  named.set(keyOf(form, found), file)
  return file
}

/** What stands in a file. Throws Refusal 'file-changed' where it is another by now. */
export function contentOf(form: Form, { path, digest }: SpecFile): Content {
  return contents.get(keyOf(form, digest)) ?? read(form, path, digest).content
}

/** Reads a file whose digest must begin as it is given. */
function read(form: Form, path: string, digest: string | undefined): { digest: string; content: Content } {
  const bytes = readBytesNow(path, OWN_FILE_LIMIT)
  const found = `sha256:${createHash('sha256').update(bytes).digest('hex')}`
  if (digest !== undefined && !found.startsWith(digest)) throw new Refusal('file-changed', { path })
  const content = contents.get(keyOf(form, found)) ?? understand(form, path, bytes)
  keep(found, content)
  return { digest: found, content }
}

/** Bytes as what they are. @throws Refusal */
export function understand(form: Form, path: string, bytes: Uint8Array): Content {
  if (form === 'data') checkLines(path, bytes, OWN_LINE_LIMIT)
  const text = textOf(path, bytes)
  if (form === 'text') {
    const content = contentOfText(text)
    if (content.points.length === 1 && !content.ranks.includes(1)) throw new Refusal('text-one-character', { path })
    return content
  }
  const gather = new Gather(path)
  const start = text.trimStart()
  if (start.startsWith('{') || start.startsWith('[')) readJsonLines(text, gather)
  else readCsv(text, OWN_LINE_LIMIT, gather)
  return gather.content()
}

/** A path stands in command lines, which hold no control characters. */
function checkPrintable(path: string): void {
  const found = /[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u.exec(path)
  if (!found) return
  const character = `U+${(found[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
  throw new Refusal('control-character', { character })
}
