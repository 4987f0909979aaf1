/**
 * Which sequences of a file are held out, and which are trained on: a fold's, and a run's by its
 * seed.
 */

import { HELD_OUT } from '../../rules/limits.ts'
import { type Folds, shared } from '../shared/file-content.ts'
import type { HeldOut } from '../shared/task.ts'

/** What a run trains on, and what it holds out: numbers of sequences. */
export interface Split {
  readonly fold: number
  /** All that the fold does not hold out. */
  readonly train: Uint32Array
  /** Each is looked at once. */
  readonly heldOut: Uint32Array
}

/** The least number of folds, and the most. */
const FEWEST_FOLDS = 5
export const MAX_FOLDS = 64

/** Folds of so many sequences. */
export const foldCount = (sequences: number): number =>
  Math.min(MAX_FOLDS, Math.max(FEWEST_FOLDS, Math.ceil(sequences / HELD_OUT)))

/** Seeds 1, 2, 3, … hold out the folds one after another; only the seed decides. */
export const foldOf = (seed: number, folds: number): number =>
  (((seed - 1) % folds) + folds) % folds

/** The same in shared memory. */
export function foldsFrom(held: readonly (readonly number[])[], order: Uint32Array): Folds {
  const start = [0]
  for (const one of held) start.push(start[start.length - 1] + one.length)
  const sequences = held.flat()
  return {
    start: shared(Uint32Array, start),
    sequences: shared(Uint32Array, sequences),
    units: shared(Uint32Array, sequences),
    unit: 'sequence',
    order: shared(Uint32Array, order),
  }
}

/** The places of `sequences` that a run of this seed holds out. */
function placesOf({ start }: Folds, seed: number): { fold: number; from: number; to: number } {
  const fold = foldOf(seed, start.length - 1)
  return { fold, from: start[fold], to: start[fold + 1] }
}

/** The same as a task says it; nothing is made of it. */
export function heldOutOf(folds: Folds, seed: number): HeldOut {
  const { fold, from, to } = placesOf(folds, seed)
  const { units, unit, start } = folds
  return { count: to - from, units: units.subarray(from, to), unit, fold, folds: start.length - 1 }
}

/** The newest split of each file: the list of what is trained on is made once. */
const made = new WeakMap<Folds, Split>()

/** What a run of this seed holds out, and what it trains on. */
export function splitOf(folds: Folds, seed: number): Split {
  const { fold, from, to } = placesOf(folds, seed)
  const before = made.get(folds)
  if (before?.fold === fold) return before
  const heldOut = folds.sequences.subarray(from, to)
  const apart = new Set(heldOut)
  const split: Split = { fold, heldOut, train: folds.order.filter((n) => !apart.has(n)) }
  made.set(folds, split)
  return split
}
