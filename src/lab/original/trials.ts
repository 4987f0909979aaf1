/** Trials of an experiment of 1997, one a seed, spread over threads. */
import { controlOf, isOver, makeHand } from '../hand.ts'
import { loadKernels } from '../kernels.ts'
import { Pool } from '../pool.ts'
import type { OriginalExperiment } from './experiments.ts'
import type { OriginalRun } from './run.ts'

export interface TrialNews {
  readonly seed: number
  readonly sequences: number
  /** Of the latest 2,000 training sequences. */
  readonly wrong: number
}

/** Trials as they come; `results` holds those that were finished, by their seeds' order. */
export function originalTrials(
  experiment: OriginalExperiment,
  seeds: readonly number[],
  workers: number,
  hear: (news: TrialNews | OriginalRun) => void,
) {
  const hand = makeHand(seeds.length)
  const control = controlOf(hand, (seed) => [seeds.indexOf(seed)])
  async function run(): Promise<OriginalRun[]> {
    const module = await loadKernels()
    const pool = new Pool(Math.max(1, Math.min(workers, seeds.length)))
    const found = new Map<number, OriginalRun>()
    try {
      await Promise.all(
        seeds.map((seed, slot) =>
          pool.run(
            { kind: 'original', trial: { experiment, seed }, module, hand, slot },
            () => isOver(hand, slot),
            (word) => {
              if (word.type === 'trying') hear({ seed, sequences: word.sequences, wrong: word.wrong })
              if (word.type !== 'tried' || !word.run) return
              found.set(seed, word.run)
              hear(word.run)
            },
            () => {},
          ),
        ),
      )
    } finally {
      await pool.close()
    }
    return seeds.flatMap((seed) => found.get(seed) ?? [])
  }
  return { results: run(), control }
}
