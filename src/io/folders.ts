import { lstat, readdir, stat } from 'node:fs/promises'
import { isAbsolute, join, relative } from 'node:path'

/** Whether a folder has an entry of that name; a link counts, wherever it leads. */
export const isThere = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  )

/** Whether this folder exists; with `file`, whether it holds a file of that name. */
export async function isFolder(path: string, file?: string): Promise<boolean> {
  const info = await stat(file === undefined ? path : join(path, file)).catch(() => null)
  return info !== null && (file === undefined ? info.isDirectory() : info.isFile())
}

/** Names of the files in a folder, sorted; none where it cannot be read. */
export async function filesIn(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort()
}

/** Names of the folders in a folder; none where it cannot be read. */
export async function foldersIn(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => [])
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
}

/** Whether a path leads to something in a folder, or in one within it. */
export function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path)
  return way !== '' && !way.startsWith('..') && !isAbsolute(way)
}
