/** A stack with its numbers, ready to be multiplied in float64. */

import type { CellWeights } from './cells/cell.ts'
import { type Matrix, type MatrixProducts, plainProducts } from './matrix-products.ts'
import type {
  DenseStep,
  Direction,
  DirectionWeights,
  EmbeddingStep,
  Numbers,
  RecurrentLayer,
  Stack,
} from './types.ts'
import { LAYER_BLOCKS } from './types.ts'

/** `backwards` goes from t = T to 1. */
export interface LoadedDirection {
  readonly backwards: boolean
  readonly source: Direction
  readonly weights: CellWeights
  /** From the file, h [R] and c [H]; null for zeros. */
  readonly h0: Float64Array | null
  readonly c0: Float64Array | null
}

export type LoadedStep =
  | {
      readonly is: 'recurrent'
      readonly layer: RecurrentLayer
      readonly directions: readonly LoadedDirection[]
    }
  | {
      readonly is: 'dense'
      readonly step: DenseStep
      readonly weight: Matrix
      /** [O, I] */
      readonly weightValues: Numbers
      readonly bias: Float64Array | null
    }
  | { readonly is: 'embedding'; readonly step: EmbeddingStep; readonly weight: Float64Array }

export interface LoadedStack {
  readonly steps: readonly LoadedStep[]
  readonly products: MatrixProducts
}

/**
 * Reads all numbers of the stack.
 * @throws InputError as the file's reader does; RangeError for numbers that are no [rows, columns]
 */
export async function loadStack(
  { steps }: Pick<Stack, 'steps'>,
  products: MatrixProducts = plainProducts,
): Promise<LoadedStack> {
  const loaded: LoadedStep[] = []
  for (const step of steps) {
    if (step.is === 'recurrent') {
      const directions: LoadedDirection[] = []
      if (step.forward) directions.push(await loadDirection(step, step.forward, false, products))
      if (step.backward) directions.push(await loadDirection(step, step.backward, true, products))
      loaded.push({ is: 'recurrent', layer: step, directions })
    } else if (step.is === 'dense') {
      const { weight, bias } = await step.load()
      const values = checked(weight, step.output * step.input)
      loaded.push({
        ...{ is: 'dense', step },
        weight: products.matrix(values, step.output, step.input),
        weightValues: values,
        bias: bias && sized(bias, step.output),
      })
    } else {
      const { weight } = await step.load()
      loaded.push({ is: 'embedding', step, weight: sized(weight, step.symbols * step.output) })
    }
  }
  return { steps: loaded, products }
}

async function loadDirection(
  layer: RecurrentLayer,
  source: Direction,
  backwards: boolean,
  products: MatrixProducts,
): Promise<LoadedDirection> {
  const { h0, c0, ...given } = await source.load()
  const { hidden: H, output: R } = layer
  return {
    ...{ backwards, source, weights: cellWeights(layer, given, products) },
    h0: h0 && sized(h0, R),
    c0: c0 && sized(c0, H),
  }
}

function cellWeights(
  { kind, input: I, hidden: H, output: R }: RecurrentLayer,
  given: Omit<DirectionWeights, 'h0' | 'c0'>,
  products: MatrixProducts,
): CellWeights {
  const rows = LAYER_BLOCKS[kind] * H
  const bias = (values: Numbers | null) => (values ? sized(values, rows) : new Float64Array(rows))
  const { peepholes, projection } = given
  const inputValues = checked(given.input, rows * I)
  const projectionValues = projection && checked(projection, R * H)
  const recurrentValues = checked(given.recurrent, rows * R)
  return {
    input: products.matrix(inputValues, rows, I),
    inputValues,
    recurrent: products.matrix(recurrentValues, rows, R),
    recurrentValues,
    inputBias: bias(given.inputBias),
    recurrentBias: bias(given.recurrentBias),
    peepholes: peepholes && {
      i: sized(peepholes.i, H),
      f: sized(peepholes.f, H),
      o: sized(peepholes.o, H),
    },
    projection: projectionValues && products.matrix(projectionValues, R, H),
    projectionValues,
  }
}

/** In the precision that the file has them in. */
function checked(values: Numbers, size: number): Numbers {
  if (values.length !== size) throw new RangeError(`${values.length} numbers, not ${size}`)
  return values
}

const sized = (values: Numbers, size: number) => Float64Array.from(checked(values, size))
