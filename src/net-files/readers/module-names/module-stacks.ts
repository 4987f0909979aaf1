/** Nets in a directory of tensors under the names of Flax's or Keras' modules. */
import type { RecurrentLayer, Stack } from '../../../engine/stack/types.ts'
import type { NetRemark } from '../../net-file.ts'
import { transpose } from '../../tensors/arrange-gates.ts'
import { directionOf } from '../../tensors/steps-of-tensors.ts'
import type { TensorDirectory, TensorOfFile } from '../../tensors/tensor-directory.ts'
import { findAround } from '../torch-names/around.ts'
import type { Reading } from '../torch-names/reading.ts'
import { type RecurrentGroup, widthOf } from '../torch-names/recurrent.ts'
import { findFlaxCells } from './flax-cells.ts'
import type { FoundCell } from './found-cell.ts'
import { findKerasCells } from './keras-cells.ts'
import { type Modules, modulesOf, split } from './modules.ts'

export interface ModuleStacks {
  readonly stacks: readonly Stack[]
  readonly remarks: readonly NetRemark[]
}

/** Names that a remark lists at most. */
const LISTED = 12

/**
 * Null where no such cell is among the tensors. What functions the cells have, which run backwards
 * and what reads what, names do not say: directions are told by names, the order of
 * layers by names and sizes.
 * @param format in whose name a file is refused
 * @throws InputError net-file-broken where shapes do not go together
 */
export function moduleStacks(given: TensorDirectory, format: string): ModuleStacks | null {
  const modules = modulesOf(given)
  const cells = [...findFlaxCells(modules), ...findKerasCells(modules)]
  if (cells.length === 0) return null
  const remarks: NetRemark[] = []
  const remark = (one: NetRemark) => void remarks.push(one)
  const groups = chain(pair(cells, format), remark)
  remark({ is: 'assumed-form', layers: groups.flatMap(({ layers }) => layers.map(nameOf)) })
  const used = new Set(groups.flatMap(({ taken }) => taken))
  const reading = readingOf(modules, used, format, remark)
  const taken = new Set<string>()
  const around = findAround(groups, reading, taken)
  for (const key of taken) used.add(reading.tensors.get(key)?.name ?? '')
  const own = [...modules.values()].flatMap((module) => [...module.values()])
  const unused = own.filter(({ name }) => !used.has(name)).map(({ name }) => name)
  if (unused.length > 0)
    remark({ is: 'unused', count: unused.length, names: unused.slice(0, LISTED) })
  const stacks = groups.map((group): Stack => {
    const { embedding, readout, readouts = [] } = around.get(group) ?? {}
    const steps = [
      ...(embedding ? [embedding] : []),
      ...group.layers,
      ...(readout ? [readout] : []),
    ]
    return { name: groups.length > 1 ? group.prefix.replace(/\.$/, '') : '', steps, readouts }
  })
  return { stacks, remarks }
}

const nameOf = ({ name }: RecurrentLayer) => name

const FORWARD = /(forward|fwd)/
const BACKWARD = { forward: 'backward', fwd: 'bwd' } as const

/** A cell of each direction becomes one layer where their paths differ in that word alone. */
function pair(cells: readonly FoundCell[], format: string): RecurrentGroup[] {
  const byPath = new Map(cells.map((cell) => [cell.path, cell]))
  const paired = new Map<FoundCell, FoundCell>()
  for (const cell of cells) {
    const mirror = cell.path.replace(FORWARD, (word) => BACKWARD[word as keyof typeof BACKWARD])
    const other = mirror === cell.path ? undefined : byPath.get(mirror)
    if (other && sameSizes(cell, other)) paired.set(cell, other)
  }
  const backwards = new Set(paired.values())
  return cells.flatMap((cell) => {
    if (backwards.has(cell)) return []
    const back = paired.get(cell) ?? null
    const { kind, input, hidden, output } = cell.places
    const layer: RecurrentLayer = {
      ...{ is: 'recurrent', name: cell.path, kind, input, hidden, output, form: cell.form },
      forward: directionOf(cell.places, format),
      backward: back && directionOf(back.places, format),
      ...{ merge: 'concat', returns: 'all' },
    }
    const names = [...namesOf(cell), ...(back ? namesOf(back) : [])]
    return [{ prefix: cell.path === '' ? '' : `${cell.path}.`, layers: [layer], taken: names }]
  })
}

