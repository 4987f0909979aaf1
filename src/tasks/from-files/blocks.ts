/** Held-out windows in blocks of neighbours, each of which counts as one observation. */
import type { HeldOut } from '../shared/task.ts'

const MOST_BLOCKS = 32
/** Neighbours are alike: a block has so many at least. */
export const LEAST_IN_BLOCK = 2

/** One part, in blocks of at least so many. */
export function inBlocks(windows: number, least = LEAST_IN_BLOCK): HeldOut {
  const blocks = Math.max(1, Math.min(MOST_BLOCKS, Math.floor(windows / least)))
  const units = Uint32Array.from({ length: windows }, (_, n) => Math.floor((n * blocks) / windows))
  return { count: windows, units, unit: 'block', fold: 0, folds: 1 }
}
