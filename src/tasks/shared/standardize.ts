/** Numbers brought to mean 0 and deviation 1, by the part of them that a run trains on. */
import type { Scaling, Task } from './task.ts'

/** Mean and deviation of columns, row by row. */
export class Columns {
  private readonly means: Float64Array
  private readonly squares: Float64Array
  private rows = 0

  constructor(private readonly width: number) {
    this.means = new Float64Array(width)
    this.squares = new Float64Array(width)
  }

  /** Takes the row of `values` that begins at that place. */
  add(values: ArrayLike<number>, from: number): void {
    this.rows++
    for (let n = 0; n < this.width; n++) {
      // Welford 1962: no difference of large numbers.
      const before = values[from + n] - this.means[n]
      this.means[n] += before / this.rows
      this.squares[n] += before * (values[from + n] - this.means[n])
    }
  }

  get mean(): number[] {
    return [...this.means]
  }

  /** σ², of the rows themselves (divided by their number). */
  get variance(): number[] {
    return Array.from(this.squares, (sum) => sum / Math.max(1, this.rows))
  }

  /** Each column by its own deviation; one that never changes is left as it is, less its mean. */
  scaling(): Scaling {
    return { mean: this.mean, deviation: this.variance.map(deviationOf) }
  }

  /**
   * Each column less its own mean, and all divided by one deviation, the root of their mean
   * variance. So a squared error that is averaged over the columns is the same number in their own
   * units, but for one factor ({@link metricScale}).
   */
  commonScaling(): Scaling {
    const { variance } = this
    const one = deviationOf(variance.reduce((sum, value) => sum + value, 0) / this.width)
    return { mean: this.mean, deviation: variance.map(() => one) }
  }
}

const deviationOf = (variance: number): number => (variance > 0 ? Math.sqrt(variance) : 1)

/** z = (x − mean) / deviation, for a column. */
export const standardized = (value: number, { mean, deviation }: Scaling, column: number): number =>
  (value - mean[column]) / deviation[column]

/**
 * By what a mean squared error of standardised targets is multiplied so that it is in the file's
 * own units; 1 where targets are as they stand in the file.
 */
export function metricScale({ standardize }: Pick<Task, 'standardize'>): number {
  const deviation = standardize?.target?.deviation[0]
  return deviation === undefined ? 1 : deviation * deviation
}
