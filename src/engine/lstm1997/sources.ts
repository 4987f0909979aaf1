/**
 * What the hidden layer of the cell of 1997 sees in a time step: y^m, [M]. An input that is 0 adds
 * nothing to any sum, so sums run over those that are not: where symbols are one-hot, that is one
 * of many.
 */
export class Sources {
  /** y^m: inputs, hidden units one step earlier, 1. */
  readonly values: Float64Array
  /** The inputs that are not 0; there are `activeCount`. */
  private readonly active: Uint32Array
  private activeCount = 0

  constructor(inputs: number, sources: number) {
    this.values = new Float64Array(sources)
    this.active = new Uint32Array(inputs)
  }

  /** Takes the inputs x[at..at + I − 1] and the hidden units as they were, [U]. */
  read(x: ArrayLike<number>, at: number, hidden: Float64Array): void {
    const { values, active } = this
    const I = active.length
    let activeCount = 0
    for (let i = 0; i < I; i++) {
      values[i] = x[at + i]
      if (values[i] !== 0) active[activeCount++] = i
    }
    this.activeCount = activeCount
    values.set(hidden, I)
    values[I + hidden.length] = 1
  }

  /** Σ_m w_m y^m of the row of weights that begins here. */
  weighted(weights: Float64Array, row: number): number {
    const { values, active, activeCount } = this
    const M = values.length
    let sum = 0
    for (let n = 0; n < activeCount; n++) sum += weights[row + active[n]] * values[active[n]]
    for (let m = active.length; m < M; m++) sum += weights[row + m] * values[m]
    return sum
  }

  /** Adds `factor` y^m to the row that begins here. */
  addTo(rows: Float64Array, row: number, factor: number): void {
    const { values, active, activeCount } = this
    const M = values.length
    for (let n = 0; n < activeCount; n++) rows[row + active[n]] += factor * values[active[n]]
    for (let m = active.length; m < M; m++) rows[row + m] += factor * values[m]
  }
}
