/** Nets in a directory of tensors under the names of PyTorch's state_dict. */
import type { Stack } from '../../../engine/stack/types.ts'
import type { NetRemark } from '../../net-file.ts'
import { refused } from '../../refusals.ts'
import type { TensorDirectory } from '../../tensors/tensor-directory.ts'
import { findAround } from './around.ts'
import { chainLists } from './chain.ts'
import { withOneBias } from './one-bias.ts'
import { refuseOtherCells } from './other-cells.ts'
import { type Hints, type Reading, unwrapped } from './reading.ts'
import { findGroups } from './recurrent.ts'
import { undoReparametrisations } from './reparametrised.ts'

export interface TorchStacks {
  /** One for each recurrent module, in the file's order. */
  readonly stacks: readonly Stack[]
  readonly remarks: readonly NetRemark[]
}

/** Names that a remark or a refusal lists at most. */
const LISTED = 12

/**
 * A file may hold several nets: each module's path is the name of one.
 * @param format in whose name a file is refused
 * @throws InputError net-file-refused `no-recurrent-layer`, `parametrised`, `other-cell`;
 * net-file-broken where a weight is missing or its shape does not go with the others
 */
export function torchStacks(
  given: TensorDirectory,
  format: string,
  hints: Hints = {},
): TorchStacks {
  const remarks: NetRemark[] = []
  const remark = (one: NetRemark) => void remarks.push(one)
  const bare: Reading = { format, tensors: unwrapped(given), hints, remark }
  const reading: Reading = { ...bare, tensors: withOneBias(undoReparametrisations(bare)) }
  const found = findGroups(reading)
  refuseOtherCells(found, reading)
  const groups = chainLists(found, reading)
  if (groups.length === 0)
    throw refused(format, 'no-recurrent-layer', [...given.keys()].slice(0, 3).join(', '))
  const taken = new Set(groups.flatMap((group) => group.taken))
  const around = findAround(groups, reading, taken)
  const unused = [...reading.tensors].flatMap(([name, one]) => (taken.has(name) ? [] : [one.name]))
  if (unused.length > 0)
    remark({ is: 'unused', count: unused.length, names: unused.slice(0, LISTED) })
  const stacks = groups.map((group): Stack => {
    const { embedding, readout, readouts = [] } = around.get(group) ?? {}
    return {
      name: group.prefix.replace(/\.$/u, ''),
      steps: [...(embedding ? [embedding] : []), ...group.layers, ...(readout ? [readout] : [])],
      readouts,
    }
  })
  return { stacks, remarks }
}

export { isTorchName } from './recurrent.ts'
