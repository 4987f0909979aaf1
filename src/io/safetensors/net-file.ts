/**
 * A net in a safetensors file, under PyTorch's names: from tensors to sizes and weights, and back.
 */
import { apartFrom } from '../../engine/parameters.ts'
import {
  blocksOf,
  hasPeepholes,
  hasQuery,
  type Sizes,
  type Weights,
  type WeightsOf,
  weightEntries,
} from '../../engine/types.ts'
import { InputError } from '../../rules/input-error.ts'
import { sanitizeName } from '../sanitize.ts'
import type { NamedTensor, Tensor, Tensors } from './safetensors.ts'
import {
  checkAllUsed,
  findReadout,
  findRecurrent,
  type Parts,
  type Shapes,
} from './tensor-names.ts'

export interface NetFile {
  /** Of the standard LSTM, where it is one; a GRU stands in the LSTM's place. */
  readonly sizes: Sizes
  readonly weights: Weights
  readonly parts: Parts
  /** Tensors that could be the readout and were not chosen. */
  readonly others: readonly string[]
}

/**
 * Finds a one-layer RNN, LSTM or GRU and its linear readout. The cell is what the shapes say:
 * weight_hh_l0 is [H, H] in an RNN, [4·H, H] in an LSTM and [3·H, H] in a GRU.
 * @param readout name of the readout's tensor, where several could be it
 * @throws InputError net-… for any other net
 */
export function findNet(tensors: Shapes, readout?: string) {
  const recurrent = findRecurrent(tensors)
  const found = cellOf(recurrent.weight_hh_l0 ?? '', tensors)
  const { weight_peephole_l0: peepholes } = recurrent
  if (peepholes !== undefined && (found.cell !== 'lstm' || found.variant))
    throw new InputError('net-unexpected', { tensor: sanitizeName(peepholes) })
  const query = tensors.has(QUERY)
  const cell = {
    ...found,
    ...(peepholes !== undefined && { variant: 'peephole' as const }),
    ...(query && { readout: 'attention' as const }),
  }
  const taken = new Set(Object.values(recurrent).filter((name) => name !== null))
  const { weight, bias, others } = findReadout(tensors, taken, cell.hidden, readout)
  const parts: Parts = {
    ...{ ...recurrent, 'readout.weight': weight, 'readout.bias': bias },
    ...(query && { [QUERY]: QUERY }),
  }
  checkAllUsed(tensors, parts, others)
  return { cell, parts, others }
}

/**
 * The net that {@link findNet} finds, with its numbers. Absent biases (bias=False) are zeros.
 * @throws InputError net-… as it does, and for wrong shapes and weights that are NaN or infinite
 */
export function readNet(tensors: Tensors, readout?: string): NetFile {
  const { cell, parts, others } = findNet(tensors, readout)
  const rows = blocksOf({ ...cell, input: 1, output: 1 }) * cell.hidden
  const side = (name: keyof Parts, expected: readonly (number | string)[]) => {
    const given = parts[name] ?? name
    return freeSide(sanitizeName(given), tensors.get(given), expected)
  }
  const input = side('weight_ih_l0', [rows, 'I'])
  const sizes: Sizes = { ...cell, input, output: side('readout.weight', ['O', cell.hidden]) }
  const shapes = shapesOf(sizes)
  const read = (name: keyof Parts) => {
    const given = parts[name] ?? null
    const tensor = given === null ? undefined : tensors.get(given)
    const shape = shapes[name] ?? []
    return tensor ? checked(sanitizeName(given ?? name), tensor, shape) : new Float32Array(shape[0])
  }
  const weights = Object.fromEntries(weightEntries(shapes).map(([name]) => [name, read(name)]))
  return { sizes, weights: weights as unknown as Weights, parts, others }
}

/** As gatelab writes it. */
const QUERY = 'readout.query'

/**
 * PyTorch's shape of each weight, in the order of files; of peepholes, which it has not, [3·H], and
 * of a readout's query [H].
 */
export function shapesOf(sizes: Sizes): WeightsOf<readonly number[]> {
  const rows = blocksOf(sizes) * sizes.hidden
  return {
    weight_ih_l0: [rows, sizes.input],
    weight_hh_l0: [rows, sizes.hidden],
    bias_ih_l0: [rows],
    bias_hh_l0: [rows],
    'readout.weight': [sizes.output, sizes.hidden],
    'readout.bias': [sizes.output],
    ...(hasPeepholes(sizes) ? { weight_peephole_l0: [3 * sizes.hidden] } : {}),
    ...(hasQuery(sizes) ? { [QUERY]: [sizes.hidden] } : {}),
  }
}

/**
 * The tensors of a net as PyTorch's load_state_dict takes them; of biases that act as one,
 * bias_ih_l0 holds the sum and bias_hh_l0 zeros.
 */
export function netTensors(sizes: Sizes, weights: Weights): NamedTensor[] {
  const shapes = shapesOf(sizes)
  const { bias_ih_l0, bias_hh_l0 } = weights
  const apart = apartFrom(sizes)
  const exported: Weights = {
    ...weights,
    bias_ih_l0: bias_ih_l0.map((bias, k) => (k < apart ? bias + bias_hh_l0[k] : bias)),
    bias_hh_l0: bias_hh_l0.map((bias, k) => (k < apart ? 0 : bias)),
  }
  return weightEntries(exported).map(([name, values]) => [name, shapes[name] ?? [], values])
}

/** The cell by the ratio of rows to columns of weight_hh_l0, which is its number of affine maps. */
const CELL_OF_BLOCKS = new Map<number, Pick<Sizes, 'cell' | 'variant'>>([
  [1, { cell: 'rnn' }],
  [3, { cell: 'lstm', variant: 'gru' }],
  [4, { cell: 'lstm' }],
])

/** The cell and H by weight_hh_l0. */
function cellOf(name: string, tensors: Shapes): Pick<Sizes, 'cell' | 'variant' | 'hidden'> {
  const found = tensors.get(name)?.shape ?? []
  const [rows, hidden] = found
  const cell = found.length === 2 && hidden >= 1 ? CELL_OF_BLOCKS.get(rows / hidden) : undefined
  if (cell === undefined)
    throw new InputError('net-recurrent-shape', { tensor: sanitizeName(name), found })
  return { ...cell, hidden }
}

/** The size of the side that `expected` leaves open with a letter; at least 1. */
function freeSide(
  tensor: string,
  found: Tensor | undefined,
  expected: readonly (number | string)[],
): number {
  const shape = found?.shape ?? []
  const fits =
    shape.length === expected.length &&
    shape.every((n, side) => n >= 1 && fitsSide(n, expected[side]))
  if (!fits) throw new InputError('net-shape', { tensor, expected, found: shape })
  return shape[expected.findIndex((side) => typeof side === 'string')]
}

const fitsSide = (n: number, expected: number | string) =>
  typeof expected === 'string' || n === expected

/** The numbers of a tensor that has the expected shape and no NaN or infinity. */
function checked(
  tensor: string,
  { shape, data }: Tensor,
  expected: readonly number[],
): Float32Array {
  if (shape.length !== expected.length || shape.some((n, side) => n !== expected[side])) {
    throw new InputError('net-shape', { tensor, expected, found: shape })
  }
  const flat = data.findIndex((number) => !Number.isFinite(number))
  if (flat < 0) return data
  const index = shape.length === 2 ? [Math.floor(flat / shape[1]), flat % shape[1]] : [flat]
  throw new InputError('net-not-finite', { tensor, index, value: String(data[flat]) })
}
