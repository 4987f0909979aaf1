/**
 * Which tensor of a file plays which part. PyTorch's state_dict names: `weight_ih_l0` as nn.RNN,
 * nn.LSTM and nn.GRU write them, `weight_ih` as nn.RNNCell, nn.LSTMCell and nn.GRUCell do; and a
 * linear layer.
 */
import type { WeightName } from '../../engine/types.ts'
import { InputError } from '../../rules/input-error.ts'
import { sanitizeName } from '../sanitize.ts'
import type { Tensor } from './safetensors.ts'

/** What a file has, whether or not its numbers were read. */
export type Shapes = ReadonlyMap<string, Pick<Tensor, 'shape'>>

type RecurrentName = Exclude<WeightName, `readout.${string}`>

/**
 * The file's name for each weight; a bias that the file lacks (bias=False) is null, and peepholes
 * and a query are absent from most.
 */
export type Parts = Readonly<Record<WeightName, string | null>> & {
  readonly weight_peephole_l0?: string
  readonly 'readout.query'?: string
}

const RECURRENT_NAMES = ['weight_ih_l0', 'weight_hh_l0', 'bias_ih_l0', 'bias_hh_l0'] as const
/** Names and tensors that a message lists at most. */
const LISTED = 12

/** `lstm.weight_ih_l0_reverse`: prefix, what it is, layer (none in a cell's names), direction. */
const RECURRENT = /^(|.*\.)((?:weight|bias)_(?:ih|hh|hr)|weight_peephole)(?:_l(\d+)(_reverse)?)?$/su

/**
 * One layer's recurrent weights. @throws InputError net-… where one is missing, or there are
 * several layers or nets.
 */
export function findRecurrent(tensors: Shapes): Omit<Parts, `readout.${string}`> {
  const names = [...tensors.keys()]
  const ending = (name: RecurrentName, layered: boolean) =>
    layered ? name : name.replace(/_l0$/, '')
  const { prefix, layered } = theOnlyLayer(names)
  const found = RECURRENT_NAMES.map((name) => {
    const full = prefix + ending(name, layered)
    if (tensors.has(full)) return [name, full] as const
    if (name.startsWith('weight')) throw missing(full, names)
    return [name, null] as const
  })
  const peepholes = `${prefix}weight_peephole${layered ? '_l0' : ''}`
  return {
    ...(Object.fromEntries(found) as Record<RecurrentName, string | null>),
    ...(tensors.has(peepholes) ? { weight_peephole_l0: peepholes } : {}),
  }
}

const missing = (tensor: string, names: readonly string[]) =>
  new InputError('net-missing', {
    tensor: sanitizeName(tensor),
    found: names.slice(0, LISTED).map(sanitizeName),
  })

/**
 * What stands before `weight_ih`: nothing, or such as `lstm.` where the layer was a module's
 * attribute.
 */
function theOnlyLayer(names: readonly string[]): { prefix: string; layered: boolean } {
  const nets = new Map<string, { prefix: string; layered: boolean; first: string }>()
  const layers = new Set<number>()
  let deeper: string | null = null
  for (const name of names) {
    const match = RECURRENT.exec(name)
    if (match === null) continue
    const [, prefix, kind, layer, reverse] = match
    if (reverse !== undefined)
      throw new InputError('net-bidirectional', { tensor: sanitizeName(name) })
    if (kind.endsWith('_hr')) throw new InputError('net-projection', { tensor: sanitizeName(name) })
    const layered = layer !== undefined
    const key = `${layered} ${prefix}`
    if (!nets.has(key)) nets.set(key, { prefix, layered, first: name })
    if (!layered) continue
    layers.add(Number(layer))
    if (Number(layer) > 0) deeper ??= name
  }
  if (nets.size > 1) {
    const tensors = [...nets.values()].slice(0, LISTED).map(({ first }) => sanitizeName(first))
    throw new InputError('net-several', { tensors })
  }
  if (deeper !== null)
    throw new InputError('net-layers', { tensor: sanitizeName(deeper), layers: layers.size })
  return [...nets.values()][0] ?? { prefix: '', layered: true }
}

