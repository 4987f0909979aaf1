/** Where the files of a lesson come from: its folder, or an archive of it, which is not unpacked. */
import { basename, join, resolve } from 'node:path'
import { isFolder, isThere } from '../../io/folders.ts'
import { readBytes, readUserFile } from '../../io/read-files.ts'
import { filesInTar, gunzipped, type TarFile } from '../../io/tar.ts'
import { InputError } from '../../rules/input-error.ts'
import { LessonError } from '../format/lesson-error.ts'
import { ARCHIVE, LESSON_FILES } from './course.ts'

export interface LessonFiles {
  /** The name of the lesson's folder. */
  readonly name: string
  /** Throws InputError as readUserFile does. */
  read(name: string, limit: number): Promise<Uint8Array>
  isThere(name: string): Promise<boolean>
}

/** Bytes of an archive, and of what is in it: a lesson has three files of 64 KiB at most. */
const LIMIT = 2 ** 20

/** Throws LessonError 'lesson-archive' for an archive that no lesson can be in. */
export async function lessonFiles(path: string): Promise<LessonFiles> {
  return (await isArchive(path)) ? archived(path) : inFolder(path)
}

const isArchive = async (path: string): Promise<boolean> =>
  ARCHIVE.test(path) && !(await isFolder(path))

const inFolder = (folder: string): LessonFiles => ({
  name: basename(resolve(folder)),
  read: (name, limit) => readUserFile(folder, name, limit),
  isThere: (name) => isThere(join(folder, name)),
})

async function archived(path: string): Promise<LessonFiles> {
  const { name, files } = oneLesson(path, filesInTar(await unzipped(path)))
  return {
    name: name === '' ? basename(path).replace(ARCHIVE, '') : name,
    async read(file, limit) {
      const bytes = files.get(file)
      const at = join(path, file)
      if (!bytes) throw new InputError('cannot-read', { path: at, reason: 'ENOENT' })
      if (bytes.length > limit)
        throw new InputError('file-too-large', { path: at, bytes: bytes.length, limit })
      return bytes
    },
    isThere: async (file) => files.has(file),
  }
}

async function unzipped(path: string): Promise<Uint8Array> {
  const bytes = await readBytes(path, LIMIT)
  try {
    return gunzipped(bytes, LIMIT)
  } catch (error) {
    throw archiveError(path, error instanceof RangeError ? 'too-large' : 'gzip')
  }
}

/** The files of the one lesson that is in it, at its top or in one folder. */
function oneLesson(path: string, found: readonly TarFile[] | null) {
  if (!found) throw archiveError(path, 'tar')
  const placed = found.flatMap(({ name, bytes }) => {
    const parts = name.split('/').filter((part) => part !== '' && part !== '.')
    const file = parts.pop() ?? ''
    return LESSON_FILES.includes(file) && parts.length <= 1 && parts[0] !== '..'
      ? [{ folder: parts[0] ?? '', file, bytes }]
      : []
  })
  const [first] = placed
  if (!first) throw archiveError(path, 'none')
  if (placed.some(({ folder }) => folder !== first.folder)) throw archiveError(path, 'several')
  const files = new Map(placed.map(({ file, bytes }) => [file, bytes]))
  if (files.size < placed.length) throw archiveError(path, 'twice')
  return { name: first.folder, files }
}

const archiveError = (
  path: string,
  problem: 'gzip' | 'tar' | 'too-large' | 'none' | 'several' | 'twice',
) => new LessonError('lesson-archive', { problem }).at(path, null)
