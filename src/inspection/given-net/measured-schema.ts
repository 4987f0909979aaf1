/** What is measured of the weights of one direction of a recurrent layer, and what is odd in them. */
import * as v from 'valibot'
import { count, finite } from '../../results/schema-parts.ts'

/** Names of tensors and layers are cleaned for print. */
export const name = v.string()

const numbers = v.nullable(finite)
const block = v.picklist(['h', 'i', 'f', 'g', 'o', 'r', 'z', 'n'])

/** Tensors whose numbers are odd; `index` from 0, of the matrix as it is used here. */
export const oddNumbers = v.variant('is', [
  v.object({
    is: v.literal('not-finite'),
    tensor: name,
    count,
    index: v.array(count),
    value: v.string(),
  }),
  v.object({ is: v.literal('all-zero'), tensor: name }),
])

const unitState = v.object({ unit: count, state: finite })

/** What each means: x-ray/odd-gates.ts. Units from 1, the first eight. */
const odd = v.variant('is', [
  ...oddNumbers.options,
  v.object({ is: v.literal('forget-bias-zero'), biased: v.boolean() }),
  v.object({ is: v.literal('never-opens'), gate: block, count, units: v.array(count) }),
  v.object({ is: v.literal('gate-order'), block, mean: finite }),
  v.object({ is: v.literal('no-cell-state') }),
  v.object({ is: v.literal('untrained-biases'), gates: v.array(block) }),
  v.object({ is: v.literal('far-cell'), units: v.array(unitState) }),
  v.object({ is: v.literal('beyond-approximation'), gate: block, count, units: v.array(count) }),
])

/**
 * The gate that keeps what was there (LSTM: f, GRU: z) at zero input and zero state, and what
 * follows if it stays so. Numbers of steps are null where the state never fades; what comes of NaN
 * or infinite weights is null.
 */
const memory = v.object({
  gate: v.picklist(['f', 'z']),
  mean: numbers,
  min: numbers,
  quartiles: v.array(numbers),
  max: numbers,
  /** [H] */
  values: v.array(numbers),
  /** ln 2/−ln f: of each unit [H], their mean, that of the median gate, and the longest. */
  halfLife: v.object({
    values: v.array(numbers),
    mean: numbers,
    median: numbers,
    longest: numbers,
  }),
  /** Units whose gate is 1 or more. */
  never: count,
  /** ln 1e-3/ln f: steps until a state is a thousandth: at the median gate, and the longest. */
  reach: v.object({ median: numbers, longest: numbers }),
  /** The eight that remember longest; numbered from 1. */
  units: v.array(v.object({ unit: count, gate: finite, halfLife: numbers })),
})

export const measured = v.object({
  precision: v.picklist(['float32', 'float64']),
  /** Of all numbers, in the order of gates that is used here. */
  digest: v.string(),
  /** How many weights there are. */
  numbers: count,
  /** null for cells without such a gate, and for brain.js's LSTM, which has no cell state. */
  memory: v.nullable(memory),
  /** RNN: by U alone, as near the zero state; null for other cells. */
  decay: v.nullable(
    v.object({
      radius: numbers,
      grows: v.boolean(),
      reach: numbers,
      halfLife: numbers,
      /** Of U, from the largest on; null where there are more than 256. */
      singular: v.nullable(v.array(finite)),
    }),
  ),
  /** x-ray/recurrent-blocks.ts: biases are those at rest, forget_bias of the cell's form included. */
  blocks: v.array(
    v.object({
      gate: block,
      bias: v.nullable(v.object({ mean: finite, deviation: finite })),
      /** Units whose gate is within 0.05 of shut or open at rest; null without bounds. */
      saturated: v.nullable(count),
      /** ‖U‖₂ and ρ(U). */
      norm: numbers,
      radius: numbers,
      /** 0: a multiple of an orthogonal matrix; 1: as random. x-ray/spectra.ts. */
      spread: numbers,
    }),
  ),
  /** The same of all rows of U together. */
  recurrent: v.object({ norm: numbers, spread: numbers }),
  /**
   * Run on x = 0 from zero states: whether the state (c of an LSTM, else h) has come to rest, its
   * eight largest units, and the keeping gate at the last step. null where a weight is no number.
   */
  alone: v.nullable(
    v.object({
      steps: count,
      settled: v.boolean(),
      units: v.array(unitState),
      memory: v.nullable(memory),
    }),
  ),
  odd: v.array(odd),
})

export type Measured = v.InferOutput<typeof measured>
export type Odd = v.InferOutput<typeof odd>
