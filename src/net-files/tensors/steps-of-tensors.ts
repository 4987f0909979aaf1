/** Steps of a stack made of named tensors, once it is known which tensor is what. */
import {
  type Activation,
  type DenseStep,
  type Direction,
  type DirectionWeights,
  type EmbeddingStep,
  LAYER_BLOCKS,
  type LayerKind,
  type Numbers,
} from '../../engine/stack/types.ts'
import { sanitizeName } from '../../io/sanitize.ts'
import { InputError } from '../../rules/input-error.ts'
import { arrangeGates, joinBlocks, transpose } from './arrange-gates.ts'
import type { TensorOfFile } from './tensor-directory.ts'

/** Where the gates of one weight stand. */
export interface GatePlaces {
  /**
   * One tensor that holds all gates, or one for each gate in the stack's order, with null where a
   * gate has none (zeros).
   */
  readonly tensors: readonly (TensorOfFile | null)[]
  /** As in GateLayout, of the one tensor. */
  readonly order: readonly number[]
  readonly transposed: boolean
}

/** A matrix of its own. */
export interface MatrixPlace {
  readonly tensor: TensorOfFile
  readonly transposed: boolean
}

/** Where the weights of one direction stand. Sizes are as in RecurrentLayer. */
export interface CellPlaces {
  readonly kind: LayerKind
  readonly hidden: number
  readonly input: number
  readonly output: number
  readonly weights: {
    readonly input: GatePlaces
    readonly recurrent: GatePlaces
    readonly inputBias?: GatePlaces | null
    readonly recurrentBias?: GatePlaces | null
    readonly peepholes?: Readonly<Record<'i' | 'f' | 'o', TensorOfFile>> | null
    readonly projection?: MatrixPlace | null
  }
  /** A GRU whose file multiplies h_{t−1} by 1 − z: z's rows are negated, since 1 − σ(a) = σ(−a). */
  readonly updateReplaces?: boolean
}

/** The block of z in a GRU. */
const UPDATE = 1

/**
 * A direction that reads its weights when it is loaded. All shapes are checked at once.
 * @throws InputError net-file-broken bad-shape in the name of `format`
 */
export function directionOf(places: CellPlaces, format: string): Direction {
  const { kind, hidden, input, output, weights } = places
  const blocks = LAYER_BLOCKS[kind]
  const { inputBias = null, recurrentBias = null, peepholes = null, projection = null } = weights
  const bind = (gates: GatePlaces, columns: number, bias = false) => {
    checkGates(gates, blocks, hidden, columns, bias, format)
    return async () => {
      const numbers = await readGates(gates, blocks, hidden, columns)
      return places.updateReplaces ? negated(numbers, UPDATE, hidden * columns) : numbers
    }
  }
  const bindBias = (gates: GatePlaces | null) => (gates ? bind(gates, 1, true) : async () => null)
  const read = {
    input: bind(weights.input, input),
    recurrent: bind(weights.recurrent, output),
    inputBias: bindBias(inputBias),
    recurrentBias: bindBias(recurrentBias),
  }
  for (const tensor of Object.values(peepholes ?? {})) checkVector(tensor, hidden, format)
  if (projection) checkMatrix(projection, output, hidden, format)
  const load = async (): Promise<DirectionWeights> => ({
    input: await read.input(),
    recurrent: await read.recurrent(),
    inputBias: await read.inputBias(),
    recurrentBias: await read.recurrentBias(),
    peepholes: peepholes && {
      i: await peepholes.i.load(),
      f: await peepholes.f.load(),
      o: await peepholes.o.load(),
    },
    projection: projection && (await readMatrix(projection, output, hidden)),
    h0: null,
    c0: null,
  })
  const tensors = {
    input: namesOf(weights.input.tensors),
    recurrent: namesOf(weights.recurrent.tensors),
    ...(inputBias && { inputBias: namesOf(inputBias.tensors) }),
    ...(recurrentBias && { recurrentBias: namesOf(recurrentBias.tensors) }),
    ...(peepholes && { peepholes: namesOf(Object.values(peepholes)) }),
    ...(projection && { projection: projection.tensor.name }),
  }
  return { tensors, load }
}

/** A linear layer, its sizes by the shape of its matrix. @throws InputError net-file-broken */
export function denseOf(
  name: string,
  weight: MatrixPlace,
  bias: TensorOfFile | null,
  activation: Activation,
  format: string,
): DenseStep {
  const [rows = 0, columns = 0] = weight.tensor.shape
  const [output, input] = weight.transposed ? [columns, rows] : [rows, columns]
  checkMatrix(weight, output, input, format)
  if (bias) checkVector(bias, output, format)
  return {
    ...{ is: 'dense', name, input, output, activation },
    tensors: { weight: weight.tensor.name, bias: bias?.name ?? null },
    load: async () => ({
      weight: await readMatrix(weight, output, input),
      bias: bias && (await bias.load()),
    }),
  }
}

