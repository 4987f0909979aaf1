/** What is kept of a training's evaluations, and what a training goes on from. */
import type { Observation } from '../results/events.ts'
import type { Profile } from '../results/report.ts'
import { added, type Limits, limitsOf, strideFor } from '../results/thinning.ts'
import { isBetter, isSolved } from '../rules/solved.ts'
import type { Task } from '../tasks/shared/task.ts'

/** An evaluation; without a profile where nobody will ask for it. */
export type Seen = Omit<Observation, 'profile'> & { readonly profile: Profile | null }

/** What training goes on from, beside weights, moments and random numbers. */
export interface TrainingState {
  readonly step: number
  /**
   * The evaluations that are kept (thinning.ts); how many there were, and what was found in all of
   * them.
   */
  readonly seen: readonly Seen[]
  readonly evaluations?: number
  readonly best?: Best
  readonly solvedAt?: number | null
  /** The sum of the training losses since the last evaluation. */
  readonly sum: number
  readonly seconds: number
}

export interface Best {
  readonly step: number
  readonly metric: number | null
}

/**
 * What is seen of a net in training, evaluation by evaluation: a bounded part of it, and what was
 * found in all of it.
 */
export class TrainingRecord {
  seen: readonly Seen[] = []
  /** All that were ever added. */
  evaluations = 0
  best: Best = { step: 0, metric: null }

  constructor(
    private readonly task: Task,
    /** The first step at which an evaluation found the task solved. */
    public solvedAt: number | null = null,
    private readonly limits: Limits = limitsOf(task.timeSteps, 1),
  ) {}

  add(seen: Seen): void {
    this.keep(seen)
    const { step, metric } = seen
    if (metric === null) return
    if (this.best.metric === null || isBetter(this.task, metric, this.best.metric))
      this.best = { step, metric }
    if (this.solvedAt === null && isSolved(this.task, metric)) this.solvedAt = step
  }

  /** Goes on from what was written down; what was before there were limits is thinned. */
  goOn({ seen, evaluations = seen.length, best, solvedAt }: TrainingState): void {
    if (evaluations === seen.length) for (const one of seen) this.add(one)
    else this.seen = seen
    this.evaluations = evaluations
    this.best = best ?? this.best
    this.solvedAt = solvedAt ?? this.solvedAt
  }

  private keep(seen: Seen): void {
    const { points, profiles } = this.limits
    const before = strideFor(this.evaluations, profiles)
    const kept = added(this.seen, seen, this.evaluations, points)
    const last = this.evaluations++ - 1
    const every = strideFor(this.evaluations, profiles)
    const apart = strideFor(this.evaluations, points)
    if (every !== before)
      this.seen = kept.map((one, n) => ((n * apart) % every === 0 ? one : bare(one, seen)))
    else
      this.seen =
        last % every === 0
          ? kept
          : kept.map((one, n) => (n * apart === last ? bare(one, seen) : one))
  }
}

/** An evaluation without its profile, but for the newest. */
const bare = (one: Seen, newest: Seen): Seen =>
  one === newest || one.profile === null ? one : { ...one, profile: null }
