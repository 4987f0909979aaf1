/** Results of presets in folders: parts and joins come to the report of an undisturbed run. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { PresetEvent } from '../../../src/experiments/papers/preset-report.ts'
import { collectPreset, collectStudy } from '../../../src/experiments/presets/collect-results.ts'
import { presetOf } from '../../../src/experiments/presets/result-folder.ts'
import { joined } from '../../../src/experiments/store/merge-results.ts'
import { inParts, linesOf, MARK, whole } from '../../support/preset-results.ts'
import { refused } from '../../support/refused.ts'
import { newFolder, reportOf, smallDesign } from '../../support/studies.ts'
import { timeless } from '../../support/timeless.ts'
import { presetReport, tiny } from '../../support/tiny-preset.ts'
import { UNDISTURBED } from '../../support/undisturbed-preset.ts'

describe('results of a preset', () => {
  it('make its report again, one line a run, a trial and a certificate', async () => {
    const directory = await newFolder()
    const straight = await presetReport(tiny, { results: { directory, resume: false } })
    expect(timeless(straight)).toEqual(timeless(await UNDISTURBED))
    expect(straight.rows.map(({ verdict }) => verdict)).toEqual([
      'reproduces',
      'reproduces',
      'does-not-reproduce',
      null,
    ])
    expect(await linesOf(join(directory, 'sweep', 'results.jsonl'))).toHaveLength(12)
    expect(await linesOf(join(directory, 'old', 'trials.jsonl'))).toHaveLength(5)
    expect(await linesOf(join(directory, 'guesses', 'certificates.jsonl'))).toHaveLength(3)
    expect(await presetOf([directory])).toEqual(MARK)
    expect(await whole([directory])).toEqual(straight)
    // A study of it is a study like any other.
    expect(await joined([join(directory, 'sweep')], { whole: true, lean: false })).toEqual(
      straight.studies.sweep,
    )
  })

  it.each([1, 2, 3, 17])('of %i parts joined equal the whole', async (of) => {
    expect(timeless(await whole(await inParts(of)))).toEqual(timeless(await UNDISTURBED))
  })

  it('of parts may share a folder', async () => {
    const directory = await newFolder()
    for (const part of [2, 1]) {
      await presetReport(tiny, { results: { directory, resume: false }, shard: { part, of: 2 } })
    }
    expect(timeless(await whole([directory]))).toEqual(timeless(await UNDISTURBED))
  })

  it('deal small parts out to different shards', async () => {
    const folders = await inParts(17)
    const counts = await Promise.all(
      folders.map(async (folder) => {
        const files = ['old/trials', 'guesses/certificates'].map((name) => join(folder, name))
        const names = await Promise.all(
          files.map(async (file) =>
            (await readdir(join(file, '..'))).map((one) => join(file, '..', one)),
          ),
        )
        return (
          await Promise.all(
            names
              .flat()
              .filter((one) => one.endsWith('jsonl'))
              .map(linesOf),
          )
        ).flat().length
      }),
    )
    expect(Math.max(...counts)).toBe(1)
    expect(counts.reduce((sum, one) => sum + one, 0)).toBe(8)
  })

  it('collected stand in one folder as if they had been made there', async () => {
    const folders = await inParts(3)
    const to = join(await newFolder(), 'all')
    await collectPreset(folders, tiny, MARK, to)
    expect(await whole([to])).toEqual(await whole(folders))
    const heard: string[] = []
    const hear = (event: PresetEvent) =>
      void (/^(start|original)$/.test(event.type) && heard.push(event.type))
    const again = await presetReport(tiny, { results: { directory: to, resume: true }, hear })
    expect(timeless(again)).toEqual(timeless(await UNDISTURBED))
    expect(heard).toEqual([])
    expect(await refused(() => collectPreset(folders, tiny, MARK, to))).toMatchObject({
      code: 'results-exist',
    })
  })
})

it('results of a sweep with a search are collected, too', async () => {
  const design = { ...smallDesign(), tune: 2 }
  const folders = await Promise.all([1, 2].map(newFolder))
  for (const [n, directory] of folders.entries()) {
    await reportOf(design, { results: { directory, resume: false }, shard: { part: n + 1, of: 2 } })
  }
  const to = await newFolder()
  await collectStudy(folders, to)
  const all = { whole: true, lean: false }
  expect(await joined([to], all)).toEqual(await joined(folders, all))
  let started = 0
  const resumed = await reportOf(design, {
    results: { directory: to, resume: true },
    hear: ({ type }) => void (type === 'start' && started++),
  })
  expect([timeless(resumed), started]).toEqual([timeless(await reportOf(design)), 0])
})
