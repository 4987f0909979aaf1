/** What a layer of a chain is to a stack: steps, nothing at all, or an end. */
import type { DenseStep, EmbeddingStep, Step } from '../../../engine/stack/types.ts'
import { knownActivation } from './activations.ts'
import { numbersOf, turned } from './arrays.ts'
import type { Node } from './chains.ts'
import { broken, type Fields } from './json.ts'
import { layerOf } from './model.ts'
import { recurrentOf } from './recurrent.ts'
import type { LayerArrays, NamedArray } from './weights.ts'

export interface Steps {
  readonly steps: readonly Step[]
  /** Whether nothing can read what the last one makes. */
  readonly ends: boolean
  /** Whether the layer makes later ones leave out some time steps. */
  readonly masks: boolean
}

/** Layers that do nothing once a net is trained. */
const IDLE: ReadonlySet<string> = new Set([
  ...['InputLayer', 'Dropout', 'SpatialDropout1D', 'GaussianNoise', 'GaussianDropout'],
  ...['AlphaDropout', 'ActivityRegularization', 'Masking', 'Identity'],
])

/** Null of a layer that cannot be read here. Throws InputError net-file-… */
export function stepsOf({ layer, arrays }: Node, version: string): Steps | null {
  const { kind, name, config } = layer
  const recurrent = recurrentOf(layer, arrays, version)
  if (recurrent !== null) return { steps: recurrent.layers, ends: recurrent.ends, masks: false }
  if (IDLE.has(kind)) return { steps: [], ends: false, masks: kind === 'Masking' }
  if (kind === 'Embedding') {
    const step = embeddingOf(name, arrays)
    return { steps: [step], ends: false, masks: config.mask_zero === true }
  }
  const step =
    kind === 'Dense'
      ? denseOf(name, config, arrays, '', version)
      : everywhere(layer, arrays, version)
  return step && { steps: [step], ends: false, masks: false }
}

/** TimeDistributed, around a dense layer, which is at every time step anyway. */
function everywhere({ kind, name, config }: Node['layer'], arrays: LayerArrays, version: string) {
  if (kind !== 'TimeDistributed') return null
  const inner = layerOf(config.layer)
  return inner.kind === 'Dense' ? denseOf(name, inner.config, arrays, 'layer', version) : null
}

function denseOf(
  name: string,
  config: Fields,
  arrays: LayerArrays,
  part: string,
  version: string,
): DenseStep | null {
  const activation = knownActivation(config.activation, version)
  const count = config.use_bias === false ? 1 : 2
  const [kernel, bias] = arrays.part(part, count)
  // Quantised to integers, or a function that is not known: an end.
  if (activation === null || !kernel || isWhole(kernel)) return null
  if ((bias !== undefined) !== (count === 2)) throw broken('missing', name)
  if (kernel.dataset.shape[1] !== config.units) throw broken('bad-shape', name)
  return denseStep(name, kernel, bias ?? null, activation)
}

/** Throws InputError net-file-broken where the arrays do not go together. */
export function denseStep(
  name: string,
  kernel: NamedArray,
  bias: NamedArray | null,
  activation: DenseStep['activation'],
): DenseStep {
  const [input = 0, output = 0] = kernel.dataset.shape
  const fit = kernel.dataset.shape.length === 2 && input > 0 && output > 0
  if (!fit || (bias && !isVector(bias, output))) throw broken('bad-shape', name)
  return {
    ...{ is: 'dense', name, input, output, activation },
    tensors: { weight: kernel.path, bias: bias?.path ?? null },
    load: async () => ({ weight: await turned(kernel), bias: bias && (await numbersOf(bias)) }),
  }
}

const isWhole = ({ dataset: { type } }: NamedArray) => type.is === 'other' && type.what === 'int'

const isVector = ({ dataset: { shape } }: NamedArray, size: number) =>
  shape.length === 1 && shape[0] === size

function embeddingOf(name: string, arrays: LayerArrays): EmbeddingStep {
  const [table] = arrays.part('', 1)
  if (table === undefined) throw broken('missing', name)
  return embeddingStep(name, table)
}

/** Throws InputError net-file-broken where it is no matrix. */
export function embeddingStep(name: string, table: NamedArray): EmbeddingStep {
  const [symbols = 0, output = 0] = table.dataset.shape
  if (table.dataset.shape.length !== 2 || symbols < 1 || output < 1) throw broken('bad-shape', name)
  return {
    ...{ is: 'embedding', name, symbols, output, tensors: { weight: table.path } },
    load: async () => ({ weight: await numbersOf(table) }),
  }
}
