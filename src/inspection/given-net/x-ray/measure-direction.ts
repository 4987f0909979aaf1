/** All that is measured of one direction of a recurrent layer, without running it. */
import {
  type Direction,
  type DirectionWeights,
  LAYER_BLOCKS,
  type Numbers,
  type RecurrentLayer,
} from '../../../engine/stack/types.ts'
import { sanitizeName } from '../../../io/sanitize.ts'
import type { Measured } from '../net-schema.ts'
import { atRest, BLOCKS, keepingGate } from './gate-blocks.ts'
import { decayOf, memoryOf } from './memory.ts'
import { oddGates } from './odd-gates.ts'
import { type OddNumbers, oddNumbers } from './odd-numbers.ts'
import { blocksOf } from './recurrent-blocks.ts'
import { activated } from './scalar-activation.ts'
import { allSingularValues } from './singular-values.ts'
import { singularValues } from './spectra.ts'

export async function measureDirection(
  layer: RecurrentLayer,
  direction: Direction,
): Promise<Measured> {
  const weights = await direction.load()
  const { kind, hidden: H, output: R } = layer
  const blocks = blocksOf(layer, weights)
  const parts = arraysOf(weights)
  const rows = LAYER_BLOCKS[kind] * H
  const whole = { rows, columns: R, data: Float64Array.from(weights.recurrent) }
  const [only] = blocks
  // Of an RNN the one block is the whole.
  const { norm, spread } = kind === 'rnn' ? only : singularValues(whole)
  const finite = (value: number | null) => (Number.isFinite(value) ? value : null)
  return {
    precision: weights.recurrent instanceof Float64Array ? 'float64' : 'float32',
    numbers: parts.reduce((sum, { length }) => sum + length, 0),
    memory: memory(layer, weights),
    decay:
      kind === 'rnn'
        ? { ...decayOf(only.radius ?? Number.NaN), singular: allSingularValues(whole) }
        : null,
    blocks,
    recurrent: { norm: finite(norm), spread: finite(spread) },
    odd: [
      ...oddTensors(layer, direction, weights),
      ...(parts.every((part) => part.every(Number.isFinite))
        ? oddGates(layer, weights, blocks)
        : []),
    ],
  }
}

function arraysOf({ peepholes, ...rest }: DirectionWeights): Numbers[] {
  return [...Object.values(rest), ...Object.values(peepholes ?? {})].filter((one) => one !== null)
}

/** The gate that keeps, at rest; one that the cell leaves out is 1. */
function memory({ kind, hidden: H, form }: RecurrentLayer, weights: DirectionWeights) {
  const gate = keepingGate(kind)
  if (gate === null) return null
  const index = BLOCKS[kind].indexOf(gate)
  const rest = atRest(weights, H, index, form, gate)
  const isLeftOut = form.leftOut === gate
  return memoryOf(
    gate,
    rest.map((z) => (isLeftOut ? 1 : activated(form.gate, z))),
  )
}

function oddTensors(
  { input: I, hidden: H, output: R }: RecurrentLayer,
  { tensors }: Direction,
  weights: DirectionWeights,
): OddNumbers[] {
  const columns: Partial<Record<keyof DirectionWeights, number>> = {
    ...{ input: I, recurrent: R, projection: H },
  }
  return (Object.keys(weights) as (keyof DirectionWeights)[]).flatMap((part) => {
    const found = weights[part]
    if (found === null) return []
    const tensor = sanitizeName(tensors[part] ?? part)
    const sides = columns[part]
    const look = (numbers: Numbers) =>
      oddNumbers({ tensor, numbers, columns: sides ?? 1, isMatrix: sides !== undefined })
    return ArrayBuffer.isView(found) ? look(found) : Object.values(found).flatMap(look)
  })
}
