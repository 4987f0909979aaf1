/** Who does what: runs among threads, and a plan among machines. */
import { freemem } from 'node:os'
import { MOST_MEMORY } from '../../engine/kernels.ts'
import { Refusal } from '../../refusal.ts'
import { taskOf } from '../resolve.ts'
import { bytesOfRun } from '../shapes.ts'
import type { Plan, PlannedRun } from './plan.ts'

/** Part k of n of a plan; the parts are made on different machines. */
export interface Shard {
  readonly part: number
  readonly of: number
}

/** At most `runs` at once, so many threads each. */
export interface Share {
  readonly runs: number
  readonly threads: number
}

/** How runs and threads are shared out. Throws Refusal 'too-much-memory' where not even one run fits. */
export function shareOut(planned: readonly PlannedRun[], workers: number, available = freemem()): Share {
  // Seeds are alike in size, and plans have many.
  const apart = new Map(planned.map((run) => [`${run.point} ${run.cell} ${run.hidden}`, run]))
  const kinds = Array.from(new Map(Array.from(apart.values(), (run) => [sizeOf(run), run])).values())
  const most = (threads: number) =>
    kinds.reduce((top, { spec, cell }) => Math.max(top, bytesOfRun(spec, taskOf(spec), cell, threads)), 1)
  const needed = most(1)
  const limit = Math.min(available, MOST_MEMORY)
  if (needed > limit) throw new Refusal('too-much-memory', { needed, available: limit })
  const runs = Math.max(1, Math.min(planned.length, workers, Math.floor(available / needed)))
  const threads = Math.max(1, Math.floor(workers / runs))
  // A team needs more memory than one thread; where that is short, one thread does.
  return { runs, threads: runs * most(threads) <= limit ? threads : 1 }
}

const sizeOf = ({ spec, cell, hidden }: PlannedRun): string =>
  [spec.task, spec.length, spec.symbols, spec.batch, spec.variant, cell, hidden].join(' ')

/** The runs of a part: whole pairs, dealt out one after the other. */
export function runsOfShard({ runs, points }: Plan, shard: Shard | null): readonly PlannedRun[] {
  if (!shard) return runs
  const places = points.map(({ spec }) => new Map(spec.seeds.map((seed, n) => [seed, n])))
  return runs.filter(({ point, seed }) => {
    const pair = point * places[point].size + (places[point].get(seed) ?? 0)
    return pair % shard.of === shard.part - 1
  })
}
