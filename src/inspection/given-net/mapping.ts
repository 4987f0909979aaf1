/** A user's description of a file whose names do not say which tensor is what. */
import { decodeUtf8, parseJson } from '../../io/json.ts'
import { readBytes } from '../../io/read-files.ts'
import { InputError } from '../../rules/input-error.ts'

/** A mapping is written by hand. */
const LIMITS = { bytes: 2 ** 20, depth: 16, parts: 20_000 }

/**
 * The parsed JSON of a mapping, not yet checked.
 * @throws InputError cannot-read, file-too-large, net-map not-json
 */
export async function readMappingFile(path: string): Promise<unknown> {
  const text = decodeUtf8(await readBytes(path, LIMITS.bytes))
  const parsed = text === null ? null : parseJson(text, LIMITS)
  if (parsed === null || 'problem' in parsed)
    throw new InputError('net-map', { place: '', problem: 'not-json', found: '' })
  return parsed.value
}
