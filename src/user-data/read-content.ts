/**
 * User data files: read once, checked against their digest, and cached. The content is passed to
 * other threads with their jobs, so that a file that changes meanwhile changes no number.
 */
import { createHash } from 'node:crypto'
import { readBytesNow } from '../io/read-files.ts'
import { codePointText, unseenIn } from '../io/sanitize.ts'
import type { ReadNotes } from '../results/reading-notes.ts'
import { InputError } from '../rules/input-error.ts'
import { type FileReading, identityOf, type NamedFile, type SpecFile } from '../specs/spec.ts'
import { contentOfText } from '../tasks/from-files/characters.ts'
import type { Content } from '../tasks/shared/file-content.ts'
import { Gather } from './collect-sequences.ts'
import { readCsv } from './csv-file.ts'
import { checkLines, textOf } from './decode-text.ts'
import { readJsonLines } from './json-lines.ts'
import { OWN_FILE_LIMIT, OWN_LINE_LIMIT } from './limits.ts'
import { readSeries } from './series-file.ts'

export type Form = Content['form']

/** Files that are kept at a time: the newest that were asked for. */
const KEPT = 4
const contents = new Map<string, Content>()
/** The names under which the user has named files, by form and digest. */
const named = new Map<string, SpecFile>()

/** Contents that no file of their form holds: they are kept for good. */
const pinned = new Map<string, Content>()

/** Keeps sequences that came otherwise than by a file of one's own: a case's, in the lab. */
export const pin = (file: Identity, content: Content): void => {
  pinned.set(keyOf(content.form, file), content)
}

const notes = new WeakMap<Content, ReadNotes>()

/** The reader's notes; null for contents that were read in another thread, and for texts. */
export const notesOf = (content: Content): ReadNotes | null => notes.get(content) ?? null

/** A file's digest and how it is read. */
type Identity = Omit<SpecFile, 'path'>

const keyOf = (form: Form, file: Identity) => `${form} ${JSON.stringify(identityOf(file))}`

/** Keeps a content that was read elsewhere. */
export function keep(file: Identity, content: Content): void {
  const key = keyOf(content.form, file)
  contents.delete(key)
  contents.set(key, content)
  for (const oldest of contents.keys()) if (contents.size > KEPT) contents.delete(oldest)
}

/**
 * The file with this digest that the user named before, under whatever name; null if there was
 * none.
 */
export const namedBefore = (form: Form, digest: string): SpecFile | null =>
  named.get(`${form} ${digest}`) ?? null

/**
 * A file named by the user, with its digest. A file that a spec names (without option) and whose
 * bytes were already seen is not read again.
 * @throws InputError if it cannot be read or is not of that form; 'file-changed' if a given digest
 * differs
 */
export function nameFile(form: Form, { path, digest, form: option, reading }: NamedFile): SpecFile {
  const chosen = reading ? { reading } : {}
  if (option === undefined && digest !== undefined && namedBefore(form, digest))
    return { path, digest, ...chosen }
  checkPrintable(path)
  const file = { path, digest: read(form, path, digest, reading).digest, ...chosen }
  named.set(`${form} ${file.digest}`, file)
  return file
}

/** The content of a file. Throws InputError 'file-changed' if the digest differs by now. */
export function contentOf(form: Form, file: SpecFile): Content {
  const key = keyOf(form, file)
  return (
    pinned.get(key) ?? contents.get(key) ?? read(form, file.path, file.digest, file.reading).content
  )
}

/** Reads a file whose digest must begin as it is given. */
function read(
  form: Form,
  path: string,
  digest?: string,
  reading?: FileReading,
): { digest: string; content: Content } {
  const bytes = readBytesNow(path, OWN_FILE_LIMIT)
  const found = `sha256:${createHash('sha256').update(bytes).digest('hex')}`
  if (digest !== undefined && !found.startsWith(digest))
    throw new InputError('file-changed', { path })
  const file = { digest: found, ...(reading ? { reading } : {}) }
  const content = contents.get(keyOf(form, file)) ?? understand(form, path, bytes, reading)
  keep(file, content)
  return { digest: found, content }
}

/**
 * Parses bytes of this form.
 * @throws InputError
 */
export function understand(
  form: Form,
  path: string,
  bytes: Uint8Array,
  reading?: FileReading,
): Content {
  if (form !== 'text') checkLines(path, bytes, OWN_LINE_LIMIT)
  const text = textOf(path, bytes)
  if (form === 'text') {
    const content = contentOfText(text)
    if (content.points.length === 1 && !content.ranks.includes(1))
      throw new InputError('text-one-character', { path })
    return content
  }
  if (form === 'series') return readSeries(path, text, OWN_LINE_LIMIT, reading)
  const gather = new Gather(path)
  const start = text.trimStart()
  if (start.startsWith('{') || start.startsWith('[')) readJsonLines(text, gather, reading)
  else readCsv(text, OWN_LINE_LIMIT, gather, reading)
  const content = gather.content()
  notes.set(content, gather.notes)
  return content
}

/** Paths are printed in command lines, which must not contain control characters. */
function checkPrintable(path: string): void {
  const found = unseenIn(path)
  if (found === null) return
  throw new InputError('control-character', { character: codePointText(found) })
}
