/**
 * Operators on known tensors that move numbers and change none: exporters write them between a
 * parameter and the layer that it belongs to.
 */
import type { Numbers } from '../../../engine/stack/types.ts'
import { joinBlocks, numbersLike } from '../../tensors/arrange-gates.ts'
import { sizeOf, type Tensor } from './tensor.ts'

/** Names that are kept of what a tensor is made of. */
const ROOTS = 16

/** A tensor's numbers in another order: `dims` of them, `strides` apart, from `start` on. */
interface View {
  readonly dims: readonly number[]
  readonly strides: readonly number[]
  readonly start: number
}

const stridesOf = (dims: readonly number[]): number[] =>
  dims.map((_, axis) => sizeOf(dims.slice(axis + 1)))

function viewed(tensor: Tensor, view: View): Tensor {
  const numbers = async () => gathered(await tensor.numbers(), view)
  return { ...tensor, dims: view.dims, cost: tensor.cost + sizeOf(view.dims), numbers }
}

function gathered(given: Numbers, { dims, strides, start }: View): Numbers {
  const made = numbersLike(given, sizeOf(dims))
  const index = dims.map(() => 0)
  let from = start
  for (let to = 0; to < made.length; to++) {
    made[to] = given[from]
    for (let axis = dims.length - 1; axis >= 0; axis--) {
      from += strides[axis]
      index[axis]++
      if (index[axis] < dims[axis]) break
      from -= strides[axis] * dims[axis]
      index[axis] = 0
    }
  }
  return made
}

/** An axis counted from the end where it is negative; null where there is none such. */
export function axisOf(axis: number, rank: number): number | null {
  const counted = axis < 0 ? axis + rank : axis
  return Number.isInteger(counted) && counted >= 0 && counted < rank ? counted : null
}

/** By default the axes in reverse. Null for what is no permutation. */
export function transposed(tensor: Tensor, given: readonly number[]): Tensor | null {
  const { dims } = tensor
  const perm = given.length > 0 ? given : dims.map((_, axis) => dims.length - 1 - axis)
  if (perm.length !== dims.length || !dims.every((_, axis) => perm.includes(axis))) return null
  const strides = stridesOf(dims)
  const of = (list: readonly number[]) => perm.map((axis) => list[axis])
  return viewed(tensor, { dims: of(dims), strides: of(strides), start: 0 })
}

/** What Slice takes, one entry for each axis that it cuts. */
export interface Cuts {
  readonly starts: readonly number[]
  readonly ends: readonly number[]
  readonly axes: readonly number[]
  readonly steps: readonly number[]
}

/** Bounds are clamped as in ONNX. Null for what is no slice of the tensor. */
export function sliced(tensor: Tensor, { starts, ends, axes, steps }: Cuts): Tensor | null {
  const dims = [...tensor.dims]
  const strides = stridesOf(dims)
  let start = 0
  for (const [k, given] of axes.entries()) {
    const axis = axisOf(given, dims.length)
    const step = steps[k] ?? 1
    if (axis === null || step === 0 || !(k < starts.length && k < ends.length)) return null
    const size = tensor.dims[axis]
    const held = (at: number, low: number, high: number) =>
      Math.min(high, Math.max(low, at < 0 ? at + size : at))
    const from = step > 0 ? held(starts[k], 0, size) : held(starts[k], 0, size - 1)
    const to = step > 0 ? held(ends[k], 0, size) : held(ends[k], -1, size - 1)
    dims[axis] = Math.max(0, Math.ceil((to - from) / step))
    start += from * strides[axis]
    strides[axis] *= step
  }
  return viewed(tensor, { dims, strides, start })
}

/** One index of an axis, which goes. */
export function picked(tensor: Tensor, axis: number, index: number): Tensor | null {
  const at = axisOf(index, tensor.dims[axis])
  const cuts = at === null ? null : { starts: [at], ends: [at + 1], axes: [axis], steps: [1] }
  const one = cuts && sliced(tensor, cuts)
  return one && reshaped(one, one.dims.toSpliced(axis, 1))
}

/** The same numbers in another shape; null where it has another size. */
export const reshaped = (tensor: Tensor, dims: readonly number[]): Tensor | null =>
  sizeOf(dims) === sizeOf(tensor.dims) ? { ...tensor, dims } : null

/** Null where they do not fit together. */
export function concatenated(parts: readonly Tensor[], given: number): Tensor | null {
  const first = parts[0]?.dims ?? []
  const axis = axisOf(given, first.length)
  if (axis === null) return null
  const fits = ({ dims }: Tensor) =>
    dims.length === first.length && dims.every((size, k) => k === axis || size === first[k])
  if (!parts.every(fits)) return null
  const dims = first.with(
    axis,
    parts.reduce((sum, part) => sum + part.dims[axis], 0),
  )
  return {
    dims,
    real: parts.every((part) => part.real),
    roots: [...new Set(parts.flatMap((part) => part.roots))].slice(0, ROOTS),
    cost: parts.reduce((sum, part) => sum + part.cost, sizeOf(dims)),
    numbers: () => joined(parts, axis),
  }
}

async function joined(parts: readonly Tensor[], axis: number): Promise<Numbers> {
  const numbers: Numbers[] = []
  for (const part of parts) numbers.push(await part.numbers())
  const outer = sizeOf(parts[0].dims.slice(0, axis))
  if (outer <= 1) return joinBlocks(numbers)
  const wide = numbers.find((all) => all instanceof Float64Array) ?? numbers[0]
  const row = numbers.reduce((sum, all) => sum + all.length / outer, 0)
  const made = numbersLike(wide, row * outer)
  let to = 0
  for (const all of numbers) {
    const length = all.length / outer
    for (let k = 0; k < outer; k++)
      made.set(all.subarray(k * length, (k + 1) * length), k * row + to)
    to += length
  }
  return made
}
