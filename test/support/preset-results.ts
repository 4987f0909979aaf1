/** The results of a small preset, whole or in parts. */
import { readFile } from 'node:fs/promises'
import { expect } from 'vitest'
import { joinedPreset } from '../../src/experiments/presets/merge-results.ts'
import { newFolder } from './studies.ts'
import { presetReport, tiny } from './tiny-preset.ts'

export const MARK = { preset: tiny.name, form: 'short', version: '1.2.3' } as const
export const linesOf = async (path: string) =>
  (await readFile(path, 'utf8')).split('\n').filter(Boolean)
export const whole = (folders: readonly string[]) => joinedPreset(folders, tiny, MARK, true)

/** Parts 1..n, the last one first, each in a folder of its own. */
export async function inParts(of: number): Promise<string[]> {
  const folders = await Promise.all(Array.from({ length: of }, newFolder))
  for (const [n, directory] of folders.entries()) {
    const part = await presetReport(tiny, {
      results: { directory, resume: false },
      shard: { part: of - n, of },
      workers: 1 + (n % 2),
    })
    expect(part).toMatchObject({ partial: of > 1, verdict: of > 1 ? null : 'does-not-reproduce' })
  }
  return folders
}
