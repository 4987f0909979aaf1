/** A study that was stopped or cut goes on, and comes to the report of an undisturbed run. */
import { appendFile, readdir, readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { joined } from '../../src/experiments/store/merge-results.ts'
import { reproduce } from '../../src/specs/command-line.ts'
import { refused } from '../support/refused.ts'
import { newFolder, reportOf, smallDesign, WHOLE } from '../support/studies.ts'
import { timeless } from '../support/timeless.ts'

const design = smallDesign()

describe('going on', () => {
  it('needs to be asked for, and the same plan', async () => {
    const directory = await newFolder()
    await reportOf(design, { results: { directory, resume: false } })
    const again = (other = design, resume = false) =>
      reportOf(other, { results: { directory, resume } })
    expect(await refused(() => again())).toMatchObject({ code: 'results-exist' })
    const longer = smallDesign({ steps: 31 })
    expect(await refused(() => again(longer, true))).toMatchObject({
      code: 'results-mixed',
      details: { command: reproduce(design), other: reproduce(longer), first: null },
    })
    expect(
      await refused(() =>
        reportOf(design, { results: { directory, resume: true }, version: '2.0.0' }),
      ),
    ).toMatchObject({
      code: 'results-version',
      details: { version: '1.2.3', other: '2.0.0', first: null },
    })
    // All is there: nothing is run.
    let started = 0
    await reportOf(design, {
      results: { directory, resume: true },
      hear: (event) => {
        if (event.type === 'start') started++
      },
    })
    expect(started).toBe(0)
  })

  it('after a stop, and after a line that was cut short, comes to the same report', async () => {
    const whole = timeless(await reportOf(design))
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 7 }),
        fc.integer({ min: 0, max: 400 }),
        async (after, bytes) => {
          const directory = await newFolder()
          let ended = 0
          const stopped = await reportOf(design, {
            results: { directory, resume: false },
            hear(event, control) {
              if (event.type === 'end' && ++ended > after) control.stop()
            },
          })
          const path = join(directory, 'results.jsonl')
          const length = (await readFile(path)).length
          if (bytes % 2 === 0) await truncate(path, Math.max(0, length - bytes))
          else await appendFile(path, '{"schema":"gatelab.run/1","plan":{"comm')
          const rest = await reportOf(design, { results: { directory, resume: true }, workers: 1 })
          expect(timeless(rest)).toEqual(whole)
          expect(await joined([directory], WHOLE)).toEqual(rest)
          expect(stopped.partial || ended === 8).toBe(true)
        },
      ),
      { numRuns: 8 },
    )
  })

  it('takes a long run up where it was stopped', async () => {
    const long = {
      ...smallDesign({ length: 8, steps: 20_000, evalEvery: 1_000, seeds: [3] }),
      axes: [],
    }
    const whole = timeless(await reportOf(long))
    const directory = await newFolder()
    let cell = ''
    await reportOf(long, {
      results: { directory, resume: false },
      hear(event, control) {
        if (event.type !== 'observation' || event.observation.step !== 1_000) return
        cell = event.run.cell
        control.stop()
      },
    })
    const kept = await readdir(join(directory, 'checkpoints'))
    expect(kept.length).toBeGreaterThan(0)
    let first = Number.POSITIVE_INFINITY
    const rest = await reportOf(long, {
      results: { directory, resume: true },
      hear(event) {
        if (event.type === 'progress' && event.run.cell === cell)
          first = Math.min(first, event.step)
      },
    })
    expect(first).toBeGreaterThan(1_000)
    expect(timeless(rest)).toEqual(whole)
    expect(await readdir(join(directory, 'checkpoints'))).toEqual([])
  })

  it('from a checkpoint that is damaged, begins the run anew', async () => {
    const long = {
      ...smallDesign({ length: 8, steps: 20_000, evalEvery: 1_000, seeds: [3] }),
      axes: [],
    }
    const whole = timeless(await reportOf(long))
    const directory = await newFolder()
    await reportOf(long, {
      results: { directory, resume: false },
      hear: (event, control) => void (event.type === 'observation' && control.stop()),
    })
    for (const name of await readdir(join(directory, 'checkpoints'))) {
      await writeFile(join(directory, 'checkpoints', name), 'not a checkpoint')
    }
    expect(timeless(await reportOf(long, { results: { directory, resume: true } }))).toEqual(whole)
  })
})
