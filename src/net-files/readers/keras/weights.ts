/** Where Keras keeps the arrays of each layer: two layouts, asked in the same way. */
import type { Dataset } from '../../hdf5/datasets.ts'
import type { Hdf5, Hdf5Object } from '../../hdf5/open-hdf5.ts'
import { broken } from './json.ts'

export interface NamedArray {
  /** Its path in the file. */
  readonly path: string
  readonly dataset: Dataset
  /** Text of an attribute of it, or null. */
  text(name: string): Promise<readonly string[] | null>
}

/** The arrays of one layer. */
export interface LayerArrays {
  /**
   * The arrays of a part of it ('cell', 'forward_layer/cell', '' for its own), in Keras' order:
   * `count` of them, or fewer where the file has fewer. Parts are asked for in order.
   */
  part(name: string, count: number): readonly NamedArray[]
}

/** The arrays of a model's layers. Each layer is asked for once, in the model's order. */
export interface ModelArrays {
  layer(kind: string, name: string): LayerArrays
  /** Of a model that stands in it as a layer. */
  model(kind: string, name: string): ModelArrays
}

/** Keras' own naming of what it makes of a class: SimpleRNN → simple_rnn. */
export const snakeCase = (kind: string): string =>
  kind
    .replace(/\W+/g, '')
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()

/**
 * Keras 3, and 2.12 on: layers/<class>[_n]/<part>/vars/<k>. Groups are named by class and order,
 * never by the layer's name.
 */
export function pathArrays(file: Hdf5, root: string): ModelArrays {
  const used = new Map<string, number>()
  // Keras 2.12 counted every layer with weights twice, and wrote the first time only.
  const twice = [...file.keys()].some((path) => path.startsWith(OLD_LAYERS))
  const layers = `${root}${twice ? OLD_LAYERS : 'layers/'}`
  const place = (kind: string) => {
    const name = snakeCase(kind)
    const before = used.get(name) ?? 0
    used.set(name, before + 1)
    if (twice) return `${layers}${inOrder(file, layers, name)[before] ?? name}`
    return `${layers}${before === 0 ? name : `${name}_${before}`}`
  }
  return {
    layer: (kind) => {
      const at = place(kind)
      return {
        part: (name, count) => {
          const group = `${at}${name === '' ? '' : `/${name}`}/vars`
          return Array.from({ length: count }, (_, k) => `${group}/${k}`).flatMap(
            (path) => arrayAt(file, path) ?? [],
          )
        },
      }
    },
    model: (kind) => pathArrays(file, `${place(kind)}/`),
  }
}

const OLD_LAYERS = '_layer_checkpoint_dependencies/'

/** Groups of a class that are there, by their numbers. */
function inOrder(file: Hdf5, folder: string, name: string): string[] {
  const numbered = new Map<number, string>()
  for (const path of file.keys()) {
    if (!path.startsWith(`${folder}${name}`)) continue
    const group = path.slice(folder.length)
    const number = group === name ? '0' : group.slice(name.length + 1)
    if (/^\d+$/.test(number)) numbered.set(Number(number), group)
  }
  return [...numbered].sort(([a], [b]) => a - b).map(([, group]) => group)
}

export const arrayAt = (file: Hdf5, path: string): NamedArray | null => {
  const found = file.get(path)
  return found?.dataset ? { path, dataset: found.dataset, text: found.text } : null
}

/**
 * Until Keras 3, and its .h5 files since: a group a layer, whose attribute says the order of its
 * arrays. Those of a model within the model stand in one list, told apart by the layer's name.
 */
export async function listedArrays(file: Hdf5, root: Hdf5Object): Promise<ListedArrays> {
  const lists = new Map<string, readonly NamedArray[]>()
  const folder = root.path === '' ? '' : `${root.path}/`
  for (const layer of await listOfText(root, 'layer_names')) {
    const group = file.get(`${folder}${layer}`)
    if (group === undefined) throw broken('missing', layer)
    const names = await listOfText(group, 'weight_names')
    const arrays = names.map((name) => arrayAt(file, `${group.path}/${name}`))
    if (arrays.includes(null)) throw broken('missing', layer)
    lists.set(layer, arrays as NamedArray[])
  }
  return { ...fromLists((name) => lists.get(name) ?? []), all: () => [...lists.values()] }
}

export interface ListedArrays extends ModelArrays {
  /** Each layer's list, in the model's order. */
  all(): (readonly NamedArray[])[]
}

const fromLists = (listed: (name: string) => readonly NamedArray[]): ModelArrays => ({
  layer: (_, name) => {
    const list = [...listed(name)]
    return { part: (_part, count) => list.splice(0, count) }
  },
  model: (_, name) =>
    fromLists((inner) => {
      const list = listed(name)
      const own = list.filter(({ path }) => path.split('/').includes(inner))
      return own.length > 0 ? own : list.length > 0 ? [] : listed(inner)
    }),
})

/** A list of text in an attribute, or in several that are numbered from 0 on. */
export async function listOfText(object: Hdf5Object, name: string): Promise<readonly string[]> {
  const whole = await object.text(name)
  if (whole !== null) return whole
  const parts: string[] = []
  for (let k = 0; ; k++) {
    const part = await object.text(`${name}${k}`)
    if (part === null) return parts
    for (const each of part) parts.push(each)
  }
}
