import { expect, it } from 'vitest'
import { ThreadKind } from '../../src/threads/thread-kind.ts'

const kindOf = () => new ThreadKind('expression-worker.js', {}, 1)
const ended = (worker: { once(event: 'exit', then: () => void): unknown }) =>
  new Promise<void>((resolve) => worker.once('exit', resolve))

it('takes the threads that were started early before it starts another', async () => {
  const kind = kindOf()
  kind.prepare(2)
  kind.prepare(1)
  const taken = [kind.take(), kind.take()]
  const ids = taken.map(({ threadId }) => threadId)
  const third = kind.take()
  expect(third.threadId).toBeGreaterThan(Math.max(...ids))
  expect(new Set([...ids, third.threadId]).size).toBe(3)
  await Promise.all([...taken, third].map((worker) => worker.terminate()))
})

it('discards what is idle, and what was taken goes on', async () => {
  const kind = kindOf()
  kind.prepare(1)
  const working = kind.take()
  const idle = kind.take()
  await kind.release(idle)
  const gone = ended(idle)
  kind.discard()
  await gone
  const next = kind.take()
  expect(next.threadId).toBeGreaterThan(idle.threadId)
  expect(working.threadId).toBeGreaterThan(0) // −1 once a thread has ended
  await Promise.all([working.terminate(), next.terminate()])
})
