/** Linear layers behind recurrent ones, and embeddings in front of them. */
import type { Activation, DenseStep, EmbeddingStep } from '../../../engine/stack/types.ts'
import { transpose } from '../../tensors/arrange-gates.ts'
import type { Constants } from './constants.ts'
import type { Node } from './graph-types.ts'
import type { Value } from './scope.ts'
import { sizeOf, type Tensor } from './tensor.ts'
import type { Place, Walk } from './walk.ts'

/** A linear layer where it stands. */
export interface FoundDense {
  /** What comes out of it, its bias and its activation. */
  readonly to: Value
  readonly step: DenseStep
  readonly nodes: readonly Node[]
}

const ACTIVATIONS: ReadonlyMap<string, Activation> = new Map([
  ['Sigmoid', { is: 'sigmoid' }],
  ['Tanh', { is: 'tanh' }],
  ['Relu', { is: 'relu' }],
])

/** Null for a node that is no linear layer with known weights. `rank`: of what it is applied to. */
export async function denseAt(
  place: Place,
  rank: number,
  constants: Constants,
  walk: Walk,
): Promise<FoundDense | null> {
  const { node, scope, path } = place
  if (node.domain !== '' || (node.op !== 'MatMul' && node.op !== 'Gemm')) return null
  const made = scope.value(node.outputs[0] ?? '')
  const weight = await constants.tensor(scope.input(node, 1))
  if (!made || weight?.dims.length !== 2 || !weight.real) return null
  const integer = (name: string) => node.attributes.get(name)?.integer ?? 0
  const factor = (name: string) => node.attributes.get(name)?.float ?? 1
  const gemm = node.op === 'Gemm'
  if (gemm && (integer('transA') !== 0 || factor('alpha') !== 1 || factor('beta') !== 1))
    return null
  const straight = gemm && integer('transB') !== 0
  const [output, input] = straight ? weight.dims : weight.dims.toReversed()
  const own = gemm ? await constants.tensor(scope.input(node, 2)) : null
  if (!(input >= 1 && output >= 1) || (own && !isBias(own, output))) return null
  const added = own ? null : await biasBehind(made, output, constants, walk)
  const bias = own ?? added?.bias ?? null
  const end = activationBehind(added?.to ?? made, rank, walk)
  const nodes = [node, ...(added ? [added.node] : []), ...(end ? [end.node] : [])]
  const step: DenseStep = {
    ...{ is: 'dense', name: path, input, output },
    activation: end?.activation ?? { is: 'identity' },
    tensors: { weight: weight.roots.join(' + '), bias: bias?.roots.join(' + ') ?? null },
    load: async () => {
      const numbers = await weight.numbers()
      return {
        weight: straight ? numbers.slice() : transpose(numbers, output, input),
        bias: bias ? (await bias.numbers()).slice() : null,
      }
    },
  }
  return { to: end?.to ?? added?.to ?? made, step, nodes }
}

const isBias = ({ dims, real }: Tensor, output: number): boolean =>
  real && dims.at(-1) === output && sizeOf(dims) === output

/** The one node that reads the value, and what comes out of it. */
export function onlyReader(value: Value, walk: Walk) {
  const reader = walk.onlyReader(value)
  const to = reader?.place.scope.value(reader.place.node.outputs[0] ?? '')
  return reader && to && reader.place.node.domain === '' ? { ...reader, to } : null
}

async function biasBehind(value: Value, output: number, constants: Constants, walk: Walk) {
  const reader = onlyReader(value, walk)
  if (reader?.place.node.op !== 'Add') return null
  const { place, input, to } = reader
  const bias = await constants.tensor(place.scope.input(place.node, 1 - input))
  return bias && isBias(bias, output) ? { bias, to, node: place.node } : null
}

function activationBehind(value: Value, rank: number, walk: Walk) {
  const reader = onlyReader(value, walk)
  if (!reader) return null
  const { node } = reader.place
  const axis = node.attributes.get('axis')?.integer
  const along = axis === -1 || axis === rank - 1
  const softmax: Activation | null = node.op === 'Softmax' && along ? { is: 'softmax' } : null
  const activation = ACTIVATIONS.get(node.op) ?? softmax
  return activation ? { activation, to: reader.to, node } : null
}

/** Nodes that are followed from a layer back to its embedding. */
const FAR = 16
/** What leaves the numbers along the last axis together. */
const UNCHANGED: ReadonlySet<string> = new Set(['Identity', 'Dropout', 'Cast'])

/** The embedding whose rows a layer reads; null where it reads anything else. */
export async function embeddingBefore(
  value: Value | null,
  constants: Constants,
): Promise<{ step: EmbeddingStep; node: Node } | null> {
  let from = value
  for (let steps = 0; from?.node && steps < FAR; steps++) {
    const { node, scope }: Value & { node: Node | null } = from
    if (node?.domain !== '') return null
    if (node.op === 'Gather') return embeddingAt(from, constants)
    const turned =
      node.op === 'Transpose' && node.attributes.get('perm')?.integers.join() === '1,0,2'
    if (!turned && !UNCHANGED.has(node.op)) return null
    from = scope.input(node, 0)
  }
  return null
}

async function embeddingAt({ node, scope }: Value, constants: Constants) {
  if (!node) return null
  const table = await constants.tensor(scope.input(node, 0))
  const axis = node.attributes.get('axis')?.integer ?? 0
  const indices = await constants.tensor(scope.input(node, 1))
  if (table?.dims.length !== 2 || !table.real || axis !== 0 || indices) return null
  const [symbols, output] = table.dims
  const step: EmbeddingStep = {
    ...{ is: 'embedding', name: node.name || table.roots.join(' + '), symbols, output },
    tensors: { weight: table.roots.join(' + ') },
    load: async () => ({ weight: (await table.numbers()).slice() }),
  }
  return { step, node }
}
