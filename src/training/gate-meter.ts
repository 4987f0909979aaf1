/**
 * What the gates of a net in training do on the first held-out sequence: mean and spread over the
 * units at each time step, and how long each unit keeps. One sequence, whose cue steps are known:
 * in a mean of several they would be lost. It measures in a small net of its own, so the net that
 * trains stays as it is.
 */
import { memoryOf, type Shape } from '../engine/memory-plan.ts'
import { Net } from '../engine/net.ts'
import type { Sizes } from '../engine/types.ts'
import type { GateLook } from '../results/report.ts'
import { halfLifeOf, logOfGate } from '../rules/half-life.ts'
import { roundTo } from '../rules/significant.ts'
import type { Task } from '../tasks/shared/task.ts'
import { heldOutSequence } from './held-out.ts'

/** Bytes that this may take beside a run. */
const MOST_BYTES = 2 ** 24
/** Gates lie between 0 and 1: more digits show nowhere. */
const DIGITS = 4

/** The shape that gates are measured in; null where it takes too much memory. */
export function gateShape(sizes: Sizes, task: Task): Shape | null {
  const { timeSteps: T, answerSteps: L, loss } = task
  const shape = { sizes, T, L, B: 1, loss, record: true, keep: true, shared: false }
  return memoryOf(shape) <= MOST_BYTES ? shape : null
}

export class GateMeter {
  private constructor(
    private readonly net: Net,
    /** Cue steps of the sequence, from 1. */
    private readonly marks: readonly number[],
  ) {}

  /** null where the net is too large for it. */
  static create(
    module: WebAssembly.Module,
    sizes: Sizes,
    task: Task,
    seed: number,
  ): GateMeter | null {
    const shape = gateShape(sizes, task)
    if (!shape) return null
    const net = Net.create(module, shape)
    const batch = heldOutSequence(task, seed, 1)
    net.work.setBatch(batch)
    const marks = task.marks(batch, 1, 0).map((t) => t + 1)
    return new GateMeter(net, marks)
  }

  /** Of the weights that a net of the same sizes has now. */
  look(net: Net): GateLook {
    this.net.loadFrom(net)
    const { h, ...gates } = this.net.gatePlanes()
    const marks = [...this.marks]
    const { hidden: H } = this.net.shape.sizes
    if (h) return { marks, of: { slope: spreadOf(h, H, (one) => 1 - one * one) } }
    const of = Object.entries(gates).map(([name, values]) => [name, spreadOf(values, H)])
    return { marks, of: Object.fromEntries(of), halfLife: halfLives(gates.f ?? gates.z, H) }
  }
}

/** Mean and standard deviation over the units at each time step; of [T, H]. */
function spreadOf(values: Float32Array, H: number, value = (one: number) => one) {
  const [mean, deviation]: [number[], number[]] = [[], []]
  for (let from = 0; from < values.length; from += H) {
    let [sum, squares] = [0, 0]
    for (let n = from; n < from + H; n++) sum += value(values[n])
    for (let n = from; n < from + H; n++) squares += (value(values[n]) - sum / H) ** 2
    mean.push(roundTo(sum / H, DIGITS))
    deviation.push(roundTo(Math.sqrt(squares / H), DIGITS))
  }
  return { mean, deviation }
}

/**
 * Of each unit, from the mean ln f over time steps 2..T (c_0 = 0, so what the gate does at t = 1
 * matters to nobody).
 */
function halfLives(keep: Float32Array, H: number): (number | null)[] {
  const first = keep.length > H ? H : 0
  const sums = new Float64Array(H)
  for (let n = first; n < keep.length; n++) sums[n % H] += logOfGate(keep[n])
  const terms = (keep.length - first) / H
  return Array.from(sums, (sum) => {
    const steps = halfLifeOf(sum / terms)
    return steps === null ? null : roundTo(steps, DIGITS)
  })
}
