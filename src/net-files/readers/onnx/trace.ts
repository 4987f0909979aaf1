/**
 * Which layer's output a value is, when all that happened to it is that its axes were moved, joined
 * or dropped. What cannot be followed with certainty is of no layer.
 */
import type { Constants } from './constants.ts'
import { axisOf } from './fold.ts'
import type { Node } from './graph-types.ts'
import { Pairs } from './pairs.ts'
import type { RecurrentNode } from './recurrent.ts'
import type { Scope, Value } from './scope.ts'
import type { Walk } from './walk.ts'

/** Time, an axis of size 1, batch, direction, unit; directions and units, time and batch joined. */
type Axis = 'T' | 't' | 'B' | 'D' | 'H' | 'DH' | 'TB'

export interface Traced {
  readonly layer: RecurrentNode
  readonly axes: readonly Axis[]
  /** Whether it is the last state alone: of each direction its own last. */
  readonly last: boolean
  /** Whether it is what both directions made at T alone: of the backward one its first. */
  readonly atEnd: boolean
  /** The one direction of two that was picked; else null. */
  readonly direction: number | null
}

/** Nodes that are followed from a value back to a layer. */
const FAR = 64

const UNCHANGED: ReadonlySet<string> = new Set(['Identity', 'Dropout', 'Cast'])

export const directionsOf = (layer: RecurrentNode): number =>
  layer.forward && layer.backward ? 2 : 1

export class Tracer {
  readonly #constants: Constants
  readonly #walk: Walk
  readonly #layers = new Map<Value, Traced>()
  /** Layers of both directions that stand in the model as two nodes. */
  readonly pairs: Pairs

  constructor(layers: readonly RecurrentNode[], constants: Constants, walk: Walk) {
    this.#constants = constants
    this.#walk = walk
    this.pairs = new Pairs(walk)
    for (const layer of layers) {
      const { node, scope } = layer.place
      const [y, h] = [scope.value(node.outputs[0] ?? ''), scope.value(node.outputs[1] ?? '')]
      const of = (axes: readonly Axis[], last: boolean) => ({
        layer,
        axes,
        last,
        atEnd: false,
        direction: null,
      })
      const { batchFirst } = layer
      if (y)
        this.#layers.set(y, of(batchFirst ? ['B', 'T', 'D', 'H'] : ['T', 'D', 'B', 'H'], false))
      if (h) this.#layers.set(h, of(batchFirst ? ['B', 'D', 'H'] : ['D', 'B', 'H'], true))
    }
  }

  /** Null for what is not a layer's output. */
  async trace(given: Value | null, depth = 0): Promise<Traced | null> {
    if (!given || depth > FAR) return null
    const value = this.#walk.origin(given)
    const own = this.#layers.get(value)
    if (own) return own
    const { node, scope, index } = value
    if (node?.domain !== '' || index !== 0) return null
    if (node.op === 'Concat') return this.#bothDirections(node, scope, depth)
    if (node.op === 'Gather' || node.op === 'Slice') return this.#single(node, scope, depth)
    if (UNCHANGED.has(node.op)) return this.trace(scope.input(node, 0), depth + 1)
    const move = MOVES.get(node.op)
    const from = move ? await this.trace(scope.input(node, 0), depth + 1) : null
    return move && from ? move(this.#movement(node, scope), from) : null
  }

  #movement(node: Node, scope: Scope): Movement {
    return {
      node,
      integers: async (k, attribute) =>
        node.attributes.get(attribute)?.integers ??
        (await this.#constants.list(scope.input(node, k))),
      parts: (k) => {
        const shape = scope.input(node, k)?.node
        return shape?.op === 'Concat' ? shape.inputs.length : null
      },
    }
  }

  /** One index along an axis, also of several layers' last states one after the other. */
  async #single(node: Node, scope: Scope, depth: number): Promise<Traced | null> {
    const data = scope.input(node, 0)
    const one = data && (await this.#indexOf(node, scope))
    if (!one) return null
    const from = await this.trace(data, depth + 1)
    const among = !from && one.axis === 0
    const picked = from
      ? pick(from, one.axis, one.index)
      : among
        ? await this.#stateAmong(data, one.index, depth)
        : null
    if (!picked || node.op === 'Gather') return picked
    const axis = one.axis < 0 ? one.axis + picked.axes.length + 1 : one.axis
    return { ...picked, axes: picked.axes.toSpliced(axis, 0, 't') }
  }

  /** What Gather takes, or a Slice of one index. */
  async #indexOf(node: Node, scope: Scope): Promise<{ axis: number; index: number } | null> {
    if (node.op === 'Gather') {
      const index = await this.#constants.tensor(scope.input(node, 1))
      if (index?.dims.length !== 0) return null
      return { axis: node.attributes.get('axis')?.integer ?? 0, index: (await index.numbers())[0] }
    }
    const { integers } = this.#movement(node, scope)
    const [starts, ends] = [await integers(1, 'starts'), await integers(2, 'ends')]
    const axes = (await integers(3, 'axes')) ?? [0]
    if (starts?.length !== 1 || ends?.length !== 1 || axes.length !== 1) return null
    const [index, end] = [starts[0], ends[0]]
    const single = index === -1 ? end > 2 ** 30 : end === index + 1
    return single ? { axis: axes[0], index } : null
  }

