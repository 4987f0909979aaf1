/**
 * The net of 1997 once more, written from its description with names in place of addresses and
 * Math.exp in place of the kernels': slow, and with nothing in common with src/engine/lstm1997 but
 * the order of the weights.
 */
import type { Architecture, Lstm1997Weights } from '../../src/engine/lstm1997/architecture.ts'

const logistic = (x: number) => 1 / (1 + Math.exp(-x))
const h = (x: number) => 2 / (1 + Math.exp(-x)) - 1
const g = (x: number) => 4 / (1 + Math.exp(-x)) - 2
const range = (n: number) => Array.from({ length: n }, (_, k) => k)

export interface Moment {
  /** y^u of all hidden units: input gates, output gates, cells. */
  readonly hidden: number[]
  readonly state: number[]
  readonly output: number[]
}

/**
 * All time steps of a sequence. With `frozen`, what the hidden layer was one step earlier is not
 * computed but read from there, so that no change of a weight reaches it: whatever the truncated
 * gradient leaves out is then constant.
 */
export function naive(
  a: Architecture,
  weights: Lstm1997Weights,
  x: number[][],
  frozen?: Moment[],
): Moment[] {
  const { blocks, blockSize } = a
  const units = 2 * blocks + blocks * blockSize
  const rowOf = (all: Float64Array, row: number, width: number) =>
    Array.from(all.slice(row * width, (row + 1) * width))
  const into = range(units).map((unit) => rowOf(weights.hidden, unit, a.input + units + 1))
  const out = range(a.output).map((k) => rowOf(weights.output, k, blocks * blockSize + 1))
  const weigh = (w: number[], sources: number[]) =>
    w.reduce((sum, value, n) => sum + value * sources[n], 0)
  const read = a.readout === 'linear' ? (net: number) => net : logistic
  const moments: Moment[] = []
  for (const [t, inputs] of x.entries()) {
    const before = (frozen ?? moments)[t - 1]?.hidden ?? range(units).map(() => 0)
    const nets = into.map((w) => weigh(w, [...inputs, ...before, 1]))
    const state: number[] = []
    const cells: number[] = []
    for (const cell of range(blocks * blockSize)) {
      const block = Math.floor(cell / blockSize)
      const past = moments[t - 1]?.state[cell] ?? 0
      state[cell] = past + logistic(nets[block]) * g(nets[2 * blocks + cell])
      cells[cell] = logistic(nets[blocks + block]) * h(state[cell])
    }
    const gates = nets.slice(0, 2 * blocks).map(logistic)
    moments.push({
      hidden: [...gates, ...cells],
      state,
      output: out.map((w) => read(weigh(w, [...cells, 1]))),
    })
  }
  return moments
}

/**
 * ½ Σ (t^k − y^k)² over the steps that have a target: the error whose negative gradient is
 * equations (19) to (28).
 */
export function halfSquaredError(moments: Moment[], targets: (number[] | null)[]): number {
  let sum = 0
  for (const [t, { output }] of moments.entries()) {
    for (const [k, y] of output.entries()) sum += 0.5 * ((targets[t]?.[k] ?? y) - y) ** 2
  }
  return sum
}
