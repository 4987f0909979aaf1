/** Keras' recurrent layers, with what stands around a cell: RNN, stacked cells, both directions. */
import type { RecurrentLayer } from '../../../engine/stack/types.ts'
import { type Cell, type CellKind, cellKind, cellOf, formOf } from './cells.ts'
import { broken, type Fields, fieldsOf, listOf } from './json.ts'
import { type LayerConfig, layerOf } from './model.ts'
import { type LayerArrays, snakeCase } from './weights.ts'

/** One cell of a layer, and where its arrays stand in the layer. */
interface CellConfig {
  readonly kind: CellKind
  readonly config: Fields
  readonly part: string
}

const MERGES: ReadonlyMap<unknown, RecurrentLayer['merge']> = new Map<
  unknown,
  RecurrentLayer['merge']
>([
  ['concat', 'concat'],
  ['sum', 'sum'],
  ['mul', 'multiply'],
  ['ave', 'average'],
])

export interface Read {
  /** One layer, or one for each stacked cell. */
  readonly layers: readonly RecurrentLayer[]
  /** Whether what it makes is one sequence or state that a next layer can read. */
  readonly ends: boolean
}

/**
 * The layers of the stack that a layer of the model is; null where it is none that can be read.
 * @throws InputError net-file-…
 */
export function recurrentOf(given: LayerConfig, arrays: LayerArrays, version: string): Read | null {
  if (given.kind === 'Bidirectional') return bothDirections(given, arrays, version)
  const cells = cellsOf(given)
  if (cells === null) return null
  const { return_sequences, go_backwards } = given.config
  const all = return_sequences === true
  const layers = cells.map((cell, k): RecurrentLayer => {
    const name = cells.length === 1 ? given.name : `${given.name}/${cell.part.split('/').at(-1)}`
    const read = readCell(cell, arrays, cell.part, name)
    const last = k === cells.length - 1
    return {
      ...shared(read, name, formOf(cell.kind, cell.config, version)),
      ...(go_backwards === true
        ? { forward: null, backward: read.direction }
        : { forward: read.direction, backward: null }),
      ...{ merge: 'concat', returns: all || !last ? 'all' : 'last' },
      ...(go_backwards === true && all && last && { asMade: true }),
    }
  })
  return { layers, ends: false }
}

const shared = ({ kind, input, hidden }: Cell, name: string, form: RecurrentLayer['form']) =>
  ({ is: 'recurrent', name, kind, input, hidden, output: hidden, form }) as const

/** The second layer reads from T to 1; Keras turns its sequence round before the two are merged. */
function bothDirections(given: LayerConfig, arrays: LayerArrays, version: string): Read | null {
  const one = layerOf(given.config.layer)
  const other = given.config.backward_layer ? layerOf(given.config.backward_layer) : one
  const [[ahead, ...more], [back, ...further]] = [cellsOf(one) ?? [], cellsOf(other) ?? []]
  const turnedRound = one.config.go_backwards === true
  if (!ahead || !back || more.length + further.length > 0 || turnedRound) return null
  const forward = readCell(ahead, arrays, `forward_layer/${ahead.part}`, given.name)
  const backward = readCell(back, arrays, `backward_layer/${back.part}`, given.name)
  const form = formOf(ahead.kind, ahead.config, version)
  const same =
    ahead.kind === back.kind &&
    forward.input === backward.input &&
    forward.hidden === backward.hidden &&
    JSON.stringify(form) === JSON.stringify(formOf(back.kind, back.config, version))
  if (!same) return null
  const mode = given.config.merge_mode ?? null
  const layer: RecurrentLayer = {
    ...shared(forward, given.name, form),
    ...{ forward: forward.direction, backward: backward.direction },
    merge: MERGES.get(mode) ?? 'concat',
    returns: one.config.return_sequences === true ? 'all' : 'last',
  }
  return { layers: [layer], ends: !MERGES.has(mode) }
}

/** What cuDNN can compute, and Keras 2 therefore never wrote down. */
const CUDNN = {
  ...{ activation: 'tanh', recurrent_activation: 'sigmoid', reset_after: true },
  ...{ use_bias: true, cudnn: true },
}

/** A layer's cells: LSTM has one, RNN the one or those that its configuration describes. */
function cellsOf({ kind, config }: LayerConfig): CellConfig[] | null {
  const own = cellKind(kind)
  if (own !== null && kind.startsWith('CuDNN'))
    return [{ kind: own, config: { ...config, ...CUDNN }, part: '' }]
  if (own !== null && !kind.endsWith('Cell')) return [{ kind: own, config, part: 'cell' }]
  if (kind !== 'RNN') return null
  const cell = layerOf(config.cell)
  if (cell.kind !== 'StackedRNNCells') {
    const single = cellKind(cell.kind)
    return single === null ? null : [{ kind: single, config: cell.config, part: 'cell' }]
  }
  const used = new Map<string, number>()
  const cells = listOf(cell.config.cells).map((each) => {
    const { kind: name, config: settings } = layerOf(each)
    const [known, group] = [cellKind(name), snakeCase(name)]
    const before = used.get(group) ?? 0
    used.set(group, before + 1)
    const part = `cell/cells/${before === 0 ? group : `${group}_${before}`}`
    return known && { kind: known, config: fieldsOf(settings), part }
  })
  const known = cells.filter((each) => each !== null)
  return known.length === cells.length && known.length > 0 ? known : null
}

/** Throws InputError where the arrays are not what the configuration says. */
function readCell(cell: CellConfig, arrays: LayerArrays, part: string, name: string): Cell {
  const count = cell.config.use_bias === false ? 2 : 3
  const found = arrays.part(part, count)
  const read = cellOf(cell.kind, found, name)
  if (found.length !== count) throw broken('missing', name)
  const { reset_after, cudnn } = cell.config
  const twice = cell.kind === 'gru' && reset_after === true
  const biases = count === 2 ? 'none' : cudnn === true ? 'cudnn' : twice ? 'two' : 'one'
  if (found.length === count && read.biases !== biases) throw broken('bad-shape', name)
  if (read.hidden !== cell.config.units) throw broken('bad-shape', name)
  return read
}