  async #stateAmong({ node, scope }: Value, at: number, depth: number): Promise<Traced | null> {
    if (node?.op !== 'Concat' || node.attributes.get('axis')?.integer !== 0) return null
    const states: Traced[] = []
    for (const k of node.inputs.keys()) {
      const state = await this.trace(scope.input(node, k), depth + 1)
      if (!state?.last || state.axes[0] !== 'D') return null
      for (let d = 0; d < directionsOf(state.layer); d++) {
        const one = pick(state, 0, d)
        if (one) states.push(one)
      }
    }
    return states.at(at) ?? null
  }

  /** The two directions' last states side by side, each of which was picked before. */
  async #bothDirections(node: Node, scope: Scope, depth: number): Promise<Traced | null> {
    if (node.inputs.length !== 2) return null
    const one = await this.trace(scope.input(node, 0), depth + 1)
    const two = one && (await this.trace(scope.input(node, 1), depth + 1))
    const given = node.attributes.get('axis')?.integer ?? 0
    if (one && two && one.layer !== two.layer) return this.pairs.sideBySide(one, two, given)
    if (!one || !two) return null
    const axis = axisOf(given, one.axes.length)
    const fits = one.direction === 0 && two.direction === 1 && axis === one.axes.length - 1
    if (!fits || one.axes.join() !== two.axes.join() || one.axes.at(-1) !== 'H') return null
    return { ...one, axes: one.axes.with(-1, 'DH'), direction: null }
  }
}

/** What a node that moves axes does, as far as it is known. */
interface Movement {
  readonly node: Node
  integers(k: number, attribute: string): Promise<readonly number[] | null>
  /** Of how many parts input k is put together. */
  parts(k: number): number | null
}

type Move = (movement: Movement, from: Traced) => Promise<Traced | null>

const transpose: Move = async ({ node }, from) => {
  const perm = node.attributes.get('perm')?.integers ?? []
  const axes = perm.length > 0 ? perm.map((axis) => from.axes[axis]) : from.axes.toReversed()
  return axes.length === from.axes.length ? { ...from, axes } : null
}

const squeeze: Move = async ({ integers }, from) => {
  const { axes, layer } = from
  const named = await integers(1, 'axes')
  const gone = named?.map((axis) => axisOf(axis, axes.length)) ?? []
  const single = (axis: Axis | undefined) =>
    axis === 't' || (axis === 'D' && directionsOf(layer) === 1)
  if (gone.length === 0 || !gone.every((axis) => axis !== null && single(axes[axis]))) return null
  return { ...from, axes: axes.filter((_, k) => !gone.includes(k)) }
}

/** The shape may be known in part only; what the axes are tells the rest. */
const reshape: Move = async ({ integers, parts }, from) => {
  const shape = await integers(1, 'shape')
  const rank = shape?.length ?? parts(1)
  const { layer, axes } = from
  const directions = directionsOf(layer)
  const joined = axes.at(-1) === 'H' && axes.at(-2) === 'D'
  const features = joined || axes.at(-1) === 'DH' ? directions * layer.hidden : layer.hidden
  const last = shape?.at(-1) ?? -1
  if (rank === null || (last !== -1 && last !== features)) return null
  let made: readonly Axis[] = axes
  if (made.length > rank && joined) made = [...made.slice(0, -2), directions === 1 ? 'H' : 'DH']
  else if (made.length > rank && directions === 1) made = made.filter((axis) => axis !== 'D')
  if (made.length === rank + 1 && made[0] === 'T' && made[1] === 'B' && last !== -1)
    made = ['TB', ...made.slice(2)]
  return made.length === rank && made !== axes ? { ...from, axes: made } : null
}

const MOVES: ReadonlyMap<string, Move> = new Map([
  ['Transpose', transpose],
  ['Squeeze', squeeze],
  ['Reshape', reshape],
])

function pick(from: Traced, givenAxis: number, givenIndex: number): Traced | null {
  const axis = axisOf(givenAxis, from.axes.length)
  if (axis === null) return null
  const { forward, backward } = from.layer
  const axes = from.axes.toSpliced(axis, 1)
  if (from.axes[axis] === 'D') {
    const direction = axisOf(givenIndex, directionsOf(from.layer))
    if (direction === null) return null
    return { ...from, axes, direction: forward && backward ? direction : null }
  }
  if (from.axes[axis] !== 'T') return null
  const way = forward && backward ? from.direction : forward ? 0 : 1
  if (way === null) return givenIndex === -1 ? { ...from, axes, atEnd: true } : null
  return givenIndex === (way === 0 ? -1 : 0) ? { ...from, axes, last: true } : null
}
