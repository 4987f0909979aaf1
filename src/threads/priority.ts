/** Who goes first where threads outnumber cores. */
import { platform, setPriority } from 'node:os'

/** Steps down, of 19: ten down, a thread gets about a tenth of what one beside it gets. */
const BEHIND = 10

/**
 * Puts the calling thread behind the one that draws the screen and hears the keys, which would
 * otherwise wait their turn among all that train. Only Linux has priorities of single threads;
 * elsewhere this would slow the whole program.
 */
export function lowerPriority(): void {
  if (platform() !== 'linux') return
  try {
    setPriority(BEHIND)
  } catch {
    // A sandbox may forbid it; then training takes its turn with the rest.
  }
}
