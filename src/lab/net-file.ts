/** A net in a safetensors file, under PyTorch's names: from tensors to sizes and weights, and back. */
import { apartFrom } from '../engine/parameters.ts'
import { BLOCKS, blocksOf, type Cell, type Sizes, WEIGHT_NAMES, type Weights } from '../engine/types.ts'
import { Refusal } from '../refusal.ts'
import { findParts, type Parts, type WeightName } from './net-names.ts'
import type { NamedTensor, Tensor, Tensors } from './safetensors.ts'
import { shown } from './shown.ts'

const CELLS = Object.keys(BLOCKS) as Cell[]

/**
 * Finds a one-layer tanh RNN or LSTM and its linear readout. The cell is the metadata's `cell`, else what the shapes
 * say: weight_hh_l0 is [H, H] in an RNN and [4·H, H] in an LSTM. Absent biases (bias=False) are zeros.
 * @throws Refusal net-… for any other net, wrong shapes, and weights that are NaN or infinite.
 */
export function readNet(
  tensors: Tensors,
  metadata: Readonly<Record<string, string>>,
): { sizes: Sizes; weights: Weights } {
  const parts = findParts(tensors)
  const tensorOf = (name: WeightName) => {
    const given = parts[name]
    return given === null ? undefined : tensors.get(given)
  }
  const sizes = sizesOf(tensorOf, parts, metadata.cell)
  const shapes = shapesOf(sizes)
  const read = (name: WeightName) => {
    const tensor = tensorOf(name)
    if (tensor === undefined) return new Float32Array(shapes[name][0])
    return checked(shown(parts[name] ?? name), tensor, shapes[name])
  }
  const weights = Object.fromEntries(WEIGHT_NAMES.map((name) => [name, read(name)]))
  return { sizes, weights: weights as Record<WeightName, Float32Array> }
}

/** PyTorch's shape of each weight. */
export function shapesOf(sizes: Sizes): Readonly<Record<WeightName, readonly number[]>> {
  const rows = blocksOf(sizes) * sizes.hidden
  return {
    weight_ih_l0: [rows, sizes.input],
    weight_hh_l0: [rows, sizes.hidden],
    bias_ih_l0: [rows],
    bias_hh_l0: [rows],
    'readout.weight': [sizes.output, sizes.hidden],
    'readout.bias': [sizes.output],
  }
}

/** The tensors of a net as PyTorch's load_state_dict takes them; of biases that act as one, bias_ih_l0 holds the sum and bias_hh_l0 zeros. */
export function netTensors(sizes: Sizes, weights: Weights): NamedTensor[] {
  const shapes = shapesOf(sizes)
  const { bias_ih_l0, bias_hh_l0 } = weights
  const apart = apartFrom(sizes)
  const exported: Weights = {
    ...weights,
    bias_ih_l0: bias_ih_l0.map((bias, k) => (k < apart ? bias + bias_hh_l0[k] : bias)),
    bias_hh_l0: bias_hh_l0.map((bias, k) => (k < apart ? 0 : bias)),
  }
  return WEIGHT_NAMES.map((name) => [name, shapes[name], exported[name]])
}

/** The cell and H by weight_hh_l0 and the metadata's word; I and O by the other two matrices' free sides. */
function sizesOf(tensorOf: (name: WeightName) => Tensor | undefined, parts: Parts, claimed: string | undefined): Sizes {
  const found = tensorOf('weight_hh_l0')?.shape ?? []
  const [rows, hidden] = found
  const nameOf = (part: WeightName) => shown(parts[part] ?? part)
  const tensor = nameOf('weight_hh_l0')
  const cell = cellOf(rows / hidden, tensor, claimed)
  if (cell === null) throw new Refusal('net-recurrent-shape', { tensor, found })
  const blocks = BLOCKS[cell]
  if (found.length !== 2 || !(hidden >= 1) || rows !== blocks * hidden) {
    const expected = hidden >= 1 ? [blocks * hidden, hidden] : [blocks === 1 ? 'H' : `${blocks}·H`, 'H']
    throw new Refusal('net-shape', { tensor, expected, found })
  }
  const input = freeSide(nameOf('weight_ih_l0'), tensorOf('weight_ih_l0'), [rows, 'I'])
  const output = freeSide(nameOf('readout.weight'), tensorOf('readout.weight'), ['O', hidden])
  return { cell, input, hidden, output }
}

/** The cell of a net whose weight_hh_l0 has `blocks` times as many rows as columns; null if none has. */
function cellOf(blocks: number, tensor: string, claimed: string | undefined): Cell | null {
  if (blocks === 3 || claimed === 'gru') throw new Refusal('net-gru', { tensor })
  if (claimed === undefined) return CELLS.find((cell) => BLOCKS[cell] === blocks) ?? null
  const cell = CELLS.find((known) => known === claimed)
  if (cell === undefined) throw new Refusal('net-cell', { cell: shown(claimed), known: CELLS })
  return cell
}

/** The size of the side that `expected` leaves open with a letter; at least 1. */
function freeSide(tensor: string, found: Tensor | undefined, expected: readonly (number | string)[]): number {
  const shape = found?.shape ?? []
  const fits = shape.length === expected.length && shape.every((n, side) => n >= 1 && fitsSide(n, expected[side]))
  if (!fits) throw new Refusal('net-shape', { tensor, expected, found: shape })
  return shape[expected.findIndex((side) => typeof side === 'string')]
}

const fitsSide = (n: number, expected: number | string) => typeof expected === 'string' || n === expected

/** The numbers of a tensor that has the expected shape and no NaN or infinity. */
function checked(tensor: string, { shape, data }: Tensor, expected: readonly number[]): Float32Array {
  if (shape.length !== expected.length || shape.some((n, side) => n !== expected[side])) {
    throw new Refusal('net-shape', { tensor, expected, found: shape })
  }
  const flat = data.findIndex((number) => !Number.isFinite(number))
  if (flat < 0) return data
  const index = shape.length === 2 ? [Math.floor(flat / shape[1]), flat % shape[1]] : [flat]
  throw new Refusal('net-not-finite', { tensor, index, value: String(data[flat]) })
}
