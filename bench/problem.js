/**
 * What every contestant is given: one batch of sequences and the weights to start from, drawn from
 * a fixed seed.
 *
 * @typedef {'rnn' | 'lstm'} Cell
 * @typedef {{ cell: Cell, T: number, H: number, B: number, I: number, O: number }} Sizes time
 *   steps, hidden size, batch, inputs, outputs
 * @typedef {Record<'wih' | 'whh' | 'bias' | 'wout' | 'bout', Float32Array>} Weights W_ih [G·H, I],
 *   W_hh [G·H, H], b [G·H], readout [O, H] and [O], rows of the LSTM in the order i, f, g, o
 * @typedef {{ sizes: Sizes, x: Float32Array, y: Float32Array, weights: Weights }} Problem x [T, B,
 * I], y [B, O]
 */

/** The sizes of the comparison, (T, H, B, I). */
export const SIZES = [
  { T: 50, H: 32, B: 32, I: 2 },
  { T: 100, H: 64, B: 32, I: 2 },
  { T: 200, H: 128, B: 64, I: 2 },
  { T: 100, H: 128, B: 128, I: 10 },
]
/** Adam with PyTorch's other defaults, after clipping by global norm. */
export const LEARNING_RATE = 0.001
export const CLIP = 1
export const WEIGHTS = ['wih', 'whh', 'bias', 'wout', 'bout']

/** Affine maps in a cell. */
export const blocksOf = (cell) => (cell === 'lstm' ? 4 : 1)

/** Mulberry32 (T. Ettinger, public domain): numbers in [−1, 1). */
function uniform(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 31 - 1
  }
}

/**
 * Weights U(±1/√H) and a forget-gate bias of 1 higher; data U(−1, 1).
 *
 * @param {Sizes} sizes
 * @returns {Problem}
 */
export function problem(sizes) {
  const { cell, T, H, B, I, O } = sizes
  const rows = blocksOf(cell) * H
  const next = uniform(1)
  const fill = (length, bound) => Float32Array.from({ length }, () => next() * bound)
  const bound = 1 / Math.sqrt(H)
  const weights = {
    wih: fill(rows * I, bound),
    whh: fill(rows * H, bound),
    bias: fill(rows, bound),
    wout: fill(O * H, bound),
    bout: fill(O, bound),
  }
  if (cell === 'lstm') for (let h = H; h < 2 * H; h++) weights.bias[h] += 1
  return { sizes, x: fill(T * B * I, 1), y: fill(B * O, 1), weights }
}

/**
 * Floating-point operations of a step: the products of forward pass, BPTT (which needs no ∂L/∂x)
 * and weight gradients, a multiplication and an addition each. Activations and Adam are not
 * counted.
 *
 * @param {Sizes} sizes
 */
export const operations = ({ cell, T, H, B, I }) => 2 * T * B * blocksOf(cell) * H * (3 * H + 2 * I)
