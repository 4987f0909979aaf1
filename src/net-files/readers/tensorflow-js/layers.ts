/** Layers of a TensorFlow.js model, each as the steps of a stack that it is. */
import type { RecurrentLayer, Step } from '../../../engine/stack/types.ts'
import { isObject } from '../../../io/json.ts'
import { denseOf, embeddingOf } from '../../tensors/steps-of-tensors.ts'
import type { TensorDirectory } from '../../tensors/tensor-directory.ts'
import { activationOf } from './activations.ts'
import { type CellWeights, type Config, cellsUnder, kindOf, recurrentOf } from './recurrent.ts'
import { FORMAT, modelBroken } from './weights.ts'

/** A layer as a config has it. */
export interface LayerConfig {
  readonly className: string
  readonly name: string
  readonly config: Config
}

/** They do nothing once the net is trained. */
const PASSES = new Set([
  ...['InputLayer', 'Dropout', 'SpatialDropout1D', 'AlphaDropout'],
  ...['GaussianNoise', 'GaussianDropout', 'ActivityRegularization', 'Masking'],
])

/** @throws InputError net-file-broken */
export function readLayer(value: unknown): LayerConfig {
  if (!isObject(value) || !isObject(value.config) || typeof value.class_name !== 'string')
    throw modelBroken('bad-entry', 'layers')
  const { class_name: className, config } = value
  const name = value.name ?? config.name
  return { className, name: typeof name === 'string' ? name : '', config }
}

/**
 * The steps that a layer is: none where it does nothing, null where it cannot be read.
 * @throws InputError net-file-broken, net-file-refused
 */
export function stepsOf(layer: LayerConfig, directory: TensorDirectory): Step[] | null {
  const { className, name, config } = layer
  if (PASSES.has(className)) return []
  const inner = () => readLayer(config.layer)
  if (className === 'TimeDistributed') {
    return inner().className === 'Dense' ? [denseLayer(name, inner().config, directory)] : null
  }
  if (className === 'Dense') return [denseLayer(name, config, directory)]
  if (className === 'Embedding') {
    const weight = directory.get(`${name}/embeddings`)
    if (!weight) throw modelBroken('missing', `${name}/embeddings`)
    return [embeddingOf(name, weight, FORMAT)]
  }
  if (className === 'Bidirectional') return bidirectional(name, config, inner(), directory)
  const cells = cellConfigs(className, config)
  return cells && stacked(name, config, cells, directory)
}

function denseLayer(name: string, config: Config, directory: TensorDirectory): Step {
  const [[, weights] = []] = cellsUnder(name, directory)
  const tensor = weights?.get('kernel')
  if (!tensor) throw modelBroken('missing', `${name}/kernel`)
  const bias = weights?.get('bias') ?? null
  if (config.use_bias !== false && !bias) throw modelBroken('missing', `${name}/bias`)
  const activation = activationOf(config.activation, { is: 'identity' })
  return denseOf(name, { tensor, transposed: true }, bias, activation, FORMAT)
}

/** What cells a layer runs one on top of the other; null where one of them is unknown. */
function cellConfigs(className: string, config: Config): LayerConfig[] | null {
  if (className !== 'RNN') return kindOf(className) ? [{ className, name: '', config }] : null
  const cell = readLayer(config.cell)
  const cells =
    className === 'RNN' && cell.className === 'StackedRNNCells' ? cell.config.cells : [config.cell]
  if (!Array.isArray(cells)) throw modelBroken('bad-entry', cell.name)
  const read = cells.map(readLayer)
  return read.every((each) => kindOf(each.className)) ? read : null
}

const returnsOf = (config: Config) => (config.return_sequences === true ? 'all' : 'last')

function stacked(
  name: string,
  config: Config,
  cells: readonly LayerConfig[],
  directory: TensorDirectory,
): Step[] {
  const groups = cellsUnder(name, directory)
  if (groups.length !== cells.length) throw modelBroken('missing', name)
  const backwards = config.go_backwards === true
  return cells.map((cell, place): RecurrentLayer => {
    const [path, weights] = groups[place]
    const last = place === cells.length - 1
    const sides = backwards
      ? { forward: null, backward: weights }
      : { forward: weights, backward: null }
    const label = cells.length > 1 ? `${name}/${path}` : name
    return recurrentOf(label, kindOf(cell.className) ?? 'rnn', cell.config, sides, {
      merge: 'concat',
      returns: last ? returnsOf(config) : 'all',
      // Only the last cell's outputs leave the layer, in the order in which they were made.
      ...(backwards && last ? { asMade: true } : {}),
    })
  })
}

const MERGES = new Map<unknown, RecurrentLayer['merge']>([
  ['concat', 'concat'],
  ['sum', 'sum'],
  ['mul', 'multiply'],
  ['ave', 'average'],
])

function bidirectional(
  name: string,
  config: Config,
  inner: LayerConfig,
  directory: TensorDirectory,
): Step[] | null {
  const merge = MERGES.get(config.merge_mode)
  const kind = kindOf(inner.className)
  if (!merge || !kind || inner.config.go_backwards === true) return null
  const groups = cellsUnder(name, directory)
  const side = (prefix: string): CellWeights => {
    const [, weights] = groups.find(([path]) => path.startsWith(prefix)) ?? []
    if (!weights) throw modelBroken('missing', `${name}/${prefix}…`)
    return weights
  }
  const sides = { forward: side('forward_'), backward: side('backward_') }
  const more = { merge, returns: returnsOf(inner.config) } as const
  return [recurrentOf(name, kind, inner.config, sides, more)]
}
