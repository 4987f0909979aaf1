import { afterEach, expect, it } from 'vitest'
import type { RunJobs } from '../../src/experiments/workers/run-pool.ts'
import type { ExpressionJobs } from '../../src/lessons/run/expression-jobs.ts'
import { limitsOf } from '../../src/results/thinning.ts'
import { InputError } from '../../src/rules/input-error.ts'
import { Pool } from '../../src/threads/client-pool.ts'
import { ThreadKind } from '../../src/threads/thread-kind.ts'
import { TimeLimitError, WorkerClient } from '../../src/threads/worker-client.ts'
import { resolveSpec } from '../../src/training/setup/resolve-spec.ts'
import { kernelsModule } from '../support/kernels.ts'

/** Hours of work: eight loops, one in the other, over 60 numbers. */
const ENDLESS = [...'abcdefgh'].reduceRight(
  (inner, name) => `x.all(${name}, ${inner})`,
  'size(x) > 0',
)
const NUMBERS = Array.from({ length: 60 }, (_, n) => n)

const clients: WorkerClient<ExpressionJobs>[] = []
afterEach(() => Promise.all(clients.splice(0).map((client) => client.close())))
function clientOf(threads = new ThreadKind('expression-worker.js', {})) {
  const client = new WorkerClient<ExpressionJobs>(threads)
  clients.push(client)
  return client
}
const evaluate = (client: WorkerClient<ExpressionJobs>, expression: string, timeLimit?: number) =>
  client.request('evaluate', { expression, also: {} }, { timeLimit })

it('answers one request after the other, each with its own answer', async () => {
  const client = clientOf()
  client.keep('x', NUMBERS)
  const asked = NUMBERS.map((n) => evaluate(client, `x[${n}]`))
  expect(await Promise.all(asked)).toEqual(NUMBERS.map((value) => ({ value })))
})

it('terminates a job over its time; the next thread has the values again', async () => {
  const client = clientOf()
  client.keep('x', NUMBERS)
  await expect(evaluate(client, ENDLESS, 200)).rejects.toThrow(TimeLimitError)
  expect(await evaluate(client, 'x[59]')).toEqual({ value: 59 })
})

it('stops what was requested, and begins again with what is requested afterwards', async () => {
  const client = clientOf()
  client.keep('x', NUMBERS)
  const [first, second] = [evaluate(client, ENDLESS), evaluate(client, 'x[1]')]
  const stopped = [first, second].map((one) => expect(one).rejects.toMatchObject(STOPPED))
  client.stop()
  await Promise.all(stopped)
  expect(await evaluate(client, 'x[2]')).toEqual({ value: 2 })
  await client.close()
  await expect(evaluate(client, 'x[3]')).rejects.toMatchObject(STOPPED)
})
const STOPPED = { code: 'stopped' }

it('leaves an idle thread to the next client, without its values', async () => {
  const threads = new ThreadKind('expression-worker.js', {}, 1)
  const first = clientOf(threads)
  first.keep('x', NUMBERS)
  await evaluate(first, 'x[0]')
  await first.close()
  const second = clientOf(threads)
  expect(await evaluate(second, '1 + 1')).toEqual({ value: 2 })
  expect(await evaluate(second, 'x[0]')).toHaveProperty('fault')
})

it('reports memory beyond the limit as an error, and goes on with a new thread', async () => {
  const client = clientOf(new ThreadKind('expression-worker.js', { maxOldGenerationSizeMb: 16 }))
  client.keep('x', NUMBERS)
  const grow = 'x.map(a, x.map(b, x.map(c, x.map(d, [a, b, c, d]))))'
  await expect(evaluate(client, grow)).rejects.toMatchObject({ code: 'ERR_WORKER_OUT_OF_MEMORY' })
  expect(await evaluate(client, 'x[59]')).toEqual({ value: 59 })
})

const run = (hidden: number): RunJobs['run']['request'] => ({
  spec: { ...resolveSpec({ task: 'adding', length: 4, batch: 8, steps: 1, seeds: [1] }), hidden },
  id: { index: 0, point: 0, cell: 'rnn', seed: 1, hidden },
  module: kernelsModule,
  threads: 1,
  endsOnly: false,
  limits: limitsOf(4, 1),
  content: null,
})

it('throws a worker’s errors again, and its thread takes the next job', async () => {
  const pool = new Pool<RunJobs>(new ThreadKind('run-worker.js', {}), 1)
  try {
    const broken = { ...run(2), module: {} as WebAssembly.Module }
    await expect(pool.run((client) => client.request('run', broken))).rejects.toThrow(/WebAssembly/)
    const refused = await pool.run((client) => client.request('run', run(100_000))).catch((e) => e)
    expect(refused).toBeInstanceOf(InputError)
    expect(refused).toMatchObject({
      code: 'too-much-memory',
      details: { needed: expect.any(Number) },
    })
    const answer = await pool.run((client) => client.request('run', run(2)))
    expect(answer?.run.steps).toBe(1)
  } finally {
    await pool.close()
  }
})

it('work of a pool that is ended comes to null, and none is begun any more', async () => {
  const pool = new Pool<ExpressionJobs>(new ThreadKind('expression-worker.js', {}), 1)
  let begun = 0
  const endless = () =>
    pool.run((client) => {
      begun++
      client.keep('x', NUMBERS)
      return evaluate(client, ENDLESS)
    })
  const both = [endless(), endless()]
  await expect.poll(() => begun).toBe(1)
  pool.end()
  expect(await Promise.all(both)).toEqual([null, null])
  expect(begun).toBe(1)
})
