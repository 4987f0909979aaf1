import { afterEach, expect, it } from 'vitest'
import { resolveSpec } from '../../../src/training/setup/resolve-spec.ts'
import { profileJob, trainJob } from '../../../src/workbench/workers/shared-jobs.ts'
import type { NetSubject } from '../../../src/workbench/workers/worker-messages.ts'
import { WorkerPair } from '../../../src/workbench/workers/worker-pair.ts'
import { untilComputed } from '../../support/until.ts'

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
  await workerPair.ask('rnn', profileJob, SHORT)
  const asked = [LONG, SHORT].map((one) =>
    expect(workerPair.ask('rnn', profileJob, one)).rejects.toMatchObject(STOPPED),
  )
  await untilComputed(200)
  workerPair.stop()
  await Promise.all(asked)
  await expect(workerPair.ask('rnn', profileJob, SHORT)).resolves.toHaveProperty('loss')
})

it('is given up in the middle of a training step, though it would wait for its end', async () => {
  const workerPair = crewOf()
  const order = { ...LONG, net: null, until: 10, untilSolved: false, threads: 1 }
  await workerPair.ask('lstm', profileJob, SHORT)
  const training = workerPair.ask('lstm', trainJob, order)
  const ended = expect(training).rejects.toMatchObject(STOPPED)
  // What comes before the first step takes less.
  await untilComputed(1500)
  workerPair.stop()
  // Still in the same step.
  await untilComputed(200)
  workerPair.end()
  await ended
})

it('does nothing once it is closed, and leaves its threads to the next one', async () => {
  const [first, second] = [crewOf(), crewOf()]
  const { loss } = await first.ask('lstm', profileJob, SHORT)
  first.close()
  await expect(first.ask('lstm', profileJob, SHORT)).rejects.toMatchObject(STOPPED)
  await expect(second.ask('lstm', profileJob, SHORT)).resolves.toMatchObject({ loss })
})
