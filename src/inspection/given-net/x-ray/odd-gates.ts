/** What is odd about a layer's gates, by its numbers alone. */

import { squash } from '../../../engine/stack/activations.ts'
import type { DirectionWeights } from '../../../engine/stack/types.ts'
import type { NetFormat } from '../../../net-files/net-file.ts'
import { atRest, BLOCKS, type BlockName, idleGates, isGate } from './gate-blocks.ts'
import type { Blocks, LayerSizes } from './recurrent-blocks.ts'

export type OddGates =
  /** b_f is exactly 0 on all units (or there is no bias), so that f = σ(0) at rest. */
  | { readonly is: 'forget-bias-zero'; readonly biased: boolean }
  /** Units whose gate stays below 0.01 for every x and h within ±1; the first of them, from 1. */
  | {
      readonly is: 'never-opens'
      readonly gate: BlockName
      readonly count: number
      readonly units: number[]
    }
  /** A hint: biases of about 1 sit on this block, as on a forget gate's, and not on f's. */
  | { readonly is: 'gate-order'; readonly block: BlockName; readonly mean: number }
  /** brain.js: c_t = f⊙h_{t−1} + i⊙g, so nothing is carried from c to c. */
  | { readonly is: 'no-cell-state' }
  /** brain.js: gates whose bias is exactly 0 on all units, as in every net that it trained. */
  | { readonly is: 'untrained-biases'; readonly gates: BlockName[] }
  /** Gates with |z| > 16 at rest, where onnxruntime's σ is cut off; their units from 1. */
  | {
      readonly is: 'beyond-approximation'
      readonly gate: BlockName
      readonly count: number
      readonly units: number[]
    }

const NEVER = 0.01
const NAMED = 8
/** onnxruntime 1.30's σ gives 0 from about −16.3 on. */
const CUT_OFF = 16

/** Of finite weights. */
export function oddGates(
  sizes: LayerSizes & { readonly input: number },
  weights: DirectionWeights,
  blocks: Blocks,
  format: NetFormat,
): OddGates[] {
  const { kind, hidden: H, form } = sizes
  if (kind === 'rnn') return []
  const rest = BLOCKS[kind].map((gate, index) => atRest(weights, H, index, form, gate))
  const zero = BLOCKS[kind].filter((_, index) => rest[index].every((z) => z === 0))
  const idle = idleGates(form)
  // An exponential gate has no end, and what it is divided by is not known beforehand.
  const endless = form.exponential ? ['i', 'f'] : []
  const gates = BLOCKS[kind].filter(
    (gate) => isGate(gate) && !idle.includes(gate) && !endless.includes(gate),
  )
  const biased = weights.inputBias !== null || weights.recurrentBias !== null
  return [
    ...(kind === 'brain-lstm' ? [{ is: 'no-cell-state' } as const] : []),
    ...(format === 'brain.js' && zero.length > 0
      ? [{ is: 'untrained-biases' as const, gates: [...zero] }]
      : []),
    ...(kind === 'lstm' && zero.includes('f') && !idle.includes('f')
      ? [{ is: 'forget-bias-zero', biased } as const]
      : []),
    ...gates.flatMap((gate) => neverOpens(gate, sizes, weights)),
    ...(kind === 'lstm' && biased && form.forgetBias === 0 && idle.length === 0
      ? orderHint(blocks, H)
      : []),
    ...gates.flatMap((gate) => {
      const z = rest[BLOCKS[kind].indexOf(gate)]
      if (form.gate.is !== 'sigmoid') return []
      const units = unitsWhere(H, (unit) => Math.abs(z[unit]) > CUT_OFF)
      return listed('beyond-approximation', gate, units)
    }),
  ]
}

const unitsWhere = (H: number, is: (unit: number) => boolean): number[] =>
  Array.from({ length: H }, (_, unit) => unit)
    .filter(is)
    .map((unit) => unit + 1)

const listed = <I extends 'never-opens' | 'beyond-approximation'>(
  is: I,
  gate: BlockName,
  units: number[],
) => (units.length > 0 ? [{ is, gate, count: units.length, units: units.slice(0, NAMED) }] : [])

/**
 * σ(b + Σ|W| + Σ|U|·r) < 0.01, where no |h| exceeds r: 1, or with a projection the largest of its
 * rows' Σ|P|. Nothing is claimed of a gate with a peephole, since no bound of c is known.
 */
function neverOpens(
  gate: BlockName,
  { kind, input: I, hidden: H, output: R, form }: LayerSizes & { readonly input: number },
  weights: DirectionWeights,
): OddGates[] {
  if (weights.peepholes !== null) return []
  const index = BLOCKS[kind].indexOf(gate)
  const rest = atRest(weights, H, index, form, gate)
  const { input, recurrent, projection } = weights
  const bound = projection === null ? 1 : largestRow(projection, R, H)
  const most = (unit: number) => {
    const row = index * H + unit
    return rest[unit] + rowSize(input, row, I) + bound * rowSize(recurrent, row, R)
  }
  const highest = squash(form.gate, H, form.clip).value(
    Float64Array.from({ length: H }, (_, k) => most(k)),
  )
  return listed(
    'never-opens',
    gate,
    unitsWhere(H, (unit) => highest[unit] < NEVER),
  )
}

function rowSize(matrix: ArrayLike<number>, row: number, columns: number): number {
  let sum = 0
  for (let k = row * columns; k < (row + 1) * columns; k++) sum += Math.abs(matrix[k])
  return sum
}

const largestRow = (matrix: ArrayLike<number>, rows: number, columns: number): number =>
  Array.from({ length: rows }, (_, row) => rowSize(matrix, row, columns)).reduce(
    (most, one) => Math.max(most, one),
    0,
  )

/**
 * Frameworks set b_f = 1 before training (Jozefowicz et al. 2015; Keras). Where another block's
 * biases lie closely about 1 and all others, f among them, about 0, the rows may stand in another
 * order. Eight units at least, or chance says it.
 */
function orderHint(blocks: Blocks, H: number): OddGates[] {
  if (H < 8) return []
  const isOne = ({ bias }: (typeof blocks)[number]) =>
    bias !== null && Math.abs(bias.mean - 1) <= 0.2 && bias.deviation <= 0.2
  const isZero = ({ bias }: (typeof blocks)[number]) =>
    bias !== null && Math.abs(bias.mean) <= 0.2 && bias.deviation <= 0.4
  const ones = blocks.filter(isOne)
  const [one] = ones
  if (ones.length !== 1 || one.gate === 'f' || one.bias === null) return []
  return blocks.every((block) => block === one || isZero(block))
    ? [{ is: 'gate-order', block: one.gate, mean: one.bias.mean }]
    : []
}
