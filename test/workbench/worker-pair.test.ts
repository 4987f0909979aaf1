import { afterEach, expect, it } from 'vitest'
import { resolveSpec } from '../../src/training/resolve-spec.ts'
import type { NetSubject } from '../../src/workbench/jobs.ts'
import { WorkerPair } from '../../src/workbench/worker-pair.ts'

const crews: WorkerPair[] = []
afterEach(() => {
  for (const workerPair of crews.splice(0)) workerPair.close()
})
function crewOf(): WorkerPair {
  const workerPair = new WorkerPair()
  crews.push(workerPair)
  return workerPair
}

const subject = (length: number, hidden: number): NetSubject => ({
  spec: resolveSpec({ task: 'adding', length, hidden, batch: 8, seeds: [1] }),
  cell: 'lstm',
  weights: null,
  operations: [],
})
/** Minutes of work, and next to none. */
const LONG = subject(4000, 512)
const SHORT = subject(4, 2)
const STOPPED = { code: 'stopped' }

it('begins nothing any more that was asked before it was stopped', async () => {
  const workerPair = crewOf()
  const asked = [workerPair.ask('rnn', 'gradient', LONG), workerPair.ask('rnn', 'gradient', SHORT)]
  setTimeout(() => workerPair.stop(), 500)
  for (const one of asked) await expect(one).rejects.toMatchObject(STOPPED)
  await expect(workerPair.ask('rnn', 'gradient', SHORT)).resolves.toHaveProperty('loss')
})

it('is given up in the middle of a training step, though it would wait for its end', async () => {
  const workerPair = crewOf()
  const order = { ...LONG, net: null, until: 10, untilSolved: false, threads: 1 }
  const training = workerPair.ask('lstm', 'train', order)
  setTimeout(() => workerPair.stop(), 500)
  setTimeout(() => workerPair.end(), 700)
  await expect(training).rejects.toMatchObject(STOPPED)
})

it('does nothing once it is closed, and leaves its threads to the next one', async () => {
  const [first, second] = [crewOf(), crewOf()]
  const { loss } = await first.ask('lstm', 'gradient', SHORT)
  first.close()
  await expect(first.ask('lstm', 'gradient', SHORT)).rejects.toMatchObject(STOPPED)
  await expect(second.ask('lstm', 'gradient', SHORT)).resolves.toMatchObject({ loss })
})
