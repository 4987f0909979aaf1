/** Finds lessons: those of the course, and those that the user names. */
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { foldersIn, isFolder } from '../../io/folders.ts'
import { assetUrl } from '../../io/program-file-url.ts'
import { nearest } from '../../rules/nearest.ts'
import { LessonError } from '../format/lesson-error.ts'

/** The lessons that come with the program. */
export const OWN_LESSONS = fileURLToPath(assetUrl('../lessons'))

export const SCRIPT_FILE = 'lesson.yaml'
/** A folder with one of these is meant to be a lesson. */
const PAGES = ['en.md', 'zh-CN.md']
/** All that a lesson consists of. */
export const LESSON_FILES: readonly string[] = [SCRIPT_FILE, ...PAGES]
/** A lesson's folder in one file. */
export const ARCHIVE = /\.(tgz|tar\.gz|tar)$/i

/**
 * Folders of lessons have a number, by which they are ordered, and a name. 03b comes between 03 and
 * 04: what was one lesson became two, and all others kept their numbers.
 */
const LESSON = /^\d+[a-z]?-[a-z0-9-]+$/
const NUMBER = /^(\d+[a-z]?)-/

/** The folders of the course, in its order. */
export async function course(): Promise<string[]> {
  return (await foldersIn(OWN_LESSONS))
    .filter((name) => LESSON.test(name))
    .toSorted()
    .map((name) => join(OWN_LESSONS, name))
}

/** Whether that is where a lesson of the course is. */
export const isOfCourse = (folder: string, home = OWN_LESSONS): boolean =>
  dirname(resolve(folder)) === resolve(home)

const plainNumber = (number: string): string => number.toLowerCase().replace(/^0+(?=\d)/, '')

/** A lesson's number by its folder, as 3 or 3b: 0 comes before the first. '' where it has none. */
export const numberOf = (folder: string): string =>
  plainNumber(NUMBER.exec(basename(folder))?.[1] ?? '')

/** Whether a lesson of the course has that number: 2 and 02 are the same. */
const isNumber = (folder: string, asked: string): boolean =>
  /^\d+[a-z]?$/i.test(asked) && numberOf(folder) === plainNumber(asked)

/** The name of a lesson by its folder. */
export const idOf = (folder: string): string => basename(folder).replace(NUMBER, '')

/**
 * The folders of what was asked for: a lesson's name or number, a lesson's folder or script, a
 * folder of lessons; the whole course for nothing. Throws LessonError 'lesson-missing',
 * 'lesson-page' for a file that is no script.
 */
export async function lessonsOf(asked: readonly string[]): Promise<string[]> {
  if (asked.length === 0) return course()
  const own = await course()
  const last = Number.parseInt(basename(own.at(-1) ?? ''), 10)
  const found = await Promise.all(
    asked.map(async (one) => {
      const named = own.find(
        (folder) => idOf(folder) === one || basename(folder) === one || isNumber(folder, one),
      )
      return named ? [named] : foldersOf(one, nearest(one, own.map(idOf)), last)
    }),
  )
  return found.flat()
}

async function foldersOf(path: string, near: string | null, numbers: number): Promise<string[]> {
  if (basename(path) === SCRIPT_FILE) return [dirname(path)]
  if (await isFolder(dirname(path), basename(path))) {
    if (ARCHIVE.test(path)) return [path]
    throw new LessonError('lesson-page', { file: path }).at(path, null)
  }
  if (!(await isFolder(path))) {
    const number = /^[+-]?\d+[a-z]?$/i.test(path) ? { numbers } : {}
    throw new LessonError('lesson-missing', {
      file: path,
      reason: 'ENOENT',
      nearest: near,
      ...number,
    }).at(path, null)
  }
  if (await isFolder(path, SCRIPT_FILE)) return [path]
  const lessons = await foldersOfLessons(path)
  return lessons.length > 0 ? lessons : [path]
}

/** Subfolders that are, or look like, lessons: one without a script is not skipped silently. */
export async function foldersOfLessons(path: string): Promise<string[]> {
  const inside = (await foldersIn(path)).toSorted().map((name) => join(path, name))
  const lessons = await Promise.all(
    inside.map(async (folder) => {
      const there = await Promise.all(LESSON_FILES.map((file) => isFolder(folder, file)))
      return there.includes(true) ? [folder] : []
    }),
  )
  return lessons.flat()
}
