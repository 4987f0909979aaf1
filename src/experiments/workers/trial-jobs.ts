/** Trials of an experiment of 1997, one a seed, spread over threads. */

import { checkedKernels } from '../../io/load-kernels.ts'
import { controlOf, createControlBlock, isCancelled } from '../../threads/control-block.ts'
import type { TrialRun1997 } from '../../training/lstm1997/run-trial.ts'
import type { Experiment1997 } from '../../training/lstm1997/settings-of-1997.ts'
import { createRunPool } from './run-pool.ts'

export interface TrialNews {
  readonly seed: number
  readonly sequences: number
  /** Of the latest 2,000 training sequences. */
  readonly wrong: number
}

/** Trials as they come; `results` holds those that were finished, by their seeds' order. */
export function trials1997(
  experiment: Experiment1997,
  seeds: readonly number[],
  workers: number,
  onProgress: (news: TrialNews | TrialRun1997) => void,
) {
  const controlBlock = createControlBlock(seeds.length)
  const control = controlOf(controlBlock, (seed) => [seeds.indexOf(seed)])
  async function run(): Promise<TrialRun1997[]> {
    const module = await checkedKernels()
    const pool = createRunPool(Math.max(1, Math.min(workers, seeds.length)))
    const found = new Map<number, TrialRun1997>()
    try {
      await Promise.all(
        seeds.map((seed, slot) =>
          pool.run(async (client) => {
            if (isCancelled(controlBlock, slot)) return
            const request = { trial: { experiment, seed }, module }
            const run = await client.request('trial1997', request, {
              control: { block: controlBlock, slot },
              onEvent: (event) => onProgress({ seed, ...event }),
            })
            if (!run) return
            found.set(seed, run)
            onProgress(run)
          }),
        ),
      )
    } finally {
      await pool.close()
    }
    return seeds.flatMap((seed) => found.get(seed) ?? [])
  }
  return { results: run(), control }
}