/** An embedding [symbols, output]. @throws InputError net-file-broken */
export function embeddingOf(name: string, weight: TensorOfFile, format: string): EmbeddingStep {
  const [symbols = 0, output = 0] = weight.shape
  checkMatrix({ tensor: weight, transposed: false }, symbols, output, format)
  return {
    ...{ is: 'embedding', name, symbols, output },
    tensors: { weight: weight.name },
    load: async () => ({ weight: await weight.load() }),
  }
}

/** Row `row` of a matrix, as a tensor of its own. */
export const rowOf = (tensor: TensorOfFile, row: number): TensorOfFile => ({
  ...tensor,
  shape: tensor.shape.slice(1),
  load: async () => {
    const count = tensor.shape.slice(1).reduce((product, side) => product * side, 1)
    return (await tensor.load()).slice(row * count, (row + 1) * count)
  },
})

/** As a shell would write them: lstm/{ii,if,ig,io}/kernel. */
function namesOf(tensors: readonly (TensorOfFile | null)[]): string {
  const names = tensors.flatMap((tensor) => (tensor ? [tensor.name] : []))
  const [first = '', ...others] = names
  if (others.length === 0) return first
  // Parts of a path stay whole.
  const start = first.slice(0, common(names)).search(/[^./]*$/)
  const rest = names.map((name) => name.slice(start))
  const shared = common(rest.map((name) => Array.from(name).reverse().join('')))
  const end = endOfWords(rest, shared)
  const inner = rest.map((name) => name.slice(0, name.length - end))
  return `${first.slice(0, start)}{${inner.join(',')}}${first.slice(first.length - end)}`
}

/** Where a word begins: at a sign between words, or at a capital behind a small letter. */
const WORD = /[./_-]|(?<=[a-z0-9])[A-Z]/g

/** How many of the last `shared` characters are whole words in all names. */
function endOfWords(names: readonly string[], shared: number): number {
  const lengths = names.map((name) =>
    Array.from(name.matchAll(WORD), ({ index }) => name.length - index),
  )
  const whole = lengths[0].filter((n) => n <= shared && lengths.every((all) => all.includes(n)))
  return whole[0] ?? 0
}

/** How many characters all of them begin with. */
function common(names: readonly string[]): number {
  const [first = ''] = names
  let length = 0
  while (length < first.length && names.every((name) => name[length] === first[length])) length++
  return length
}

async function readGates(
  { tensors, order, transposed }: GatePlaces,
  blocks: number,
  hidden: number,
  columns: number,
): Promise<Numbers> {
  const [whole] = tensors
  if (tensors.length === 1 && whole)
    return arrangeGates(await whole.load(), { order, hidden, columns, transposed })
  const parts: Numbers[] = []
  for (let block = 0; block < blocks; block++) {
    const numbers = await tensors[block]?.load()
    const layout = { order: [0], hidden, columns, transposed }
    parts.push(numbers ? arrangeGates(numbers, layout) : new Float32Array(hidden * columns))
  }
  return joinBlocks(parts)
}

const readMatrix = async ({ tensor, transposed }: MatrixPlace, rows: number, columns: number) =>
  transposed ? transpose(await tensor.load(), rows, columns) : tensor.load()

/** The same numbers with one block's sign turned. */
function negated(numbers: Numbers, block: number, length: number): Numbers {
  for (let k = block * length; k < (block + 1) * length; k++) numbers[k] = -numbers[k]
  return numbers
}

function checkGates(
  { tensors, transposed }: GatePlaces,
  blocks: number,
  hidden: number,
  columns: number,
  bias: boolean,
  format: string,
): void {
  const rows = (tensors.length === 1 ? blocks : 1) * hidden
  for (const tensor of tensors) {
    if (!tensor) continue
    if (bias) checkVector(tensor, rows, format)
    else checkMatrix({ tensor, transposed }, rows, columns, format)
  }
}

function checkMatrix(
  { tensor, transposed }: MatrixPlace,
  rows: number,
  columns: number,
  format: string,
): void {
  const { shape } = tensor
  const [first, second] = transposed ? [columns, rows] : [rows, columns]
  if (shape.length !== 2 || shape[0] !== first || shape[1] !== second || rows < 1 || columns < 1)
    throw badShape(tensor, format)
}

/** Sides of 1 beside the vector's own are allowed: some programs keep biases as columns. */
function checkVector(tensor: TensorOfFile, length: number, format: string): void {
  const sides = tensor.shape.filter((side) => side !== 1)
  const fits = length === 1 ? sides.length === 0 : sides.length === 1 && sides[0] === length
  if (!fits) throw badShape(tensor, format)
}

const badShape = (tensor: TensorOfFile, format: string) =>
  new InputError('net-file-broken', {
    ...{ format, problem: 'bad-shape' },
    place: `${sanitizeName(tensor.name)} [${tensor.shape.slice(0, 6).join(', ')}]`,
  })
