/** Which runs store the data of their point: tuned settings, and the certificate of difficulty. */
import type { PlannedRun, StudyPlan } from './plan.ts'
import { eachInTurns } from './turns.ts'

/** Runs of one part of a plan. */
interface PartOfPlan {
  readonly plan: StudyPlan
  readonly mine: readonly PlannedRun[]
  /** Those of them that are not done. */
  readonly left: readonly PlannedRun[]
  /** Points whose data is there already. */
  readonly known: ReadonlyMap<number, unknown>
  readonly stopped: () => boolean
}

/**
 * The runs that store the data of their point, by index: the first run of each point without known
 * data, or for a single comparison the last remaining one. Exactly one part of a plan has it.
 */
export async function pointDataRunsOf({
  plan: { runs, points },
  mine,
  left,
  known,
  stopped,
}: PartOfPlan): Promise<Map<number, PlannedRun>> {
  // Runs come point by point.
  const opens = ({ index, point }: PlannedRun) => runs[index - 1]?.point !== point
  const here = new Set<number>()
  await eachInTurns(mine, (run) => opens(run) && here.add(run.point), stopped)
  const pointDataRuns = new Map<number, PlannedRun>()
  const given = new Set(known.keys())
  const carry = (run: PlannedRun) => {
    if (given.has(run.point) || !here.has(run.point)) return
    given.add(run.point)
    pointDataRuns.set(run.index, run)
  }
  await eachInTurns(points.length === 1 ? left.toReversed() : left, carry, stopped)
  return pointDataRuns
}
