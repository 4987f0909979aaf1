/** How long runs take, before they do and while they do. */
import { countParameters } from '../../engine/parameters.ts'
import type { Cell } from '../../engine/types.ts'
import type { Spec } from '../../specs/spec.ts'
import type { Task } from '../../tasks/shared/task.ts'
import { heldOutCount } from '../held-out.ts'
import { sizesOf } from './net-sizes.ts'
import { taskMemo, taskOf } from './resolve-spec.ts'

/**
 * Multiply-adds a second of one thread, roughly: 20 GFLOP/s on a laptop's core. Only ever a first
 * guess.
 */
const RATE = 1e10
/** Seconds beside the products: drawing sequences, activations, a step's constant part. */
const PER_NUMBER = 4e-9
const PER_STEP = 3e-5

/** Seconds of a forward pass of so many sequences; BPTT takes twice as long once more. */
function forward(spec: Spec, task: Task, cell: Cell, sequences: number): number {
  const { timeSteps: T, inputSize: I } = task
  const weights = countParameters(sizesOf(spec, task, cell))
  return T * sequences * (weights / RATE + (I + 8 * spec.hidden) * PER_NUMBER) + PER_STEP
}

/** Seconds that a run takes if it makes all its steps, to a factor of two or so. */
export function estimatedSeconds(
  { spec, cell }: { readonly spec: Spec; readonly cell: Cell },
  task: Task = taskOf(spec),
): number {
  const evaluations = 1 + Math.ceil(spec.steps / spec.evalEvery)
  const training = 3 * forward(spec, task, cell, spec.batch) * spec.steps
  return training + evaluations * forward(spec, task, cell, heldOutCount(task))
}

/** A run of a plan, as far as its time depends on it. */
interface RunToCome {
  readonly point: number
  readonly cell: Cell
  readonly hidden: number
  readonly spec: Spec
}

/**
 * The same for many runs, point by point: seeds of one point take as long as each other, and are
 * reckoned once.
 */
export function secondsEstimator(): (run: RunToCome) => number {
  const taskOf = taskMemo()
  const known = new Map<string, number>()
  let last = -1
  return (run) => {
    const { point, cell, hidden } = run
    if (point !== last) known.clear()
    last = point
    const key = `${cell} ${hidden}`
    const found = known.get(key)
    if (found !== undefined) return found
    const { spec } = run
    const seconds = estimatedSeconds({ spec, cell }, taskOf(spec))
    known.set(key, seconds)
    return seconds
  }
}

/** Seconds of one gradient profile. */
export const estimatedProfileSeconds = (spec: Spec, cell: Cell): number =>
  3 * forward(spec, taskOf(spec), cell, spec.batch)

/**
 * Seconds in which surgery on the LSTM is measured, before and after, by two threads; of a cut on
 * the way back alone with what it is held against.
 */
export function estimatedSurgerySeconds(spec: Spec, isBackward = false): number {
  const task = taskOf(spec)
  const scores = forward(spec, task, 'lstm', heldOutCount(task))
  return (isBackward ? 2 : 1) * (scores + 2 * estimatedProfileSeconds(spec, 'lstm'))
}

/** Seconds left, from what is done of what there is to do. */
export class EtaEstimator {
  private done = 0
  private readonly parts = new Map<number, number>()
  private readonly started = performance.now()

  constructor(
    private readonly total: number,
    private readonly threads: number,
  ) {}

  /** A run has done so many of its seconds. */
  progress(slot: number, seconds: number): void {
    this.parts.set(slot, seconds)
  }

  /** A run is over, wherever it stopped. */
  end(slot: number, seconds: number): void {
    this.parts.delete(slot)
    this.done += seconds
  }

  secondsLeft(): number {
    let through = this.done
    for (const part of this.parts.values()) through += part
    const left = Math.max(0, this.total - through)
    const elapsed = (performance.now() - this.started) / 1000
    // Too little is done for an estimate: use the first guess.
    if (through < 0.02 * this.total || elapsed < 1) return left / this.threads
    return (left * elapsed) / through
  }
}
