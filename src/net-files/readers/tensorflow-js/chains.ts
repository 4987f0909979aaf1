/** The graph of a model as chains: layers each of which reads what the one before it makes. */
import { isObject } from '../../../io/json.ts'
import { type LayerConfig, readLayer } from './layers.ts'
import { modelBroken } from './weights.ts'

export interface Chains {
  readonly chains: readonly (readonly LayerConfig[])[]
  /** Names of layers with several inputs, or that share theirs with another: a chain begins there. */
  readonly parted: readonly string[]
}

const MODELS = new Set(['Sequential', 'Functional', 'Model'])

/** @throws InputError net-file-broken */
export function chainsOf(model: Readonly<Record<string, unknown>>): Chains {
  const { class_name: kind, config } = model
  // Old files have the layers of a sequential model where the others have its config.
  const layers = isObject(config) ? config.layers : config
  if (!Array.isArray(layers)) throw modelBroken('missing', 'layers')
  if (kind !== 'Sequential') return followGraph(layers)
  return { chains: [layers.flatMap((layer) => flatten(layer, 0))], parted: [] }
}

/** A sequential model within one is its layers. */
function flatten(value: unknown, depth: number): LayerConfig[] {
  const layer = readLayer(value)
  const { layers } = layer.config
  if (layer.className !== 'Sequential' || !Array.isArray(layers)) return [layer]
  if (depth > 8) throw modelBroken('too-deep', layer.name)
  return layers.flatMap((inner) => flatten(inner, depth + 1))
}

function followGraph(layers: readonly unknown[]): Chains {
  /** The chain that ends with a layer, by its name. */
  const ends = new Map<string, LayerConfig[]>()
  const chains: LayerConfig[][] = []
  const parted: string[] = []
  for (const value of layers) {
    const layer = readLayer(value)
    const sources = inboundOf(value)
    const chain = sources.length === 1 ? ends.get(sources[0]) : undefined
    if (sources.length > 0 && !chain) parted.push(layer.name)
    const own = chain ?? []
    if (chain) ends.delete(sources[0])
    else chains.push(own)
    for (const one of MODELS.has(layer.className) ? flatten(value, 0) : [layer]) own.push(one)
    ends.set(layer.name, own)
  }
  return { chains, parted }
}

/** Names of the layers that one reads; of a layer that is used twice, all. */
function inboundOf(value: unknown): string[] {
  const nodes = isObject(value) && Array.isArray(value.inbound_nodes) ? value.inbound_nodes : []
  return nodes.flatMap((node: unknown) => {
    if (!Array.isArray(node)) return []
    // One input may stand without the list around it.
    const inputs: unknown[] = typeof node[0] === 'string' ? [node] : node
    return inputs.flatMap((input) =>
      Array.isArray(input) && typeof input[0] === 'string' ? [input[0]] : [],
    )
  })
}
