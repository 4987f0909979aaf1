/** The part of a checkpoint that is a net's: a directory of tensors under their own names. */

import { refused } from '../../refusals.ts'
import type { TensorDirectory } from '../../tensors/tensor-directory.ts'
import { unnamedTensors } from '../named-tensors.ts'
import { type Hints, withoutWrappers } from '../torch-names/reading.ts'
import { isTorchName } from '../torch-names/torch-stacks.ts'
import type { Saved } from './saved.ts'
import { FORMAT, tensorOfFile } from './strided.ts'
import { type Found, type Walked, walk } from './walk.ts'

export interface StateDict {
  readonly tensors: TensorDirectory
  readonly hints: Hints
}

/**
 * The dict (or module) that holds all recurrent weights, with all tensors in it. Where that is the
 * state of the recurrent module alone, the dict around it, which may have an embedding and a
 * readout.
 * @throws InputError net-file-refused where there is none
 */
export function stateDict(saved: Saved): StateDict {
  const found = walk(saved.pickle.value)
  const recurrent = found.tensors.filter(({ name }) => isTorchName(name))
  if (recurrent.length === 0) throw nothing(saved, found)
  const common = recurrent.map(({ folders }) => folders).reduce(shared)
  const bare = recurrent.every(
    ({ name, folders }) => folders.length === common.length && !name.includes('.'),
  )
  const root = bare ? common.slice(0, -1) : common
  const within = found.tensors.filter(({ folders }) => root.every((one, k) => folders[k] === one))
  const named = within.map((one) => [nameOf(one, root.length), one.tensor] as const)
  const tensors = new Map(named.map(([name, one]) => [name, tensorOfFile(name, one, saved)]))
  const skip = root.join('.').length + (root.length > 0 ? 1 : 0)
  const inside = (path: string) => withoutWrappers(path.slice(skip))
  const hints: Hints = {
    nonlinearity: new Map([...found.nonlinearity].map(([path, one]) => [inside(path), one])),
    embeddings: new Set([...found.embeddings].map(inside)),
  }
  return { tensors, hints }
}

const nameOf = ({ folders, name }: Found, skipped: number) =>
  [...folders.slice(skipped), name].join('.')

function shared(a: readonly string[], b: readonly string[]): readonly string[] {
  const differs = a.findIndex((one, k) => one !== b[k])
  return differs < 0 ? a : a.slice(0, differs)
}

/** All tensors of a checkpoint, but for optimisers' states, by their whole paths. */
export function allTensors(saved: Saved): TensorDirectory {
  const named = walk(saved.pickle.value).tensors.map((one) => [nameOf(one, 0), one.tensor] as const)
  return new Map(named.map(([name, one]) => [name, tensorOfFile(name, one, saved)]))
}

/** Names of classes that a refusal lists. */
const LISTED = 3

/** Where quantised modules keep what they made of their weights, and their classes. */
const PACKED = /(^|\.)(_all_weight_values|_packed_(weight|params)\w*)\./u
const QUANTISED = /^torch\.(ao\.)?nn\.quantized\./u

/** Why there is no net: it is quantised, or made of other things, or of no tensors at all. */
function nothing(saved: Saved, { tensors, quantised: found }: Walked) {
  const { pickle } = saved
  if (found.length > 0) return refused(FORMAT, 'quantised', found[0].replace(/(\.\d+)+$/u, ''))
  const packed = tensors.find(({ name, folders }) => PACKED.test([...folders, name].join('.')))
  if (packed) return refused(FORMAT, 'quantised', [...packed.folders, packed.name].join('.'))
  if (tensors.length > 0) return unnamedTensors(allTensors(saved), FORMAT)
  const foreign = pickle.foreign.slice(0, LISTED)
  const quantised = pickle.foreign.find((path) => QUANTISED.test(path))
  if (quantised) return refused(FORMAT, 'quantised', quantised)
  // A frozen script's only objects are its own, without anything in them.
  if (saved.layout === 'TorchScript' && foreign.every((path) => path.startsWith('__torch__.')))
    return refused(FORMAT, 'frozen')
  return foreign.length > 0
    ? refused(FORMAT, 'global', foreign.join(', '))
    : refused(FORMAT, 'no-recurrent-layer', '')
}
