/** ONNX models: the LSTM, GRU and RNN nodes in them, wherever they stand. */
import { InputError } from '../../../rules/input-error.ts'
import type { GivenNet, NetReader, NetRemark } from '../../net-file.ts'
import type { Source } from '../../source.ts'
import { Constants } from './constants.ts'
import type { Node } from './graph-types.ts'
import { parseModel } from './model.ts'
import { looksLikeModel } from './recognise.ts'
import { kindOf, type RecurrentNode, readNode } from './recurrent.ts'
import { notReadable } from './refusals.ts'
import { namesOf, stacksOf } from './stacks.ts'
import { TensorStore } from './tensor.ts'
import { type Walk, walk } from './walk.ts'
import { Wire } from './wire.ts'

export const onnx: NetReader = {
  format: 'onnx',
  recognises: looksLikeModel,
  read,
}

async function read(source: Source): Promise<GivenNet> {
  const wire = new Wire(source)
  const model = await parseModel(wire)
  const walked = walk(model)
  const constants = new Constants(new TensorStore(wire, source))
  const { layers, refusals } = await layersOf(walked, constants)
  if (layers.length === 0)
    throw refusals[0]?.error ?? notReadable('no-recurrent-node', kinds(walked))
  const { stacks, remarks, read: nodes } = await stacksOf(layers, constants, walked)
  const { producer, producerVersion, metadata } = model
  return {
    format: 'onnx',
    convention: `opset ${model.opset}`,
    stacks,
    remarks: [...remarks, ...layerRemarks(layers, refusals), ...skipped(walked, nodes)],
    metadata: {
      ...(producer ? { producer: `${producer} ${producerVersion}`.trim() } : {}),
      ...metadata,
    },
  }
}

interface Refusal {
  readonly name: string
  readonly error: InputError
}

async function layersOf(walked: Walk, constants: Constants) {
  const layers: RecurrentNode[] = []
  const refusals: Refusal[] = []
  for (const place of walked.places) {
    if (QUANTISED.has(place.node.op))
      refusals.push({ name: place.path, error: notReadable('quantised', place.path) })
    if (kindOf(place) === null) continue
    try {
      layers.push(await readNode(place, constants))
    } catch (error) {
      // A net that cannot be read does not hide the others; a broken file is refused.
      if (!(error instanceof InputError) || error.code !== 'net-file-refused') throw error
      refusals.push({ name: place.path, error })
    }
  }
  return { layers, refusals }
}

/** onnxruntime's own operators of layers whose weights are integers. */
const QUANTISED: ReadonlySet<string> = new Set(['DynamicQuantizeLSTM'])

function layerRemarks(layers: readonly RecurrentNode[], refusals: readonly Refusal[]): NetRemark[] {
  const names = namesOf(layers)
  const remarks: NetRemark[] = []
  for (const layer of layers) {
    const name = names.get(layer) ?? ''
    if (layer.withoutProjection)
      remarks.push({ is: 'wrong-export', layer: name, what: 'projection' })
    if (layer.ownLengths) remarks.push({ is: 'own-lengths', layer: name })
    if (layer.stateElsewhere) remarks.push({ is: 'initial-state', layer: name })
  }
  for (const { name, error } of refusals)
    if ('what' in error.details && error.details.what === 'projection-lost')
      remarks.push({ is: 'wrong-export', layer: name, what: 'projection' })
  return remarks
}

/** Operators with weights. */
const WEIGHTY: ReadonlySet<string> = new Set([
  ...['Conv', 'ConvTranspose', 'MatMul', 'Gemm', 'BatchNormalization', 'LayerNormalization'],
  ...['GroupNormalization', 'InstanceNormalization', 'Attention', 'MultiHeadAttention'],
  ...['LSTM', 'GRU', 'RNN', ...QUANTISED],
])

function skipped({ places }: Walk, read: ReadonlySet<Node>): NetRemark[] {
  const ops = places.filter(({ node }) => WEIGHTY.has(node.op) && !read.has(node))
  const layers = counted(ops.map(({ node }) => node.op))
  return layers.length > 0 ? [{ is: 'skipped', layers }] : []
}

/** What there is instead: the most frequent operators that compute. */
const kinds = ({ places }: Walk): string =>
  counted(places.map(({ node }) => node.op).filter((op) => WEIGHTY.has(op) || COMPUTING.has(op)))
    .slice(0, KINDS)
    .join(', ')

const KINDS = 6
const COMPUTING: ReadonlySet<string> = new Set(['Add', 'Mul', 'Tanh', 'Sigmoid', 'Relu', 'Softmax'])

function counted(ops: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const op of ops) counts.set(op, (counts.get(op) ?? 0) + 1)
  return [...counts].map(([op, count]) => (count === 1 ? op : `${op} × ${count}`))
}
