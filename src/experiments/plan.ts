/**
 * From a design to the runs that it takes: points, at each the comparisons, and every run once,
 * whoever needs it.
 */
import { createHash } from 'node:crypto'
import { countParameters } from '../engine/parameters.ts'
import type { Cell } from '../engine/types.ts'
import type { RunId } from '../results/events.ts'
import type { Report } from '../results/report.ts'
import { describeTask } from '../results/task-facts.ts'
import { InputError } from '../rules/input-error.ts'
import {
  type Axis,
  type Design,
  type Fair,
  SWEPT,
  type Swept,
  TRIAL_SEEDS,
  type Value,
} from '../specs/design.ts'
import { fingerprint, type Spec } from '../specs/spec.ts'
import type { Task } from '../tasks/shared/task.ts'
import { sizesOf } from '../training/net-sizes.ts'
import { resolveSpec, taskOf } from '../training/resolve-spec.ts'
import { hiddenFor, multiplyAdds } from './fair-sizes.ts'
import { Turns } from './turns.ts'

type PerCell = Readonly<Partial<Record<Cell, number>>>

/** Both cells at one point, made equal in one way. */
export interface ComparedSizes {
  readonly fair: Fair
  readonly hidden: PerCell
  readonly parameters: PerCell
  /** Of one sequence's forward pass. */
  readonly multiplyAdds: PerCell
}

/**
 * One combination of the axes' values. What a million points have is made when it is asked for, and
 * kept by nobody.
 */
export interface Point {
  readonly index: number
  readonly at: Readonly<Record<string, Value>>
  readonly spec: Spec
  readonly task: Report['task']
  readonly comparisons: readonly ComparedSizes[]
}

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
 * The same for plans of any size: whatever else goes on is given its turn, and `onProgress` is told
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
function* planInSteps(
  design: Design,
): Generator<{ readonly points: number; readonly of: number }, StudyPlan> {
  const { axes, spec } = design
  const count = axes.reduce((product, { values }) => product * values.length, 1)
  const atEach = spec.seeds.length + design.tune * TRIAL_SEEDS
  const most = count * atEach * spec.cells.length * design.fair.length
  if (most > MAX_RUNS) throw new InputError('too-many-runs', { runs: most, most: MAX_RUNS })
  const settings = new Settings(design)
  const points: Point[] = []
  const runs: PlannedRun[] = []
  for (let n = 0; n < count; n++) {
    const point = new PlannedPoint(n, settings)
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

/** Options that say nothing about the task: points that differ in these alone have the same one. */
const NOT_OF_TASK: ReadonlySet<string> = new Set<Swept>([
  'hidden',
  'batch',
  'steps',
  'learning-rate',
  'optimizer',
  'clip',
  'init',
  'gain',
  'forget-bias',
  'variant',
  'eval-every',
])

/** Tasks that are kept at most. */
const MOST_TASKS = 4096

interface Kept {
  readonly spec: Spec
  readonly task: Task
  readonly facts: Report['task']
}

/** The settings at each point of a design. */
class Settings {
  private readonly ofTask: readonly Axis[]
  private readonly kept = new Map<string, Kept>()

  constructor(readonly design: Design) {
    this.ofTask = design.axes.filter(({ option }) => !NOT_OF_TASK.has(option))
  }

  at(index: number): Record<string, Value> {
    return placeOf(this.design.axes, index)
  }

  spec(index: number): Spec {
    const at = this.at(index)
    return { ...this.keptAt(at).spec, ...chosenAt(at) }
  }

  /** Throws InputError for a value that the task does not take. */
  task(index: number): Kept {
    return this.keptAt(this.at(index))
  }

  private keptAt(at: Readonly<Record<string, Value>>): Kept {
    const key = this.ofTask.map(({ option }) => at[option]).join(' ')
    const known = this.kept.get(key)
    if (known) return known
    const spec = resolveSpec({ ...this.design.spec, ...chosenAt(at) })
    const task = taskOf(spec)
    const made = { spec, task, facts: describeTask(task, spec) }
    if (this.kept.size >= MOST_TASKS) this.kept.clear()
    this.kept.set(key, made)
    return made
  }
}

/** The values of a point, by their names in a Spec. */
const chosenAt = (at: Readonly<Record<string, Value>>) =>
  Object.fromEntries(Object.entries(at).map(([name, one]) => [SWEPT[name as Swept], one]))

class PlannedPoint implements Point {
  readonly #settings: Settings

  constructor(
    readonly index: number,
    settings: Settings,
  ) {
    this.#settings = settings
  }

  get at(): Readonly<Record<string, Value>> {
    return this.#settings.at(this.index)
  }
  get spec(): Spec {
    return this.#settings.spec(this.index)
  }
  get task(): Report['task'] {
    return this.#settings.task(this.index).facts
  }
  get comparisons(): readonly ComparedSizes[] {
    const { spec } = this
    const { task } = this.#settings.task(this.index)
    return this.#settings.design.fair.map((fair) => comparisonAt(fair, spec, task))
  }
  /** The units that each cell has, in the comparisons' order. */
  sizes(cell: Cell, spec: Spec): readonly number[] {
    const { task } = this.#settings.task(this.index)
    return this.#settings.design.fair.map((fair) => hiddenFor(fair, cell, spec, task))
  }
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

function comparisonAt(fair: Fair, spec: Spec, task: Task): ComparedSizes {
  const each = (count: (cell: Cell, hidden: number) => number): PerCell =>
    Object.fromEntries(
      spec.cells.map((cell) => [cell, count(cell, hiddenFor(fair, cell, spec, task))]),
    )
  const sizes = (cell: Cell, hidden: number) => ({ ...sizesOf(spec, task, cell), hidden })
  return {
    fair,
    hidden: each((_, hidden) => hidden),
    parameters: each((cell, hidden) => countParameters(sizes(cell, hidden))),
    multiplyAdds: each((cell, hidden) => multiplyAdds(sizes(cell, hidden), task)),
  }
}

/** The cells of a point with their sizes, each pair once. */
export function modelsOf(point: Point): { readonly cell: Cell; readonly hidden: number }[] {
  const { spec } = point
  const sizesOf = (cell: Cell) =>
    point instanceof PlannedPoint
      ? point.sizes(cell, spec)
      : point.comparisons.map(({ hidden }) => hidden[cell] as number)
  return spec.cells.flatMap((cell) =>
    Array.from(new Set(sizesOf(cell)), (hidden) => ({ cell, hidden })),
  )
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

/**
 * The digest of everything that a plan's numbers depend on: results of equal digests belong
 * together.
 */
export const digestOfDesign = (design: Design): string =>
  digestOfValue({ ...design, spec: fingerprint(design.spec) })

/** The same for equal values, whatever the order of their keys. */
export function digestOfValue(value: unknown): string {
  const sorted = (_: string, one: unknown) =>
    one !== null && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : one
  return `sha256:${createHash('sha256').update(JSON.stringify(value, sorted)).digest('hex')}`
}
