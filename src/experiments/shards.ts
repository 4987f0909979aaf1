/** Distribution of work: runs among threads, and a plan among machines. */
import { freemem } from 'node:os'
import { MAX_MEMORY } from '../engine/kernels.ts'
import { InputError } from '../rules/input-error.ts'
import { bytesOfRun } from '../training/setup/net-sizes.ts'
import { taskMemo } from '../training/setup/resolve-spec.ts'
import { kindsOf, type PlannedRun, type StudyPlan } from './plan.ts'
import { eachInTurns } from './turns.ts'

/** Part k of n of a plan; the parts are made on different machines. */
export interface Shard {
  readonly part: number
  readonly of: number
}

/** At most `runs` at once, so many threads each. */
export interface RunAllocation {
  readonly runs: number
  readonly threads: number
}

/**
 * How runs and threads are distributed. If `isCancelled` returns true the result is meaningless.
 * @throws InputError 'too-much-memory' if not even one run fits
 */
export async function shareOut(
  planned: readonly PlannedRun[],
  workers: number,
  available = freemem(),
  isOver: () => boolean = () => false,
): Promise<RunAllocation> {
  const kinds = new Map<string, PlannedRun>()
  await eachInTurns(kindsOf(planned), (run) => kinds.set(sizeOf(run), run), isOver)
  const taskOf = taskMemo()
  const most = async (threads: number) => {
    let top = 1
    const measure = ({ spec, cell }: PlannedRun) => {
      top = Math.max(top, bytesOfRun(spec, taskOf(spec), cell, threads))
    }
    await eachInTurns(kinds.values(), measure, isOver)
    return top
  }
  const needed = await most(1)
  const limit = Math.min(available, MAX_MEMORY)
  if (needed > limit) throw new InputError('too-much-memory', { needed, available: limit })
  const runs = Math.max(1, Math.min(planned.length, workers, Math.floor(available / needed)))
  const threads = Math.max(1, Math.floor(workers / runs))
  // A group of threads needs more memory than one thread, which is the fallback.
  return { runs, threads: threads > 1 && runs * (await most(threads)) <= limit ? threads : 1 }
}

function sizeOf(run: PlannedRun): string {
  const { spec, cell, hidden } = run
  return [spec.task, spec.length, spec.symbols, spec.batch, spec.variant, cell, hidden].join(' ')
}

/** The runs of a part: whole pairs, dealt out one after the other. */
export function runsOfShard(
  { runs, points }: StudyPlan,
  shard: Shard | null,
): readonly PlannedRun[] {
  if (!shard) return runs
  // Every point has the same seeds.
  const places = new Map(points[0].spec.seeds.map((seed, n) => [seed, n]))
  return runs.filter(({ point, seed }) => {
    const pair = point * places.size + (places.get(seed) ?? 0)
    return pair % shard.of === shard.part - 1
  })
}
