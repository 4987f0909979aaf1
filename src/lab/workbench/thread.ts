/** A thread of the workbench: takes one order at a time and answers it. */
import { parentPort } from 'node:worker_threads'
import { Refusal } from '../../refusal.ts'
import { loadKernels } from '../kernels.ts'
import { giveWay } from '../priority.ts'
import { execute } from './execute.ts'
import { FORGET, type Order, type Word } from './jobs.ts'
import { Shelf } from './shelf.ts'

giveWay()
const port = parentPort
const say = (word: Word) => port?.postMessage(word)
const shelf = loadKernels().then((module) => new Shelf(module))
// Whoever asks first hears of it.
shelf.catch(() => {})

port?.on('message', async (order: Order | typeof FORGET) => {
  try {
    if (order === FORGET) return (await shelf).clear()
    say({ type: 'answer', answer: await execute(await shelf, order, say) })
  } catch (error) {
    if (error instanceof Refusal) say({ type: 'refused', code: error.code, facts: error.facts })
    else say({ type: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
})
