/** The points of a study, made on demand and not kept, since there may be a million. */
import { countParameters } from '../engine/parameters.ts'
import type { Cell } from '../engine/types.ts'
import type { Report } from '../results/report.ts'
import { describeTask } from '../results/task-facts.ts'
import {
  type Axis,
  type Design,
  type Fair,
  SWEPT,
  type Swept,
  type Value,
} from '../specs/design.ts'
import type { Spec } from '../specs/spec.ts'
import type { Task } from '../tasks/shared/task.ts'
import { sizesOf } from '../training/setup/net-sizes.ts'
import { resolveSpec, taskOf } from '../training/setup/resolve-spec.ts'
import { hiddenFor, multiplyAdds } from './fair-sizes.ts'

type PerCell = Readonly<Partial<Record<Cell, number>>>

/** Both cells at one point, made equal in one way. */
export interface ComparedSizes {
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
  readonly comparisons: readonly ComparedSizes[]
}

/** Options that do not affect the task: points that differ only in these share one task. */
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
  'input-bias',
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

/** A point of a design, by its index among all combinations. */
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

/** A maker of a design's points, by their index. */
export function pointsOfDesign(design: Design): (index: number) => Point {
  const settings = new Settings(design)
  return (index) => new PlannedPoint(index, settings)
}
