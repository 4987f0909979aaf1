/**
 * How the sources of the tasks count an answer as right. A readout that is not a number is never
 * right.
 */
import { exponential } from './exponential.ts'
import type { Batch, Score } from './task.ts'

/** Counts the positions n = l·B + b that ask for something, and those of them that are right. */
export function countAnswers(
  { weight }: Batch,
  positions: number,
  right: (n: number) => boolean,
): Score {
  let found = 0
  let of = 0
  for (let n = 0; n < positions; n++) {
    if (weight?.[n] === 0) continue
    of++
    if (right(n)) found++
  }
  return { right: found, of }
}

/** Counts the sequences that are right as a whole. */
export function countSequences(B: number, right: (b: number) => boolean): Score {
  let found = 0
  for (let b = 0; b < B; b++) if (right(b)) found++
  return { right: found, of: B }
}

/**
 * Whether the softmax of the O readouts from `at` on is nearer than `limit` to the one-hot target
 * there, in every output.
 */
export function softmaxWithin(
  readout: Float32Array,
  { y }: Batch,
  at: number,
  O: number,
  limit: number,
): boolean {
  let top = readout[at]
  for (let n = at; n < at + O; n++) if (readout[n] > top) top = readout[n]
  let all = 0
  let wrong = 0
  for (let n = at; n < at + O; n++) {
    const share = exponential(readout[n] - top)
    all += share
    if (y[n] !== 1) wrong += share
  }
  // What the target's output lacks is what the others have together, so that no other error is
  // larger.
  return wrong < limit * all
}

/**
 * Whether every legal one of the O readouts from `at` on is larger than every other one. Bit o of
 * `legal` stands for output o.
 */
export function legalMostActive(
  readout: Float32Array,
  at: number,
  O: number,
  legal: number,
): boolean {
  for (let one = 0; one < O; one++) {
    if (((legal >> one) & 1) === 0) continue
    for (let other = 0; other < O; other++) {
      if (((legal >> other) & 1) === 0 && !(readout[at + one] > readout[at + other])) return false
    }
  }
  return true
}

/** Whether the largest of the O readouts from `at` on stands where the target has its one. */
export function largestRight(readout: Float32Array, { y }: Batch, at: number, O: number): boolean {
  let best = at
  for (let n = at + 1; n < at + O; n++) if (readout[n] > readout[best]) best = n
  return y[best] === 1 && Number.isFinite(readout[best])
}
