/** Results in a folder: parts and joins come to the report of an undisturbed run. */
import { rmSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { joined } from '../../src/experiments/store/merge-results.ts'
import { report, type Sweep, sweep } from '../../src/results/report.ts'
import { reproduce } from '../../src/specs/command-line.ts'
import { refused } from '../support/refused.ts'
import { newFolder, reportOf, smallDesign, WHOLE } from '../support/studies.ts'
import { timeless } from '../support/timeless.ts'

const design = smallDesign()
/** Where a line of `design` belongs, and its run: 4 runs at each of 2 lengths. */
const placeOf = (line: string) => {
  const { index, run } = JSON.parse(line)
  return { point: Math.floor(index / 4), run }
}
const linesOf = async (path: string) =>
  (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '')

describe('results', () => {
  it('are one line a run, and make the report again without running anything', async () => {
    const directory = await newFolder()
    const straight = await reportOf(design, { results: { directory, resume: false } })
    const lines = await linesOf(join(directory, 'results.jsonl'))
    expect(lines).toHaveLength(8)
    expect(v.parse(sweep, straight)).toEqual(straight)
    expect(await joined([directory], WHOLE)).toEqual(straight)
    expect(await joined([join(directory, 'results.jsonl')], WHOLE)).toEqual(straight)
    expect(timeless(await reportOf(design))).toEqual(timeless(straight))
    const lean = (await joined([directory], { whole: true, lean: true })) as Sweep
    expect(lean.points.map(({ verdict, summary }) => ({ verdict, summary }))).toEqual(
      (straight as Sweep).points.map(({ verdict, summary }) => ({ verdict, summary })),
    )
  })

  it('of one setting make its whole report again, looks and profiles and all', async () => {
    const directory = await newFolder()
    const one = {
      ...smallDesign({ length: 7 }),
      axes: [],
      fair: ['hidden', 'parameters', 'compute'] as const,
    }
    const straight = await reportOf(one, { results: { directory, resume: false } })
    expect(v.parse(report, straight)).toEqual(straight)
    expect(straight.schema === 'gatelab.report/1' && straight.comparisons).toHaveLength(3)
    expect(await joined([directory], WHOLE)).toEqual(straight)
  })

  it('when resumed have the weights of finished runs, or that is said before a run', async () => {
    const [directory, saveWeights] = [await newFolder(), await newFolder()]
    await reportOf(design, { results: { directory, resume: false }, saveWeights })
    const names = await readdir(saveWeights)
    expect(names).toHaveLength(8)
    const path = join(directory, 'results.jsonl')
    const lines = await linesOf(path)
    await writeFile(path, `${lines.slice(1).join('\n')}\n`)
    const { point, run } = placeOf(lines[0])
    const first = `length-${[6, 9][point]}-${run.cell}-seed${run.seed}.safetensors`
    const whole = await readFile(join(saveWeights, first))
    rmSync(join(saveWeights, first))
    await reportOf(design, { results: { directory, resume: true }, saveWeights })
    expect((await readFile(join(saveWeights, first))).equals(whole)).toBe(true)
    rmSync(join(saveWeights, first))
    const call = () => reportOf(design, { results: { directory, resume: true }, saveWeights })
    expect(await refused(call)).toEqual({
      code: 'weights-not-kept',
      details: { path: saveWeights, count: 1, first },
    })
  })

  it('when resumed want weights in the format that is asked for', async () => {
    const [directory, saveWeights] = [await newFolder(), await newFolder()]
    const host = { saveWeights, weightsFormat: 'onnx' } as const
    await reportOf(design, { results: { directory, resume: false }, ...host })
    const names = await readdir(saveWeights)
    expect(names).toHaveLength(8)
    expect(names.every((name) => /^length-[69]-(rnn|lstm)-seed\d\.onnx$/.test(name))).toBe(true)
    await reportOf(design, { results: { directory, resume: true }, ...host })
    const other = { saveWeights, weightsFormat: 'keras' } as const
    const call = () => reportOf(design, { results: { directory, resume: true }, ...other })
    expect(await refused(call)).toMatchObject({ code: 'weights-not-kept', details: { count: 8 } })
  })

  it('of parts joined equal the whole, with a search for settings, too', async () => {
    const tuned = { ...design, tune: 2 }
    const whole = await reportOf(tuned, { workers: 1 })
    const folders = await Promise.all([1, 2, 3].map(() => newFolder()))
    for (const [n, directory] of folders.entries()) {
      const part = await reportOf(tuned, {
        results: { directory, resume: false },
        shard: { part: n + 1, of: 3 },
      })
      expect((part as Sweep).partial).toBe(true)
    }
    expect(timeless(await joined(folders, WHOLE))).toEqual(timeless(whole))
    const found = (whole as Sweep).points.map(({ tuning }) => tuning?.tried.length)
    expect(found).toEqual([4, 4])
    const missing = await refused(() => joined([folders[0], folders[2]], WHOLE))
    expect(missing).toMatchObject({
      code: 'results-gaps',
      details: { missing: ['length 6 rnn seed 2', 'length 6 lstm seed 2'] },
    })
    expect(await joined([folders[0]], { whole: false, lean: false })).toMatchObject({
      partial: true,
    })
  })

  it('of parts may share a folder', async () => {
    const directory = await newFolder()
    const whole = await reportOf(design)
    for (const part of [1, 2]) {
      await reportOf(design, { results: { directory, resume: false }, shard: { part, of: 2 } })
    }
    expect(await readdir(directory)).toEqual(
      expect.arrayContaining(['results-1-of-2.jsonl', 'results-2-of-2.jsonl']),
    )
    expect(timeless(await joined([directory], WHOLE))).toEqual(timeless(whole))
  })

  it('are refused where they are mixed, doubled, damaged or absent', async () => {
    const [directory, other] = [await newFolder(), await newFolder()]
    await reportOf(design, { results: { directory, resume: false } })
    await reportOf(smallDesign({ steps: 20 }), { results: { directory: other, resume: false } })
    const [path, theirs] = [join(directory, 'results.jsonl'), join(other, 'results.jsonl')]
    expect(await refused(() => joined([directory, other], WHOLE))).toEqual({
      code: 'results-mixed',
      details: {
        path: theirs,
        command: reproduce(smallDesign({ steps: 20 })),
        other: reproduce(design),
        first: path,
      },
    })
    const lines = await linesOf(path)
    const { point, run } = placeOf(lines[0])
    expect(await refused(() => joined([directory, directory], WHOLE))).toEqual({
      code: 'results-double',
      details: {
        run: `length ${[6, 9][point]} ${run.cell} seed ${run.seed}`,
        path: `${path}:1`,
        other: `${path}:1`,
      },
    })
    await writeFile(theirs, `${lines[3].replace('"version":"1.2.3"', '"version":"1.3.0"')}\n`)
    expect(await refused(() => joined([directory, other], WHOLE))).toEqual({
      code: 'results-version',
      details: { path: theirs, version: '1.3.0', other: '1.2.3', first: path },
    })
    const empty = await newFolder()
    expect(await refused(() => joined([empty], WHOLE))).toMatchObject({ code: 'results-none' })
    const broken: [string, string][] = [
      ['{"schema"', 'syntax'],
      ['[]', 'schema'],
      [lines[1].replace('gatelab.run/1', 'gatelab.run/9'), 'schema'],
      [lines[1].replace('"status":"unsolved"', '"status":"splendid"'), 'run.status'],
      [lines[1].replace('"steps":30', '"steps":-3'), 'plan.design.spec.steps'],
      [lines[1].replace(/"index":\d+/, '"index":99'), 'index'],
      // The same cell and seed, at the other length.
      [
        lines[1].replace(/"index":(\d+)/, (_, index) => `"index":${(Number(index) + 4) % 8}`),
        'index',
      ],
      [lines[1].replace('"version":"1.2.3"', '"version":"1.2.3 $(reboot)"'), 'plan.version'],
      [
        lines[1].replace(
          '"option":"length","values":[6,9]',
          '"option":"init","values":["$(reboot)",""]',
        ),
        'plan.design.axes.0.values.0',
      ],
      ['\u0000\ufffd', 'syntax'],
    ]
    for (const [line, problem] of broken) {
      const text = `${[lines[0], line, ...lines.slice(2, 7)].join('\n')}\n`
      expect(text.split('\n')[1], problem).not.toBe(lines[1])
      await writeFile(path, text)
      const wrong = { code: 'results-line', details: { path, line: 2, problem } }
      expect(await refused(() => joined([directory], WHOLE)), problem).toEqual(wrong)
      // Going on would leave what no report can be made of.
      const again = { results: { directory, resume: true } }
      expect(await refused(() => reportOf(design, again)), problem).toEqual(wrong)
      expect(await readFile(path, 'utf8')).toBe(text)
    }
  })
})
