/** A mapping to start from: what the shapes of a file's tensors let one guess, and their list. */
import { LAYER_BLOCKS, type LayerKind } from '../../engine/stack/types.ts'
import type { TensorDirectory, TensorOfFile } from '../tensors/tensor-directory.ts'

/** Tensors that a template lists at most. */
const LISTED = 100

/** LSTMs are what most files hold; then GRUs, then plain RNNs. */
const KINDS: readonly (readonly [LayerKind, string])[] = [
  ['lstm', 'ifgo'],
  ['gru', 'rzn'],
  ['rnn', 'h'],
]

type Place = { readonly tensor: string; readonly transposed: boolean }

/** JSON that readMapping takes, to be corrected by who knows the file. */
export interface MappingTemplate {
  readonly tensors: Readonly<Record<string, readonly number[]>>
  readonly layers: readonly {
    readonly kind: LayerKind
    readonly gates: string
    readonly input: Place
    readonly recurrent: Place
    readonly bias?: string
  }[]
  readonly readout?: {
    readonly tensor: string
    readonly transposed: boolean
    readonly bias?: string
  }
}

/**
 * One layer, and a readout where one fits. The orders of gates are a guess: no shape says them.
 * Where nothing fits, the first two matrices stand for input and state.
 */
export function mappingTemplate(directory: TensorDirectory): MappingTemplate {
  const all = [...directory.values()]
  const listed = Object.fromEntries(all.slice(0, LISTED).map(({ name, shape }) => [name, shape]))
  const matrices = all.filter(({ shape }) => shape.length === 2)
  const vectors = all.filter(({ shape }) => shape.length === 1)
  const guess = findCell(matrices) ?? fallback(all)
  const { kind, gates, input, recurrent, hidden } = guess
  const bias = vectors.find(({ shape }) => shape[0] === LAYER_BLOCKS[kind] * hidden)
  const rest = matrices.filter(({ name }) => name !== input.tensor && name !== recurrent.tensor)
  const readout = rest.find(({ shape }) => shape.includes(hidden))
  const place = readout && placeOf(readout, readout.shape[1] !== hidden)
  const outputs = readout?.shape[place?.transposed ? 1 : 0]
  const readoutBias = vectors.find((one) => one !== bias && one.shape[0] === outputs)
  return {
    tensors: listed,
    layers: [{ kind, gates, input, recurrent, ...(bias && { bias: bias.name }) }],
    ...(place && { readout: { ...place, ...(readoutBias && { bias: readoutBias.name }) } }),
  }
}

interface Guess {
  readonly kind: LayerKind
  readonly gates: string
  readonly input: Place
  readonly recurrent: Place
  readonly hidden: number
}

const placeOf = ({ name }: TensorOfFile, transposed: boolean): Place => ({
  ...{ tensor: name, transposed },
})

/** A matrix of H by G·H, and another one with the same long side. */
function findCell(matrices: readonly TensorOfFile[]): Guess | null {
  for (const [kind, gates] of KINDS) {
    const blocks = LAYER_BLOCKS[kind]
    for (const transposed of [false, true]) {
      const long = transposed ? 1 : 0
      const rows = ({ shape }: TensorOfFile) => shape[long]
      const states = matrices.filter((one) => rows(one) === blocks * one.shape[1 - long])
      for (const state of states) {
        const others = matrices.filter((one) => one !== state && rows(one) === rows(state))
        if (others.length === 0) continue
        const [input] = others
        const hidden = rows(state) / blocks
        const places = { input: placeOf(input, transposed), recurrent: placeOf(state, transposed) }
        return { kind, gates, ...places, hidden }
      }
    }
  }
  return null
}

function fallback(all: readonly TensorOfFile[]): Guess {
  const [first, second = first] = all
  const place = (tensor: TensorOfFile | undefined) => ({
    ...{ tensor: tensor?.name ?? '', transposed: false },
  })
  return { kind: 'lstm', gates: 'ifgo', input: place(first), recurrent: place(second), hidden: 0 }
}
