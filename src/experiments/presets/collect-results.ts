/**
 * Copies results of one plan into one folder, where `--resume` and `report` treat them as if they
 * had been made there.
 */
import { join } from 'node:path'
import { isFolder } from '../../io/folders.ts'
import { LineFile, linesOf } from '../../io/line-file.ts'
import { Lock } from '../../io/locks/heartbeat-lock.ts'
import { prepareDirectory } from '../../io/write-files.ts'
import type { Preset } from '../papers/preset.ts'
import { filesOf } from '../store/merge-results.ts'
import { refuseExisting, resultsName } from '../store/result-store.ts'
import { filesWithin } from './merge-results.ts'
import { type Mark, markFolder } from './result-folder.ts'

/**
 * Results of a comparison or a sweep. Throws InputError 'results-exist' where the folder has some,
 * 'cannot-write'.
 */
export async function collectStudy(paths: readonly string[], to: string): Promise<void> {
  await refuseExisting(join(to, resultsName(null)))
  const tuning = await Promise.all(
    paths.map(async (path) => ((await isFolder(path)) ? filesOf([path], 'tuning') : [])),
  )
  await collect(await filesOf(paths), to, 'results')
  await collect(tuning.flat(), to, 'tuning')
}

/** Results of a preset, part by part. */
export async function collectPreset(
  folders: readonly string[],
  preset: Preset,
  mark: Mark,
  to: string,
): Promise<void> {
  const parts = Object.keys(preset.parts(mark.form === 'full'))
  const kinds = ['results', 'tuning', 'trials', 'certificates']
  for (const part of parts) {
    for (const kind of kinds) await refuseExisting(join(to, part, resultsName(null, kind)))
  }
  await markFolder(to, mark)
  for (const part of parts) {
    for (const kind of kinds)
      await collect(await filesWithin(folders, part, kind), join(to, part), kind)
  }
}

/** Copies whole lines, each index once: several parts may have made the same trials of a search. */
async function collect(files: readonly string[], folder: string, what: string): Promise<void> {
  if (files.length === 0) return
  await prepareDirectory(folder)
  const path = join(folder, resultsName(null, what))
  const lock = await Lock.take(path, () => {})
  try {
    const into = await LineFile.open(path, 0)
    await copyLines(files, into).finally(() => into.close())
  } finally {
    await lock.release()
  }
}

async function copyLines(files: readonly string[], into: LineFile): Promise<void> {
  const seen = new Set<number>()
  for (const file of files) {
    for await (const { text, whole } of linesOf(file)) {
      if (!whole) break
      const { index } = JSON.parse(text) as { index: number }
      if (seen.has(index)) continue
      seen.add(index)
      await into.append(text)
    }
  }
}
