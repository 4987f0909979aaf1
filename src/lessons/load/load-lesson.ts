/**
 * A lesson from its folder: the script, checked field by field, and the prose of every language
 * beside it.
 */

import { basename, dirname, join, resolve } from 'node:path'
import { isThere } from '../../io/folders.ts'
import { decodeUtf8 } from '../../io/json.ts'
import { readUserFile } from '../../io/read-files.ts'
import { steeringAt } from '../../io/sanitize.ts'
import { InputError } from '../../rules/input-error.ts'
import { checkAgreement, type LanguagePage } from '../format/compare-languages.ts'
import { LessonError } from '../format/lesson-error.ts'
import type { Script } from '../format/lesson-schema.ts'
import { type Prose, readProse } from '../format/prose.ts'
import { type Path, readScript } from '../format/script-file.ts'
import { course, foldersOfLessons, idOf, SCRIPT_FILE } from './course.ts'

export const LANGUAGES = ['en', 'zh-CN'] as const
export type Language = (typeof LANGUAGES)[number]

export interface Lesson {
  /** The folder's name without its number. */
  readonly id: string
  readonly folder: string
  readonly script: Script
  /** A language without a page of its own has the words of the other. */
  readonly prose: Readonly<Record<Language, Prose>>
  /** A problem with its place in the script. */
  readonly place: (problem: LessonError, path: Path) => LessonError
}

/** Bytes that a file of a lesson may have: pages of the course have a tenth. */
export const LIMIT = 64 * 1024

/** Reads and checks a lesson; one page is enough. Throws LessonError with file and line. */
export async function loadLesson(folder: string): Promise<Lesson> {
  const file = join(folder, SCRIPT_FILE)
  const { script, lineOf } = await read(folder, SCRIPT_FILE, (source) => readScript(source, file))
  const place = (problem: LessonError, path: Path) => problem.at(file, lineOf(path))
  await checkNeeds(folder, script, place)
  const pages: (LanguagePage & { readonly language: Language })[] = []
  // Sequentially, so that of two invalid pages always the same one is reported.
  let missing: unknown = null
  for (const language of LANGUAGES) {
    const name = `${language}.md`
    try {
      const page = await read(folder, name, (source) => readProse(source, script, language))
      pages.push({ language, file: join(folder, name), page })
    } catch (error) {
      if (!isAbsent(error) || (await isThere(join(folder, name)))) throw error
      missing ??= error
    }
  }
  if (pages.length === 0) throw missing
  checkAgreement(script, pages)
  const proseIn = (language: Language) =>
    (pages.find((one) => one.language === language) ?? pages[0]).page.prose
  const prose = { en: proseIn('en'), 'zh-CN': proseIn('zh-CN') }
  return { id: idOf(resolve(folder)), folder, script, prose, place }
}

/** Reads a file of the folder. Lesson errors get its name; unexpected errors become one. */
async function read<T>(
  folder: string,
  name: string,
  understand: (source: string) => T,
): Promise<T> {
  const file = join(folder, name)
  const source = await text(folder, name)
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

/** What went wrong, as a problem of the lesson in which it did: the next one may be right. */
export function lessonErrorOf(error: unknown): LessonError {
  if (error instanceof LessonError) return error
  const why = error instanceof Error ? error.message.split('\n')[0] : String(error)
  return new LessonError('lesson-trouble', { why }, { cause: error })
}

async function text(folder: string, name: string): Promise<string> {
  const file = join(folder, name)
  try {
    const found = decodeUtf8(await readUserFile(folder, name, LIMIT))
    if (found === null)
      throw new LessonError('lesson-missing', { file, reason: 'utf-8' }).at(file, null)
    return found.replaceAll('\r\n', '\n')
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    const { reason = error.code, bytes = 0 } = error.details as { reason?: string; bytes?: number }
    if (error.code === 'file-too-large')
      throw new LessonError('lesson-too-large', { file, bytes, limit: LIMIT }).at(file, null)
    if (reason === 'outside') throw new LessonError('lesson-outside', { file }).at(file, null)
    throw new LessonError('lesson-missing', { file, reason }).at(file, null)
  }
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
