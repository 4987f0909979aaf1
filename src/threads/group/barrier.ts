/**
 * Where the threads of a thread group wait for each other, and the step request that the first one
 * gives the others: both in shared memory.
 */
import type { Measure, Update } from '../../engine/step.ts'

/** Looks before sleeping, some ten microseconds: to be woken takes longer than most waits. */
const SPINS = 10_000

/** A barrier for `size` threads: the last to arrive opens it and starts the next round. */
export class Barrier {
  private readonly state: Int32Array

  constructor(
    buffer: SharedArrayBuffer,
    private readonly size: number,
  ) {
    this.state = new Int32Array(buffer, 0, 2)
  }

  /** Returns when all threads have called it. */
  wait(): void {
    const round = Atomics.load(this.state, 1)
    if (Atomics.add(this.state, 0, 1) === this.size - 1) {
      Atomics.store(this.state, 0, 0)
      Atomics.add(this.state, 1, 1)
      Atomics.notify(this.state, 1)
      return
    }
    for (let n = 0; n < SPINS; n++) if (Atomics.load(this.state, 1) !== round) return
    while (Atomics.load(this.state, 1) === round) Atomics.wait(this.state, 1, round)
  }
}

export interface StepRequest {
  readonly update: Update
  readonly measure: Measure
  /** The thread group is dissolved. */
  readonly done: boolean
}

const OPTIMIZERS = ['adam', 'momentum', 'sgd'] as const
export const STEP_REQUEST_BYTES = 64
const floats = (buffer: SharedArrayBuffer) => new Float64Array(buffer, 16, 6)

/** Written before a barrier and read after it, which orders the two. */
export function writeStepRequest(
  buffer: SharedArrayBuffer,
  { update, measure, done }: StepRequest,
): void {
  const { optimizer, clip, rate, rootScale } = update
  floats(buffer).set([OPTIMIZERS.indexOf(optimizer), clip, rate, rootScale, measure, done ? 1 : 0])
}

export function readStepRequest(buffer: SharedArrayBuffer): StepRequest {
  const [optimizer, clip, rate, rootScale, measure, done] = floats(buffer)
  return {
    update: { optimizer: OPTIMIZERS[optimizer], clip, rate, rootScale },
    measure: measure as Measure,
    done: done === 1,
  }
}
