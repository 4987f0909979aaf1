/** Joining the results of presets refuses what does not belong together. */
import { cp, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { PresetReport } from '../../../src/experiments/papers/preset-report.ts'
import { presetOf } from '../../../src/experiments/presets/result-folder.ts'
import type { InputError } from '../../../src/rules/input-error.ts'
import { inParts, linesOf, MARK, whole } from '../../support/preset-results.ts'
import { refused } from '../../support/refused.ts'
import { newFolder } from '../../support/studies.ts'
import { presetReport, tiny } from '../../support/tiny-preset.ts'

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
