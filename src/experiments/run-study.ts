/** Runs a study, or one part of it: shares out threads and memory, and opens its results. */
import { prepareDirectory } from '../io/write-files.ts'
import { isStopped } from '../threads/control-block.ts'
import type { PlannedRun, StudyPlan } from './plan.ts'
import type { Point } from './points.ts'
import { checkKept } from './save-weights.ts'
import { trialRunsLater } from './search-settings.ts'
import { runsOfShard, shareOut } from './shards.ts'
import { Store } from './store/result-store.ts'
import { type Study, weightsFolder } from './study.ts'
import { StudyRunner } from './study-runner.ts'

export async function runStudy(study: Study): Promise<void> {
  const { design, plan, host } = study
  const shard = host.shard ?? null
  const mine = runsOfShard(plan, shard)
  const stopped = () => isStopped(study.controlBlock)
  const places = shard ? pointsOf(mine, plan) : plan.points
  const trials = await trialRunsLater(design, places, stopped)
  const allocation = await shareOut(
    trials.length > 0 ? mine.concat(trials) : mine,
    host.workers,
    host.memory,
    stopped,
  )
  const weights = weightsFolder(host)
  if (weights !== null) await prepareDirectory(weights.path)
  const { command, version, results: folder } = host
  const lost = () => study.stop()
  const store = folder
    ? await Store.open({
        ...folder,
        shard,
        origin: { command, version },
        design,
        plan,
        lost,
        stopped,
      })
    : null
  try {
    if (weights !== null && store) {
      const done = mine.filter(({ index }) => store.done.has(index))
      await checkKept(weights, done, plan)
    }
    const runner = new StudyRunner(study, mine, trials, store)
    await runner.run(allocation.runs, allocation.threads)
  } finally {
    await store?.close()
  }
}

/** The points at which these runs are. */
function pointsOf(runs: readonly PlannedRun[], { points }: StudyPlan): Point[] {
  const here = new Set(runs.map(({ point }) => point))
  return points.filter(({ index }) => here.has(index))
}
