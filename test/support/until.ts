/** Waiting for what tells nobody when it comes: files, other processes, threads at work. */
import { setTimeout as pause } from 'node:timers/promises'

/** Resolves as soon as it holds, and fails where that takes longer than a test may. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  what: string,
  milliseconds = 50_000,
): Promise<void> {
  const end = performance.now() + milliseconds
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`waited in vain until ${what}`)
    await pause(5)
  }
}

/**
 * Resolves once the threads of this process have computed for so many milliseconds more. A test
 * that only waits computes next to nothing itself, so its worker threads are in the middle of what
 * they were asked.
 */
export async function untilComputed(milliseconds: number): Promise<void> {
  const before = process.cpuUsage()
  await until(() => process.cpuUsage(before).user > 1000 * milliseconds, 'a thread computes')
}
