/** The folder of results: who writes in it, and what goes wrong there. */
import { rmSync, writeFileSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { joined } from '../../src/experiments/store/merge-results.ts'
import { refused } from '../support/refused.ts'
import { newFolder, reportOf, smallDesign, WHOLE } from '../support/studies.ts'
import { timeless } from '../support/timeless.ts'

const design = smallDesign()

describe('a folder', () => {
  it('is written by one at a time; parts of a plan do not disturb one another', async () => {
    const directory = await newFolder()
    const whole = timeless(await reportOf(design))
    const both = await Promise.allSettled(
      [1, 2].map(() => reportOf(design, { results: { directory, resume: true } })),
    )
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const [{ reason }] = both.flatMap((one) => (one.status === 'rejected' ? one : []))
    expect(reason).toMatchObject({
      code: 'results-busy',
      details: { path: join(directory, 'results.jsonl'), pid: process.pid },
    })
    expect(timeless(await joined([directory], WHOLE))).toEqual(whole)
    const parts = await newFolder()
    await Promise.all(
      [1, 2].map((part) =>
        reportOf(design, { results: { directory: parts, resume: true }, shard: { part, of: 2 } }),
      ),
    )
    expect(timeless(await joined([parts], WHOLE))).toEqual(whole)
    // Whoever is refused holds nothing.
    expect(
      await refused(() => reportOf(design, { results: { directory, resume: false } })),
    ).toMatchObject({
      code: 'results-exist',
    })
    for (const one of [directory, parts])
      expect((await readdir(one)).filter((name) => name.startsWith('.'))).toEqual([])
  })

  it('that goes while it is written to ends the study', async () => {
    const directory = join(await newFolder(), 'results')
    const gone = reportOf(design, {
      results: { directory, resume: false },
      hear: (event) =>
        void (event.type === 'start' && rmSync(directory, { recursive: true, force: true })),
    })
    expect(await refused(() => gone)).toMatchObject({
      code: 'results-gone',
      details: { written: 0 },
    })
  })

  it('that another has taken over is left to that', async () => {
    const directory = await newFolder()
    const lock = join(directory, '.results.jsonl.lock')
    const taken = reportOf(design, {
      results: { directory, resume: false },
      hear: (event) => void (event.type === 'start' && writeFileSync(lock, 'theirs')),
    })
    expect(await refused(() => taken)).toMatchObject({ code: 'results-taken' })
    expect([
      await readFile(join(directory, 'results.jsonl'), 'utf8'),
      await readFile(lock, 'utf8'),
    ]).toEqual(['', 'theirs'])
  })

  it.each(['results', 'tuning'])(
    'whose %s file is somebody else’s is left as it is',
    async (what) => {
      const directory = await newFolder()
      const path = join(directory, `${what}.jsonl`)
      await writeFile(path, 'my only notes, without a line’s end')
      expect(
        await refused(() => reportOf(design, { results: { directory, resume: true } })),
      ).toMatchObject({
        code: 'results-line',
        details: { path, line: 1 },
      })
      expect(
        await refused(() => reportOf(design, { results: { directory, resume: false } })),
      ).toMatchObject({
        code: 'results-exist',
        details: { path },
      })
      expect(await readFile(path, 'utf8')).toBe('my only notes, without a line’s end')
    },
  )
})
