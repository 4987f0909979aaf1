/**
 * Several threads on one run. Each holds the kernels on the same shared memory and does its share of every step; they
 * meet by counting in shared memory. A share decides who computes a number, never what it is.
 */
import { Worker } from 'node:worker_threads'
import type { Net } from '../engine/net.ts'
import { type NetPlace, trainingStep, type Update } from '../engine/step.ts'
import type { Step } from '../engine/trainer.ts'
import { beside } from './beside.ts'
import { Meeting, ORDER_BYTES, writeOrder } from './meeting.ts'
import { RESOURCE_LIMITS } from './thread-limits.ts'

const ended = (helper: Worker): Promise<unknown> =>
  new Promise((resolve) => {
    helper.ref()
    helper.once('exit', resolve).once('error', resolve)
  })

/** What a helper thread is given. */
export interface HelperData {
  readonly module: WebAssembly.Module
  readonly memory: WebAssembly.Memory
  readonly place: NetPlace
  readonly orders: SharedArrayBuffer
  readonly rank: number
  readonly size: number
}

export class Team {
  private constructor(
    private readonly helpers: readonly Worker[],
    private readonly orders: SharedArrayBuffer,
    private readonly meeting: Meeting,
    readonly step: Step,
  ) {}

  /** A team of `size` threads, this one included. */
  static start(module: WebAssembly.Module, net: Net, size: number): Team {
    const orders = new SharedArrayBuffer(ORDER_BYTES)
    const helpers: Worker[] = []
    for (let rank = 1; rank < size; rank++) {
      const workerData: HelperData = { module, memory: net.memory, place: net.place, orders, rank, size }
      const helper = new Worker(beside('helper.js'), { workerData, resourceLimits: RESOURCE_LIMITS })
      helper.unref()
      helpers.push(helper)
    }
    const meeting = new Meeting(orders, size)
    const squares = new Float64Array(net.memory.buffer)
    const share = { rank: 0, size }
    const meet = () => meeting.meet()
    const step: Step = (update: Update, measure) => {
      writeOrder(orders, { update, measure, done: false })
      meeting.meet()
      return trainingStep(net.kernels, net.place, share, squares, update, measure, meet)
    }
    return new Team(helpers, orders, meeting, step)
  }

  /** Lets the helpers go. */
  async stop(): Promise<void> {
    const update: Update = { optimizer: 'sgd', clip: 0, rate: 0, rootScale: 0 }
    writeOrder(this.orders, { update, measure: 0, done: true })
    this.meeting.meet()
    // They end by themselves: ending them from outside while they do would be a race for nothing.
    await Promise.all(this.helpers.map(ended))
  }
}
