/** From a design to the runs that it takes: points, at each the contests, and every run once, whoever needs it. */
import { createHash } from 'node:crypto'
import { countParameters } from '../../engine/parameters.ts'
import type { Cell } from '../../engine/types.ts'
import { Refusal } from '../../refusal.ts'
import type { Task } from '../../tasks/task.ts'
import type { RunId } from '../events.ts'
import type { Report } from '../report.ts'
import { resolveSpec, taskOf } from '../resolve.ts'
import { sizesOf } from '../shapes.ts'
import { deciding, type Spec } from '../spec.ts'
import { describeTask } from '../task-facts.ts'
import { type Axis, type Design, type Fair, SWEPT, type Value } from './design.ts'
import { hiddenFor, multiplyAdds } from './fair.ts'

type PerCell = Readonly<Partial<Record<Cell, number>>>

/** Both cells at one point, made equal in one way. */
export interface Contest {
  readonly fair: Fair
  readonly hidden: PerCell
  readonly parameters: PerCell
  /** Of one sequence's forward pass. */
  readonly multiplyAdds: PerCell
}

/** One combination of the axes' values. */
export interface Point {
  readonly index: number
  readonly at: Readonly<Record<string, Value>>
  readonly spec: Spec
  readonly task: Report['task']
  readonly contests: readonly Contest[]
}

/** One cell with one seed at one point, and the spec of that run alone: its own H, one cell, one seed. */
export interface PlannedRun extends RunId {
  readonly spec: Spec
}

export interface Plan {
  readonly points: readonly Point[]
  /** Point by point, seed by seed, and within a seed the cells: those that are compared train side by side. */
  readonly runs: readonly PlannedRun[]
}

/** More than anybody's machines would finish. */
const MOST_RUNS = 1_000_000

/** Throws Refusal for a value that the task does not take, or for more runs than make sense. */
export function planOf(design: Design): Plan {
  const planning = planInSteps(design)
  for (;;) {
    const { done, value } = planning.next()
    if (done) return value
  }
}

/** Milliseconds at a time that planning keeps to itself: signals are heard in between. */
const AT_A_TIME = 50

/**
 * The same for plans of any size: whatever else goes on is given its turn, and `hear` is told how far it has come.
 * @throws Refusal as {@link planOf} does
 */
export async function planLater(design: Design, hear: (points: number, of: number) => void = () => {}): Promise<Plan> {
  const planning = planInSteps(design)
  let last = performance.now()
  for (;;) {
    const { done, value } = planning.next()
    if (done) return value
    if (performance.now() - last < AT_A_TIME) continue
    hear(value.points, value.of)
    await new Promise((resolve) => setTimeout(resolve))
    last = performance.now()
  }
}

/** A run whose spec is made when it is asked for: those of a million runs would fill the memory. */
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
function* planInSteps(design: Design): Generator<{ readonly points: number; readonly of: number }, Plan> {
  const { axes, spec } = design
  const count = axes.reduce((product, { values }) => product * values.length, 1)
  const most = count * spec.seeds.length * spec.cells.length * design.fair.length
  if (most > MOST_RUNS) throw new Refusal('too-many-runs', { runs: most, most: MOST_RUNS })
  const points: Point[] = []
  const runs: PlannedRun[] = []
  for (let n = 0; n < count; n++) {
    const point = pointOf(design, n)
    points.push(point)
    yield { points: n, of: count }
    for (const seed of point.spec.seeds) {
      for (const { cell, hidden } of contestants(point)) {
        runs.push(new Planned(runs.length, point, cell, seed, hidden))
      }
    }
  }
  return { points, runs }
}

function pointOf(design: Design, index: number): Point {
  const at = placeOf(design.axes, index)
  const chosen = Object.fromEntries(Object.entries(at).map(([name, one]) => [SWEPT[name as keyof typeof SWEPT], one]))
  const spec = resolveSpec({ ...design.spec, ...chosen })
  const task = taskOf(spec)
  const contests = design.fair.map((fair) => contestOf(fair, spec, task))
  return { index, at, spec, task: describeTask(task, spec), contests }
}

/** The values of a point; the last axis changes first. */
function placeOf(axes: readonly Axis[], index: number): Record<string, Value> {
  let rest = index
  const values = axes.toReversed().map(({ option, values }) => {
    const one = values[rest % values.length]
    rest = Math.floor(rest / values.length)
    return [option, one] as const
  })
  return Object.fromEntries(values.reverse())
}

function contestOf(fair: Fair, spec: Spec, task: Task): Contest {
  const each = (count: (cell: Cell, hidden: number) => number): PerCell =>
    Object.fromEntries(spec.cells.map((cell) => [cell, count(cell, hiddenFor(fair, cell, spec, task))]))
  const sizes = (cell: Cell, hidden: number) => ({ ...sizesOf(spec, task, cell), hidden })
  return {
    fair,
    hidden: each((_, hidden) => hidden),
    parameters: each((cell, hidden) => countParameters(sizes(cell, hidden))),
    multiplyAdds: each((cell, hidden) => multiplyAdds(sizes(cell, hidden), task)),
  }
}

/** The cells of a point with their sizes, each pair once. */
export function contestants({ spec, contests }: Point): { readonly cell: Cell; readonly hidden: number }[] {
  return spec.cells.flatMap((cell) => {
    const sizes = new Set(contests.map(({ hidden }) => hidden[cell] as number))
    return Array.from(sizes, (hidden) => ({ cell, hidden }))
  })
}

/** The digest of everything that a plan's numbers depend on: results of equal digests belong together. */
export const digestOfDesign = (design: Design): string => digestOfValue({ ...design, spec: deciding(design.spec) })

/** The same for equal values, whatever the order of their keys. */
export function digestOfValue(value: unknown): string {
  const sorted = (_: string, one: unknown) =>
    one !== null && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : one
  return `sha256:${createHash('sha256').update(JSON.stringify(value, sorted)).digest('hex')}`
}
