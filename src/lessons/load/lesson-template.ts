/** A small lesson that works, for those who want to write one: `gatelab learn --new NAME`. */
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isFolder } from '../../io/folders.ts'
import { assetUrl } from '../../io/program-file-url.ts'
import { readUserFile } from '../../io/read-files.ts'
import { prepareDirectory, writeAtomically } from '../../io/write-files.ts'
import { InputError } from '../../rules/input-error.ts'
import { SCRIPT_FILE } from './course.ts'
import { LANGUAGES } from './lesson.ts'
import { LIMIT } from './read-lesson.ts'

/** A level below the course's folder, so that a check of that folder passes it over. */
const TEMPLATE = fileURLToPath(assetUrl('../lessons/template/my-lesson'))
const FILES = [SCRIPT_FILE, ...LANGUAGES.map((language) => `${language}.md`)]

const NAME = /^(\d+-)?[a-z0-9]+(-[a-z0-9]+)*$/

/**
 * Lays out a lesson in a new folder; gives back the folder.
 * @throws InputError 'lesson-name' for a name that is none, 'would-overwrite' where there is
 * something of that name, 'cannot-write'.
 */
export async function createLesson(folder: string): Promise<string> {
  if (!NAME.test(basename(folder))) throw new InputError('lesson-name', { name: basename(folder) })
  if (await isFolder(folder)) throw new InputError('folder-exists', { path: folder })
  const files = await Promise.all(FILES.map((name) => readUserFile(TEMPLATE, name, LIMIT)))
  await prepareDirectory(folder)
  for (const [n, name] of FILES.entries()) await writeAtomically(join(folder, name), files[n])
  return folder
}
