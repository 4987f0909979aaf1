/** Studies that are stopped with much behind them: what they still do, and what they say instead. */
import { copyFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { study } from '../../src/experiments/compare.ts'
import type { CompareEvent, Control } from '../../src/results/events.ts'
import { reproduce } from '../../src/specs/command-line.ts'
import { refused } from '../support/refused.ts'
import { type Host, newFolder, reportOf, smallDesign } from '../support/studies.ts'

const design = smallDesign()

/** Everything that a study tells. */
async function told({ hear, ...host }: Host, stopFirst = false): Promise<CompareEvent[]> {
  const { events, control } = study(design, {
    workers: 1,
    command: reproduce(design),
    version: '1.2.3',
    ...host,
  })
  if (stopFirst) control.stop()
  const all: CompareEvent[] = []
  for await (const event of events) {
    all.push(event)
    hear?.(event, control)
  }
  return all
}

const stopAt = (count: number) => {
  let ended = 0
  return (event: CompareEvent, control: Control) => {
    if (event.type === 'end' && ++ended === count) control.stop()
  }
}

describe('a study that is stopped', () => {
  it('with more results in its folder than are told of says where they are', async () => {
    const directory = await newFolder()
    const results = { directory, resume: false }
    const events = await told({ results, mostReported: 1, hear: stopAt(3) })
    const last = events.at(-1)
    if (last?.type !== 'kept') throw new Error(`ended with ${last?.type}`)
    expect(last.directory).toBe(directory)
    const lines = (await readFile(join(directory, 'results.jsonl'), 'utf8')).trim().split('\n')
    expect(last.results).toBe(lines.length)
    expect(last.results).toBeLessThan(8)
    expect(events.some(({ type }) => type === 'sweep')).toBe(false)
  })

  it('reports them if they are few, or stand nowhere else, or none was stopped', async () => {
    const kinds = async (host: Host) => (await told(host)).at(-1)?.type
    const folder = async () => ({ directory: await newFolder(), resume: false })
    expect(await kinds({ results: await folder(), mostReported: 8, hear: stopAt(3) })).toBe('sweep')
    expect(await kinds({ mostReported: 1, hear: stopAt(3) })).toBe('sweep')
    expect(await kinds({ results: await folder(), mostReported: 1 })).toBe('sweep')
  })

  it('while its results are read back stops reading and leaves them as they are', async () => {
    const [directory, copy] = [await newFolder(), await newFolder()]
    await reportOf(design, { results: { directory, resume: false } })
    const path = join(copy, 'results.jsonl')
    await copyFile(join(directory, 'results.jsonl'), path)
    const before = await readFile(path, 'utf8')
    const again = () => told({ results: { directory: copy, resume: true } }, true)
    expect(await refused(again)).toMatchObject({ code: 'stopped' })
    expect(await readFile(path, 'utf8')).toBe(before)
  })
})
