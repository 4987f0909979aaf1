/** Conducts a study: the search for settings if there is one, then every run of the plan, then the report. */
import type { CompareEvent } from '../events.ts'
import { prepareDirectory } from '../files.ts'
import { isOver } from '../hand.ts'
import { loadKernels } from '../kernels.ts'
import type { Run, Tuning } from '../report.ts'
import { concluded } from '../summary.ts'
import type { Design } from './design.ts'
import { effortOf } from './effort.ts'
import { Execution, type Order } from './execution.ts'
import type { Plan, PlannedRun } from './plan.ts'
import { runsOfShard, type Shard, shareOut } from './share.ts'
import { Store } from './store.ts'
import { trialRuns, tuned, tuningOf } from './tune.ts'
import { saveWeights } from './weights.ts'

export interface StudyHost {
  /** Threads at most; never changes a number. */
  readonly workers: number
  /** Bytes of memory that may be taken; what is free where nothing is said. */
  readonly memory?: number
  readonly signal?: AbortSignal
  /** The command line that makes the report again, and the program's version, for the report. */
  readonly command: string
  readonly version: string
  /** Folder for the trained weights, one safetensors file a run. */
  readonly saveWeights?: string
  /** Folder to which results are appended as they come. */
  readonly results?: { readonly directory: string; readonly resume: boolean }
  /** The part of the plan that is done here. */
  readonly shard?: Shard
}

export interface Study {
  readonly design: Design
  readonly plan: Plan
  readonly host: StudyHost
  readonly hand: SharedArrayBuffer
  readonly stop: () => void
  readonly tell: (event: CompareEvent) => void
}

/** Seconds between two times that a long run writes down how far it has come. */
const KEEP_EVERY = 20

/** Places in the hand: one a run of the plan, then one a trial. */
export const slotsOf = (design: Design, plan: Plan): number => plan.runs.length + trialRuns(design, plan.points).length

export async function conduct(study: Study): Promise<void> {
  const { design, plan, host, hand, stop, tell } = study
  const shard = host.shard ?? null
  const mine = runsOfShard(plan, shard)
  const here = new Set(mine.map(({ point }) => point))
  const trials = trialRuns(
    design,
    plan.points.filter(({ index }) => here.has(index)),
  )
  const share = shareOut([...mine, ...trials], host.workers, host.memory)
  if (host.saveWeights !== undefined) await prepareDirectory(host.saveWeights)
  const { command, version, results: folder } = host
  const store = folder ? await Store.open({ ...folder, shard, origin: { command, version }, design, plan }) : null
  try {
    const results = new Map(store?.done)
    const tried = new Map(store?.tried)
    const left = mine.filter(({ index }) => !results.has(index))
    const toTry = trials.filter(({ index }) => !tried.has(index))
    const effort = [...left, ...toTry].reduce((sum, run) => sum + effortOf(run), 0)
    outline(study, mine, { done: mine.length - left.length, trials: toTry.length, seconds: effort / share.runs })
    for (const { spec: _, ...id } of mine) {
      const result = results.get(id.index)
      if (result) tell({ type: 'end', run: id, result })
    }
    const execution = new Execution({
      share,
      module: await loadKernels(),
      hand,
      stop,
      endsOnly: plan.points.length > 1,
      tell,
      keeping: (run) => (store ? { ...store.checkpoint(run), everySeconds: KEEP_EVERY } : undefined),
      effort,
    })
    try {
      const tunings = await search(study, trials, tried, execution, store)
      if (tunings) await compareAll(study, left, tunings, results, execution, store)
      tell(conclude(study, mine, results, tunings ?? new Map()))
    } finally {
      await execution.close()
    }
  } finally {
    await store?.close()
  }
}

function outline(
  { design, plan, tell }: Study,
  mine: readonly PlannedRun[],
  facts: { readonly done: number; readonly trials: number; readonly seconds: number },
): void {
  const [{ spec, task }] = plan.points
  const points = plan.points.map(({ at, task }) => ({ at, task }))
  const runs = mine.map(({ spec: _, ...id }) => id)
  tell({ type: 'plan', spec, task, runs, outline: { axes: design.axes, points, planned: plan.runs.length, ...facts } })
}

type Tunings = ReadonlyMap<number, Tuning>

/** What each point's cells found; null where the search was ended early. */
async function search(
  { design, plan, hand, tell }: Study,
  trials: readonly PlannedRun[],
  tried: Map<number, Run>,
  execution: Execution,
  store: Store | null,
): Promise<Tunings | null> {
  if (design.tune === 0) return new Map()
  const toTry = trials.filter(({ index }) => !tried.has(index))
  const first = plan.runs.length
  let done = 0
  await execution.all(
    toTry.map((run, n): Order => ({ run, slot: first + n })),
    async (run, result) => {
      tried.set(run.index, result)
      await store?.addTrial(run, result)
      await store?.dropCheckpoint(run)
      const { spec: _, ...id } = run
      tell({ type: 'trial', run: id, done: ++done, of: toTry.length })
    },
  )
  if (isOver(hand, first)) return null
  const places = new Set(trials.map(({ point }) => point))
  return new Map(Array.from(places, (point) => [point, tuningOf(design, plan.points[point], tried)]))
}

/** The runs themselves, with the settings that were found. */
async function compareAll(
  { plan, host, tell }: Study,
  left: readonly PlannedRun[],
  tunings: Tunings,
  results: Map<number, Run>,
  execution: Execution,
  store: Store | null,
): Promise<void> {
  const settled = left.map((run) => {
    const tuning = tunings.get(run.point)
    return tuning ? tuned(run, tuning) : run
  })
  const told = firstOfPoints(plan.runs)
  // The longest first where nobody watches: what is left for the end is short, and all threads are through together.
  const order = plan.points.length > 1 ? settled.toSorted((a, b) => effortOf(b) - effortOf(a)) : settled
  await execution.all(
    order.map((run): Order => ({ run, slot: run.index })),
    async (run, result, weights) => {
      const { spec: _, ...id } = run
      results.set(run.index, result)
      tell({ type: 'end', run: id, result })
      if (host.saveWeights !== undefined) await saveWeights(host.saveWeights, run, plan, weights)
      await store?.add(run, result, told.has(run.index) ? (tunings.get(run.point) ?? null) : undefined)
      await store?.dropCheckpoint(run)
    },
  )
}

/** The first run of each point: beside it stands what is true of the point as a whole. */
function firstOfPoints(runs: readonly PlannedRun[]): Set<number> {
  const firsts = new Map<number, number>()
  for (const { point, index } of runs) if (!firsts.has(point)) firsts.set(point, index)
  return new Set(firsts.values())
}

function conclude(
  { design, plan, host }: Study,
  mine: readonly PlannedRun[],
  results: Map<number, Run>,
  found: Tunings,
) {
  const report = concluded(design, plan, host, new Map(mine.map(({ index }) => [index, results.get(index)])), found)
  return report.schema === 'gatelab.sweep/1'
    ? ({ type: 'sweep', sweep: report } as const)
    : ({ type: 'report', report } as const)
}
