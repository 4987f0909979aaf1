/** States before the first step: what the file says of them. */
import type { Numbers } from '../../../engine/stack/types.ts'
import type { Constants } from './constants.ts'
import { notReadable } from './refusals.ts'
import type { Value } from './scope.ts'
import { sizeOf, type Tensor } from './tensor.ts'

/** A state for each direction. */
export interface FirstState {
  /** Its name in the file; null for zeros, and for what the model is given when it runs. */
  readonly name: string | null
  /** [directions][H]; empty without a name. */
  readonly rows: readonly Numbers[]
  /** That it is computed from something that is not followed here, as another layer's state. */
  readonly elsewhere: boolean
  /** Size of its last axis, where that is known. */
  readonly size: number | null
}

const NONE: FirstState = { name: null, rows: [], elsewhere: false, size: null }

/** Numbers of a state that are read when the file is opened. */
const MOST = 1 << 20
/** Nodes that are followed from a layer back to where its state comes from. */
const FAR = 64

/** Operators that hand on their first input's numbers in another shape, or only some of them. */
const HANDING_ON: ReadonlySet<string> = new Set([
  ...['Identity', 'Cast', 'Slice', 'Split', 'Gather', 'Transpose', 'Unsqueeze', 'Squeeze'],
  ...['Reshape', 'Expand', 'Tile'],
])

/** @throws InputError net-file-refused where each sequence of a batch has another state */
export async function firstState(
  constants: Constants,
  value: Value | null,
  axes: { readonly directions: number; readonly batchFirst: boolean },
  path: string,
): Promise<FirstState> {
  if (!value) return NONE
  const tensor = await knownState(constants, value)
  if (!tensor) return unknownState(constants, value)
  const size = tensor.dims.at(-1) ?? 0
  const { directions, batchFirst } = axes
  const batch = sizeOf(tensor.dims) / (directions * size)
  if (tensor.dims.length !== 3 || sizeOf(tensor.dims) > MOST || !Number.isInteger(batch))
    throw notReadable('several-states', path)
  const all = await tensor.numbers()
  const row = (direction: number, b: number) => {
    const at = (batchFirst ? b * directions + direction : direction * batch + b) * size
    return all.subarray(at, at + size)
  }
  const rows = Array.from({ length: directions }, (_, direction) => {
    const first = row(direction, 0)
    for (let b = 1; b < batch; b++)
      if (row(direction, b).some((number, k) => number !== first[k]))
        throw notReadable('several-states', path)
    return first
  })
  if (all.every((number) => number === 0)) return { ...NONE, size }
  return { name: tensor.roots.join(' + '), rows, elsewhere: false, size }
}

/** One state that is repeated for a batch of unknown size is known as well. */
async function knownState(constants: Constants, value: Value): Promise<Tensor | null> {
  const tensor = await constants.tensor(value)
  const { node, scope } = value
  if (tensor || (node?.op !== 'Expand' && node?.op !== 'Tile')) return tensor
  return constants.tensor(scope.input(node, 0))
}

async function unknownState(constants: Constants, value: Value): Promise<FirstState> {
  let size: number | null = null
  let from = value
  for (let steps = 0; from.node && steps < FAR; steps++) {
    const { node, scope } = from
    const made = node.op === 'ConstantOfShape'
    if (size === null && (made || node.op === 'Expand'))
      size = await lastOf(constants, scope.input(node, made ? 0 : 1))
    if (made) return { ...NONE, size }
    // Which branch of an If is taken is known when the model runs.
    if (node.op === 'If') return { ...NONE, size }
    const next = HANDING_ON.has(node.op) ? scope.input(node, 0) : null
    if (!next) return { ...NONE, size, elsewhere: true }
    from = next
  }
  const zeros = from.stored !== null && (await allZero(constants, from))
  return { ...NONE, size, elsewhere: from.node !== null || (from.stored !== null && !zeros) }
}

async function allZero(constants: Constants, value: Value): Promise<boolean> {
  const list = await constants.list(value)
  return list?.every((number) => number === 0) ?? false
}

/** The last entry of a shape, of which the others may be unknown. */
async function lastOf(constants: Constants, shape: Value | null): Promise<number | null> {
  const list = await constants.list(shape)
  if (list) return list.at(-1) ?? null
  const { node, scope } = shape ?? { node: null, scope: null }
  if (node?.op !== 'Concat' || !scope) return null
  return (await constants.list(scope.input(node, node.inputs.length - 1)))?.at(-1) ?? null
}
