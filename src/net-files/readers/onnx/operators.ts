/** Operators of ONNX whose output is known when their inputs are. */
import type { Numbers } from '../../../engine/stack/types.ts'
import { axisOf, concatenated, picked, reshaped, sliced, transposed } from './fold.ts'
import type { Node } from './graph-types.ts'
import type { Scope } from './scope.ts'
import { sizeOf, type Tensor } from './tensor.ts'

/** A node in its scope, with what its operator needs of it. */
interface Operation {
  readonly node: Node
  readonly scope: Scope
  /** Which of the node's outputs is asked for. */
  readonly index: number
  /** Input k; null where it is not known. */
  tensor(k: number): Promise<Tensor | null>
  /**
   * Input k as a short list of integers, or the attribute that older versions of the operator have
   * instead of the input; null where neither is known.
   */
  integers(k: number, attribute: string): Promise<readonly number[] | null>
}

type Fold = (operation: Operation) => Promise<Tensor | null>

/** Inputs of one Concat. */
const PARTS = 4096

const integer = ({ node, scope }: Operation, name: string, usual: number): number =>
  scope.attribute(node, name)?.integer ?? usual

const same: Fold = (operation) => operation.tensor(0)

const FLOAT32 = 1
const FLOAT64 = 11

/** To what holds the numbers; a model that rounds its weights to fewer bits computes them. */
const cast: Fold = async (operation) => {
  const tensor = await operation.tensor(0)
  const to = integer(operation, 'to', 0)
  if (!tensor) return null
  if (to === FLOAT64) return { ...tensor, real: true }
  if (to !== FLOAT32) return tensor.real ? null : tensor
  return { ...tensor, real: true, numbers: async () => float32(await tensor.numbers()) }
}

const float32 = (numbers: Numbers): Float32Array =>
  numbers instanceof Float32Array ? numbers : Float32Array.from(numbers)

const concat: Fold = async (operation) => {
  const { inputs } = operation.node
  if (inputs.length > PARTS) return null
  const parts: Tensor[] = []
  for (const k of inputs.keys()) {
    const part = await operation.tensor(k)
    if (!part) return null
    parts.push(part)
  }
  return concatenated(parts, integer(operation, 'axis', 1))
}

const slice: Fold = async (operation) => {
  const tensor = await operation.tensor(0)
  const starts = await operation.integers(1, 'starts')
  const ends = await operation.integers(2, 'ends')
  if (!tensor || !starts || !ends) return null
  const axes = (await operation.integers(3, 'axes')) ?? [...starts.keys()]
  const steps = (await operation.integers(4, '')) ?? []
  return sliced(tensor, { starts, ends, axes, steps })
}

const split: Fold = async (operation) => {
  const tensor = await operation.tensor(0)
  const axis = tensor && axisOf(integer(operation, 'axis', 0), tensor.dims.length)
  if (!tensor || axis === null) return null
  const parts = operation.node.outputs.length
  const equal = Array.from({ length: parts }, () => Math.ceil(tensor.dims[axis] / parts))
  const sizes = (await operation.integers(1, 'split')) ?? equal
  const start = sizes.slice(0, operation.index).reduce((a, b) => a + b, 0)
  const ends = [start + (sizes[operation.index] ?? 0)]
  return sliced(tensor, { starts: [start], ends, axes: [axis], steps: [1] })
}

const gather: Fold = async (operation) => {
  const tensor = await operation.tensor(0)
  const at = await operation.tensor(1)
  const axis = tensor && axisOf(integer(operation, 'axis', 0), tensor.dims.length)
  if (!tensor || axis === null || at?.dims.length !== 0) return null
  const index = (await operation.integers(1, ''))?.[0] ?? NaN
  return picked(tensor, axis, index)
}

const transpose: Fold = async (operation) => {
  const tensor = await operation.tensor(0)
  return tensor && transposed(tensor, operation.node.attributes.get('perm')?.integers ?? [])
}

const unsqueeze: Fold = async (operation) => {
  const tensor = await operation.tensor(0)
  const axes = await operation.integers(1, 'axes')
  if (!tensor || !axes) return null
  const rank = tensor.dims.length + axes.length
  const ones = new Set(axes.map((axis) => axisOf(axis, rank)))
  const left = tensor.dims.values()
  const dims = Array.from({ length: rank }, (_, k) => (ones.has(k) ? 1 : (left.next().value ?? 1)))
  return reshaped(tensor, dims)
}

const squeeze: Fold = async (operation) => {
  const tensor = await operation.tensor(0)
  if (!tensor) return null
  const { dims } = tensor
  const named = operation.node.inputs.length > 1 || operation.node.attributes.has('axes')
  const axes = named ? await operation.integers(1, 'axes') : null
  if (named && !axes) return null
  const gone = axes?.map((axis) => axisOf(axis, dims.length))
  return reshaped(
    tensor,
    dims.filter((size, k) => (gone ? !gone.includes(k) : size !== 1)),
  )
}

const reshape: Fold = async (operation) => {
  const tensor = await operation.tensor(0)
  const shape = await operation.integers(1, 'shape')
  if (!tensor || !shape) return null
  const keepZero = integer(operation, 'allowzero', 0) === 1
  const dims = shape.map((size, k) => (size === 0 && !keepZero ? (tensor.dims[k] ?? 0) : size))
  const free = dims.indexOf(-1)
  if (free >= 0) dims[free] = sizeOf(tensor.dims) / sizeOf(dims.toSpliced(free, 1))
  return dims.every((size) => Number.isInteger(size) && size >= 0) ? reshaped(tensor, dims) : null
}

const shapeOf: Fold = async (operation) => {
  const tensor = await operation.tensor(0)
  if (!tensor) return null
  const end = operation.node.attributes.get('end')?.integer
  const dims = tensor.dims.slice(integer(operation, 'start', 0), end)
  const numbers = async () => Float64Array.from(dims)
  return { ...tensor, real: false, dims: [dims.length], cost: dims.length, numbers }
}

export const FOLDS: ReadonlyMap<string, Fold> = new Map([
  ['Identity', same],
  ['Cast', cast],
  ['Concat', concat],
  ['Slice', slice],
  ['Split', split],
  ['Gather', gather],
  ['Transpose', transpose],
  ['Unsqueeze', unsqueeze],
  ['Squeeze', squeeze],
  ['Reshape', reshape],
  ['Shape', shapeOf],
])
