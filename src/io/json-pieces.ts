/** Large JSON documents, written piece by piece, in which parts may be JSON text already. */
import { isObject } from './json.ts'
import { jsonText } from './sanitize.ts'

/** The text of members of an object as they stand in JSON: `"curve":{…},"gradient":[…]`. */
export interface Verbatim {
  readonly keys: readonly string[]
  /** UTF-8 in this program's form, without anything that {@link jsonText} would escape. */
  readonly text: Uint8Array
}

/** An object may keep the text of some of its members here; it is written in their place. */
export const VERBATIM: unique symbol = Symbol('the text of members')

/** Bytes of a piece; the last has what is left. */
const PIECE = 2 ** 18

/** The bytes of {@link jsonText}, however long it is. */
export function* jsonPieces(value: unknown): Generator<Uint8Array> {
  let bytes: Uint8Array[] = []
  let length = 0
  let text = ''
  const endText = () => {
    bytes.push(Buffer.from(text))
    length += text.length
    text = ''
  }
  for (const part of partsOf(value)) {
    if (typeof part === 'string') text += part
    else {
      endText()
      bytes.push(part)
      length += part.length
    }
    if (length + text.length < PIECE) continue
    endText()
    yield Buffer.concat(bytes)
    bytes = []
    length = 0
  }
  endText()
  yield Buffer.concat(bytes)
}

/** Whether it holds objects one by one: lists of anything else are small, or numbers. */
const isListOfObjects = (value: unknown): value is readonly unknown[] =>
  Array.isArray(value) && isObject(value[0])

function* partsOf(value: unknown): Generator<string | Uint8Array> {
  if (isListOfObjects(value)) {
    for (const [n, item] of value.entries()) {
      yield n === 0 ? '[' : ','
      yield* partsOf(item)
    }
    yield ']'
  } else if (isObject(value) && (VERBATIM in value || Object.values(value).some(isListOfObjects))) {
    yield* membersOf(value)
  } else yield jsonText(value)
}

function* membersOf(
  value: Record<string, unknown> & { [VERBATIM]?: Verbatim },
): Generator<string | Uint8Array> {
  const verbatim = value[VERBATIM]
  let open = '{'
  for (const key of Object.keys(value)) {
    const place = verbatim ? verbatim.keys.indexOf(key) : -1
    if (place > 0) continue
    if (verbatim && place === 0) {
      yield open
      yield verbatim.text
    } else if (value[key] !== undefined) {
      yield `${open}${jsonText(key)}:`
      yield* partsOf(value[key])
    } else continue
    open = ','
  }
  yield open === '{' ? '{}' : '}'
}
