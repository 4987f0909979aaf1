/** A thread of the workbench: takes one order at a time and answers it. */
import { parentPort } from 'node:worker_threads'
import { InputError } from '../../refusal.ts'
import { loadKernels } from '../kernels.ts'
import { lowerPriority } from '../priority.ts'
import { execute } from './execute.ts'
import { FORGET, type WorkerMessage, type WorkerRequest } from './jobs.ts'
import { NetCache } from './shelf.ts'

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
