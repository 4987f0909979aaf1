/** A preset that was stopped or cut goes on, and comes to the report of an undisturbed run. */
import { appendFile, readFile, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { PresetEvent } from '../../../src/experiments/papers/preset-report.ts'
import { joinedPreset } from '../../../src/experiments/presets/merge-results.ts'
import { executePreset } from '../../../src/experiments/presets/preset-runner.ts'
import { linesOf, MARK, whole } from '../../support/preset-results.ts'
import { refused } from '../../support/refused.ts'
import { newFolder, reportOf, smallDesign } from '../../support/studies.ts'
import { timeless } from '../../support/timeless.ts'
import { presetReport, tiny } from '../../support/tiny-preset.ts'
import { UNDISTURBED } from '../../support/undisturbed-preset.ts'

describe('going on', () => {
  it.each([
    [
      'a trial',
      'old/trials.jsonl',
      (event: PresetEvent) => event.type === 'original' && event.through,
    ],
    ['a run', 'sweep/results.jsonl', (event: PresetEvent) => event.type === 'end'],
  ])('after a stop at %s and a line that was cut off comes to the same', async (_, file, at) => {
    const directory = await newFolder()
    const stopped = await presetReport(tiny, {
      results: { directory, resume: false },
      workers: 1,
      hear: (event, control) => void (at(event) && control.stop()),
    })
    expect(stopped).toMatchObject({ partial: true, verdict: null, rows: [] })
    const path = join(directory, file)
    const kept = (await linesOf(path)).length
    expect(kept).toBeGreaterThan(0)
    await appendFile(path, '{"schema":"gatelab.unit/1","plan":{"pre')
    let made = 0
    const rest = await presetReport(tiny, {
      results: { directory, resume: true },
      hear: (event) => void (event.type === 'original' && event.through && made++),
    })
    expect(timeless(rest)).toEqual(timeless(await UNDISTURBED))
    expect(await whole([directory])).toEqual(rest)
    if (file.startsWith('old')) expect(made).toBe(5 - kept)
  })

  it('after a stop among the certificates keeps those that are through', async () => {
    for (const [type, kept] of [
      ['part', 0],
      ['certified', 1],
    ] as const) {
      const directory = await newFolder()
      const stopped = await presetReport(tiny, {
        results: { directory, resume: false },
        workers: 1,
        hear: (event, control) => {
          if (event.type === type && (event.type !== 'part' || event.name === 'guesses'))
            control.stop()
        },
      })
      expect(stopped.trials.old).toHaveLength(5)
      expect(stopped.certificates.guesses.length).toBeGreaterThanOrEqual(kept)
      const lines = await linesOf(join(directory, 'guesses', 'certificates.jsonl'))
      expect(lines.map((line) => JSON.parse(line).found)).toEqual(stopped.certificates.guesses)
      const rest = await presetReport(tiny, { results: { directory, resume: true } })
      expect(timeless(rest)).toEqual(timeless(await UNDISTURBED))
    }
  })

  it('makes what was cut in the middle again', async () => {
    const directory = await newFolder()
    await presetReport(tiny, { results: { directory, resume: false } })
    for (const file of ['old/trials.jsonl', 'guesses/certificates.jsonl']) {
      const path = join(directory, file)
      await truncate(path, (await readFile(path)).length - 7)
    }
    const partial = await joinedPreset([directory], tiny, MARK, false)
    expect(partial).toMatchObject({ partial: true, verdict: null })
    expect([partial.trials.old.length, partial.certificates.guesses.length]).toEqual([4, 2])
    const rest = await presetReport(tiny, { results: { directory, resume: true } })
    expect(timeless(rest)).toEqual(timeless(await UNDISTURBED))
  })

  it('needs to be asked for, and the same preset, form and version', async () => {
    const directory = await newFolder()
    const results = { directory, resume: false }
    await presetReport(tiny, { results })
    expect(await refused(() => presetReport(tiny, { results }))).toMatchObject({
      code: 'results-exist',
    })
    const resume = { directory, resume: true }
    const form = 'full' as const
    expect(await refused(() => presetReport(tiny, { results: resume, form }))).toMatchObject({
      code: 'results-mixed',
      details: { path: directory, first: null },
    })
    expect(
      await refused(() => presetReport(tiny, { results: resume, version: '1.2.4' })),
    ).toMatchObject({
      code: 'results-version',
      details: { version: '1.2.3', other: '1.2.4' },
    })
    const renamed = { ...tiny, name: 'gers2000-continual-reber' }
    expect(await refused(() => presetReport(renamed, { results: resume }))).toMatchObject({
      code: 'results-mixed',
    })
    // The same name, and trials of other experiments under it.
    const changed = {
      ...tiny,
      parts: () => ({ ...tiny.parts(false), old: { ...tiny.parts(false).old, seeds: [1, 2] } }),
    }
    expect(await refused(() => presetReport(changed, { results: resume }))).toMatchObject({
      code: 'results-mixed',
    })
    expect(await refused(() => joinedPreset([directory], changed, MARK, true))).toMatchObject({
      code: 'results-mixed',
    })
  })

  it('is refused while another does it, which goes on undisturbed', async () => {
    const results = { directory: await newFolder(), resume: true }
    const { events } = executePreset(tiny, 'short', { workers: 1, version: '1.2.3', results })
    let busy: unknown = null
    for await (const event of events) {
      if (event.type === 'original' && !busy)
        busy = await refused(() => presetReport(tiny, { results }))
      if (event.type === 'preset')
        expect(timeless(event.preset)).toEqual(timeless(await UNDISTURBED))
    }
    const path = join(results.directory, 'old', 'trials.jsonl')
    expect(busy).toMatchObject({ code: 'results-busy', details: { path } })
    expect((await presetReport(tiny, { results })).partial).toBe(false)
  })

  it('is not mixed up with a comparison in the same folder', async () => {
    const directory = await newFolder()
    await reportOf(smallDesign(), { results: { directory, resume: false } })
    const run = () => presetReport(tiny, { results: { directory, resume: true } })
    expect(await refused(run)).toMatchObject({ code: 'results-exist' })
  })
})
