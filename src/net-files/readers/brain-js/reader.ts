/** What toJSON of brain.js 1.x gives: RNN, LSTM and GRU, of symbols or (…TimeStep) of vectors. */
import type { Step } from '../../../engine/stack/types.ts'
import { isObject } from '../../../io/json.ts'
import { field, hasKeys, readJsonObject } from '../../json-file.ts'
import type { GivenNet, NetReader } from '../../net-file.ts'
import { denseOf, embeddingOf } from '../../tensors/steps-of-tensors.ts'
import { layerOf } from './cells.ts'
import { brainBroken, FORMAT, matrixOf } from './matrices.ts'

export const brainJs: NetReader = {
  format: FORMAT,
  recognises: (head, source) => hasKeys(head, source, ['outputConnector', 'output', 'options']),
  read: async (source) => netOf(await readJsonObject(source, FORMAT)),
}

function netOf(json: Readonly<Record<string, unknown>>): GivenNet {
  const type = field(json, 'type')
  const name = typeof type === 'string' ? type : ''
  const steps: Step[] = []
  const input = field(json, 'input')
  // Row 0 stands for the beginning and the end, row k + 1 for symbol k.
  if (input !== undefined) steps.push(embeddingOf('input', matrixOf(input, 'input'), FORMAT))
  // Versions before 1.0 called them hiddenSizes.
  const layers = field(json, 'hiddenLayers') ?? field(json, 'hiddenSizes')
  if (!Array.isArray(layers) || layers.length === 0) throw brainBroken('missing', 'hiddenLayers')
  for (const [place, layer] of layers.entries()) {
    const label = `hiddenLayers[${place}]`
    if (!isObject(layer)) throw brainBroken('bad-entry', label)
    steps.push(layerOf(layer, label, steps.at(-1)?.output ?? null))
  }
  steps.push(readoutOf(json, steps.at(-1)?.output))
  const stack = { name, steps, readouts: [] }
  return { format: FORMAT, convention: 'brain.js 1', stacks: [stack], remarks: [], metadata: {} }
}

/** What it makes of h are scores of symbols, whose softmax is drawn from; or the numbers. */
function readoutOf(json: Readonly<Record<string, unknown>>, hidden: number | undefined) {
  const tensor = matrixOf(field(json, 'outputConnector'), 'outputConnector')
  if (tensor.shape[1] !== hidden) throw brainBroken('bad-shape', tensor.name)
  const bias = matrixOf(field(json, 'output'), 'output')
  const weight = { tensor, transposed: false }
  return denseOf('outputConnector', weight, bias, { is: 'identity' }, FORMAT)
}