export interface Readout {
  readonly weight: string
  /** null where the layer has none. */
  readonly bias: string | null
  /** Other layers that could be it, with their biases, where one was chosen. */
  readonly others: readonly string[]
}

/** `fc.weight`, `readout_weight`; and as written by hand: `W_out`, `Why`, `out_w`. */
export const WEIGHT =
  /(^|[._])(weight|W_?(out|output|hy|ho|y|fc|readout|head)|(out|output|hy|ho|y|fc|readout|head)_W)$/iu

/** The bias of such a weight: the same name with bias or b, in the case of the weight's. */
export const biasOf = (weight: string): string =>
  weight
    .replace(/weight$/iu, (word) => (word === word.toUpperCase() ? 'BIAS' : 'bias'))
    .replace(/(^|[._])W(_?[a-z]+)$/iu, '$1b$2')
    .replace(/_(w)$/iu, (_, w) => (w === 'W' && weight === weight.toUpperCase() ? '_B' : '_b'))

/**
 * The linear layer that reads h_t: `asked` (a tensor's name, or its name without `.weight`), else
 * the only matrix of H columns whose name ends in `weight`.
 * @throws InputError net-several-readouts, net-readout, net-missing
 */
export function findReadout(
  tensors: Shapes,
  taken: ReadonlySet<string>,
  H: number,
  asked?: string,
): Readout {
  const names = [...tensors.keys()].filter((name) => !taken.has(name))
  const weights = names.filter((name) => WEIGHT.test(name))
  const reads = (name: string) => {
    const shape = tensors.get(name)?.shape ?? []
    return shape.length === 2 && shape[1] === H
  }
  const candidates = weights.filter(reads)
  const weight =
    asked === undefined ? theReadout(weights, candidates) : named(asked, names, candidates, tensors)
  if (weight === null) throw missing('readout.weight', [...tensors.keys()])
  const bias =
    WEIGHT.test(weight) && biasOf(weight) !== weight && tensors.has(biasOf(weight))
      ? biasOf(weight)
      : null
  const unused = asked === undefined ? [] : candidates.filter((name) => name !== weight)
  const others = unused.flatMap((name) => [name, biasOf(name)].filter((one) => tensors.has(one)))
  return { weight, bias, others }
}

function theReadout(weights: readonly string[], candidates: readonly string[]): string | null {
  if (candidates.length > 1) {
    throw new InputError('net-several-readouts', {
      tensors: candidates.slice(0, LISTED).map(sanitizeName),
    })
  }
  if (weights.includes('readout.weight')) return 'readout.weight'
  // A single matrix of another shape is the readout, too, and is refused for its shape.
  return candidates[0] ?? (weights.length === 1 ? weights[0] : null)
}

function named(
  asked: string,
  names: readonly string[],
  candidates: readonly string[],
  tensors: Shapes,
): string {
  const spellings = [asked, `${asked}.weight`, `${asked}weight`]
  const found = spellings.find(
    (name) => names.includes(name) && !(name.endsWith('bias') && name === asked),
  )
  if (found !== undefined) return found
  const isThere = tensors.has(asked)
  throw new InputError('net-readout', {
    ...{
      asked: sanitizeName(asked),
      isThere,
      found: candidates.slice(0, LISTED).map(sanitizeName),
    },
  })
}

/** @throws InputError net-unexpected for a tensor that has no place in a one-layer net. */
export function checkAllUsed(tensors: Shapes, parts: Parts, others: readonly string[]): void {
  const used = new Set([...Object.values(parts), ...others])
  const unused = [...tensors.keys()].find((name) => !used.has(name))
  if (unused !== undefined) throw new InputError('net-unexpected', { tensor: sanitizeName(unused) })
}
