/**
 * Several threads on one run. Each holds the kernels on the same shared memory and does its share
 * of every step; they meet at a barrier in shared memory. A share decides who computes a number,
 * never what it is.
 */
import type { Worker } from 'node:worker_threads'
import type { Net } from '../../engine/net.ts'
import { type NetPlace, trainingStep, type Update } from '../../engine/step.ts'
import type { Step } from '../../engine/trainer.ts'
import { startThread } from '../thread-kind.ts'
import { RESOURCE_LIMITS } from '../thread-limits.ts'
import { Barrier, STEP_REQUEST_BYTES, writeStepRequest } from './barrier.ts'

const ended = (thread: Worker): Promise<unknown> =>
  new Promise((resolve) => {
    thread.ref()
    thread.once('exit', resolve).once('error', resolve)
  })

/** What a thread of the group is given. */
export interface ThreadData {
  readonly module: WebAssembly.Module
  readonly memory: WebAssembly.Memory
  readonly place: NetPlace
  readonly requests: SharedArrayBuffer
  readonly rank: number
  readonly size: number
}

export class ThreadGroup {
  private constructor(
    private readonly threads: readonly Worker[],
    private readonly requests: SharedArrayBuffer,
    private readonly barrier: Barrier,
    readonly step: Step,
  ) {}

  /** A thread group of `size` threads, this one included. */
  static start(module: WebAssembly.Module, net: Net, size: number): ThreadGroup {
    const requests = new SharedArrayBuffer(STEP_REQUEST_BYTES)
    const threads: Worker[] = []
    for (let rank = 1; rank < size; rank++) {
      const workerData: ThreadData = {
        module,
        memory: net.memory,
        place: net.place,
        requests,
        rank,
        size,
      }
      const thread = startThread('group-thread.js', RESOURCE_LIMITS, workerData)
      thread.unref()
      threads.push(thread)
    }
    const barrier = new Barrier(requests, size)
    const squares = new Float64Array(net.memory.buffer)
    const share = { rank: 0, size }
    const synchronize = () => barrier.wait()
    const step: Step = (update: Update, measure) => {
      writeStepRequest(requests, { update, measure, done: false })
      barrier.wait()
      return trainingStep(net.kernels, net.place, share, squares, update, measure, synchronize)
    }
    return new ThreadGroup(threads, requests, barrier, step)
  }

  /** Ends the threads; resolves when they are gone. */
  async stop(): Promise<void> {
    const update: Update = { optimizer: 'sgd', clip: 0, rate: 0, rootScale: 0 }
    writeStepRequest(this.requests, { update, measure: 0, done: true })
    this.barrier.wait()
    // The threads end by themselves; terminating them meanwhile would be a race.
    await Promise.all(this.threads.map(ended))
  }
}
