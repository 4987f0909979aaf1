/**
 * Random weight guessing: Hochreiter & Schmidhuber 1996, and the remark on experiment 3a in 1997.
 */
import type { Certificate } from '../../results/difficulty-report.ts'
import { resolveSpec } from '../../training/setup/resolve-spec.ts'
import { seeds } from './measures.ts'
import type { Preset, ShareOfRuns } from './preset.ts'

const solved = (found: readonly Certificate[]): ShareOfRuns => ({
  count: found.filter(({ guessing }) => guessing.solved > 0).length,
  of: found.length,
})
const unsolved = (found: readonly Certificate[]): ShareOfRuns => ({
  count: found.filter(({ guessing }) => guessing.solved === 0).length,
  of: found.length,
})

function firstOf(found: readonly Certificate[]): number | null {
  const first = found
    .flatMap(({ guessing }) => guessing.firstSolvedAt ?? [])
    .toSorted((a, b) => a - b)
  return first.length === 0 ? null : first[Math.floor((first.length - 1) / 2)]
}

export const guessing1996: Preset = {
  name: 'hochreiter1996-guessing',
  minutes: 5,
  parts() {
    const certify = (task: string, guesses: number) => ({
      certify: seeds(5).map((seed) => resolveSpec({ task, length: 100, seeds: [seed] })),
      guesses,
    })
    return {
      latch: certify('two-sequence', 50_000),
      adding: certify('adding-1997', 50_000),
      order: certify('temporal-order-1997', 50_000),
    }
  },
  rows: (_, { certificates: { latch, adding, order } }) => [
    { kind: 'claim', id: 'latch', paper: null, ours: solved(latch) },
    { kind: 'claim', id: 'adding', paper: null, ours: unsolved(adding) },
    { kind: 'claim', id: 'order', paper: null, ours: unsolved(order) },
    { kind: 'note', id: 'first', paper: null, ours: firstOf(latch) },
  ],
}
