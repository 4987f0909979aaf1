/**
 * Works out expressions over the results of one play of a lesson, on a thread of its own: whatever
 * an expression asks for, the program goes on meanwhile, and gives it up when it takes too long.
 */
import { Worker } from 'node:worker_threads'
import { assetUrl } from '../../io/asset-url.ts'
import { InputError } from '../../rules/input-error.ts'
import type { Value } from '../format/expressions.ts'
import { LessonError } from '../format/lesson-error.ts'
import type { Answer, ExpressionRequest } from './expression-worker.ts'

/** Milliseconds that one expression may take; those of the course take a few. */
const LIMIT = 5000
/** MiB that a thread may hold. */
const MEMORY = 256

/** A thread that nobody uses: starting one takes longer than most of what it is asked. */
let spare: Worker | null = null

function start(): Worker {
  const worker = new Worker(assetUrl('reckoning.js'), {
    resourceLimits: { maxOldGenerationSizeMb: MEMORY },
  })
  worker.once('exit', () => {
    if (spare === worker) spare = null
  })
  // It ends with the program, and where memory runs out with an error that whoever asked hears of.
  worker.on('error', () => {})
  worker.unref()
  return worker
}

export class ExpressionWorker {
  private readonly results = new Map<string, unknown>()
  private worker: Worker | null = null
  private abandon: ((error: Error) => void) | null = null
  private queue: Promise<unknown> = Promise.resolve()
  /** Changes whenever it is stopped: what was asked before is not begun any more. */
  private generation = 0

  constructor(private readonly limit = LIMIT) {}

  /** Gives a result its name. */
  keep(name: string, result: unknown): void {
    this.results.set(name, result)
    if (this.worker) this.post({ keep: name, result })
  }

  result(name: string): unknown {
    return this.results.get(name)
  }

  /**
   * The value of an expression, over results that count for this once as well. Throws Problem
   * 'expression' where it is none or asks for what is not there, 'expression-time',
   * 'expression-memory'; InputError 'stopped'.
   */
  evaluate(
    expression: string,
    also: Readonly<Record<string, unknown>> = {},
    within = this.limit,
  ): Promise<Value> {
    const { generation } = this
    const found = this.queue.then(() => {
      if (generation !== this.generation) throw new InputError('stopped', {})
      return this.ask(expression, also, Math.min(within, this.limit))
    })
    this.queue = found.catch(() => {})
    return found
  }

  private async ask(
    expression: string,
    also: Readonly<Record<string, unknown>>,
    milliseconds: number,
  ): Promise<Value> {
    const worker = this.ready()
    worker.ref()
    const answer = await new Promise<Answer>((resolve, reject) => {
      const done = (settle: () => void) => {
        clearTimeout(alarm)
        worker.off('message', onMessage).off('error', fail).off('exit', exit)
        worker.unref()
        this.abandon = null
        settle()
      }
      const onMessage = (message: Answer) => done(() => resolve(message))
      const end = (error: Error) =>
        done(() => {
          this.worker = null
          // Not waited for: it ends when it next looks up from its work.
          void worker.terminate()
          reject(error)
        })
      const fail = (error: Error & { code?: string }) => {
        const full = error.code === 'ERR_WORKER_OUT_OF_MEMORY'
        end(full ? new LessonError('expression-memory', { expression, megabytes: MEMORY }) : error)
      }
      const exit = (code: number) =>
        end(new Error(`the thread of the expressions ended with code ${code}`))
      const over = () =>
        end(new LessonError('expression-time', { expression, seconds: milliseconds / 1000 }))
      const alarm = setTimeout(over, milliseconds)
      this.abandon = end
      worker.on('message', onMessage).on('error', fail).on('exit', exit)
      this.post({ expression, also })
    })
    if ('fault' in answer) throw new LessonError('expression', { expression, fault: answer.fault })
    return answer.value
  }

  /** A thread that knows the results. */
  private ready(): Worker {
    if (this.worker) return this.worker
    const worker = spare ?? start()
    spare = null
    this.worker = worker
    for (const [keep, result] of this.results) this.post({ keep, result })
    return worker
  }

  private post(message: ExpressionRequest): void {
    this.worker?.postMessage(message)
  }

  /** What is being worked out is given up. */
  stop(): void {
    this.generation++
    this.abandon?.(new InputError('stopped', {}))
  }

  close(): void {
    this.stop()
    const { worker } = this
    this.worker = null
    if (worker && spare === null) {
      worker.postMessage({ forget: true } satisfies ExpressionRequest)
      spare = worker
    } else void worker?.terminate()
  }
}
