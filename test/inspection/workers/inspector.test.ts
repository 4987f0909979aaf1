/** A look into nets on a thread of its own: it tells what the same look tells here, and is stopped. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { benchNet } from '../../../src/inspection/given-net/bench-net.ts'
import { inspectCase } from '../../../src/inspection/given-net/inspect-case.ts'
import { inspectFile } from '../../../src/inspection/given-net/inspect-file.ts'
import type { InspectionEvent } from '../../../src/inspection/given-net/inspection-event.ts'
import type { NetProgress } from '../../../src/inspection/given-net/net-progress.ts'
import { Inspector } from '../../../src/inspection/workers/inspector.ts'
import { keepPiped } from '../../../src/io/read-files.ts'
import { sharedFolder } from '../../support/temporary-folder.ts'

const folder = sharedFolder()
const fixture = (name: string) => join(import.meta.dirname, '../../fixtures', name)
const small = fixture('lstm-small.safetensors')
const tagger = fixture('nets/torch/tagger.pt')
const given = fixture('cases/whole.json')

async function all<Event extends { readonly type: string }>(events: AsyncIterable<Event>) {
  const found: Event[] = []
  for await (const event of events) if (event.type !== 'net-progress') found.push(event)
  return found as Exclude<Event, NetProgress>[]
}

const said = (event: InspectionEvent) =>
  event.type === 'inspection' ? event.inspection : event.document()

async function symbols(T: number): Promise<string> {
  const path = join(folder, `${T}.json`)
  await writeFile(path, JSON.stringify({ x: Array.from({ length: T }, (_, t) => [[t % 11]]) }))
  return path
}

describe('tells what is told without a thread', () => {
  it('of a file', async () => {
    expect(await all(new Inspector().file(tagger, {}))).toEqual(await all(inspectFile(tagger)))
  })

  it.each([
    ['by the kernels', small, given, {}],
    ['of any layers', small, given, { of: 'h[-1].norm' }],
  ])('of a case, %s', async (_, weights, input, choices) => {
    const [event, ...more] = await all(new Inspector().case(weights, input, choices))
    expect(more).toEqual([])
    expect(said(event)).toEqual(said(await inspectCase(weights, input, choices)))
  })

  it('of a layer for the lab', async () => {
    const found = await new Inspector().bench(small, fixture('cases/one.json'), {})
    expect(found).toEqual(await benchNet(small, fixture('cases/one.json')))
  })

  it('of a file that came through a pipe', async () => {
    keepPiped('/dev/stdin', await readFile(tagger))
    expect(await all(new Inspector().file('/dev/stdin', {}))).toEqual(
      await all(inspectFile(tagger)),
    )
  })

  it('when it refuses', async () => {
    const missing = all(new Inspector().file(join(folder, 'none.pt'), {}))
    await expect(missing).rejects.toMatchObject({ code: 'cannot-read' })
  })
})

it('tells how far a run has come, forward and then back', async () => {
  const path = await symbols(6000)
  const doing: string[] = []
  for await (const event of new Inspector().case(tagger, path, {})) {
    if (event.type !== 'net-progress') continue
    // Two layers of two directions.
    expect(event.of).toBe(24_000)
    expect(event.done).toBeGreaterThan(0)
    expect(event.done).toBeLessThanOrEqual(event.of)
    doing.push(event.doing)
  }
  expect(new Set(doing)).toEqual(new Set(['forward', 'back']))
  expect(doing.lastIndexOf('forward')).toBeLessThan(doing.indexOf('back'))
})

it('gives a run up when it is stopped, however far it has come', async () => {
  const path = await symbols(100_000)
  const inspector = new Inspector()
  const come = (async () => {
    for await (const event of inspector.case(tagger, path, {}))
      if (event.type === 'net-progress') inspector.stop()
  })()
  await expect(come).rejects.toMatchObject({ code: 'stopped' })
})
