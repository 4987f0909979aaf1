/** A case from its file, whose format is told by its content and not by its name's ending. */
import { decodeUtf8 } from '../../io/json.ts'
import { readBytes } from '../../io/read-files.ts'
import { InputError } from '../../rules/input-error.ts'
import { CASE_LIMIT, type Case, caseOf, parseCase } from './case-file.ts'

/** What begins as JSON, is empty, or is one of its words. */
const JSON_TEXT = /^\s*(?:[{[]|$|(?:null|true|false)\s*$)/

/**
 * @param symbols see caseOf
 * @throws InputError cannot-read, file-too-large, case-…, too-much-memory, and of a table
 * data-quote, file-line-too-long
 */
export async function readCase(path: string, batchFirst = false, symbols = false): Promise<Case> {
  return caseOfBytes(path, await readBytes(path, CASE_LIMIT), batchFirst, symbols)
}

/** @throws InputError as readCase; `path` is for messages */
export async function caseOfBytes(
  path: string,
  bytes: Uint8Array,
  batchFirst = false,
  symbols = false,
): Promise<Case> {
  const { tensorCase } = await import('./case-tensors.ts')
  const fields = await tensorCase(bytes)
  if (fields) return caseOf(fields, batchFirst, symbols)
  const text = decodeUtf8(bytes)
  if (text === null) throw new InputError('case-not-json', { problem: 'utf-8' })
  if (JSON_TEXT.test(text)) return parseCase(text, batchFirst, symbols)
  const { csvCase } = await import('./case-csv.ts')
  return caseOf(csvCase(path, text, batchFirst), batchFirst, symbols)
}
