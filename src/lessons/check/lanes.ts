/** How many lessons are played at a time: a lesson's two nets seldom keep two cores busy. */

/** Each lane holds a workbench, its threads and their memory. */
const MAX_LANES = 8

export class Lanes {
  private free: number
  private readonly waiting: (() => void)[] = []
  /** Threads that each may have for itself. */
  readonly threads: number

  /** As many lanes as there are cores for, and no more than there is to play. */
  constructor(cores = 1, plays = 1) {
    this.free = Math.max(1, Math.min(cores, plays, MAX_LANES))
    this.threads = Math.max(1, Math.floor(cores / this.free))
  }

  /** Does something as soon as a lane is free, in the order in which it was asked for. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free--
    else await new Promise<void>((resolve) => this.waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = this.waiting.shift()
      if (next) next()
      else this.free++
    }
  }
}
