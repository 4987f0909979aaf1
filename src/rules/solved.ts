/** What counts as solved, and what as better: an error has to be small, an accuracy large. */

export interface SolvedRule {
  readonly metric: string
  /** An error must fall below it, an accuracy must reach it. */
  readonly threshold: number
}

export const isSolved = ({ metric, threshold }: SolvedRule, value: number): boolean =>
  metric === 'accuracy' ? value >= threshold : value < threshold

/** Whether metric a is better than b. */
export const isBetter = ({ metric }: Pick<SolvedRule, 'metric'>, a: number, b: number): boolean =>
  metric === 'accuracy' ? a > b : a < b
