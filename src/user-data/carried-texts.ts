/** The texts that the package carries (lessons/texts/), each read when its task is first made. */
import { readCarried } from '../io/read-files.ts'
import { contentOfText } from '../tasks/from-files/characters.ts'
import type { CarriedName } from '../tasks/names.ts'
import type { TextContent } from '../tasks/shared/file-content.ts'
import { textOf } from './decode-text.ts'

/** Taken in small letters, so that a letter is one symbol. */
const IN_SMALL_LETTERS: readonly CarriedName[] = ['sonnets']

const contents = new Map<CarriedName, TextContent>()

/** Keeps what another thread has read. */
export const keepCarried = (name: CarriedName, content: TextContent): void => {
  contents.set(name, content)
}

export function carriedText(name: CarriedName): TextContent {
  const found = contents.get(name)
  if (found) return found
  const file = `lessons/texts/${name}.txt`
  const text = textOf(file, readCarried(file))
  const content = contentOfText(IN_SMALL_LETTERS.includes(name) ? text.toLowerCase() : text)
  contents.set(name, content)
  return content
}
