/** All that is measured of one direction of a recurrent layer, without running it. */

import { shares } from '../../../engine/reference/normalised.ts'
import { squash } from '../../../engine/stack/activations.ts'
import { type MatrixProducts, plainProducts } from '../../../engine/stack/matrix-products.ts'
import type {
  Direction,
  DirectionWeights,
  Numbers,
  RecurrentLayer,
} from '../../../engine/stack/types.ts'
import { sanitizeName } from '../../../io/sanitize.ts'
import type { NetFormat } from '../../../net-files/net-file.ts'
import { digestOfNumbers } from '../../../results/digest.ts'
import type { Measured } from '../measured-schema.ts'
import { type Alone, runAlone } from './alone.ts'
import { atRest, BLOCKS, idleGates, keepingGate, measuredBlocks, rowsOf } from './gate-blocks.ts'
import { known } from './known.ts'
import { decayOf, memoryOf } from './memory.ts'
import { oddGates } from './odd-gates.ts'
import { type OddNumbers, oddNumbers } from './odd-numbers.ts'
import { measureBlocks } from './recurrent-blocks.ts'
import { allSingularValues } from './singular-values.ts'

/** tanh(20) is 1 to the last digit. */
const FAR = 20

/** What is known of equal numbers in equal cells, by both: models hold many a layer twice. */
export type MeasuredBefore = Map<string, ReturnType<typeof computed>>

/** @param onBlock called when a block of the recurrent matrix is measured, or is known */
export async function measureDirection(
  layer: RecurrentLayer,
  direction: Direction,
  format: NetFormat,
  {
    before = new Map(),
    products = plainProducts,
    onBlock = () => {},
  }: {
    readonly before?: MeasuredBefore
    readonly products?: MatrixProducts
    readonly onBlock?: () => void
  } = {},
): Promise<Measured> {
  const weights = await direction.load()
  const named = arraysOf(weights)
  const parts = named.map(([, numbers]) => numbers)
  const areFinite = parts.every((part) => part.every(Number.isFinite))
  const digest = digestOfNumbers(named)
  const { kind, input, hidden, output, form } = layer
  const key = JSON.stringify([kind, input, hidden, output, form, digest])
  const found = before.get(key)
  const asked = found ?? computed(layer, weights, areFinite, products, onBlock)
  if (found) for (const _ of measuredBlocks(layer)) onBlock()
  before.set(key, asked)
  const facts = await asked
  const { blocks, alone } = facts
  return {
    precision: weights.recurrent instanceof Float64Array ? 'float64' : 'float32',
    digest,
    numbers: parts.reduce((sum, { length }) => sum + length, 0),
    ...facts,
    odd: [
      ...oddTensors(layer, direction, weights),
      ...(areFinite ? oddGates(layer, weights, blocks, format) : []),
      ...(kind === 'lstm' && alone ? farCells(alone) : []),
    ],
  }
}

/** What takes long. */
async function computed(
  layer: RecurrentLayer,
  weights: DirectionWeights,
  areFinite: boolean,
  products: MatrixProducts,
  onBlock: () => void,
) {
  const { blocks, recurrent } = measureBlocks(layer, weights, products, onBlock)
  return {
    memory: memory(layer, weights),
    decay:
      layer.kind === 'rnn'
        ? { ...decayOf(blocks[0].radius ?? Number.NaN), singular: singularOf(weights, layer) }
        : null,
    ...{ blocks, recurrent },
    alone: areFinite ? await runAlone(layer, weights) : null,
  }
}

/** All that there are, in an order that is always the same. */
function arraysOf({ peepholes, ...plain }: DirectionWeights): (readonly [string, Numbers])[] {
  const all = { ...plain, pi: peepholes?.i, pf: peepholes?.f, po: peepholes?.o }
  return Object.entries(all)
    .flatMap(([name, numbers]) => (numbers ? [[name, numbers] as const] : []))
    .sort(([a], [b]) => (a < b ? -1 : 1))
}

const singularOf = ({ recurrent }: DirectionWeights, { hidden: H, output: R }: RecurrentLayer) =>
  allSingularValues(rowsOf(recurrent, H, R, 0))?.map((value) => known(value) ?? 0) ?? null

/** The gate that keeps, at rest: one that the cell leaves out is 1, a coupled one may be 1 − i. */
function memory({ kind, hidden: H, form }: RecurrentLayer, weights: DirectionWeights) {
  const gate = keepingGate(kind)
  if (gate === null) return null
  if (form.leftOut === gate) return memoryOf(gate, new Float64Array(H).fill(1))
  if (gate === 'f' && form.normalised) {
    const [zi, zf] = (['i', 'f'] as const).map((one, n) => atRest(weights, H, n, form, one))
    return memoryOf(gate, shares(zf, zi).f)
  }
  const { value, complement } = squash(form.gate, H, form.clip)
  const isFromI = gate === 'f' && idleGates(form).includes('f')
  const computed = isFromI ? 'i' : gate
  const z = atRest(weights, H, BLOCKS[kind].indexOf(computed), form, computed)
  return memoryOf(gate, isFromI ? complement(z, value(z)) : value(z))
}

/** Cells that go where tanh(c) no longer changes, and on, with nothing coming in. */
function farCells({ units }: Alone): Measured['odd'] {
  const far = units.filter(({ state }) => Math.abs(state) > FAR)
  return far.length > 0 ? [{ is: 'far-cell', units: far }] : []
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
