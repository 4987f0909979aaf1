/** A model's layers as chains: each layer reads the one before it, and is the only one that does. */
import { broken } from './json.ts'
import { type LayerConfig, type ModelConfig, modelOf } from './model.ts'
import type { LayerArrays, ModelArrays } from './weights.ts'

export interface Node {
  readonly layer: LayerConfig
  readonly arrays: LayerArrays
  /** Where it begins a chain: that the graph parts or meets there. */
  readonly branching: boolean
  /** Whether it reads more than its input: a first state, as a rule. */
  readonly furtherInputs: boolean
}

export type Chain = readonly Node[]

const DEEPEST = 16

/** All chains of a model, in the order of their first layers. Throws InputError. */
export function chainsOf(model: ModelConfig, arrays: ModelArrays): Chain[] {
  return expand(model, arrays, 0).chains
}

interface Expanded {
  readonly chains: Node[][]
  /** The chain that reads the model's input, and the one that makes what it makes. */
  readonly entry: Node[] | null
  readonly exit: Node[] | null
}

function expand(model: ModelConfig, arrays: ModelArrays, depth: number): Expanded {
  if (depth > DEEPEST) throw broken('too-deep', model.name)
  const links = model.sequential ? sequence(model.layers) : graph(model)
  // In the model's order, whatever its graph is: names in the file are counted in this order.
  const parts = new Map(
    model.layers.map((layer) => {
      const inner = modelOf(layer)
      const within = inner && expand(inner, arrays.model(layer.kind, layer.name), depth + 1)
      return [layer, within ?? nodeOf(layer, arrays, links.get(layer))] as const
    }),
  )
  const chains: Node[][] = []
  let [entry, exit]: (Node[] | null)[] = [null, null]
  const only = model.outputs.length === 1 ? model.outputs[0]?.layer : undefined
  for (const head of model.layers) {
    if (links.get(head)?.before) continue
    let chain: Node[] = []
    chains.push(chain)
    const inputs = head.kind === 'InputLayer' || model.sequential
    if (inputs) entry = entry === null ? chain : []
    for (let layer: LayerConfig | undefined = head; layer; layer = links.get(layer)?.after) {
      const part = parts.get(layer)
      if (part !== undefined && 'chains' in part) chain = splice(part, chain, chains)
      else if (part !== undefined) chain.push(part)
      if (layer.name === only || (model.sequential && layer === model.layers.at(-1))) exit = chain
    }
  }
  return { chains, entry: entry?.length === 0 ? null : entry, exit }
}

/** Puts a model's chains where it stands in another one; gives the chain that goes on behind it. */
function splice({ chains, entry, exit }: Expanded, before: Node[], all: Node[][]): Node[] {
  const rest = chains.filter((chain) => chain !== entry)
  for (const node of entry ?? []) before.push(node)
  for (const chain of rest) all.push(chain)
  if (exit !== null && exit === entry) return before
  if (exit !== null) return exit
  const fresh: Node[] = []
  all.push(fresh)
  return fresh
}

interface Link {
  before?: LayerConfig
  after?: LayerConfig
  branching?: boolean
  furtherInputs?: boolean
}

const nodeOf = (layer: LayerConfig, arrays: ModelArrays, link: Link = {}): Node => ({
  layer,
  arrays: arrays.layer(layer.kind, layer.name),
  branching: link.branching === true,
  furtherInputs: link.furtherInputs === true,
})

function sequence(layers: readonly LayerConfig[]): Map<LayerConfig, Link> {
  const links = layers.map((_, k): Link => {
    const [before, after] = [layers[k - 1], layers[k + 1]]
    return { ...(before && { before }), ...(after && { after }) }
  })
  return new Map(layers.map((layer, k) => [layer, links[k] ?? {}]))
}

/** Recurrent layers may read states beside their input; any other layer with two inputs parts. */
const RECURRENT: ReadonlySet<string> = new Set([
  ...['LSTM', 'GRU', 'SimpleRNN', 'RNN', 'Bidirectional'],
  ...['CuDNNLSTM', 'CuDNNGRU'],
])

function graph({ layers }: ModelConfig): Map<LayerConfig, Link> {
  const byName = new Map(layers.map((layer) => [layer.name, layer]))
  const readers = new Map<string, number>()
  for (const { uses } of layers) {
    for (const { layer, output } of uses.flat())
      if (output === 0) readers.set(layer, (readers.get(layer) ?? 0) + 1)
  }
  const links = new Map<LayerConfig, Link>(layers.map((layer) => [layer, {}]))
  for (const layer of layers) {
    const link = links.get(layer) ?? {}
    const [first, ...further] = layer.uses[0] ?? []
    if (first === undefined) continue
    const recurrent = RECURRENT.has(layer.kind)
    const before = byName.get(first.layer)
    const alone = layer.uses.length === 1 && first.output === 0 && readers.get(first.layer) === 1
    link.furtherInputs = recurrent && further.length > 0
    if (before !== undefined && alone && (recurrent || further.length === 0)) {
      link.before = before
      const other = links.get(before)
      if (other) other.after = layer
    } else link.branching = before?.kind !== 'InputLayer' || layer.uses.length > 1
  }
  return links
}