const namesOf = ({ places }: FoundCell): string[] => {
  const { input, recurrent, inputBias, recurrentBias } = places.weights
  const parts = [input, recurrent, inputBias, recurrentBias].flatMap((part) => part?.tensors ?? [])
  return parts.flatMap((tensor) => (tensor ? [tensor.name] : []))
}

const sameSizes = ({ places: a }: FoundCell, { places: b }: FoundCell) =>
  a.kind === b.kind && a.input === b.input && a.hidden === b.hidden

/** Members of one list, or modules that differ in one number, run one above the other if they fit. */
function chain(groups: RecurrentGroup[], remark: (one: NetRemark) => void): RecurrentGroup[] {
  return familiesOf(groups).flatMap(({ name, family }) => {
    const layers = family.flatMap((group) => group.layers)
    const chains = layers.every(({ input }, n) => n === 0 || input === widthOf(layers[n - 1]))
    if (layers.length < 2 || !chains) return family
    remark({ is: 'chained', layers: layers.map(nameOf) })
    return [{ prefix: name, layers, taken: family.flatMap(({ taken }) => taken) }]
  })
}

/** `layers.0.forward_rnn.cell` is member 0 of `layers`. */
const MEMBER = /^((?:.*?\.)?)(\d+)(?=\.|$)/

function familiesOf(groups: readonly RecurrentGroup[]) {
  const lists = grouped(groups, ({ prefix }) => MEMBER.exec(prefix)?.[1])
  const families: { name: string; family: RecurrentGroup[] }[] = []
  const done = new Set<RecurrentGroup>()
  for (const [list, members] of lists) {
    const places = members.map(({ prefix }) => MEMBER.exec(prefix)?.[2])
    // Several cells of one member: the list is of something else.
    if (new Set(places).size < members.length) continue
    for (const member of members) done.add(member)
    families.push({ name: list.replace(/\.$/, ''), family: members })
  }
  const others = groups.filter((group) => !done.has(group))
  for (const family of grouped(others, ({ prefix }) => prefix.replace(/\d+/g, '#')).values())
    families.push({ name: split(family[0].prefix.replace(/\.$/, ''))[0], family })
  return families
}

/** In the order of the first of each; those without a key are left out. */
function grouped(
  groups: readonly RecurrentGroup[],
  key: (group: RecurrentGroup) => string | undefined,
): ReadonlyMap<string, RecurrentGroup[]> {
  const found = new Map<string, RecurrentGroup[]>()
  for (const group of groups) {
    const of = key(group)
    if (of !== undefined) found.set(of, [...(found.get(of) ?? []), group])
  }
  return found
}

/** What is no part of a cell, as PyTorch would call and turn linear layers and embeddings. */
function readingOf(
  modules: Modules,
  used: ReadonlySet<string>,
  format: string,
  remark: Reading['remark'],
): Reading {
  const tensors = new Map<string, TensorOfFile>()
  const embeddings = new Set<string>()
  for (const [path, module] of modules) {
    const [kernel, bias] = [module.get('kernel'), module.get('bias')]
    const table = module.get('embedding') ?? module.get('embeddings')
    if (kernel && used.has(kernel.name)) continue
    if (table) {
      tensors.set(`${path}.weight`, table)
      embeddings.add(`${path}.`)
    }
    if (kernel?.shape.length === 2) tensors.set(`${path}.weight`, turned(kernel))
    if (kernel && bias) tensors.set(`${path}.bias`, bias)
  }
  return { format, tensors, hints: { embeddings }, remark }
}

function turned(kernel: TensorOfFile): TensorOfFile {
  const [rows, columns] = kernel.shape
  return {
    ...{ name: kernel.name, dtype: kernel.dtype, shape: [columns, rows] },
    load: async () => transpose(await kernel.load(), columns, rows),
  }
}
