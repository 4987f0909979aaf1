/**
 * The nets of Hochreiter & Schmidhuber 1997: which units there are, which of them see which, and
 * how they start.
 *
 * One input layer, one hidden layer, one output layer. The hidden layer holds memory cell blocks
 * and nothing else: S cells that share an input gate and an output gate. Every gate and every cell
 * sees all inputs of the same time step and all gates and cells of the step before (the paper's
 * table 10: connectivity F); the outputs see the cells alone.
 */
import type { Random } from '../random.ts'

export interface Architecture {
  /** Input units, I. */
  readonly input: number
  /** Memory cell blocks, C. */
  readonly blocks: number
  /** Cells in each of them, S. */
  readonly blockSize: number
  /** Output units, K. */
  readonly output: number
  /** Which units have a bias: none, the gates, the gates and cells, or these and the outputs. */
  readonly biased: 'none' | 'gates' | 'hidden' | 'all'
  /**
   * What the outputs make of their net input: the paper's logistic function; or, which is not the
   * paper's, nothing.
   */
  readonly readout: 'logistic' | 'linear'
}

/**
 * Where things stand. Hidden units: the input gates in_1..in_C, the output gates out_1..out_C, then
 * the cells block by block. What a hidden unit sees: I inputs, U hidden units, and a constant 1 for
 * its bias.
 */
export interface Layout {
  /** Cells in all blocks, C·S. */
  readonly cells: number
  /** Hidden units U = 2C + C·S. */
  readonly units: number
  /** What each of them sees, M = I + U + 1. */
  readonly sources: number
  /** 1 where there is a weight, 0 where a unit has no bias: [U, M], then [K, C·S + 1]. */
  readonly present: { readonly hidden: Uint8Array; readonly output: Uint8Array }
}

export function layoutOf({ input, blocks, blockSize, output, biased }: Architecture): Layout {
  const cells = blocks * blockSize
  const units = 2 * blocks + cells
  const sources = input + units + 1
  const hidden = new Uint8Array(units * sources).fill(1)
  for (let unit = 0; unit < units; unit++) {
    const isGate = unit < 2 * blocks
    if (biased === 'none' || (biased === 'gates' && !isGate)) hidden[(unit + 1) * sources - 1] = 0
  }
  const outputs = new Uint8Array(output * (cells + 1)).fill(1)
  if (biased !== 'all') for (let k = 0; k < output; k++) outputs[(k + 1) * (cells + 1) - 1] = 0
  return { cells, units, sources, present: { hidden, output: outputs } }
}

const ones = (marks: Uint8Array) => marks.reduce((count, mark) => count + mark, 0)

/** How many weights are learned, biases among them: the paper's "# weights". */
export function countWeights(architecture: Architecture): number {
  const { hidden, output } = layoutOf(architecture).present
  return ones(hidden) + ones(output)
}

/**
 * The weights of a net, [U, M] and [K, C·S + 1] row by row, the bias last in each row. What is not
 * present is 0.
 */
export interface Lstm1997Weights {
  readonly hidden: Float64Array
  readonly output: Float64Array
}

export interface InitialWeights {
  /** Weights are drawn from U[−bound, bound). */
  readonly bound: number
  /** The blocks' input-gate biases, first to last; null where they are drawn like all others. */
  readonly inputGateBias: readonly number[] | null
  readonly outputGateBias: readonly number[] | null
}

/**
 * Initial weights: every weight is drawn, unit by unit, also those that a given bias then replaces.
 */
export function lstm1997Weights(
  architecture: Architecture,
  start: InitialWeights,
  random: Random,
): Lstm1997Weights {
  const { sources, present } = layoutOf(architecture)
  const draw = (mark: number) => (mark === 1 ? (2 * random.uniform() - 1) * start.bound : 0)
  const hidden = Float64Array.from(present.hidden, draw)
  const output = Float64Array.from(present.output, draw)
  const setBiases = (first: number, values: readonly number[] | null) => {
    for (const [block, value] of (values ?? []).entries())
      hidden[(first + block + 1) * sources - 1] = value
  }
  setBiases(0, start.inputGateBias)
  setBiases(architecture.blocks, start.outputGateBias)
  return { hidden, output }
}
