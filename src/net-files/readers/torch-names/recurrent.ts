/**
 * The recurrent layers among named tensors: those of nn.RNN, nn.LSTM and nn.GRU (`weight_ih_l0`,
 * `weight_hh_l1_reverse`, `weight_hr_l0`) and of nn.RNNCell, nn.LSTMCell and nn.GRUCell
 * (`weight_ih`); with peepholes as gatelab writes them (`weight_peephole_l0`).
 */
import {
  type Direction,
  type DirectionWeights,
  type LayerKind,
  type Numbers,
  type RecurrentLayer,
  TANH,
  USUAL_FORM,
} from '../../../engine/stack/types.ts'
import { broken } from '../../refusals.ts'
import { type Reading, tensorOf } from './reading.ts'

/** Layers one above the other, of one module or of several. */
export interface RecurrentGroup {
  /** The module's path with its dot, or ''. */
  readonly prefix: string
  readonly layers: readonly RecurrentLayer[]
  /** Names of its tensors. */
  readonly taken: readonly string[]
}

const NAME =
  /^(|.*\.)(weight_ih|weight_hh|weight_hr|weight_peephole|bias_ih|bias_hh)(?:_l(\d{1,4})(_reverse)?)?$/su

const isRecurrentName = (name: string): boolean =>
  /(^|\.)weight_(ih|hh)(_l\d{1,4}(_reverse)?)?$/u.test(name)

/** Whether a name is that of a recurrent weight, or of what one is computed from. */
export const isTorchName = (name: string): boolean =>
  /(?:^|\.)weight_[ih]h(?:_l\d+(?:_reverse)?)?(?:$|_[vg]$|_orig$|_raw$|\.original)/u.test(name)

/** More recurrent modules than any net has. */
const MOST_GROUPS = 256

interface Found {
  readonly prefix: string
  readonly layered: boolean
  /** The highest layer's number; 0 for a cell. */
  top: number
  reverse: boolean
  readonly names: string[]
}

/** In the order of the file. Throws InputError net-file-broken where a weight is missing. */
export function findGroups(reading: Reading): readonly RecurrentGroup[] {
  const groups = new Map<string, Found>()
  for (const name of reading.tensors.keys()) {
    const match = NAME.exec(name)
    if (match === null) continue
    const [, prefix, , layer, reverse] = match
    const layered = layer !== undefined
    const key = `${layered}${prefix}`
    const group = groups.get(key) ?? { prefix, layered, top: 0, reverse: false, names: [] }
    groups.set(key, group)
    group.top = Math.max(group.top, Number(layer ?? 0))
    group.reverse ||= reverse !== undefined
    group.names.push(name)
  }
  // A bias of that name alone is somebody's own parameter.
  const found = [...groups.values()].filter(({ names }) => names.some(isRecurrentName))
  if (found.length > MOST_GROUPS) throw broken(reading.format, 'too-large', found[0].prefix)
  return found.map((group) => toGroup(group, reading))
}

function toGroup(
  { prefix, layered, top, reverse, names }: Found,
  reading: Reading,
): RecurrentGroup {
  const layers: RecurrentLayer[] = []
  for (let n = 0; n <= top; n++) {
    const ending = layered ? `_l${n}` : ''
    // A module of one layer has the layer's name.
    const name = top === 0 ? prefix.slice(0, -1) : `${prefix}l${n}`
    const layer = toLayer({ name, prefix, ending, reverse }, reading)
    const below = layers[n - 1]
    if (below && layer.input !== widthOf(below))
      throw broken(reading.format, 'bad-shape', `${prefix}weight_ih${ending}`)
    layers.push(layer)
  }
  return { prefix, layers, taken: names }
}

/** How many numbers a layer hands on. */
export const widthOf = ({ output, backward }: RecurrentLayer): number => output * (backward ? 2 : 1)

const KINDS: Readonly<Record<number, LayerKind>> = { 1: 'rnn', 3: 'gru', 4: 'lstm' }

