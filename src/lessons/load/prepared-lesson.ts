/**
 * The lessons of the course as they were read when the program was built: to read them all as YAML
 * and Markdown takes half a second. Each holds for the very files that it was made of alone.
 */
import { basename, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sha256OfFiles } from '../../io/file-digest.ts'
import { decodeUtf8 } from '../../io/json.ts'
import { assetUrl } from '../../io/program-file-url.ts'
import { readBytes } from '../../io/read-files.ts'
import type { Path } from '../format/script-file.ts'
import { isOfCourse, LESSON_FILES, OWN_LESSONS } from './course.ts'
import type { LessonParts } from './lesson.ts'

export interface PreparedLesson extends Pick<LessonParts, 'script' | 'prose'> {
  /** Of its files, hexadecimal. */
  readonly sha256: string
  /** The line of everything in the script, by its path with dots. */
  readonly lines: Readonly<Record<string, number>>
}

/**
 * What a lesson of the course was found to be; null for any other folder, and where its files are
 * not those that it was prepared from, or cannot be read.
 */
export async function preparedLesson(
  folder: string,
  { course = OWN_LESSONS, from = fileURLToPath(assetUrl('course')) } = {},
): Promise<LessonParts | null> {
  if (!isOfCourse(folder, course)) return null
  const name = basename(resolve(folder))
  try {
    const [bytes, sha256] = await Promise.all([
      readBytes(join(from, `${name}.json`)),
      digestOf(folder),
    ])
    const found: PreparedLesson = JSON.parse(decodeUtf8(bytes) ?? '')
    if (found.sha256 !== sha256) return null
    const { script, prose, lines } = found
    return { name, script, prose, lineOf: (path) => lineIn(lines, path) }
  } catch {
    return null
  }
}

/** The line of the deepest part of a path that is there. */
function lineIn(lines: PreparedLesson['lines'], path: Path): number {
  for (let depth = path.length; depth > 0; depth--) {
    const key = path.slice(0, depth).join('.')
    if (Object.hasOwn(lines, key)) return lines[key]
  }
  return lines['']
}

/** What the files of a lesson are: another one as soon as a byte of them is. */
export const digestOf = (folder: string): Promise<string> =>
  sha256OfFiles(LESSON_FILES.map((name) => join(folder, name)))
