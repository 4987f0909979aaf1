/** Reads a lesson: the script, field by field, and the prose of every language beside it. */

import { basename, dirname, join, resolve } from 'node:path'
import { decodeUtf8 } from '../../io/json.ts'
import { steeringAt } from '../../io/sanitize.ts'
import { InputError } from '../../rules/input-error.ts'
import { checkAgreement, type LanguagePage } from '../format/compare-languages.ts'
import { LessonError, lessonErrorOf } from '../format/lesson-error.ts'
import type { Script } from '../format/lesson-schema.ts'
import { readProse } from '../format/prose.ts'
import { readScript } from '../format/script-file.ts'
import { course, foldersOfLessons, idOf, SCRIPT_FILE } from './course.ts'
import { LANGUAGES, type Language, type Lesson, type LessonParts, placing } from './lesson.ts'
import { type LessonFiles, lessonFiles } from './lesson-files.ts'

/** Bytes that a file of a lesson may have: pages of the course have a tenth. */
export const LIMIT = 64 * 1024

/**
 * Reads and checks a lesson, a folder or an archive of it; one page is enough. Throws LessonError
 * with file and line.
 */
export async function readLesson(folder: string): Promise<LessonParts> {
  const files = await filesOf(folder)
  const file = join(folder, SCRIPT_FILE)
  const { script, lineOf } = await read(files, folder, SCRIPT_FILE, (source) =>
    readScript(source, file),
  )
  await checkNeeds(folder, script, placing(file, lineOf))
  const pages: (LanguagePage & { readonly language: Language })[] = []
  // Sequentially, so that of two invalid pages always the same one is reported.
  let missing: unknown = null
  for (const language of LANGUAGES) {
    const name = `${language}.md`
    try {
      const page = await read(files, folder, name, (source) => readProse(source, script, language))
      pages.push({ language, file: join(folder, name), page })
    } catch (error) {
      if (!isAbsent(error) || (await files.isThere(name))) throw error
      missing ??= error
    }
  }
  if (pages.length === 0) throw missing
  checkAgreement(script, pages)
  const proseIn = (language: Language) =>
    (pages.find((one) => one.language === language) ?? pages[0]).page.prose
  const prose = { en: proseIn('en'), 'zh-CN': proseIn('zh-CN') }
  return { name: files.name, script, prose, lineOf }
}

/** Reads a file of the folder. Lesson errors get its name; unexpected errors become one. */
async function read<T>(
  files: LessonFiles,
  folder: string,
  name: string,
  understand: (source: string) => T,
): Promise<T> {
  const file = join(folder, name)
  const source = await text(files, join(folder, name), name)
  const bad = steeringAt(source)
  if (bad >= 0)
    throw new LessonError('lesson-control', { place: file }).at(
      file,
      source.slice(0, bad).split('\n').length,
    )
  try {
    return understand(source)
  } catch (error) {
    throw lessonErrorOf(error).at(file, null)
  }
}

/** Whether there is no such file, rather than one that cannot be read. */
const isAbsent = (error: unknown): boolean =>
  error instanceof LessonError &&
  error.code === 'lesson-missing' &&
  (error.facts as { reason: string }).reason === 'ENOENT'

/** The archive itself may not be readable. */
async function filesOf(path: string): Promise<LessonFiles> {
  try {
    return await lessonFiles(path)
  } catch (error) {
    throw error instanceof InputError ? asLessonError(error, path) : error
  }
}

async function text(files: LessonFiles, file: string, name: string): Promise<string> {
  try {
    const found = decodeUtf8(await files.read(name, LIMIT))
    if (found === null)
      throw new LessonError('lesson-missing', { file, reason: 'utf-8' }).at(file, null)
    return found.replaceAll('\r\n', '\n')
  } catch (error) {
    throw error instanceof InputError ? asLessonError(error, file) : error
  }
}

function asLessonError(error: InputError, file: string): LessonError {
  const details = error.details as { reason?: string; bytes?: number; limit?: number }
  const { reason = error.code, bytes = 0, limit = LIMIT } = details
  if (error.code === 'file-too-large')
    return new LessonError('lesson-too-large', { file, bytes, limit }).at(file, null)
  if (reason === 'outside') return new LessonError('lesson-outside', { file }).at(file, null)
  return new LessonError('lesson-missing', { file, reason }).at(file, null)
}

/** What a lesson needs is a lesson of the course, or one that stands beside it. */
async function checkNeeds(
  folder: string,
  { needs }: Script,
  place: Lesson['place'],
): Promise<void> {
  if (needs.length === 0) return
  const own = resolve(folder)
  const beside = await foldersOfLessons(dirname(own))
  const known = [...(await course()), ...beside].filter((one) => resolve(one) !== own).map(idOf)
  const at = needs.findIndex((id) => !known.includes(id))
  if (at >= 0)
    throw place(
      new LessonError('lesson-unknown', { what: 'lesson', id: needs[at], by: basename(own) }),
      ['needs', at],
    )
}
