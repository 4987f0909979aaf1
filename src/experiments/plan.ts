/**
 * Makes the plan of a design: its points, the comparisons at each, and every run once even if
 * several comparisons need it.
 */
import type { Cell } from '../engine/types.ts'
import type { RunId } from '../results/events.ts'
import { InputError } from '../rules/input-error.ts'
import { type Design, TRIAL_SEEDS } from '../specs/design.ts'
import type { Spec } from '../specs/spec.ts'
import { modelsOf, type Point, pointsOfDesign } from './points.ts'
import { Turns } from './turns.ts'

/**
 * One cell with one seed at one point, and the spec of that run alone: its own H, one cell, one
 * seed.
 */
export interface PlannedRun extends RunId {
  readonly spec: Spec
}

export interface StudyPlan {
  readonly points: readonly Point[]
  /**
   * Point by point, seed by seed, and within a seed the cells: those that are compared train side
   * by side.
   */
  readonly runs: readonly PlannedRun[]
}

/** More than anybody's machines would finish. */
const MAX_RUNS = 1_000_000

/** Throws InputError for a value that the task does not take, or for more runs than make sense. */
export function planOf(design: Design): StudyPlan {
  const planning = planInSteps(design)
  for (;;) {
    const { done, value } = planning.next()
    if (done) return value
  }
}

/**
 * The same for plans of any size: other work on that thread gets its turn, and `onProgress` is told
 * how far it has come.
 * @throws InputError as {@link planOf} does
 */
export async function planLater(
  design: Design,
  onProgress: (points: number, of: number) => void = () => {},
): Promise<StudyPlan> {
  const planning = planInSteps(design)
  const turns = new Turns()
  for (;;) {
    const { done, value } = planning.next()
    if (done) return value
    if (!turns.due) continue
    onProgress(value.points, value.of)
    await turns.give()
  }
}

/** A run whose spec is made on demand, since a million specs would fill the memory. */
class Planned implements PlannedRun {
  readonly point: number
  readonly #at: Point

  constructor(
    readonly index: number,
    point: Point,
    readonly cell: Cell,
    readonly seed: number,
    readonly hidden: number,
  ) {
    this.point = point.index
    this.#at = point
  }

  get spec(): Spec {
    return { ...this.#at.spec, hidden: this.hidden, cells: [this.cell], seeds: [this.seed] }
  }
}

/** Point by point, so that somebody may do something else in between. */
function* planInSteps(
  design: Design,
): Generator<{ readonly points: number; readonly of: number }, StudyPlan> {
  const { axes, spec } = design
  const count = axes.reduce((product, { values }) => product * values.length, 1)
  const atEach = spec.seeds.length + design.tune * TRIAL_SEEDS
  const most = count * atEach * spec.cells.length * design.fair.length
  if (most > MAX_RUNS) throw new InputError('too-many-runs', { runs: most, most: MAX_RUNS })
  const pointAt = pointsOfDesign(design)
  const points: Point[] = []
  const runs: PlannedRun[] = []
  for (let n = 0; n < count; n++) {
    const point = pointAt(n)
    points.push(point)
    yield { points: n, of: count }
    const both = modelsOf(point)
    for (const seed of spec.seeds) {
      for (const { cell, hidden } of both)
        runs.push(new Planned(runs.length, point, cell, seed, hidden))
    }
  }
  return { points, runs }
}

/**
 * The first run of each kind at each point: those of other seeds are as large, and take as long.
 * Runs come point by point.
 */
export function* kindsOf<R extends Pick<PlannedRun, 'point' | 'cell' | 'hidden'>>(
  runs: Iterable<R>,
): Generator<R> {
  const seen = new Set<string>()
  let last = -1
  for (const run of runs) {
    if (run.point !== last) seen.clear()
    last = run.point
    const kind = `${run.cell} ${run.hidden}`
    if (seen.has(kind)) continue
    seen.add(kind)
    yield run
  }
}
