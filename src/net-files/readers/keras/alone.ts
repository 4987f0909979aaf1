/**
 * Weights without a configuration: shapes and names say what they can, and the usual functions are
 * assumed.
 */
import {
  type DenseStep,
  type RecurrentLayer,
  type Stack,
  USUAL_FORM,
} from '../../../engine/stack/types.ts'
import type { Hdf5 } from '../../hdf5/open-hdf5.ts'
import { biasesOf, type Cell, type CellKind, cellOf } from './cells.ts'
import { broken } from './json.ts'
import { widthOf } from './stacks.ts'
import { denseStep, embeddingStep } from './steps.ts'
import { arrayAt, type NamedArray } from './weights.ts'

/** Arrays that stand together: one group of the file, or what shares all but the last name. */
export interface Bundle {
  /** The layer and the part of it that they belong to. */
  readonly name: string
  readonly arrays: readonly NamedArray[]
  /** Whether it stands in a model's list of layers, and not where a program's author put it. */
  readonly listed: boolean
}

const KINDS = new Map<number, CellKind>([
  [1, 'rnn'],
  [3, 'gru'],
  [4, 'lstm'],
])

/** The nets that bundles in the order of a model's layers can be. Throws InputError. */
export function stacksAlone(bundles: readonly Bundle[]): Stack[] {
  const layers = layersOf(bundles)
  if (layers.length === 0) return []
  const used = new Set(
    layers.flatMap(({ forward, backward }) => [pathOf(forward), pathOf(backward)]),
  )
  const listed = bundles.every(({ listed, arrays }) => listed || !used.has(arrays[0]?.path))
  const fit = layers.every((layer, k) => {
    const before = layers[k - 1]
    return before === undefined || (listed && widthOf(before) === layer.input)
  })
  const readouts = bundles.flatMap(({ name, arrays }) => readoutOf(name, arrays) ?? [])
  const tables = bundles.filter(({ name, arrays }) => /embedding/i.test(name) && isTable(arrays))
  const stack = (steps: readonly RecurrentLayer[], name: string): Stack => {
    const [first, last] = [steps[0], steps.at(-1)]
    const [table, more] = tables
    const [array] = table?.arrays ?? []
    const embedding = table && array && !more && array.dataset.shape[1] === first?.input
    return {
      name,
      steps: [...(embedding ? [embeddingStep(table.name, array)] : []), ...steps],
      readouts: readouts.filter(({ input }) => last && input === widthOf(last)),
    }
  }
  // What does not fit together was apart, or had other layers between.
  return fit ? [stack(layers, '')] : layers.map((layer) => stack([layer], layer.name))
}

const pathOf = (direction: RecurrentLayer['forward']) => direction?.tensors.input

const DIRECTION = /(^|\/)(forward|backward)_/

function layersOf(bundles: readonly Bundle[]): RecurrentLayer[] {
  const layers = new Map<string, { forward?: Read; backward?: Read }>()
  for (const bundle of bundles) {
    const read = readCell(bundle)
    if (read === null) continue
    const direction = DIRECTION.exec(bundle.name)
    const name = direction ? bundle.name.slice(0, direction.index) : bundle.name
    const way = direction?.[2] === 'backward' ? 'backward' : 'forward'
    layers.set(name, { ...layers.get(name), [way]: read })
  }
  return [...layers].map(([name, { forward, backward }]) => layerOf(name, forward, backward))
}

interface Read extends Cell {
  readonly reset: 'after' | 'before'
}

function layerOf(name: string, forward?: Read, backward?: Read): RecurrentLayer {
  const one = forward ?? backward
  const same = !forward || !backward || sizes(forward) === sizes(backward)
  if (one === undefined || !same) throw broken('bad-shape', name)
  const { kind, input, hidden, reset } = one
  return {
    ...{ is: 'recurrent', name, kind, input, hidden, output: hidden },
    form: { ...USUAL_FORM, reset },
    ...{ forward: forward?.direction ?? null, backward: backward?.direction ?? null },
    ...{ merge: 'concat', returns: 'all' },
  }
}

const sizes = ({ kind, input, hidden, reset }: Read) => [kind, input, hidden, reset].join()

/** A recurrent cell is a matrix [I, G·H], one [H, G·H], and perhaps a bias. */
function readCell({ name, arrays }: Bundle): Read | null {
  const [kernel, recurrent, bias, more] = arrays
  if (kernel === undefined || recurrent === undefined || more !== undefined) return null
  const [hidden = 0, columns = 0, deep] = recurrent.dataset.shape
  const kind = KINDS.get(columns / hidden)
  const matrix = kernel.dataset.shape.length === 2 && kernel.dataset.shape[1] === columns
  const biases = biasesOf(bias?.dataset, columns)
  if (kind === undefined || deep !== undefined || !matrix || biases === null) return null
  return { ...cellOf(kind, arrays, name), reset: biases === 'one' ? 'before' : 'after' }
}

const isTable = ([table, more]: readonly NamedArray[]) =>
  table?.dataset.shape.length === 2 && more === undefined

function readoutOf(name: string, arrays: readonly NamedArray[]): DenseStep | null {
  const [kernel, bias, more] = arrays
  const [, output] = kernel?.dataset.shape ?? []
  const [size, deep] = bias?.dataset.shape ?? []
  if (!kernel || !bias || more || kernel.dataset.shape.length !== 2) return null
  if (deep !== undefined || size !== output || !/dense|time_distributed|out|head|logit/i.test(name))
    return null
  return denseStep(name, kernel, bias, { is: 'identity' })
}

const LISTED = /^(layers|_layer_checkpoint_dependencies)\//

/** Keras 3: groups named `vars`, in the order in which they were written. */
export function pathBundles(file: Hdf5): Bundle[] {
  const groups = new Map<string, { numbered: [number, NamedArray][]; at: number }>()
  for (const [path, { address }] of file) {
    const found = /^((?!optimizer\/).*)\/vars\/(\d+)$/.exec(path)
    const array = found && arrayAt(file, path)
    if (!found?.[1] || !array) continue
    const name = found[1].replace(LISTED, '')
    const group = groups.get(name) ?? { numbered: [], at: address }
    group.numbered.push([Number(found[2]), array])
    group.at = Math.min(group.at, address)
    groups.set(name, group)
  }
  return [...groups]
    .sort(([, a], [, b]) => a.at - b.at)
    .map(([name, { numbered }]) => {
      const arrays = numbered.sort(([a], [b]) => a - b).map(([, array]) => array)
      const listed = LISTED.test(arrays[0]?.path ?? '')
      return { name: name.replace(/\/cell$/, ''), arrays, listed }
    })
}

/** Before: each layer's list, by what its arrays' names have in common. */
export function listBundles(layers: readonly (readonly NamedArray[])[], root: string): Bundle[] {
  const bundles = new Map<string, NamedArray[]>()
  for (const array of layers.flat()) {
    const name = array.path.slice(root.length).replace(/\/[^/]*$/, '')
    bundles.set(name, [...(bundles.get(name) ?? []), array])
  }
  return [...bundles].map(([name, arrays]) => ({ name: shortName(name), arrays, listed: true }))
}

/** lstm/lstm/lstm_cell → lstm: a layer's name twice, and its cell's. */
function shortName(name: string): string {
  const parts = name.split('/')
  const kept = parts.filter((part, k) => part !== parts[k - 1] && !/(^|_)cell(_\d+)?$/.test(part))
  return kept.length > 0 ? kept.join('/') : name
}
