/** Thread priorities, for when threads outnumber cores. */
import { platform, setPriority } from 'node:os'

/** Niceness: at 10, a thread gets about a tenth of the CPU time of a normal one. */
const BEHIND = 10

/**
 * Lowers the calling thread's priority below the one that draws the screen and reads keys, which
 * would otherwise wait its turn among all training threads. Only Linux has priorities of single
 * threads; elsewhere this would slow down the whole program.
 */
export function lowerPriority(): void {
  if (platform() !== 'linux') return
  try {
    setPriority(BEHIND)
  } catch {
    // A sandbox may forbid it; then training takes its turn with the rest.
  }
}