interface Place {
  readonly name: string
  readonly prefix: string
  /** Of its tensors' names: `_l1`, or '' in a cell. */
  readonly ending: string
  readonly reverse: boolean
}

function toLayer({ name, prefix, ending, reverse }: Place, reading: Reading): RecurrentLayer {
  const forward = toDirection(prefix, ending, reading)
  const backward = reverse ? toDirection(prefix, `${ending}_reverse`, reading) : null
  const { kind, input, hidden, output } = forward
  const same = (['kind', 'input', 'hidden', 'output'] as const).every(
    (size) => backward === null || backward[size] === forward[size],
  )
  if (!same) throw broken(reading.format, 'bad-shape', `${prefix}weight_hh${ending}_reverse`)
  const said = reading.hints.nonlinearity?.get(prefix)
  if (kind === 'rnn' && said === undefined) reading.remark({ is: 'assumed-tanh', layer: name })
  const candidate = said === 'relu' && kind === 'rnn' ? ({ is: 'relu' } as const) : TANH
  return {
    ...{ is: 'recurrent', name, kind, input, hidden, output },
    ...{ form: { ...USUAL_FORM, candidate }, merge: 'concat', returns: 'all' },
    ...{ forward: forward.direction, backward: backward?.direction ?? null },
  }
}

interface Sized {
  readonly kind: LayerKind
  readonly input: number
  readonly hidden: number
  readonly output: number
  readonly direction: Direction
}

function toDirection(prefix: string, ending: string, reading: Reading): Sized {
  const { format, tensors } = reading
  const named = (what: string) => `${prefix}${what}${ending}`
  const recurrent = tensorOf(reading, named('weight_hh'), 2)
  const input = tensorOf(reading, named('weight_ih'), 2)
  const [rows, output] = recurrent.shape
  const projection = tensors.has(named('weight_hr'))
    ? tensorOf(reading, named('weight_hr'), 2)
    : null
  const hidden = projection ? projection.shape[1] : output
  const kind = KINDS[rows / hidden]
  if (kind === undefined) throw broken(format, 'bad-shape', named('weight_hh'))
  if (input.shape[0] !== rows) throw broken(format, 'bad-shape', named('weight_ih'))
  if (projection && (kind !== 'lstm' || projection.shape[0] !== output))
    throw broken(format, 'bad-shape', named('weight_hr'))
  const bias = (what: 'bias_ih' | 'bias_hh') => {
    if (!tensors.has(named(what))) return null
    const tensor = tensorOf(reading, named(what), 1)
    if (tensor.shape[0] !== rows) throw broken(format, 'bad-shape', named(what))
    return tensor
  }
  const peepholes = tensors.has(named('weight_peephole'))
    ? tensorOf(reading, named('weight_peephole'), 1)
    : null
  if (peepholes && (kind !== 'lstm' || peepholes.shape[0] !== 3 * hidden))
    throw broken(format, 'bad-shape', named('weight_peephole'))
  const found = {
    ...{ input, recurrent, projection, peepholes },
    ...{ inputBias: bias('bias_ih'), recurrentBias: bias('bias_hh') },
  }
  const load = async (): Promise<DirectionWeights> => ({
    ...{ h0: null, c0: null },
    peepholes: peepholes && inThree(await peepholes.load(), hidden),
    ...{ input: await input.load(), recurrent: await recurrent.load() },
    inputBias: (await found.inputBias?.load()) ?? null,
    recurrentBias: (await found.recurrentBias?.load()) ?? null,
    projection: (await projection?.load()) ?? null,
  })
  const names = Object.entries(found).flatMap(([part, one]) => (one ? [[part, one.name]] : []))
  const direction: Direction = { tensors: Object.fromEntries(names), load }
  return { kind, input: input.shape[1], hidden, output, direction }
}

/** p_i, p_f, p_o, which stand below one another. */
const inThree = (all: Numbers, hidden: number): DirectionWeights['peepholes'] => {
  const [i, f, o] = [0, 1, 2].map((n) => all.slice(n * hidden, (n + 1) * hidden))
  return { i, f, o }
}
