/**
 * Results of presets in folders: parts, stops, cuts and joins come to the report of an undisturbed
 * run.
 */
import { appendFile, cp, readdir, readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { PresetEvent, PresetReport } from '../../../src/experiments/papers/preset-report.ts'
import { collectPreset, collectStudy } from '../../../src/experiments/presets/collect-results.ts'
import { joinedPreset } from '../../../src/experiments/presets/merge-results.ts'
import { executePreset } from '../../../src/experiments/presets/preset-runner.ts'
import { presetOf } from '../../../src/experiments/presets/result-folder.ts'
import { joined } from '../../../src/experiments/store/merge-results.ts'
import type { InputError } from '../../../src/rules/input-error.ts'
import { refused } from '../../support/refused.ts'
import {
  newFolder,
  reportOf,
  smallDesign,
  timeless as timelessStudy,
} from '../../support/studies.ts'
import { presetReport, timeless, tiny } from '../../support/tiny-preset.ts'

const UNDISTURBED = presetReport(tiny)
const MARK = { preset: tiny.name, form: 'short', version: '1.2.3' } as const
const linesOf = async (path: string) => (await readFile(path, 'utf8')).split('\n').filter(Boolean)
const whole = (folders: readonly string[]) => joinedPreset(folders, tiny, MARK, true)

/** Parts 1..n, the last one first, each in a folder of its own. */
async function inParts(of: number): Promise<string[]> {
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
  expect([timelessStudy(resumed), started]).toEqual([timelessStudy(await reportOf(design)), 0])
})

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

describe('joining refuses', () => {
  it('gaps and doubles, by their names', async () => {
    const [one, two, three] = await inParts(3)
    const gap = await refused(() => whole([one, three]))
    expect(gap).toMatchObject({ code: 'results-gaps', details: { count: 4 + 2 + 1 } })
    const { missing } = (gap as InputError<'results-gaps'>).details
    expect(missing).toHaveLength(5)
    for (const name of missing)
      expect(name).toMatch(/^(sweep length [57] (rnn|lstm) seed \d|old 6a seed \d)$/)
    const trials = await readdir(join(two, 'old'))
    const twice = await newFolder()
    await cp(two, twice, { recursive: true })
    expect(await refused(() => whole([one, two, three, twice]))).toMatchObject({
      code: 'results-double',
    })
    await writeFile(join(twice, 'sweep', 'results-2-of-3.jsonl'), '')
    expect(await refused(() => whole([one, two, three, twice]))).toMatchObject({
      code: 'results-double',
      details: {
        run: expect.stringMatching(/^old 6a seed \d$/),
        other: `${join(two, 'old', trials.filter((name) => name.endsWith('.jsonl'))[0])}:1`,
      },
    })
  })

  it('two presets, two forms, two versions, and what is no preset', async () => {
    const make = async (
      more: Parameters<typeof presetReport>[1],
      preset = tiny,
    ): Promise<string> => {
      const directory = await newFolder()
      await presetReport(preset, {
        results: { directory, resume: false },
        hear: (event, control) => void (event.type === 'end' && control.stop()),
        ...more,
      })
      return directory
    }
    const folder = await make({})
    const others = [
      await make({}, { ...tiny, name: 'gers2000-continual-reber' }),
      await make({ form: 'full' }),
      await make({ version: '2.0.0' }),
    ]
    for (const other of others) {
      expect(await refused(() => presetOf([folder, other]))).toMatchObject({
        code: other === others[2] ? 'results-version' : 'results-mixed',
        details: { path: other, first: folder },
      })
    }
    const plain = await newFolder()
    expect(await presetOf([plain])).toBeNull()
    expect(await refused(() => presetOf([folder, plain]))).toMatchObject({
      code: 'results-no-preset',
    })
    await writeFile(join(plain, 'preset.json'), '{"schema":"gatelab.preset-results/1"}')
    expect(await refused(() => presetOf([plain]))).toMatchObject({
      code: 'results-line',
      details: { problem: 'preset' },
    })
    await writeFile(
      join(plain, 'preset.json'),
      JSON.stringify({ schema: 'gatelab.preset-results/1', ...MARK }),
    )
    expect(await refused(() => whole([plain]))).toMatchObject({ code: 'results-none' })
  })

  it('lines that are none', async () => {
    const directory = await newFolder()
    const report: PresetReport = await presetReport(tiny, { results: { directory, resume: false } })
    expect(report.partial).toBe(false)
    const path = join(directory, 'old', 'trials.jsonl')
    const lines = await linesOf(path)
    const line = JSON.parse(lines[1])
    const wrong: [unknown, string][] = [
      [{ ...line, schema: 'gatelab.run/1' }, 'schema'],
      [{ ...line, index: 5 }, 'index'],
      [{ ...line, index: line.index === 0 ? 1 : 0 }, 'index'],
      [{ ...line, found: { ...line.found, digest: 'x' } }, 'found.digest'],
      [{ ...line, found: { ...line.found, experiment: '4' } }, 'index'],
    ]
    for (const [value, problem] of wrong) {
      await writeFile(path, `${[lines[0], JSON.stringify(value), ...lines.slice(2)].join('\n')}\n`)
      expect(await refused(() => whole([directory])), problem).toMatchObject({
        code: 'results-line',
        details: { path, line: 2, problem },
      })
    }
  })
})
