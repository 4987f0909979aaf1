/** One direction of a layer, made of named tensors as a mapping says. */
import {
  type Activation,
  type CellForm,
  type Direction,
  LAYER_BLOCKS,
  type LayerKind,
  USUAL_FORM,
} from '../../engine/stack/types.ts'
import { sanitizeName } from '../../io/sanitize.ts'
import type { NetMapProblem } from '../../rules/errors/net-file-errors.ts'
import { InputError } from '../../rules/input-error.ts'
import { directionOf, type GatePlaces, type MatrixPlace } from '../tensors/steps-of-tensors.ts'
import type { TensorOfFile } from '../tensors/tensor-directory.ts'
import type {
  MappedActivation,
  MappedLayer,
  MappedMatrix,
  MappedWeights,
} from './mapping-schema.ts'

/** Letters of the gates in the stack's order; a candidate has two names. */
const LETTERS: Readonly<Record<LayerKind, readonly string[]>> = {
  rnn: ['h'],
  lstm: ['i', 'f', 'gc', 'o'],
  gru: ['r', 'z', 'nh'],
  'brain-lstm': ['i', 'f', 'gc', 'o'],
}

export const wrong = (problem: NetMapProblem, place: string, found: string) =>
  new InputError('net-map', { problem, place, found: sanitizeName(found) })

export interface Tensors {
  tensor(name: string, place: string): TensorOfFile
  readonly format: string
}

/** A shape that will not do is the mapping's fault, not the file's. */
export function fitting<T>(place: string, make: () => T): T {
  try {
    return make()
  } catch (error) {
    if (error instanceof InputError && error.code === 'net-file-broken')
      throw wrong('shape', place, (error.details as { place: string }).place)
    throw error
  }
}

/** Where the stack's blocks stand among the mapping's letters. */
export function orderOf({ kind, gates }: MappedLayer, place: string): readonly number[] {
  const letters = LETTERS[kind]
  if (gates === undefined) return letters.map((_, block) => block)
  const order = letters.map((names) => [...gates].findIndex((letter) => names.includes(letter)))
  if (gates.length !== letters.length || new Set(order).size !== order.length || order.includes(-1))
    throw wrong('gates', `${place}.gates`, gates)
  return order
}

interface MappedCell {
  readonly input: number
  readonly hidden: number
  readonly output: number
  readonly direction: Direction
}

export function cellOf(
  mapped: MappedWeights,
  { kind, update }: MappedLayer,
  order: readonly number[],
  place: string,
  given: Tensors,
): MappedCell {
  const part = (matrix: MappedMatrix, name: string) =>
    gatesOf(matrix, kind, order, `${place}.${name}`, given)
  const input = part(mapped.input, 'input')
  const recurrent = part(mapped.recurrent, 'recurrent')
  if (mapped.bias !== undefined && mapped.inputBias !== undefined)
    throw wrong('value', `${place}.bias`, 'inputBias')
  const bias = mapped.bias ?? mapped.inputBias
  const { projection, peepholes } = mapped
  const blocks = LAYER_BLOCKS[kind]
  const [rows, output] = sidesOf(recurrent)
  const hidden = recurrent.tensors.length === 1 ? rows / blocks : rows
  const named = (name: string) => given.tensor(name, `${place}.peepholes`)
  const weights = {
    ...{ input, recurrent },
    inputBias: bias === undefined ? null : part(bias, 'bias'),
    recurrentBias:
      mapped.recurrentBias === undefined ? null : part(mapped.recurrentBias, 'recurrentBias'),
    peepholes: peepholes
      ? { i: named(peepholes.i), f: named(peepholes.f), o: named(peepholes.o) }
      : null,
    projection:
      projection === undefined ? null : matrixOf(projection, `${place}.projection`, given),
  }
  const sizes = { kind, hidden, input: sidesOf(input)[1], output }
  if (!Number.isInteger(hidden) || hidden < 1 || (weights.projection === null && output !== hidden))
    throw wrong('shape', `${place}.recurrent`, shapesOf(recurrent))
  const updateReplaces = kind === 'gru' && update === 'replaces'
  const direction = fitting(place, () =>
    directionOf({ ...sizes, weights, updateReplaces }, given.format),
  )
  return { ...sizes, direction }
}

/** Rows and columns of a matrix of gates, of the first of them where each has its own. */
function sidesOf({ tensors, transposed }: GatePlaces): [number, number] {
  const [first = 0, second = 0] = tensors.find((tensor) => tensor !== null)?.shape ?? []
  return transposed ? [second, first] : [first, second]
}

const shapesOf = ({ tensors }: GatePlaces) =>
  tensors.map((tensor) => `${tensor?.name} [${tensor?.shape.join(', ')}]`).join(', ')

function gatesOf(
  matrix: MappedMatrix,
  kind: LayerKind,
  order: readonly number[],
  place: string,
  { tensor }: Tensors,
): GatePlaces {
  const { tensor: given, transposed = false } =
    typeof matrix === 'string' ? { tensor: matrix } : matrix
  if (typeof given === 'string') return { tensors: [tensor(given, place)], order, transposed }
  const letters = LETTERS[kind]
  const unknown = Object.keys(given).find((key) => !letters.some((names) => names.includes(key)))
  if (unknown !== undefined) throw wrong('gates', place, unknown)
  const tensors = letters.map((names) => {
    const letter = [...names].find((one) => Object.hasOwn(given, one))
    if (letter === undefined) throw wrong('gates', place, Object.keys(given).join(''))
    return tensor(given[letter], place)
  })
  return { tensors, order: [0], transposed }
}

function matrixOf(
  matrix: NonNullable<MappedWeights['projection']>,
  place: string,
  { tensor }: Tensors,
): MatrixPlace {
  const { tensor: name, transposed = false } =
    typeof matrix === 'string' ? { tensor: matrix } : matrix
  return { tensor: tensor(name, place), transposed }
}

export const activationOf = (given: MappedActivation | undefined, usual: Activation): Activation =>
  given === undefined ? usual : typeof given === 'string' ? { is: given } : given

export function formOf(layer: MappedLayer): CellForm {
  const candidate = activationOf(layer.activation, USUAL_FORM.candidate)
  return {
    gate: activationOf(layer.recurrentActivation, USUAL_FORM.gate),
    candidate,
    output: activationOf(layer.outputActivation, candidate),
    reset: layer.reset ?? USUAL_FORM.reset,
    coupled: layer.coupled ?? false,
    forgetBias: layer.forgetBias ?? 0,
    clip: layer.clip ?? null,
    cellClip: layer.cellClip ?? null,
  }
}
