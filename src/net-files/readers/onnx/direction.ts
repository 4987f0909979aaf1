/** The numbers of one direction of a recurrent node. */
import type { Direction, DirectionWeights, Numbers } from '../../../engine/stack/types.ts'
import { arrangeGates } from '../../tensors/arrange-gates.ts'
import type { FirstState } from './states.ts'
import type { Tensor } from './tensor.ts'

/** A node's tensors, of both directions where it has two. */
export interface NodeTensors {
  /** Block k of the stack's order is this block of the node's. */
  readonly order: readonly number[]
  readonly hidden: number
  readonly input: number
  readonly directions: number
  /** [directions, G·H, I] and [directions, G·H, H] */
  readonly w: Tensor
  readonly r: Tensor
  /** [directions, 2·G·H]: those of W, then those of R. */
  readonly b: Tensor | null
  /** [directions, 3·H], in the order i, o, f. */
  readonly p: Tensor | null
  readonly h0: FirstState
  readonly c0: FirstState | null
}

/** Direction number k of the node. */
export function directionOf(node: NodeTensors, k: number): Direction {
  const { w, r, b, p, h0, c0, directions } = node
  const named = (tensor: Tensor | null, part: number, parts: number) =>
    tensor ? nameOf(tensor, k * parts + part, directions * parts) : null
  const names: Record<keyof DirectionWeights, string | null> = {
    input: named(w, 0, 1),
    recurrent: named(r, 0, 1),
    inputBias: named(b, 0, 2),
    recurrentBias: named(b, 1, 2),
    peepholes: named(p, 0, 1),
    projection: null,
    h0: h0.name,
    c0: c0?.name ?? null,
  }
  const tensors = Object.fromEntries(Object.entries(names).filter(([, name]) => name !== null))
  return { tensors, load: () => load(node, k) }
}

/** Where a tensor was put together from one tensor for each part, the part's own name. */
const nameOf = ({ roots }: Tensor, part: number, parts: number): string =>
  roots.length === parts ? roots[part] : roots.join(' + ')

async function load(node: NodeTensors, k: number): Promise<DirectionWeights> {
  const { order, hidden, input, directions, w, r, b, p, h0, c0 } = node
  const part = async (tensor: Tensor) => {
    const all = await tensor.numbers()
    const length = all.length / directions
    return all.subarray(k * length, (k + 1) * length)
  }
  const arrange = (given: Numbers, columns: number) =>
    arrangeGates(given, { order, hidden, columns, transposed: false })
  const bias = b && (await part(b))
  const half = order.length * hidden
  const peepholes = p && (await part(p))
  const peep = (block: number) => peepholes?.slice(block * hidden, (block + 1) * hidden)
  const [i, o, f] = [peep(0), peep(1), peep(2)]
  return {
    input: arrange(await part(w), input),
    recurrent: arrange(await part(r), hidden),
    inputBias: bias && arrange(bias.subarray(0, half), 1),
    recurrentBias: bias && arrange(bias.subarray(half), 1),
    peepholes: i && o && f ? { i, f, o } : null,
    projection: null,
    h0: h0.rows[k]?.slice() ?? null,
    c0: c0?.rows[k]?.slice() ?? null,
  }
}
