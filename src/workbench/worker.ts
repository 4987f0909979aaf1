/** A thread of the workbench: takes one order at a time and answers it. */
import { parentPort } from 'node:worker_threads'
import { loadKernels } from '../io/load-kernels.ts'
import { InputError } from '../rules/input-error.ts'
import { lowerPriority } from '../threads/priority.ts'
import { execute } from './execute-job.ts'
import { FORGET, type WorkerMessage, type WorkerRequest } from './jobs.ts'
import { NetCache } from './net-cache.ts'

lowerPriority()
const port = parentPort
const post = (message: WorkerMessage) => port?.postMessage(message)
const netCache = loadKernels().then((module) => new NetCache(module))
// Whoever asks first hears of it.
netCache.catch(() => {})

port?.on('message', async (request: WorkerRequest | typeof FORGET) => {
  try {
    if (request === FORGET) return (await netCache).clear()
    post({ type: 'answer', answer: await execute(await netCache, request, post) })
  } catch (error) {
    if (error instanceof InputError)
      post({ type: 'refused', code: error.code, details: error.details })
    else
      post({
        type: 'failed',
        message: error instanceof Error ? (error.stack ?? error.message) : String(error),
      })
  }
})
