/** When a trial of 1997 counts as solved: the paper's stopping criteria. */

/** How one sequence came out. */
export interface CriterionOutcome {
  /** The largest absolute error of an output, at the steps that are asked. */
  readonly worst: number
  /** The mean absolute error, over outputs and the steps that are asked. */
  readonly mean: number
}

/** Errors in a number of sequences. */
interface Limits {
  /** Fewer than this many are wrong. */
  readonly wrong: number
  /** And their mean absolute error is below this; null where the paper asks for nothing. */
  readonly meanError: number | null
}

/**
 * Of the latest training sequences ("ST3"), or of a test set that is the same throughout and looked
 * at every so often ("ST1", "ST2").
 */
export type Criterion = { readonly name: string } & Limits &
  (
    | { readonly of: 'latest'; readonly sequences: number }
    | { readonly of: 'test'; readonly sequences: number; readonly every: number }
  )

/** Whether so many wrong ones and such a mean absolute error are within the limits. */
export function isWithin(limits: Limits, wrong: number, meanError: number): boolean {
  return wrong < limits.wrong && (limits.meanError === null || meanError < limits.meanError)
}

/** The errors of the latest sequences, as many as the window is long. */
export class Window {
  private readonly errors: Float64Array
  private readonly marks: Uint8Array
  private seen = 0
  private wrong = 0

  constructor(
    size: number,
    private readonly tolerance: number,
  ) {
    this.errors = new Float64Array(size)
    this.marks = new Uint8Array(size)
  }

  add({ worst, mean }: CriterionOutcome): void {
    const place = this.seen++ % this.errors.length
    const wrong = worst < this.tolerance ? 0 : 1
    this.wrong += wrong - this.marks[place]
    this.marks[place] = wrong
    this.errors[place] = mean
  }

  /** Whether it is full and within the limits. */
  meets(limits: Limits): boolean {
    if (this.seen < this.errors.length || this.wrong >= limits.wrong) return false
    return isWithin(limits, this.wrong, this.meanError())
  }

  /** Wrong ones among the latest. */
  wrongNow(): number {
    return this.wrong
  }

  meanError(): number {
    return (
      this.errors.reduce((sum, error) => sum + error, 0) / Math.min(this.seen, this.errors.length)
    )
  }
}
